"""Trusting a publisher, and no more: what is installed stays, nothing new comes from it."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from content.library import Library
from i18n.translate import gettext
from server.actors import Actor
from server.audit.operations import record
from server.bundles.models import APPROVED, ARRIVING, REFUSED, WAITING, Arrival
from server.database import writing
from server.jobs import operations as jobs
from sync import channels as naming
from sync.channels import EVERYTHING
from sync.publishers import ONLY, OWN, Publisher, Publishers
from sync.quarantine import Quarantine


def trust_root(
    trust: Publishers,
    root: bytes,
    by: Actor,
    *,
    at: datetime,
    name: str = ONLY,
    channels: Sequence[str] = EVERYTHING,
) -> str:
    """Trust a publisher for these channels from now on; return the fingerprint to compare on paper.

    Raises:
        NotARoot, PinnedAlready: see ``Trust.pin``.
    """
    publisher = trust.pin(root, name=name, channels=channels)
    with writing():
        may_sign = " ".join(publisher.channels)
        record(by, "publisher.trusted", publisher.fingerprint, at=at, name=name, channels=may_sign)
    return publisher.fingerprint


@dataclass(frozen=True)
class Left:
    """What there is of a publisher who may be trusted no more."""

    publisher: Publisher
    installed: tuple[str, ...]
    """Courses that stay, by name."""
    coming: tuple[Arrival, ...]
    """Releases that are refused: they arrive, wait, are planned, or are kept for an appeal."""


def look(trust: Publishers, library: Library, name: str) -> Left:
    """Return what there is of a publisher.

    Raises:
        NoSuchPublisher: nobody of this name is trusted.
    """
    one = trust.named(name)
    here = sorted(name for name in library.releases() if naming.covers(one.channels, name))
    return Left(one, tuple(here), tuple(_coming(one)))


def distrust(
    trust: Publishers, quarantine: Quarantine, name: str, by: Actor, *, at: datetime, own: Path
) -> list[Arrival]:
    """Trust a publisher no more, and refuse what of it is on its way; return what was refused.

    What learners can read stays as it is, and so does what the publisher had taken back. What two
    people have approved and is being installed at this moment is installed.

    Args:
        trust: whom this site trusts.
        quarantine: of the site.
        name: of the publisher, as it is called here.
        by: who decides.
        at: when.
        own: the folder of the keys of this site itself. They are deleted if they are what is
            trusted no more: else the next course that is written here would bring them back.

    Raises:
        NoSuchPublisher: nobody of this name is trusted.
        Busy: a medium of it is being looked at; nothing was changed.
    """
    if trust.named(name).name == OWN:
        shutil.rmtree(own, ignore_errors=True)  # first: cut off here, this is to be done again
    with writing():
        one = trust.named(name)
        refused = _coming(one)
        reason = gettext("This site no longer trusts the publisher {name}.").format(name=name)
        for each in refused:
            again = {} if each.state == REFUSED else {"reason": reason, "reason_kind": "security"}
            Arrival.update(state=REFUSED, kept=False, decided_at=at, **again).where(
                Arrival.id == each.id
            ).execute()
            record(by, "bundle.refused", each.name, at=at, reason=reason, kind="security")
            if each.state == ARRIVING and each.job and not each.job.is_over:
                jobs.cancel(each.job, by, at=at)
        record(by, "publisher.distrusted", one.fingerprint, at=at, name=name)
        trust.forget(name)  # last: if it cannot be, nothing of this was written
    for each in refused:
        quarantine.discard(each.manifest)
    return refused


def _coming(one: Publisher) -> list[Arrival]:
    held = Arrival.state << (ARRIVING, WAITING, APPROVED)
    found = Arrival.select().where(held | Arrival.kept).order_by(Arrival.id)
    return [each for each in found if naming.covers(one.channels, each.channel_id)]
