"""How classes, groups and wings are called."""

from content.wording import one_line
from i18n.refusals import Invalid
from i18n.translate import N_
from server.accounts.models import folded

LONGEST_NAME = 60
"""Letters of the name of a class, a group or a wing: more do not fit a list or a card."""


class NameNeeded(Invalid):
    """A name has no letter or digit, or too many."""

    message = N_("Write a name with at least one letter or digit, and at most {most} of them.")


def plain(name: str, *, needed: bool = True) -> str:
    """Return a name without spaces too many; "" if it may be missing and is.

    Raises:
        NameNeeded: it has no letter or digit, or is too long.
    """
    name = one_line(name)
    if len(name) > LONGEST_NAME or (not folded(name) and (needed or name)):
        raise NameNeeded(most=LONGEST_NAME)
    return name
