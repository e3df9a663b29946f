"""The summary of a class for whoever takes it over: the thread, found in two minutes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from content import browse
from content.browse import Item
from server.database import moment
from server.records.models import Visit, Work
from server.reports.board import SEVERAL_WRONG
from server.reports.figures import figures_of
from server.reports.members import Chosen, Member
from server.reports.results import Result, results_of

LATELY = timedelta(weeks=4)
"""How far back a summary looks."""
AGAIN = 2
"""Times an exercise was begun without being mastered, from which on somebody is stuck there."""
MOST_NAMED = 2
"""Exercises that are named for each person: the summary is one page for a class of fourteen."""


@dataclass
class Thread:
    """Where one member is."""

    member: Member
    last_seen_at: datetime | None
    at_work_on: Item | None = None
    """The page they last had before them."""
    done: int = 0
    """Pages and exercises done lately."""
    stuck_at: list[Item] = field(default_factory=list)
    """Exercises of late that do not come right, the latest first."""
    waiting: int = 0
    """Works to correct."""


def threads_of(chosen: Chosen, language: str, *, at: datetime) -> list[Thread]:
    """Return where each of the people is, by name."""
    since = at - LATELY
    figures = figures_of(chosen.people)
    visits = list(
        Visit.select(Visit.person, Visit.node_id, Visit.visited_at, Visit.finished_at)
        .where(
            Visit.person << chosen.people,
            (Visit.visited_at >= since) | (Visit.finished_at >= since),
        )
        .order_by(Visit.visited_at.desc(), Visit.id.desc())
        .tuples()
    )
    hard = [each for each in results_of(chosen.people, since=since) if is_hard(each)]
    nodes = [node for _person, node, _at, _done in visits] + [each.node_id for each in hard]
    held = browse.items(sorted(set(nodes)), language, coach=True)
    threads = {}
    for member in chosen.members:
        done = figures[member.person]
        threads[member.person] = Thread(member, done.last_seen_at, waiting=done.waiting)
    for person, node, _at, finished in visits:
        thread = threads[person]
        thread.at_work_on = thread.at_work_on or held.get(node)
        thread.done += finished is not None and finished >= since
    for each in hard:
        if each.node_id in held and len(threads[each.person].stuck_at) < MOST_NAMED:
            threads[each.person].stuck_at.append(held[each.node_id])
    return list(threads.values())


def is_hard(result: Result) -> bool:
    """Say whether somebody seems to be stuck at an exercise."""
    last = result.last
    if result.mastered_at is not None or last.waiting:
        return False
    return len(result.goes) >= AGAIN or last.right.whole - last.right.part >= SEVERAL_WRONG


def oldest_waiting(chosen: Chosen) -> tuple[int, datetime | None]:
    """Return how many works of these people wait for a mark, and since when the first does."""
    rows = Work.select(Work.handed_in_at).where(
        Work.state == "waiting", Work.person << chosen.people
    )
    handed: list[datetime] = [when or moment(0) for (when,) in rows.tuples()]
    return len(handed), min(handed, default=None)
