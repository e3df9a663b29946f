"""What candidates wrote and what it earns by itself, worked out once for each version of a copy.

Revisions are never changed: a copy is the same as long as its newest revision is. Sixty copies of
forty questions are so read and marked once, and not with each page of a corrector.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from threading import Lock

from peewee import fn

from content.questions.scoring import Answer, score
from content.questions.types import ForTeacher
from server.exam_room.copies import copy_for
from server.exam_room.models import Revision
from server.exams.copies import CopyQuestion
from server.exams.showing import answer_of
from server.sittings.models import Candidate

NOTHING = Fraction(0)
_MOST = 600
"""Copies that are remembered: two rooms of 250 and their newer versions; 40 answers of one weigh
some 50 kB."""
_known: OrderedDict[tuple[int, str, int], "tuple[Written, ...]"] = OrderedDict()
_one_by_one = Lock()


@dataclass(frozen=True)
class Written:
    """One answer of a copy."""

    asked: CopyQuestion
    revision: Revision | None
    """What counts; None where nothing was ever kept."""
    answer: Answer
    """() where nothing was answered."""
    automatic: Fraction | None
    """What it earns by itself, in points; None where a corrector decides."""


def written_of(candidates: Iterable[Candidate]) -> "dict[int, tuple[Written, ...]]":
    """Return what some candidates of one sitting wrote, by candidate, in the order of the copy."""
    everybody = {each.id: each for each in candidates}
    newest = _newest(everybody)
    keys = {one: (one, each.seed, newest.get(one, 0)) for one, each in everybody.items()}
    with _one_by_one:
        found = {one: _known[key] for one, key in keys.items() if key in _known}
    away = [one for one in everybody if one not in found]
    counting = Revision.counting_of(away)
    made = {one: _marked(everybody[one], counting.get(one, {})) for one in away}
    with _one_by_one:
        for one, written in made.items():
            _known[keys[one]] = written
        while len(_known) > _MOST:
            _known.popitem(last=False)
    return found | made


def _newest(candidates: Iterable[int]) -> dict[int, int]:
    """Return the newest revision of each candidate who has one."""
    rows = Revision.select(Revision.candidate, fn.MAX(Revision.id))
    rows = rows.where(Revision.candidate << list(candidates)).group_by(Revision.candidate)
    return dict(rows.tuples())


def _marked(candidate: Candidate, counting: dict[int, Revision]) -> tuple[Written, ...]:
    return tuple(_written(each, counting.get(each.place)) for each in copy_for(candidate).questions)


def _written(asked: CopyQuestion, revision: Revision | None) -> Written:
    answer = answer_of(asked, revision.texts) if revision else ()
    return Written(asked, revision, answer, _by_itself(asked, answer))


def _by_itself(asked: CopyQuestion, answer: Answer) -> Fraction | None:
    if not any(answer):
        return NOTHING
    if isinstance(asked.question, ForTeacher):
        return None
    return score(asked.question, answer) * asked.points
