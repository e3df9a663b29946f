"""Refusing a release, and the one appeal of whoever brought it in.

waiting ──refuse──> refused, kept ──appeal──> a third person ──let it wait──> waiting
                          └──14 days, or nobody may appeal──> gone     └──confirm──> gone
"""

from datetime import datetime, timedelta

from i18n.refusals import Conflict, Invalid, NotAllowed
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.bundles.models import (
    APPROVED,
    ARRIVING,
    INSTALLING,
    REFUSED,
    WAITING,
    Appeal,
    Arrival,
)
from server.bundles.operations import NotAContentManager, find, still_waiting
from server.database import writing
from server.roles import CONTENT
from sync.quarantine import Quarantine

APPEAL_TIME = timedelta(days=14)
"""How long what was refused is kept, so that whoever brought it in can appeal."""

LONGEST = 2000
"""Letters of a reason, an appeal, an answer."""

REASONS = {
    "unsuitable": N_("Not suitable for this place"),
    "wrong": N_("Wrong or out of date"),
    "licence": N_("Licence"),
    "fault": N_("Technical fault"),
    "unasked": N_("Not asked for"),
    "security": N_("Security"),
    "other": N_("Another reason"),
}
"""Why a release is refused; words of one's own are always needed beside."""


class ReasonNeeded(Invalid):
    """A refusal without a reason."""

    message = N_("Choose why you refuse this bundle, and write it: who brought it in will read it.")


class WordsNeeded(Invalid):
    """An appeal, or the answer to one, without words."""

    message = N_("Write why: whoever is concerned will read it.")


class NoAppeal(NotAllowed):
    """This refusal cannot be appealed against by this person, or not any more."""

    message = N_(
        "Whoever brought a bundle in may appeal once against a refusal by another person, within "
        "{days} days. After that it must be brought in again."
    )


class NoOpenAppeal(Conflict):
    """No appeal waits for an answer."""

    message = N_("No appeal about this bundle waits for an answer: somebody has decided already.")


class ThirdPersonNeeded(NotAllowed):
    """Who brought a release in, or refused it, wants to decide about the appeal."""

    message = N_(
        "You brought this bundle in or refused it: a third content manager or administrator "
        "decides about the appeal."
    )


def refuse(
    arrival: Arrival,
    person: Person,
    reason: str,
    quarantine: Quarantine,
    by: Actor,
    *,
    at: datetime,
    kind: str = "other",
) -> None:
    """Refuse a release; it is kept for as long as whoever brought it in may appeal.

    Args:
        arrival: of the release.
        person: who refuses.
        reason: in words.
        quarantine: where it waits.
        by: the same person, at a seat.
        at: when.
        kind: a key of ``REASONS``.

    Raises:
        ReasonNeeded: there is no reason.
        NotAContentManager, NotWaiting: see ``operations.approve``.
    """
    if not reason.strip() or kind not in REASONS:
        raise ReasonNeeded()
    with writing():
        arrival = still_waiting(arrival, person)
        arrival.state, arrival.reason, arrival.reason_kind = REFUSED, reason.strip()[:LONGEST], kind
        arrival.decided_by, arrival.decided_at = person, at
        appealed = Appeal.select().where(Appeal.arrival == arrival).exists()
        arrival.kept = arrival.brought_by_id not in (None, person.id) and not appealed
        arrival.save()
        record(by, "bundle.refused", arrival.name, at=at, reason=arrival.reason, kind=kind)
    if not arrival.kept:
        _discard(arrival, quarantine)


def may_appeal(arrival: Arrival, person_id: int | None, at: datetime) -> bool:
    """Say whether a person may appeal against the refusal of a release now."""
    return bool(
        arrival.state == REFUSED
        and arrival.kept
        and arrival.brought_by_id == person_id
        and at - arrival.decided_at <= APPEAL_TIME
        and not Appeal.select().where(Appeal.arrival == arrival).exists()
    )


def appeal(arrival: Arrival, person: Person, words: str, by: Actor, *, at: datetime) -> None:
    """Appeal against a refusal: a third person will decide.

    Raises:
        WordsNeeded: it has no words.
        NoAppeal: another person brought it in, it was appealed before, or the time is over.
    """
    if not words.strip():
        raise WordsNeeded()
    with writing():
        arrival = find(arrival.id)
        if not person.active or not may_appeal(arrival, person.id, at):
            raise NoAppeal(days=APPEAL_TIME.days)
        words = words.strip()[:LONGEST]
        Appeal.create(
            arrival=arrival,
            words=words,
            appealed_at=at,
            refused_by=arrival.decided_by,
            reason=arrival.reason,
        )
        record(by, "bundle.appealed", arrival.name, at=at, words=words)


def answer_appeal(
    arrival: Arrival,
    person: Person,
    words: str,
    quarantine: Quarantine,
    by: Actor,
    *,
    at: datetime,
    admit: bool,
) -> None:
    """Decide about an appeal: let the release wait again, or confirm the refusal, which ends it.

    Raises:
        WordsNeeded: it has no words.
        NotAContentManager: the person may not decide.
        NoOpenAppeal: there is none, or it has been decided.
        ThirdPersonNeeded: the person brought the release in, or refused it.
    """
    if not words.strip():
        raise WordsNeeded()
    with writing():
        arrival = find(arrival.id)
        if person.role not in CONTENT or not person.active:
            raise NotAContentManager()
        found = Appeal.open_about(arrival)
        if found is None:
            raise NoOpenAppeal()
        if person.id in (arrival.brought_by_id, found.refused_by_id):
            raise ThirdPersonNeeded()
        found.decided_by, found.decided_at = person, at
        found.admitted, found.answer = admit, words.strip()[:LONGEST]
        found.save()
        arrival.kept = False
        if admit:
            arrival.state, arrival.decided_by, arrival.decided_at = WAITING, None, None
            arrival.reason, arrival.reason_kind = "", ""  # the appeal keeps what was refused
        arrival.save()
        action = "bundle.appeal_admitted" if admit else "bundle.appeal_rejected"
        record(by, action, arrival.name, at=at, words=found.answer)
    if not admit:
        _discard(arrival, quarantine)


def past_appeal(at: datetime) -> list[Arrival]:
    """Return what was refused, is still kept, and can no longer be appealed about, oldest first."""
    waiting = Appeal.select(Appeal.arrival).where(Appeal.decided_at.is_null())
    kept = Arrival.select().where(
        Arrival.state == REFUSED,
        Arrival.kept,
        Arrival.decided_at < at - APPEAL_TIME,
        Arrival.id.not_in(waiting),
    )
    return list(kept.order_by(Arrival.id))


def let_go(arrival: Arrival, quarantine: Quarantine, by: Actor, *, at: datetime) -> None:
    """Remove what was kept of a refused release whose time for an appeal is over."""
    if arrival.id not in [each.id for each in past_appeal(at)]:
        return
    with writing():
        Arrival.update(kept=False).where(Arrival.id == arrival.id).execute()
        record(by, "bundle.let_go", arrival.name, at=at, manifest=arrival.manifest)
    _discard(arrival, quarantine)


def _discard(arrival: Arrival, quarantine: Quarantine) -> None:
    """Remove the bytes of a release, unless the same has been brought in once more."""
    on_the_way = Arrival.state << (ARRIVING, WAITING, APPROVED, INSTALLING)
    again = (Arrival.manifest == arrival.manifest) & (Arrival.id != arrival.id)
    if not Arrival.select().where(again & (on_the_way | Arrival.kept)).exists():
        quarantine.discard(arrival.manifest)
