"""The wing of a class, which decides what its people may read.

Two people of content approve a course "for Wing A". If a teacher could write "Wing A" on a class,
one person without the role would have widened what two have decided. So an administrator sets it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from i18n.refusals import NotAllowed
from i18n.translate import N_
from server.accounts.models import folded
from server.actors import Actor
from server.audit.operations import record
from server.classes.keepers import keeps_all
from server.classes.models import SchoolClass
from server.classes.naming import plain


class WingNotYours(NotAllowed):
    """A teacher sets or changes the wing of a class."""

    message = N_(
        "Only an administrator sets the wing of a class, since courses are approved for a wing. "
        "Ask the administrator. Nothing was changed."
    )


def known(wing: str) -> str:
    """Return a wing as it is written already, whatever its capitals and accents; else as given.

    Raises:
        NameNeeded: see ``naming.plain``.
    """
    wing = plain(wing, needed=False)
    return next((each for each in SchoolClass.wings() if folded(each) == folded(wing)), wing)


def chosen(wing: str | None, before: str, by: Actor) -> str:
    """Return the wing that a class has from now on.

    Args:
        wing: as a form says it; None if it says none, so that all stays as it is.
        before: what the class has, "" for a new one.
        by: who asks.

    Raises:
        WingNotYours: it would change, by somebody who sets no wings.
        NameNeeded: see ``naming.plain``.
    """
    if wing is None:
        return before
    wing = known(wing)
    if folded(wing) == folded(before):
        return before
    if not keeps_all(by):
        raise WingNotYours()
    return wing


@contextmanager
def refusals_kept(school_class: str, by: Actor, *, at: datetime) -> Iterator[None]:
    """Tell the audit log who tried to set a wing and may not: no page of ours sends such a form.

    Stands around the transaction, which by then is undone.
    """
    try:
        yield
    except WingNotYours:
        record(by, "class.wing_refused", school_class, at=at)
        raise
