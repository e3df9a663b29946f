"""The class now: who sits where before which page, who may need the teacher, who has done what.

A page asks this every few seconds: a handful of queries for all members together, nothing written.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from peewee import fn

from content import browse
from content.browse import Item
from server import clock
from server.attendance.rolls import said_on
from server.attendance.saying import ABSENCES, Said
from server.classes.models import SchoolClass
from server.database import moment
from server.paper.models import Pack
from server.records.models import AnswerGiven, Attempt, Visit, Work
from server.reports.members import Chosen, Member
from server.seats.models import Session
from server.seats.operations import CLOSING

SEVERAL_WRONG = 3
"""Wrong answers in a row in the exercise before somebody: from here on it is no slip."""
SILENT_FOR = timedelta(minutes=4)
"""Without a key, a click or a turn of the wheel: less than the ten minutes after which a seat
closes, more than a page takes to read without moving it."""
NOTHING_FOR = timedelta(minutes=12)
"""At work without a page opened, gone on with or answered: the time of a lesson and a half."""


SHEETS_ARE_READ = timedelta(days=14)
"""How long after sheets were printed for somebody a silence may be spent over them."""


@dataclass(frozen=True)
class AtSeat:
    """A time at a seat: the one that goes on, or the last of today."""

    session: int
    number: int
    """Of the seat."""
    since: datetime
    seen_at: datetime
    is_over: bool


@dataclass(frozen=True)
class Line:
    """A member as the board shows them."""

    member: Member
    seat: AtSeat | None
    """None for who was not here today."""
    last_seen_at: datetime | None
    page: Item | None = None
    """The last one they opened in this session."""
    page_at: datetime | None = None
    """When they last opened it or went on in it."""
    done: list[Item] = field(default_factory=list)
    """What they have finished in this session, the latest first."""
    handed: int = 0
    """Works handed in in this session."""
    wrong: int = 0
    """Wrong answers in a row, up to now, in that page; 0 below ``SEVERAL_WRONG``."""
    silent_since: datetime | None = None
    nothing_since: datetime | None = None
    said: Said | None = None
    """What the roll of today says of them; None before it was taken."""
    has_sheets: bool = False
    """Whether they have sheets of paper to work on: a silence says nothing then."""

    @property
    def is_here(self) -> bool:
        """Say whether they sit at a seat now."""
        return self.seat is not None and not self.seat.is_over

    @property
    def may_need(self) -> bool:
        """Say whether the teacher may be needed there."""
        is_still = self.silent_since or self.nothing_since
        return bool(self.wrong or (is_still and not self.has_sheets))

    def is_expected(self, at: datetime) -> bool:
        """Say whether they should be there, as far as the roll of today or a suspension tells."""
        return not self.member.is_suspended(at) and not (self.said and self.said.what in ABSENCES)

    def urgency(self, at: datetime) -> tuple[int, int, datetime]:
        """Return what the board is sorted by: most failures, the longest wait, who was here last.

        Within each of these, the order of names stays.
        """
        since = self.silent_since or self.nothing_since or at
        where = 0 if self.may_need else 1 if self.is_here else 2 if self.seat else 3
        return where, -self.wrong, since


@dataclass(frozen=True)
class Board:
    """A class now."""

    lines: list[Line]
    """Whoever may need the teacher first, then those who are here, by name."""
    waiting: int
    """Works of these people that wait for a mark."""
    expected: int
    """How many should be there: all but who is suspended, or absent by the roll."""

    @property
    def in_need(self) -> list[Line]:
        """Return who may need the teacher, the most urgent first."""
        return [line for line in self.lines if line.may_need]

    @property
    def here(self) -> int:
        """Return how many are at a seat."""
        return sum(line.is_here for line in self.lines)

    @property
    def all_here(self) -> bool:
        """Say whether nobody is missed at a seat."""
        return self.here >= self.expected


def board_of(chosen: Chosen, idle_after: timedelta, language: str, *, at: datetime) -> Board:
    """Return how a class stands now.

    Args:
        chosen: whom it tells of.
        idle_after: after how long a site takes a seat for left.
        language: of the titles of pages.
        at: now.
    """
    seats = _seats_of(chosen.people, idle_after, at)
    seen = _last_seen(chosen.people)
    deeds = _Deeds.of(seats, language)
    said = said_on(chosen.school_class, clock.day(at))
    with_sheets = _with_sheets(chosen.school_class, at)
    lines = [
        replace(
            deeds.line(member, seats.get(member.person), seen.get(member.person), at),
            said=said.get(member.person),
            has_sheets=with_sheets is None or member.person in with_sheets,
        )
        for member in chosen.members
    ]
    lines.sort(key=lambda line: line.urgency(at))
    waiting = Work.select().where(Work.state == "waiting", Work.person << chosen.people)
    return Board(lines, waiting.count(), sum(line.is_expected(at) for line in lines))


def _with_sheets(school_class: SchoolClass, at: datetime) -> set[int] | None:
    """Return who has sheets to work on; None for everybody, on the day some were copied for all."""
    _, for_all = Pack.out_with(school_class, clock.midnight(clock.day(at)))
    return None if for_all else Pack.out_with(school_class, at - SHEETS_ARE_READ)[0]


def _seats_of(people: list[int], idle_after: timedelta, at: datetime) -> dict[int, AtSeat]:
    """Return the seats of those who are here, and of those who were here today."""
    today = at.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = (
        Session.select(
            *(Session.person, Session.id, Session.seat, Session.started_at, Session.seen_at),
            *(Session.closing_at, Session.ended_at),
        )
        .where(Session.person << people, Session.ended_at.is_null() | (Session.started_at >= today))
        .order_by(Session.id)
    )
    seats = {}
    for person, number, seat, since, seen_at, closing_at, ended_at in rows.tuples():
        left = closing_at is not None and at - closing_at > CLOSING
        over = ended_at is not None or left or at - seen_at > idle_after
        seats[person] = AtSeat(number, seat, since, seen_at, over)
    return seats


def _last_seen(people: list[int]) -> dict[int, datetime]:
    rows = (
        Session.select(Session.person, fn.MAX(Session.seen_at).coerce(False))
        .where(Session.person << people)
        .group_by(Session.person)
    )
    return {person: moment(seen) for person, seen in rows.tuples()}


@dataclass(frozen=True)
class _Deeds:
    """What was done in the sessions of today, by person."""

    visits: dict[int, list[tuple[str, datetime, datetime | None]]]
    """Node, last visit, finished; the latest visit first."""
    answers: dict[int, list[tuple[str, str, int, datetime]]]
    """Node, mark, tries, when; the latest first."""
    handed: dict[int, list[datetime]]
    pages: dict[str, Item]

    @classmethod
    def of(cls, seats: dict[int, AtSeat], language: str) -> "_Deeds":
        people, sessions = list(seats), [seat.session for seat in seats.values()]
        begun = min((seat.since for seat in seats.values()), default=moment(0))
        visits: dict[int, list[tuple[str, datetime, datetime | None]]] = {}
        rows = Visit.select(Visit.person, Visit.node_id, Visit.visited_at, Visit.finished_at).where(
            Visit.person << people, Visit.visited_at >= begun
        )
        for person, *visit in rows.order_by(Visit.visited_at.desc(), Visit.id.desc()).tuples():
            if visit[1] >= seats[person].since:
                visits.setdefault(person, []).append(tuple(visit))
        answers: dict[int, list[tuple[str, str, int, datetime]]] = {}
        given = (
            AnswerGiven.select(
                *(Attempt.person, Attempt.node_id, AnswerGiven.mark, AnswerGiven.tries),
                AnswerGiven.given_at,
            )
            .join(Attempt)
            .where(Attempt.session << sessions)
            .order_by(AnswerGiven.given_at.desc(), AnswerGiven.id.desc())
        )
        for person, *answer in given.tuples():
            if answer[3] >= seats[person].since:
                answers.setdefault(person, []).append(tuple(answer))
        handed: dict[int, list[datetime]] = {}
        works = Work.select(Work.person, Work.handed_in_at).where(
            Work.person << people, Work.handed_in_at >= begun
        )
        for person, handed_in_at in works.tuples():
            handed.setdefault(person, []).append(handed_in_at)
        named = {visit[0] for of_person in visits.values() for visit in of_person}
        pages = browse.items(sorted(named), language, coach=True)
        return cls(visits, answers, handed, pages)

    def line(
        self, member: Member, seat: AtSeat | None, seen: datetime | None, at: datetime
    ) -> Line:
        if seat is None:
            return Line(member, None, seen)
        visits = self.visits.get(member.person, [])
        node_id, page_at = visits[0][:2] if visits else ("", None)
        done = sorted(
            (
                (finished, node)
                for node, _, finished in visits
                if finished and finished >= seat.since
            ),
            reverse=True,
        )
        answers = self.answers.get(member.person, [])
        handed = [when for when in self.handed.get(member.person, []) if when >= seat.since]
        here = Line(
            member,
            seat,
            seen,
            self.pages.get(node_id),
            page_at,
            [self.pages[node] for _, node in done if node in self.pages],
            len(handed),
        )
        if seat.is_over:
            return here
        wrong = failures([answer[1:3] for answer in answers if answer[0] == node_id])
        signs = [*(visit[1] for visit in visits), *(answer[3] for answer in answers), *handed]
        last = max(signs, default=seat.since)
        silent = at - seat.seen_at >= SILENT_FOR
        return replace(
            here,
            wrong=wrong if wrong >= SEVERAL_WRONG else 0,
            silent_since=seat.seen_at if silent else None,
            nothing_since=last if at - last >= NOTHING_FOR and not silent else None,
        )


def failures(answers: list[tuple[str, int]]) -> int:
    """Return how many wrong tries stand in a row before now.

    Args:
        answers: each with its mark ("1", "1/2", "" while it waits for the teacher) and the number
            of its tries, the latest first.
    """
    count = 0
    for mark, tries in answers:
        if mark == "":
            break
        count += tries - (mark == "1")
        if mark == "1":
            break
    return count
