"""Copies as correctors see them: question by question, by number, without names."""

from collections.abc import Iterable
from dataclasses import dataclass

from content.questions import wording
from content.questions.types import Text
from server.exams.showing import asked
from server.results.lines import Line, lines_of, sat_by
from server.results.models import FIRST, ExamMark, Marking


@dataclass(frozen=True)
class ToMark:
    """One question, with all copies that were asked it."""

    name: str
    """Of its version."""
    language: str
    prompt: str
    """HTML, safe."""
    lines: list[Line]
    """By the number of the copy."""
    waiting: int
    """Answers for which this corrector has still to give points."""


def questions_of(sitting_id: int, which: int, files: str) -> list[ToMark]:
    """Return the questions of a sitting in the order of the first copies that hold them.

    Args:
        sitting_id: which.
        which: ``FIRST`` or ``SECOND``: the round of the corrector who looks.
        files: the address below which pictures are.
    """
    everybody = sorted(sat_by(sitting_id), key=lambda each: each.number)
    lines = lines_of(everybody, Marking.of(sitting_id))
    found: dict[str, list[Line]] = {}
    for candidate in everybody:
        for line in lines[candidate.id]:
            found.setdefault(line.asked.name, []).append(line)
    return [
        ToMark(
            name,
            theirs[0].asked.language,
            asked(theirs[0].asked, (), files).shown.prompt,
            theirs,
            _waiting(theirs, which),
        )
        for name, theirs in found.items()
    ]


def _waiting(lines: Iterable[Line], which: int) -> int:
    return sum(waits_for(line, which) for line in lines)


def waits_for(line: Line, which: int) -> bool:
    """Say whether a corrector of a round has still to give points for an answer."""
    if which in line.marks:
        return False
    if which == FIRST:
        return line.automatic is None
    return line.twice and (line.automatic is None or FIRST in line.marks)


def said(line: Line) -> str:
    """Return an answer in words; "" where nothing was answered, or a file was handed in."""
    if line.revision is None or line.revision.sha256 or not any(line.answer):
        return ""
    if isinstance(line.asked.question, Text):
        return "".join(line.answer)
    return wording.said(line.asked.question, line.answer)


def own_mark(line: Line, which: int) -> ExamMark | None:
    """Return the mark of a round; never what the other corrector gave."""
    return line.marks.get(which)
