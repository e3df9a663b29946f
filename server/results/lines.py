"""What there is to mark: each answer of each copy, what it earns by itself, what was given."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from content.questions.scoring import Answer
from server.exam_room.models import Revision
from server.exams.copies import CopyQuestion
from server.results.models import FIRST, SECOND, SETTLED, ExamMark, Marking
from server.results.written import Written, written_of
from server.sittings.models import Candidate, State

AUTO, HAND, SETTLED_MARK = "auto", "hand", "settled"
"""How the mark of an answer came about."""


@dataclass(frozen=True)
class Line:
    """One answer of one candidate."""

    candidate: Candidate
    written: Written
    marks: dict[int, ExamMark]
    """What was given by hand, by round."""
    twice: bool
    """Whether a mark by hand needs a second one."""

    @property
    def place(self) -> int:
        """Return the place of the question in the copy, from 0."""
        return self.asked.place

    @property
    def asked(self) -> CopyQuestion:
        """Return what was asked."""
        return self.written.asked

    @property
    def revision(self) -> Revision | None:
        """Return what counts; None where nothing was ever kept."""
        return self.written.revision

    @property
    def answer(self) -> Answer:
        """Return what was answered; () for nothing."""
        return self.written.answer

    @property
    def automatic(self) -> Fraction | None:
        """Return what the answer earns by itself, in points; None where a corrector decides."""
        return self.written.automatic

    @property
    def differs(self) -> bool:
        """Say whether two correctors gave different points, and nobody has settled it."""
        first, second = self.marks.get(FIRST), self.marks.get(SECOND)
        if SETTLED in self.marks or first is None or second is None:
            return False
        return first.worth != second.worth

    @property
    def waits_for(self) -> int | None:
        """Return the round in which a mark is missing; None if the answer has its points."""
        if SETTLED in self.marks:
            return None
        if FIRST not in self.marks:
            return FIRST if self.automatic is None else None
        if self.twice and SECOND not in self.marks:
            return SECOND
        return SETTLED if self.differs else None

    @property
    def points(self) -> Fraction | None:
        """Return what counts, in points; None while a corrector has still to say so."""
        if self.waits_for is not None:
            return None
        given = self.marks.get(SETTLED) or self.marks.get(FIRST)
        return given.worth if given else self.automatic

    @property
    def how(self) -> str:
        """Say how the points came about: "auto", "hand" or "settled"."""
        if SETTLED in self.marks:
            return SETTLED_MARK
        return HAND if FIRST in self.marks else AUTO

    @property
    def remark(self) -> str:
        """Return what is said to the candidate; of two correctors, what the last one wrote."""
        for number in (SETTLED, SECOND, FIRST):
            if number in self.marks and self.marks[number].remark:
                return self.marks[number].remark
        return ""


def sat_by(sitting_id: int) -> list[Candidate]:
    """Return the candidates of whom there is something to mark: all but those who were absent."""
    return [each for each in Candidate.of(sitting_id) if each.state != State.ABSENT]


def lines_of(candidates: Iterable[Candidate], marking: Marking) -> dict[int, list[Line]]:
    """Return the answers of some candidates of one sitting, by candidate, in their copy's order."""
    everybody = list(candidates)
    given: dict[tuple[int, int], dict[int, ExamMark]] = defaultdict(dict)
    for (one, place, number), mark in ExamMark.last_of(each.id for each in everybody).items():
        given[one, place][number] = mark
    written = written_of(everybody)
    return {
        candidate.id: [
            Line(candidate, each, given.get((candidate.id, each.asked.place), {}), marking.twice)
            for each in written[candidate.id]
        ]
        for candidate in everybody
    }
