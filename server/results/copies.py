"""Copies as correctors see them: question by question, by number, without names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.questions import scoring, wording
from content.questions.types import Gaps, Parts, Picks, Text
from content.questions.values import MARKER
from server.exams.showing import asked
from server.library.questions import ShownQuestion, rooted
from server.results.lines import Line, lines_of, sat_by
from server.results.models import FIRST, ExamMark, Marking


@dataclass(frozen=True)
class ToMark:
    """One question, with all copies that were asked it."""

    lines: list[Line]
    """By the number of the copy."""
    waiting: int
    """Answers for which this corrector has still to give points."""

    @property
    def language(self) -> str:
        """Return the language of the question."""
        return self.lines[0].asked.language

    def shown(self, files: str) -> ShownQuestion:
        """Return the question for the page, with all there is to see and hear, and no key.

        Args:
            files: the address below which its pictures and sounds are.
        """
        return asked(self.lines[0].asked, (), files, heard=True).shown


@dataclass(frozen=True)
class Gap:
    """A piece of a text with gaps, and what was written into the gap after it."""

    piece: str
    """Plain text, or HTML that is safe: see ``InPlace``."""
    said: str | None
    """None after the last piece; "" where the gap was left open."""


@dataclass(frozen=True)
class InPlace:
    """A text with gaps as somebody filled them."""

    gaps: list[Gap]
    is_html: bool


def questions_of(sitting_id: int, which: int) -> list[ToMark]:
    """Return the questions of a sitting in the order of the first copies that hold them.

    Args:
        sitting_id: which.
        which: ``FIRST`` or ``SECOND``: the round of the corrector who looks.
    """
    everybody = sorted(sat_by(sitting_id), key=lambda each: each.number)
    lines = lines_of(everybody, Marking.of(sitting_id))
    found: dict[str, list[Line]] = {}
    for candidate in everybody:
        for line in lines[candidate.id]:
            found.setdefault(line.asked.name, []).append(line)
    return [ToMark(theirs, _waiting(theirs, which)) for theirs in found.values()]


def in_place(line: Line, files: str) -> InPlace | None:
    """Return a text with gaps with what was written into each; None for another question."""
    question = line.asked.question
    if not any(line.answer) or not isinstance(question, Gaps | Picks | Parts):
        return None
    if isinstance(question, Parts):
        pieces = MARKER.split(rooted(question.text, "", files))
        parts = [int(number) - 1 for number in pieces[1::2]]
        filled = [_part(question, part, line.answer) for part in parts]
        return InPlace(_filled(pieces[::2], filled), True)
    return InPlace(_filled(question.pieces, line.answer), False)


def _part(question: Parts, part: int, answer: Sequence[str]) -> str:
    """Return what was answered to a part of a text, "" for nothing."""
    within = question.key[part].question
    given = scoring.part_answer(within, answer[part] if part < len(answer) else "")
    return wording.said(within, given) if any(given) else ""


def _filled(pieces: Sequence[str], filled: Sequence[str]) -> list[Gap]:
    padded = [*filled, *[""] * (len(pieces) - 1 - len(filled))]
    return [Gap(piece, said) for piece, said in zip(pieces, [*padded, None], strict=False)]


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
