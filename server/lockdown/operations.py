"""Locking a sitting to Safe Exam Browser, and unlocking it."""

from datetime import datetime

from i18n.refusals import Conflict, Invalid
from i18n.translate import N_
from server.actors import Actor
from server.audit.operations import record
from server.lockdown import seb_keys, seb_settings
from server.lockdown.keeping import Locked, Locks
from server.sittings.models import Sitting


class OverAlready(Conflict):
    """A sitting is over."""

    message = N_("This sitting is over: nothing is locked any more.")


class ReasonNeeded(Invalid):
    """A sitting is unlocked for no reason."""

    message = N_("Say in a few words why this sitting is unlocked: it is written in the log.")


def lock(
    locks: Locks, sitting: Sitting, address: str, password: str, by: Actor, *, at: datetime
) -> Locked:
    """Let the candidates of a sitting work in Safe Exam Browser alone; done again, it changes.

    Raises:
        OverAlready
        NotAServer, QuitPasswordTooShort: see ``seb_settings.for_exam``.
    """
    if sitting.is_over:
        raise OverAlready
    settings = seb_settings.for_exam(address, password)
    locked = Locked(seb_keys.config_key(settings), settings)
    locks.keep(sitting.id, locked)
    record(by, "sitting.locked", sitting.title, at=at, sitting=sitting.id, key=locked.key)
    return locked


def unlock(locks: Locks, sitting: Sitting, reason: str, by: Actor, *, at: datetime) -> None:
    """Let any browser do again; nothing happens if it did.

    Raises:
        ReasonNeeded
    """
    if locks.of(sitting.id) is None:
        return
    if not reason.strip():
        raise ReasonNeeded
    locks.drop(sitting.id)
    record(by, "sitting.unlocked", sitting.title, at=at, sitting=sitting.id, reason=reason[:500])
