"""A page of a course as it is printed: a lesson, or an exercise with room to write.

A sheet holds no answer. For teachers there are ``answers_on``: what is right, question by question.
"""

import math
import re
import string
from dataclasses import dataclass, field

from content.browse import FileItem, Item
from content.html import text_of
from content.questions import mastery, wording
from content.questions.exercise import Exercise
from content.questions.mastery import AFTER, TWICE
from content.questions.types import (
    Choice,
    Dictation,
    Gaps,
    Labels,
    Match,
    Number,
    Order,
    Parts,
    Picks,
    Question,
    Short,
    Spot,
    Text,
    TrueFalse,
    Words,
)
from i18n import formats, languages
from i18n.languages import Language
from i18n.translate import N_, gettext
from server.library.questions import Setting, ShownQuestion, rooted, show

WORDS_A_LINE = 7
"""Of handwriting, on a line of 16 cm."""
FEWEST_LINES, MOST_LINES = 4, 60
_MILLIMETRES = 255
"""Of a sheet, from the first line to the last."""
_BLOCKS = re.compile(r"<(?:p|li|tr|h\d)\b")
_NAMES = re.compile(r' id="[^"]*"')
_PICTURE = re.compile(r"<img\b")


@dataclass(frozen=True)
class Asked:
    """A question on paper."""

    shown: ShownQuestion
    lines: int
    """To write on, for a text."""
    letters: list[str]
    """Of what to choose from: A, B, C."""

    @property
    def height(self) -> int:
        """Return about how much of the sheet it takes, in millimetres."""
        parts = max(len(self.shown.shape.options), len(self.shown.shape.picks))
        room = {"text": 9 * self.lines, "voice": 36, "file": 95, "gaps": 12, "picks": 12}
        room |= {"labels": 110, "spot": 110, "dictation": 18 * len(self.shown.shape.stretches)}
        own = room.get(self.shown.type, 12)
        pictures = len(_PICTURE.findall(self.shown.prompt))
        return 17 + 9 * parts + own + 40 * pictures + _height(self.shown.prompt)


@dataclass(frozen=True)
class Sheet:
    """A page as it is printed."""

    node_id: str
    kind: str
    title: str
    language: Language
    text: str
    """Of a lesson; of an exercise, what stands before its questions."""
    questions: list[Asked] = field(default_factory=list)
    goes_with: str = ""
    """Message of what cannot be printed: a recording, a document; "" for nothing."""

    @property
    def code(self) -> str:
        """Return what names the page at the foot of each sheet."""
        return self.node_id[:8]

    @property
    def can_be_printed(self) -> bool:
        """Say whether there is anything on it but a title."""
        return bool(self.text_is_there or self.questions)

    @property
    def text_is_there(self) -> bool:
        """Say whether there is a text, or a picture."""
        return bool(text_of(self.text).strip() or _PICTURE.search(self.text))

    @property
    def length(self) -> int:
        """Return about how many sheets of A4 it takes."""
        asked = sum(each.height for each in self.questions)
        return max(1, math.ceil((25 + _height(self.text) + asked) / _MILLIMETRES))


def _height(fragment: str) -> int:
    """Return about how much of a sheet a text takes, in millimetres."""
    plain = len(text_of(fragment))
    return (
        plain * 6 // 90 + 60 * len(_PICTURE.findall(fragment)) + 5 * len(_BLOCKS.findall(fragment))
    )


@dataclass(frozen=True)
class Drawn:
    """Which questions of an exercise are printed: those that its rule draws by a seed."""

    seed: str = ""
    """"" for all of them, as they were written."""
    half: str = ""

    def places(self, exercise: Exercise) -> list[int]:
        """Return the numbers of the questions, from 0, in the order of their places."""
        total = len(exercise.questions)
        rule = exercise.mastery
        if not self.seed:
            return list(range(total))
        count = total if rule.one_by_one else mastery.length(rule, total)
        found = (mastery.comes(rule, total, self.seed, place, self.half) for place in range(count))
        return [number for number in found if number is not None]


WRITTEN = Drawn()


