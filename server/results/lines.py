"""What there is to mark: each answer of each copy, what it earns by itself, what was given."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from content.questions.scoring import Answer, score
from content.questions.types import ForTeacher
from server.exam_room.copies import copy_for
from server.exam_room.models import Revision
from server.exams.copies import CopyQuestion
from server.exams.showing import answer_of
from server.results.models import FIRST, SECOND, SETTLED, ExamMark, Marking
from server.sittings.models import Candidate, State

AUTO, HAND, SETTLED_MARK = "auto", "hand", "settled"
"""How the mark of an answer came about."""
NOTHING = Fraction(0)


@dataclass(frozen=True)
class Line:
    """One answer of one candidate."""

    candidate: Candidate
    asked: CopyQuestion
    revision: Revision | None
    """What counts; None where nothing was ever kept."""
    answer: Answer
    """() where nothing was answered."""
    marks: dict[int, ExamMark]
    """What was given by hand, by round."""
    twice: bool
    """Whether a mark by hand needs a second one."""

    @property
    def place(self) -> int:
        """Return the place of the question in the copy, from 0."""
        return self.asked.place

    @property
    def automatic(self) -> Fraction | None:
        """Return what the answer earns by itself, in points; None where a corrector decides."""
        if not any(self.answer):
            return NOTHING
        if isinstance(self.asked.question, ForTeacher):
            return None
        return score(self.asked.question, self.answer) * self.asked.points

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
    given = ExamMark.last_of(each.id for each in everybody)
    found = {}
    for candidate in everybody:
        counting = Revision.counting(candidate.id)
        found[candidate.id] = [
            _line(candidate, asked, counting.get(asked.place), given, marking.twice)
            for asked in copy_for(candidate).questions
        ]
    return found


def _line(
    candidate: Candidate,
    asked: CopyQuestion,
    revision: Revision | None,
    given: dict[tuple[int, int, int], ExamMark],
    twice: bool,
) -> Line:
    marks = {
        number: given[candidate.id, asked.place, number]
        for number in (FIRST, SECOND, SETTLED)
        if (candidate.id, asked.place, number) in given
    }
    answer = answer_of(asked, revision.texts) if revision else ()
    return Line(candidate, asked, revision, answer, marks, twice)
