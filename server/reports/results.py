"""How somebody's goes at an exercise went: the first, the latest, and whether it is mastered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import Case, fn

from i18n import formats
from i18n.translate import gettext as _
from server.records.models import AnswerGiven, Attempt
from server.reports.tables import Share


@dataclass(frozen=True)
class Go:
    """One attempt in which something was answered."""

    right: Share
    """Questions right in full, of those it has; of those answered, where it has no number."""
    waiting: int
    """Answers that wait for the teacher."""
    is_over: bool
    at: datetime
    """When it was begun."""


@dataclass(frozen=True)
class Result:
    """All goes of one person at one exercise."""

    person: int
    node_id: str
    goes: list[Go]
    """The first first; at least one."""
    mastered_at: datetime | None
    """The first time."""

    @property
    def last(self) -> Go:
        """Return the latest go."""
        return self.goes[-1]

    def in_words(self) -> str:
        """Return it in a word or two for a table, nothing told by colour."""
        last = self.last
        if self.mastered_at is not None:
            return _("mastered")
        if last.waiting:
            return _("to correct")
        told = {"right": formats.number(last.right.part), "all": formats.number(last.right.whole)}
        if last.is_over:
            return _("%(right)s of %(all)s right") % told
        return _("begun: %(right)s of %(all)s right") % told


def results_of(
    people: Collection[int],
    nodes: Collection[str] | None = None,
    since: datetime | None = None,
) -> list[Result]:
    """Return the results of these people, those worked at last on top.

    Args:
        people: their ids.
        nodes: ids of the exercises to look at; all of them where it is None.
        since: goes begun earlier are left out; None for none of them.
    """
    right: Any = fn.SUM(Case(None, [(AnswerGiven.mark == "1", 1)], 0))
    waiting: Any = fn.SUM(Case(None, [(AnswerGiven.mark == "", 1)], 0))
    attempts = (
        Attempt.select(
            *(Attempt.person, Attempt.node_id, Attempt.questions, Attempt.started_at),
            *(Attempt.finished_at, Attempt.mastered_at, fn.COUNT(AnswerGiven.id), right, waiting),
        )
        .join(AnswerGiven)
        .where(Attempt.person << list(people))
        .group_by(Attempt.id)
        .order_by(Attempt.started_at, Attempt.id)
    )
    if nodes is not None:
        attempts = attempts.where(Attempt.node_id << list(nodes))
    if since is not None:
        attempts = attempts.where(Attempt.started_at >= since)
    found: dict[tuple[int, str], Result] = {}
    for person, node, total, began, over, mastered, given, earned, open_ones in attempts.tuples():
        go = Go(Share(earned, total or given), open_ones, over is not None, began)
        before = found.pop((person, node), None)
        goes = [*before.goes, go] if before else [go]
        first = before.mastered_at if before and before.mastered_at else mastered
        found[person, node] = Result(person, node, goes, first)
    return list(reversed(found.values()))