def sheet_of(
    node: Item,
    title: str,
    language: str,
    body: str | Exercise,
    files: list[FileItem],
    *,
    sha256: str,
    drawn: Drawn = WRITTEN,
) -> Sheet:
    """Return a page as it is printed.

    Args:
        node: the page.
        title: of the version.
        language: of the version.
        body: its text, "" where it has none.
        files: of the page.
        sha256: of the text, by which what is shuffled is.
        drawn: which questions.
    """
    tongue = languages.get(language)
    goes_with = _goes_with(files)
    if isinstance(body, str):
        text = _NAMES.sub("", rooted(body, node.id))
        return Sheet(node.id, node.kind, title, tongue, text, goes_with=goes_with)
    setting = Setting(node.id, sha256)
    asked = [
        _asked(body.questions[number], place, setting)
        for place, number in enumerate(drawn.places(body))
    ]
    intro = _NAMES.sub("", rooted(body.intro, node.id))
    return Sheet(node.id, node.kind, title, tongue, intro, asked, goes_with)


def _goes_with(files: list[FileItem]) -> str:
    """Return the message of what a page has that paper does not show."""
    mains = [file.media_type for file in files if file.role == "main"]
    if any(each.startswith(("audio/", "video/")) for each in mains):
        return N_("A recording goes with this page: it is heard at a seat.")
    if "application/pdf" in mains:
        return N_("A document goes with this page: open it at a seat, and print it from there.")
    return ""


def _asked(question: Question, place: int, setting: Setting) -> Asked:
    shown = show(question, place, setting, None)
    count = max(len(shown.shape.options), len(shown.shape.picks))
    return Asked(shown, lines_for(question), [letter(number) for number in range(count)])


def letter(number: int) -> str:
    """Return the letter of a thing to choose, from 0: A to Z, then 27, 28."""
    return string.ascii_uppercase[number] if number < 26 else str(number + 1)


def lines_for(question: Question) -> int:
    """Return how many lines a question is given to write on; 0 for one that needs none."""
    if not isinstance(question, Text):
        return 0
    words = question.most or 2 * question.least or 60
    return min(max(math.ceil(words / WORDS_A_LINE) + 1, FEWEST_LINES), MOST_LINES)


@dataclass(frozen=True)
class Told:
    """What is right, for a teacher."""

    number: int
    prompt: str
    """Plain text."""
    right: list[str]
    """Plain texts; none where only a teacher can say."""
    said: str
    """What the author says about a right answer, as HTML."""


def answers_on(exercise: Exercise, node_id: str, sha256: str, drawn: Drawn = WRITTEN) -> list[Told]:
    """Return what is right for each question of a sheet, in its order: for teachers alone."""
    setting = Setting(node_id, sha256)
    told = []
    for place, number in enumerate(drawn.places(exercise)):
        question = exercise.questions[number]
        right = right_of(question, show(question, place, setting, None))
        said = _NAMES.sub("", rooted(question.right, node_id))
        told.append(Told(place + 1, text_of(question.prompt), right, said))
    return told


def right_of(question: Question, shown: ShownQuestion) -> list[str]:
    """Return what is right, in the words and letters that stand on the sheet."""
    match question:
        case Choice():
            return [f"{letter(at)}. {text_of(question.options[at])}" for at in question.key]
        case TrueFalse():
            return [gettext("True") if question.key else gettext("False")]
        case Short():
            return [" / ".join(text for text, _ in question.key)]
        case Number():
            about = f" ± {question.tolerance}" if question.tolerance.strip("0.") else ""
            return [f"{question.key}{about}".replace(".", _comma())]
        case Match():
            picks = shown.shape.picks
            return [
                f"{text_of(left)} → {letter(picks.index(right))}. {right}"
                for left, right in question.key
            ]
        case Order():
            return [f"{at}. {thing}" for at, thing in enumerate(question.key, start=1)]
        case Gaps() | Picks():
            return [
                f"{formats.number(at)}. {' / '.join(words)}"
                for at, words in enumerate(question.key, start=1)
            ]
        case Words():
            return [" / ".join(" ".join(order) for order in question.key)]
        case Parts() | Labels() | Spot() | Dictation():
            return [wording.key(question)]
    return []


def _comma() -> str:
    """Return the decimal sign of the language in use."""
    return formats.number(0.5).strip("0٠5٥")


def half_for(exercise: Exercise, *, has_done_the_first: bool) -> str:
    """Return which of two tests is printed, "" where there are none."""
    if exercise.mastery.model != TWICE:
        return ""
    return AFTER if has_done_the_first else mastery.BEFORE
