"""Which courses a publisher may sign: names of bundles, or how they begin.

maths          this bundle
cned-*         every bundle whose name begins so
*              every bundle

Names that begin with ``local-`` are the site's own: courses that its teachers wrote. No pattern
of another publisher covers one, not even ``*``, so that none can put a lesson of its own in the
place of a teacher's.
"""

import re
from collections.abc import Sequence

from i18n.refusals import Invalid
from i18n.translate import N_

EVERYTHING = ("*",)
OWN = "local-"
"""How the names of courses begin that were written at this site."""
_PATTERN = re.compile(r"[a-z0-9-]{1,64}|[a-z0-9-]{0,63}\*")


class NotChannels(Invalid):
    """What was written names no channels."""

    message = N_(
        "“{written}” names no channels: write the names of bundles, or how they begin and a star, "
        "as in “cned-*”."
    )


def check(channels: Sequence[str]) -> tuple[str, ...]:
    """Return channels, each once and in order.

    Raises:
        NotChannels: there are none, or one is no name and no beginning.
    """
    for each in channels:
        if not _PATTERN.fullmatch(each):
            raise NotChannels(written=each)
    if not channels:
        raise NotChannels(written="")
    return tuple(sorted(set(channels)))


def is_own(bundle: str) -> bool:
    """Say whether a name of a bundle, or a pattern, is of courses written at this site."""
    return bundle.startswith(OWN)


def covers(channels: Sequence[str], bundle: str) -> bool:
    """Say whether a bundle is one of these channels."""
    return any(_meet(each, bundle) for each in channels)


def shared(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    """Return those of ``first`` that name a bundle which ``second`` may name as well."""
    return tuple(one for one in first if any(_meet(one, other) for other in second))


def _meet(one: str, other: str) -> bool:
    """Say whether some name of a bundle fits both."""
    if is_own(one) != is_own(other):
        return False
    if one.endswith("*") and other.endswith("*"):
        return one[:-1].startswith(other[:-1]) or other[:-1].startswith(one[:-1])
    if one.endswith("*"):
        return other.startswith(one[:-1])
    return one.startswith(other[:-1]) if other.endswith("*") else one == other
