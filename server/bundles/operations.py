"""Deciding about a release that waits."""

from datetime import datetime

from i18n.refusals import Conflict, NotAllowed, NotFound
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audiences import operations as audiences
from server.audiences.models import ForWhom
from server.audit.operations import record
from server.bundles import review
from server.bundles.models import (
    INSTALLED,
    INSTALLING,
    WAITING,
    Arrival,
    Writer,
)
from server.database import writing
from server.gate import operations as gate
from server.jobs import operations as jobs
from server.jobs.models import CANCELLED, FAILED, Job
from server.library.asking_to_index import ask_to_index
from server.roles import CONTENT


class NoSuchArrival(NotFound):
    """An arrival is not known."""

    message = N_("There is no bundle under this number.")


class NotWaiting(Conflict):
    """An arrival cannot be decided about now."""

    message = N_("This bundle does not wait for a decision: somebody has decided already.")


class SecondPersonNeeded(NotAllowed):
    """The person who brought a bundle in wants to approve it."""

    message = N_(
        "You brought this bundle in yourself: another content manager must approve it. You may "
        "still refuse it."
    )


class WroteIt(NotAllowed):
    """Somebody who wrote in a course wants to approve it."""

    message = N_(
        "You wrote in this course yourself: a content manager who did not must approve it. You may "
        "still refuse it."
    )


class NobodyAnswers(NotAllowed):
    """A release that nobody of the staff has brought in is to be approved at once."""

    message = N_(
        "This bundle came by the nightly channel, and nobody answers for it yet: one content "
        "manager looks at it and takes charge of it, then another one approves it."
    )


class PagesToOpen(NotAllowed):
    """Who approves has not opened all the pages that were drawn."""

    message = N_(
        "Before you approve this bundle, open the pages that were drawn at random: {left} of them "
        "are left. Their list is on the page of the bundle."
    )


class NotAContentManager(NotAllowed):
    """Somebody without the role decides."""

    message = N_("Only a content manager or an administrator decides about a bundle.")


def find(number: int) -> Arrival:
    """Return an arrival, once those whose installation has ended unfinished wait again.

    Raises:
        NoSuchArrival: there is none of this number.
    """
    let_wait_again()
    arrival: Arrival | None = Arrival.get_or_none(Arrival.id == number)
    if arrival is None:
        raise NoSuchArrival()
    return arrival


def approve(
    arrival: Arrival,
    person: Person,
    by: Actor,
    *,
    at: datetime,
    for_whom: ForWhom | None = None,
    floor: int = 0,
    word: str = "",
) -> Job:
    """Approve a release, and ask for the job that installs it.

    Args:
        arrival: of the release.
        person: who approves.
        by: the same person, at a seat.
        at: when.
        for_whom: who will find the course; None: as it is, everybody for a new one.
        floor: the score for accessibility that the site wants; 0 for none.
        word: to learners, why it comes though it is below that.

    Raises:
        NotAContentManager: the person may not decide.
        BelowTheFloor: it is below the floor, and has no word.
        NobodyAnswers: the nightly channel brought it, and nobody has taken charge of it.
        SecondPersonNeeded: the person brought it in, or has taken charge of it.
        WroteIt: the person wrote in it.
        PagesToOpen: the person has not opened the pages that were drawn.
        NotWaiting: somebody has decided already, or it has not arrived.
    """
    with writing():
        arrival = may_be_approved(arrival, person)
        job = jobs.ask("bundle.install", arrival.title, by, at=at, arrival=arrival.id)
        arrival.state, arrival.job = INSTALLING, job
        arrival.decided_by, arrival.decided_at = person, at
        arrival.save()
        decided = audiences.decide(arrival.channel_id, arrival.manifest, for_whom, at=at)
        told = {"manifest": arrival.manifest, **decided.told("for_whom")}
        told |= gate.pass_gate(arrival.manifest, floor, word, person, at=at)
        record(by, "bundle.approved", arrival.name, at=at, **told)
    return job


def may_be_approved(arrival: Arrival, person: Person) -> Arrival:
    """Read an arrival again, now that nobody else can write, and refuse if it may not be approved.

    Raises:
        NotAContentManager, NobodyAnswers, SecondPersonNeeded, WroteIt, PagesToOpen, NotWaiting:
        see ``approve``.
    """
    arrival = still_waiting(arrival, person)
    if arrival.brought_by_id is None:
        raise NobodyAnswers()
    if arrival.brought_by_id == person.id:
        raise SecondPersonNeeded()
    if Writer.get_or_none(Writer.arrival == arrival, Writer.person == person):
        raise WroteIt()
    if still := review.left(arrival, person.id):
        raise PagesToOpen(left=len(still))
    return arrival


def installed(arrival: Arrival, by: Actor, *, at: datetime, speak: bool) -> None:
    """Note that learners see a release; ask for its index, and if ``speak`` for its speech."""
    with writing():
        Arrival.update(state=INSTALLED).where(Arrival.id == arrival.id).execute()
        record(by, "bundle.installed", arrival.name, at=at, manifest=arrival.manifest)
        audiences.installed(arrival.channel_id, arrival.manifest, by, at=at)
        ask_to_index(arrival.title, by, at=at)
        if speak:
            channel = arrival.channel_id
            jobs.ask("library.speak", arrival.title, by, at=at, background=True, channel=channel)


def not_installed(arrival: Arrival) -> None:
    """Let an approved release wait again, after its installation was stopped or failed."""
    with writing():
        changed = (
            Arrival.update(state=WAITING, decided_by=None, decided_at=None)
            .where(Arrival.id == arrival.id, Arrival.state == INSTALLING)
            .execute()
        )
        if changed:
            audiences.forget(arrival.manifest)


def let_wait_again() -> None:
    """Let approved releases wait again whose job was cancelled, or ended without a word of ours.

    A job that is stopped before it begins, cut off too often, or ended by a fault of the program
    cannot say so itself.
    """
    ended = Job.select(Job.id).where(Job.state << [FAILED, CANCELLED])
    left = Arrival.select(Arrival.id).where(Arrival.state == INSTALLING, Arrival.job << ended)
    for arrival in list(left):
        not_installed(arrival)


def still_waiting(arrival: Arrival, person: Person) -> Arrival:
    """Read an arrival again, now that nobody else can write, and refuse if it does not wait.

    Raises:
        NotAContentManager: the person may not decide about it.
        NotWaiting: somebody has decided already, or it has not arrived.
    """
    if person.role not in CONTENT or not person.active:
        raise NotAContentManager()
    again = find(arrival.id)
    if again.state != WAITING:
        raise NotWaiting()
    return again
