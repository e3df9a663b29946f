"""Questions as teachers write them in Markdown; see docs/ecrire-un-cours.md."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from content.questions import scoring
from content.questions.exercise import Exercise
from content.questions.mastery import EVERYTHING, Mastery
from content.questions.parse_gaps import GAP, BadQuestion, gaps_of, language_of
from content.questions.question import Common
from content.questions.types import (
    LONGEST_RECORDING,
    MOST_WORDS,
    Choice,
    Handed,
    Match,
    Number,
    Order,
    Question,
    Short,
    Spoken,
    Text,
    TrueFalse,
    Words,
)
from i18n.translate import N_

TRUE = {"vrai", "true", "صحيح", "صح"}
FALSE = {"faux", "false", "خطأ", "خطا"}

_OPTION = re.compile(r"- (\(|\[)( |x|X)(?:\)|\])\s+(\S.*)")
_PAIR = re.compile(r"- (\S.*?)\s+(?:->|→)\s+(\S.*)")
_STEP = re.compile(r"\d+[.)] (\S.*)")
_ACCEPTED = re.compile(r"(==?)\s*(\S.*)")
_TOLERANCE = re.compile(r"(.+?)\s*(?:±|\+/?-)\s*(.+)")
_WORDS = re.compile(r"/ (\S.*)")
_TEACHER = re.compile(r"@ (\w+)\s*(.*)")
_NEARLY = re.compile(r"[-*]\s*(?:\(\s*[xX]?\s*\)|\[\s*[xX]?\s*\])(?!\(|\{).*")
"""An option with a space too many or too few."""
_LIST = re.compile(r"^(\d+)([.)])(?=\s)")
_TEXT = {"text", "texte", "نص"}
_FILE = {"file", "fichier", "ملف"}
_VOICE = {"voice", "voix", "صوت"}
_SAID = {"?": "hint", "+": "right", "!": "review"}


@dataclass
class _Source:
    """The lines of one question, sorted by what they are."""

    line: int
    heading: str
    text: list[str] = field(default_factory=list)
    answers: list[tuple[int, str]] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)


def parse(
    text: str, to_html: Callable[[str], str], mastery: Mastery = EVERYTHING, lesson: str = ""
) -> Exercise:
    """Read an exercise.

    Args:
        text: Markdown below the front matter.
        to_html: makes clean HTML of Markdown.
        mastery: the rule that the front matter gives; whether it fits is not asked here.
        lesson: id of the lesson to look at again, "" for none.

    Raises:
        BadQuestion: naming the line, and what to write instead.
    """
    intro, sources = _split(text)
    if not sources:
        raise BadQuestion(0, N_("there is no question: write one below a line that begins with ##"))
    questions = tuple(
        _question(source, f"q{number}", to_html) for number, source in enumerate(sources, start=1)
    )
    return Exercise(_named(to_html(intro).strip(), "intro"), questions, mastery, lesson)


def _split(text: str) -> tuple[str, list[_Source]]:
    intro: list[str] = []
    sources: list[_Source] = []
    for number, line in enumerate(text.splitlines()):
        if line.startswith("## "):
            sources.append(_Source(number, line[3:].strip()))
        elif not sources:
            intro.append(line)
        else:
            _sort(sources[-1], number, line)
    return "\n".join(intro), sources


def _sort(source: _Source, number: int, line: str) -> None:
    stripped = line.strip()
    mark, _, rest = stripped.partition(" ")
    is_answer = any(shape.fullmatch(stripped) for shape in _SHAPES)
    if is_answer and not GAP.search(stripped):
        source.answers.append((number, stripped))
    elif mark in _SAID and rest:
        if _SAID[mark] in source.said:
            raise BadQuestion(number, N_("a question has one line of each: ?, + and !"))
        source.said[_SAID[mark]] = rest.strip()
    elif _NEARLY.fullmatch(stripped):
        raise BadQuestion(number, N_("write an answer to choose like this: - ( ) or - [x]"))
    elif source.answers and stripped:
        raise BadQuestion(
            number, N_("this line follows the answers: begin it with ?, + or !, or move it up")
        )
    else:
        source.text.append(line)


def _question(source: _Source, name: str, to_html: Callable[[str], str]) -> Question:
    body = "\n".join(source.text)
    gaps = GAP.findall(body)
    heading = _LIST.sub(r"\1\\\2", source.heading, count=1)
    prompt = heading if gaps else f"{heading}\n\n{body}"
    said = {part: _unnamed(to_html(source.said.get(part, ""))) for part in _SAID.values()}
    common = Common(
        prompt=_named(to_html(prompt).strip(), name),
        hint=said["hint"],
        right=said["right"],
        review=said["review"],
    )
    if gaps:
        if source.answers:
            message = N_("this question has gaps; write its answers in them only")
            raise BadQuestion(source.answers[0][0], message)
        return gaps_of(source.line + 1, source.text, common)
    if not source.answers:
        raise BadQuestion(source.line, N_("this question has no answer below it"))
    line, first = source.answers[0]
    for shape, read in _READERS:
        if shape.fullmatch(first):
            found = [shape.fullmatch(answer) for _, answer in source.answers]
            for (odd, _), match in zip(source.answers, found, strict=True):
                if match is None:
                    raise BadQuestion(odd, N_("this answer is not written like the ones above it"))
            return read(
                line,
                [match for match in found if match],
                common,
                lambda place, text: _inline(to_html(text), f"{name}-{place}"),
            )
    raise BadQuestion(line, N_("this answer cannot be read"))


_Matches = list[re.Match[str]]
_ToLabel = Callable[[int, str], str]


def _choice(line: int, found: _Matches, common: Common, label: _ToLabel) -> Question:
    several = found[0][1] == "["
    if any((match[1] == "[") != several for match in found):
        raise BadQuestion(line, N_("use either ( ) or [ ] in one question, not both"))
    key = tuple(place for place, match in enumerate(found) if match[2] != " ")
    if not key or (len(key) > 1 and not several):
        raise BadQuestion(line, N_("mark one right answer with (x), or several with [x]"))
    if len(found) < 2:
        raise BadQuestion(line, N_("write at least two answers to choose from"))
    options = tuple(label(place, match[3]) for place, match in enumerate(found))
    return Choice(**common, options=options, key=key, several=several)


def _pairs(line: int, found: _Matches, common: Common, label: _ToLabel) -> Question:
    if len(found) < 2:
        raise BadQuestion(line, N_("write at least two pairs"))
    language, rights = language_of(line, [match[2] for match in found])
    lefts = [label(n, match[1]) for n, match in enumerate(found)]
    return Match(**common, key=tuple(zip(lefts, rights, strict=True)), language=language)


def _steps(line: int, found: _Matches, common: Common, label: _ToLabel) -> Question:
    language, said = language_of(line, [match[1] for match in found])
    things = tuple(said)
    if len(things) < 2 or len(set(things)) < len(things):
        raise BadQuestion(line, N_("write at least two different things to put in order"))
    return Order(**common, key=things, language=language)


def _typed(line: int, found: _Matches, common: Common, label: _ToLabel) -> Question:
    text = found[0][2].strip()
    if len(found) == 1 and found[0][1] == "=":
        if text.casefold() in TRUE | FALSE:
            return TrueFalse(**common, key=text.casefold() in TRUE)
        near = _TOLERANCE.fullmatch(text)
        value = scoring.number(near[1] if near else text)
        tolerance = scoring.number(near[2]) if near else scoring.number("0")
        if value is not None and tolerance is not None and tolerance >= 0:
            return Number(**common, key=str(value), tolerance=str(tolerance))
    return Short(**common, key=tuple((match[2].strip(), match[1] == "==") for match in found))


def _words(line: int, found: _Matches, common: Common, label: _ToLabel) -> Question:
    language, said = language_of(line, [match[1] for match in found])
    orders = tuple(tuple(word.strip() for word in order.split("/")) for order in said)
    if len(orders[0]) < 2 or not all(word for order in orders for word in order):
        raise BadQuestion(line, N_("write the words like this: / I / come / tomorrow"))
    if len({tuple(sorted(order)) for order in orders}) > 1:
        raise BadQuestion(line, N_("each order must have the same words, capitals included"))
    return Words(**common, key=orders, language=language)


def _for_teacher(line: int, found: _Matches, common: Common, label: _ToLabel) -> Question:
    kind, numbers = found[0][1].casefold(), [int(n) for n in re.findall(r"\d+", found[0][2])]
    sane = all(0 < number <= MOST_WORDS for number in numbers) and numbers == sorted(numbers)
    if len(found) == 1 and kind in _TEXT and len(numbers) in (0, 2) and sane:
        least, most = numbers or (0, 0)
        return Text(**common, least=least, most=most)
    if len(found) == 1 and kind in _FILE and not numbers:
        return Handed(**common)
    if len(found) == 1 and kind in _VOICE and len(numbers) < 2:
        longest = numbers[0] if numbers else 120
        if 0 < longest <= LONGEST_RECORDING:
            return Spoken(**common, longest=longest)
    raise BadQuestion(line, N_("write @ text 30-120, @ file, or @ voice 60 (seconds), once"))


_READERS = (
    *((_OPTION, _choice), (_PAIR, _pairs), (_STEP, _steps), (_ACCEPTED, _typed)),
    *((_WORDS, _words), (_TEACHER, _for_teacher)),
)
_SHAPES = tuple(shape for shape, _ in _READERS)


_BLOCK = re.compile(r' data-block="(\w+)"')


def _named(fragment: str, prefix: str) -> str:
    """Give the blocks of a fragment names of their own within the page."""
    return _BLOCK.sub(rf' data-block="{prefix}-\1"', fragment)


def _unnamed(fragment: str) -> str:
    return _BLOCK.sub("", fragment).strip()


def _inline(fragment: str, name: str) -> str:
    """Return the inside of a fragment that is one paragraph, as one block, for a label."""
    match = re.fullmatch(r"<p>(.*)</p>", _unnamed(fragment), re.DOTALL)
    inside = match[1] if match and "<p" not in match[1] else _unnamed(fragment)
    return f'<span data-block="{name}">{inside}</span>'
