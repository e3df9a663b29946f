"""Why a medium, a root or a clock does not count: each reason in a sentence of its own."""

from i18n.refusals import Conflict, Invalid, NotAllowed, Unavailable
from i18n.translate import N_


class NotPinned(Conflict):
    """This site has not been told whose signatures count."""

    message = N_(
        "This site trusts no publisher yet. An administrator must first give it the publisher's "
        "root file."
    )


class PinnedAlready(Conflict):
    """A name and a root that do not belong together."""

    message = N_(
        "This site trusts another publisher under this name, or this one under another name. "
        "Nothing was changed."
    )


class NotARoot(Invalid):
    """A file is no root that could be pinned."""

    message = N_("This is not the root file of a publisher. Nothing was changed.")


class ForeignMedium(NotAllowed):
    """The medium comes from a publisher whom this site does not trust."""

    message = N_(
        "This medium comes from a publisher whom this site does not trust. Nothing was taken from "
        "it; the library is as before. Check that it is the right medium."
    )


class NotSignedByEnough(NotAllowed):
    """Too few of the people whose signatures count have signed."""

    message = N_(
        "This medium is not signed by enough of the people whom this site trusts. Nothing was "
        "taken from it; the library is as before. Ask the publisher for a medium signed by all."
    )


class ExpiredMetadata(NotAllowed):
    """Signatures on the medium ended before now."""

    message = N_(
        "The signatures on this medium have ended; today is taken to be {day}. The library is as "
        "before. If the date is right, ask the publisher for a new medium."
    )


class ListTooLarge(Invalid):
    """A signed list is larger than any that a site reads, whoever signed it."""

    message = N_(
        "A list on this medium is too large: {name} has more than {most}, the most that a site "
        "reads of it. Nothing was taken from the medium; the library is as before. Ask the "
        "publisher for a medium with a shorter list."
    )


class OlderThanKnown(NotAllowed):
    """The medium is older than one this site has seen: perhaps an attempt to bring back errors."""

    message = N_(
        "This medium is older than one that this site has already read. The library is as before. "
        "Use the newest medium."
    )


class ClockImplausible(Unavailable):
    """The clock is so far ahead that it can only be wrong, or the site slept for a year."""

    message = N_(
        "This computer's clock shows {clock}, more than a year after the last date that is "
        "proven, {proven}. The library is as before. Set the clock right; if it is right, bring a "
        "medium made this month."
    )
