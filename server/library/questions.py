"""A question as a page shows it: without its key, with what was answered and what it earned."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from content.html import with_names
from content.outside import ways_out
from content.questions.scoring import ALL, NONE, remark_on
from content.questions.types import Choice, Order, Question, Spoken, Spot, Text
from server.library.shapes import Shape, shape_of
from server.records.models import AnswerGiven, Work


@dataclass(frozen=True)
class ShownQuestion:
    """One question for a template."""

    number: int
    """Its place in this go, from 1."""
    type: str
    several: bool
    prompt: str
    hint: str
    shape: Shape
    given: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    """Order: the number that each thing has in the form; "" for none yet."""
    mark: Fraction | None = None
    """None until it was answered."""
    refused: str = ""
    """Why what the form has now was not counted; "" if it was."""
    is_closed: bool = False
    """Whether the answer counts: it is right, or there is no further try."""
    tries_left: int = 0
    said: str = ""
    """What the author says about this answer."""
    is_told: bool = True
    """Whether the page tells already what the answer earned."""
    language: str = ""
    """Of its plain words, "" for that of the page."""
    limits: tuple[int, int] = (0, 0)
    """Words of a text, from and to; seconds of a recording in the second. 0: no limit."""
    work: Work | None = None
    before: Work | None = None
    """What its author wrote to the same question in an earlier attempt; None once there is more."""
    """What was made for the teacher, if anything."""

    @property
    def is_right(self) -> bool:
        """Say whether the answer earned everything."""
        return self.mark == ALL

    @property
    def needs_more(self) -> bool:
        """Say whether its fields need the styles of exams: a learner's page has them no sooner."""
        types = ("parts", "labels", "spot", "dictation")
        return self.type in types or bool(self.shape.units or self.shape.sounds)

    @property
    def is_for_teacher(self) -> bool:
        """Say whether only a teacher can mark it."""
        return self.type in ("text", "file", "voice")


@dataclass(frozen=True)
class Setting:
    """What all questions of a page share."""

    node_id: str
    seed: str
    """What the parts of a question are shuffled by."""
    tries: int = 1
    is_told: bool = True
    files: str = ""
    """Where its pictures are found; "" for those of the page."""
    outside: str = ""
    """The page that tells where a link outside would lead; "" where such a link leads nowhere."""
    language: str = ""
    """In which formulas are named for who hears them; "" where they have no names."""

    def rooted(self, fragment: str) -> str:
        """Return a fragment whose pictures and links are found from any address."""
        found = rooted(fragment, self.node_id, self.files)
        found = ways_out(found, self.outside) if self.outside else found
        return with_names(found, self.language) if self.language else found


@dataclass(frozen=True)
class Given:
    """What somebody answered."""

    answer: list[str]
    mark: Fraction | None
    """None while it waits for the teacher."""
    tries_left: int = 0

    @classmethod
    def of(cls, row: AnswerGiven, tries: int) -> "Given":
        """Return what a row holds, where a question may be tried so often."""
        left = 0 if row.is_closed(tries) else tries - row.tries
        return cls(json.loads(row.answer), row.earned, left)


def show(
    question: Question, place: int, setting: Setting, given: Given | None, work: Work | None = None
) -> ShownQuestion:
    """Return a question for the page.

    Args:
        question: with its key.
        place: in the attempt, from 0.
        setting: of the page.
        given: the answer, None if there is none yet.
        work: what was made for the teacher, None if nothing was, or nothing is asked for.
    """
    said, mark = "", given.mark if given else None
    if mark is not None and setting.is_told:
        said = question.right if mark == ALL else question.review
        said = remark_on(question, tuple(given.answer if given else ())) + said + question.general
    answer = given.answer if given else []
    shape = shape_of(question, setting.seed, setting.rooted)
    return ShownQuestion(
        number=place + 1,
        type=question.type,
        several=isinstance(question, Choice | Spot) and question.several,
        prompt=setting.rooted(question.prompt),
        hint=setting.rooted(question.hint),
        shape=shape,
        given=answer,
        places=[str(answer.index(thing) + 1) if thing in answer else "" for thing in shape.options]
        if isinstance(question, Order)
        else [],
        mark=NONE if mark is not None and not setting.is_told else mark,
        is_closed=given is not None and given.tries_left == 0,
        tries_left=given.tries_left if given else 0,
        said=setting.rooted(said),
        is_told=setting.is_told,
        language=question.language,
        limits=_limits(question),
        work=work,
    )


def as_sent(shown: ShownQuestion, sent: Sequence[str], why: str) -> ShownQuestion:
    """Return a question with the form as somebody sent it, and why it was not counted."""
    if shown.is_closed:
        return shown
    return replace(shown, given=list(sent), places=list(sent), refused=why)


_PLACES = re.compile(r'(<(?:a|img)\b[^<>]*? (?:href|src)=")(\.\./|files/)')


def rooted(fragment: str, node_id: str, files: str = "") -> str:
    """Return a fragment whose pictures and links are found from any address, not its page's own."""
    begins = {"../": "/library/", "files/": files or f"/library/{node_id}/files/"}
    return _PLACES.sub(lambda found: found[1] + begins[found[2]], fragment)


def _limits(question: Question) -> tuple[int, int]:
    match question:
        case Text():
            return question.least, question.most
        case Spoken():
            return 0, question.longest
    return 0, 0
