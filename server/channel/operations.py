"""Asking for a fetch when it is time, and keeping its receipt."""

import json
from datetime import date, datetime, timedelta

from i18n.refusals import Conflict, NotAllowed, NotFound, Refusal
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import CHANNEL, SYSTEM, Actor
from server.audit.operations import record
from server.bundles.models import Arrival
from server.channel.models import (
    CAME,
    CUT_OFF,
    NO_ANSWER,
    REFUSED,
    STOPPED,
    SWITCHED_OFF,
    SWITCHED_ON,
    Receipt,
    ReceiptLine,
)
from server.channel.standing import missed, site_time, window_of
from server.database import writing
from server.jobs import operations as jobs
from server.jobs.models import CANCELLED, Job
from server.roles import Role
from server.settings import Settings
from sync.trust import Offer
from sync.window import share_of

KIND = "channel.fetch"
AGAIN = (NO_ANSWER, CUT_OFF, REFUSED)
AGAIN_AFTER = timedelta(minutes=30)
"""A line or a relay that failed is tried again in the same window, and not every minute."""
BY_HAND = timedelta(hours=6)
"""How long a fetch asked for by hand may go on outside the window."""


class ChannelOff(NotFound):
    """The site has no nightly channel."""

    message = N_(
        "This site has no nightly channel. An administrator sets one up by the setting "
        "channel_address."
    )


class WindowClosed(Conflict):
    """Somebody asks for a fetch during the day."""

    message = N_(
        "The nightly channel opens only at its hours: {window}. An administrator may open it now "
        "with --now and --as."
    )


class NotAnAdministrator(NotAllowed):
    """Somebody else wants to open the channel outside its window."""

    message = N_("Only an administrator opens the nightly channel outside its hours.")


class NoSuchReceipt(NotFound):
    """A receipt is not known."""

    message = N_("There is no receipt of the nightly channel under this number.")


def find(number: int) -> Receipt:
    """Return a receipt.

    Raises:
        NoSuchReceipt: there is none of this number.
    """
    receipt: Receipt | None = Receipt.get_or_none(Receipt.id == number)
    if receipt is None:
        raise NoSuchReceipt()
    return receipt


def look_after(settings: Settings, site: bytes, *, at: datetime) -> None:
    """Ask for tonight's fetch when it is this site's turn; called again and again.

    Args:
        settings: of the site.
        site: what tells it from others: sites do not all begin at once.
        at: now.
    """
    _note_switch(settings, at)
    if not settings.channel_address:
        return
    _end_those_cut_off(at)
    night = window_of(settings).due(site_time(at), share_of(site))
    if night is None:
        return
    receipt = Receipt.of_night(night)
    if receipt is None or _is_to_be_tried_again(receipt, at):
        _ask(settings, night, SYSTEM, at=at)


def fetch_tonight(settings: Settings, by: Actor, *, at: datetime) -> Receipt:
    """Ask for tonight's fetch without waiting for this site's turn; the window must be open.

    Raises:
        ChannelOff, WindowClosed: nothing was asked for.
    """
    _check_on(settings)
    night = window_of(settings).night(site_time(at))
    if night is None:
        raise WindowClosed(window=settings.channel_window)
    _end_those_cut_off(at)
    return _ask(settings, night, by, at=at)


def fetch_now(settings: Settings, person: Person, by: Actor, *, at: datetime) -> Receipt:
    """Ask for a fetch at any hour, because an administrator wants it; all other work goes first.

    Raises:
        ChannelOff: the site has no channel.
        NotAnAdministrator: the person may not.
    """
    _check_on(settings)
    if person.role != Role.ADMINISTRATOR or not person.active:
        raise NotAnAdministrator()
    night = window_of(settings).last_night(site_time(at))
    with writing():
        record(by, "channel.opened_by_hand", settings.channel_address, at=at)
        receipt = _new(settings, night, by, at=at, open_until=at + BY_HAND)
        receipt.job = jobs.ask(
            KIND, settings.channel_address, by, at=at, background=True, receipt=receipt.id
        )
        receipt.save(only=[Receipt.job])
    return receipt


def is_open(settings: Settings, receipt: Receipt, *, at: datetime) -> bool:
    """Say whether a fetch may have a connection now: in its own night's window, or by hand."""
    if not settings.channel_address:
        return False
    if receipt.open_until is not None:
        return bool(receipt.asked_at <= at < receipt.open_until)
    night = window_of(settings).night(site_time(at))
    return night is not None and night == receipt.day


def begin(receipt: Receipt, *, at: datetime) -> None:
    """Note that a fetch begins, or goes on after it was cut off."""
    with writing():
        Receipt.update(began_at=at, ended_at=None, ending="", refusal="{}").where(
            Receipt.id == receipt.id
        ).execute()


def answered(receipt: Receipt, proven_at: datetime, offers: int, *, at: datetime) -> None:
    """Note that the signed lists of the channel were verified, and what time they prove."""
    with writing():
        Receipt.update(answered=True, proven_at=proven_at).where(Receipt.id == receipt.id).execute()
        record(CHANNEL, "channel.verified", receipt.address, at=at, bundles=offers)


