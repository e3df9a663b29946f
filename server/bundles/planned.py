"""Approving now what learners see from a given day on; and what is to be done day by day."""

from datetime import date, datetime, timedelta

from i18n.refusals import Conflict, Invalid
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import SYSTEM, Actor
from server.audiences import operations as audiences
from server.audiences.models import ForWhom
from server.audit.operations import record
from server.bundles.models import APPROVED, INSTALLING, WAITING, Arrival
from server.bundles.operations import NotAContentManager, find, may_be_approved
from server.bundles.refusing import past_appeal
from server.database import writing
from server.gate import operations as gate
from server.jobs import operations as jobs
from server.roles import CONTENT

FURTHEST = timedelta(days=366)
"""Later days are slips of the pen."""


class NotAComingDay(Invalid):
    """A day that is over, today, or too far ahead."""

    message = N_("Choose a day after today, within a year; for today, approve without a day.")


class NotPlanned(Conflict):
    """A release does not wait for its day."""

    message = N_("This bundle does not wait for a day: it was taken back, or is being installed.")


def approve_from(
    arrival: Arrival,
    person: Person,
    day: str,
    by: Actor,
    *,
    at: datetime,
    for_whom: ForWhom | None = None,
    floor: int = 0,
    word: str = "",
) -> Arrival:
    """Approve a release now, to be installed on a day.

    Args:
        arrival: of the release.
        person: who approves.
        day: in the site's own time, as "2026-12-31".
        by: the same person, at a seat.
        at: when.
        for_whom: who will find the course; None: as it is, everybody for a new one.
        floor, word: see ``operations.approve``.

    Raises:
        NotAComingDay: it is no day, or not one of the year to come.
        PagesToOpen, SecondPersonNeeded, …: see ``operations.approve``.
    """
    try:
        chosen = date.fromisoformat(day)
    except ValueError:
        raise NotAComingDay() from None
    today = _today(at)
    if not today < chosen <= today + FURTHEST:
        raise NotAComingDay()
    with writing():
        arrival = may_be_approved(arrival, person)
        arrival.state, arrival.shown_from = APPROVED, chosen.isoformat()
        arrival.decided_by, arrival.decided_at = person, at
        arrival.save()
        decided = audiences.decide(arrival.channel_id, arrival.manifest, for_whom, at=at)
        told = {"shown_from": arrival.shown_from, **decided.told("for_whom")}
        told |= gate.pass_gate(arrival.manifest, floor, word, person, at=at)
        record(by, "bundle.approved", arrival.name, at=at, manifest=arrival.manifest, **told)
    return arrival


def take_back(arrival: Arrival, person: Person, by: Actor, *, at: datetime) -> None:
    """Let a release that was approved for a day wait for a decision again.

    Raises:
        NotAContentManager: the person may not decide.
        NotPlanned: it does not wait for a day (any more).
    """
    if person.role not in CONTENT or not person.active:
        raise NotAContentManager()
    with writing():
        arrival = find(arrival.id)
        if arrival.state != APPROVED:
            raise NotPlanned()
        arrival.state, arrival.shown_from = WAITING, ""
        arrival.decided_by, arrival.decided_at = None, None
        arrival.save()
        audiences.forget(arrival.manifest)
        record(by, "bundle.approval_taken_back", arrival.name, at=at)


def look_after(at: datetime) -> None:
    """Ask for what a day brings: what is to be shown from today, what no longer is kept."""
    today = _today(at).isoformat()
    due = Arrival.select().where(Arrival.state == APPROVED, Arrival.shown_from <= today)
    for arrival in list(due.order_by(Arrival.id)):
        _install(arrival, at)
    for arrival in past_appeal(at):
        jobs.ask("bundle.let_go", arrival.title, SYSTEM, at=at, arrival=arrival.id)


def _install(arrival: Arrival, at: datetime) -> None:
    with writing():
        if find(arrival.id).state == APPROVED:
            job = jobs.ask("bundle.install", arrival.title, SYSTEM, at=at, arrival=arrival.id)
            Arrival.update(state=INSTALLING, job=job).where(Arrival.id == arrival.id).execute()


def _today(at: datetime) -> date:
    """Return the day in the site's own time."""
    return at.astimezone().date()
