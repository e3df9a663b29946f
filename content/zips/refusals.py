"""What is wrong with a package, in words for whoever brought it."""

from i18n.refusals import Invalid, NotFound
from i18n.translate import N_


class DamagedPackage(Invalid):
    """Something in a package is not as it must be."""

    message = N_(
        "The package {file} is damaged or was made to do harm: in “{place}”, {what}. Build it "
        "again from its source; if that does not help, it cannot be used."
    )

    def __init__(self, file: str, place: str, what: str) -> None:
        """Say ``what`` is wrong, a phrase, and the name of the file in it."""
        super().__init__(file=file, place=place, what=what)


class NotInPackage(NotFound):
    """A package holds no file of that name."""

    message = N_("This file is not in the package. Go back and choose another.")


class NoSuchPart(NotFound):
    """A package has fewer parts."""

    message = N_("This package has no such part. Go back to its page and choose one there.")