def line(
    receipt: Receipt,
    offer: Offer,
    state: str,
    *,
    arrival: Arrival | None = None,
    title: str = "",
    count: int = 0,
    missing: int = 0,
    refusal: Refusal | None = None,
) -> None:
    """Write what has become of one bundle so far; it replaces what was written of it before.

    Args:
        receipt: of the night.
        offer: of the bundle.
        state: CAME, MISSING or REFUSED.
        arrival: of the bundle, once there is one.
        title: of the course; "" if its manifest is refused.
        count: bytes that came of it just now, added to those of before.
        missing: bytes that have not come.
        refusal: why it was refused.
    """
    same = (ReceiptLine.receipt == receipt) & (ReceiptLine.manifest == offer.sha256)
    with writing():
        found: ReceiptLine | None = ReceiptLine.get_or_none(same)
        kept = found or ReceiptLine(receipt=receipt, manifest=offer.sha256, bytes=0)
        kept.channel_id, kept.release, kept.title = offer.bundle, offer.release, title
        kept.state, kept.missing, kept.bytes = state, missing, kept.bytes + count
        kept.arrival = arrival
        kept.refusal = json.dumps(refusal.as_record() if refusal else {})
        kept.save()


def add_bytes(receipt: Receipt, count: int) -> None:
    """Add what came over the line to a receipt."""
    with writing():
        Receipt.update(bytes=Receipt.bytes + count).where(Receipt.id == receipt.id).execute()


def end(receipt: Receipt, ending: str, refusal: Refusal | None, *, at: datetime) -> None:
    """Note how a fetch ended; one that brought something to refuse has been answered."""
    with writing():
        again = find(receipt.id)
        again.ending, again.ended_at = ending, at
        again.refusal = json.dumps(refusal.as_record() if refusal else {})
        again.answered = again.answered or (ending == REFUSED and again.bytes > 0)
        again.save()
        states = [each.state for each in again.lines]
        record(
            CHANNEL,
            "channel.ended",
            again.address,
            at=at,
            night=again.night,
            ending=ending,
            came=states.count(CAME),
            refused=states.count(REFUSED),
            missing=again.missing,
            bytes=again.bytes,
            missed=again.missed,
            why=type(refusal).__name__ if refusal else "",
        )


def _check_on(settings: Settings) -> None:
    if not settings.channel_address:
        raise ChannelOff()


def _is_to_be_tried_again(receipt: Receipt, at: datetime) -> bool:
    """Say whether a night's fetch ended badly, long enough ago."""
    return (
        receipt.ended_at is not None
        and receipt.ending in AGAIN
        and at - receipt.ended_at >= AGAIN_AFTER
    )


def _ask(settings: Settings, night: date, by: Actor, *, at: datetime) -> Receipt:
    """Ask for the job of a night, on the receipt it has already or on a new one."""
    with writing():
        receipt = Receipt.of_night(night) or _new(settings, night, by, at=at)
        if receipt.job is None or receipt.job.is_over:
            receipt.ended_at, receipt.ending = None, ""
        receipt.address = settings.channel_address
        receipt.job = jobs.ask(KIND, settings.channel_address, by, at=at, receipt=receipt.id)
        receipt.save()
    return receipt


def _new(
    settings: Settings,
    night: date,
    by: Actor,
    *,
    at: datetime,
    open_until: datetime | None = None,
    ending: str = "",
) -> Receipt:
    receipt: Receipt = Receipt.create(
        night=night.isoformat(),
        address=settings.channel_address,
        asked_by=by.name,
        asked_at=at,
        open_until=open_until,
        missed=missed(settings, at=at),
        ending=ending,
    )
    return receipt


def _note_switch(settings: Settings, at: datetime) -> None:
    """Note that the channel was switched on or off: nights count from then on, or no longer."""
    newest = Receipt.newest()
    was_on = newest is not None and newest.ending != SWITCHED_OFF
    if was_on == bool(settings.channel_address):
        return
    with writing():
        ending = SWITCHED_OFF if was_on else SWITCHED_ON
        night = window_of(settings).last_night(site_time(at))
        _new(settings, night, SYSTEM, at=at, ending=ending)
        address = settings.channel_address or (newest.address if newest else "")
        record(SYSTEM, f"channel.{ending}", address, at=at)


def _end_those_cut_off(at: datetime) -> None:
    """End the receipts whose job is over and could not say so itself."""
    over = (
        Receipt.select(Receipt, Job)
        .join(Job)
        .where(Receipt.ended_at.is_null(), Receipt.ending == "")
    )
    for receipt in [each for each in over if each.job.is_over]:
        ending = STOPPED if receipt.job.state == CANCELLED else CUT_OFF
        refused = receipt.job.refused
        end(receipt, ending, jobs.Failed(refused) if refused else None, at=at)
