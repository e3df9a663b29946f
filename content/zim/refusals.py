"""What is wrong with an archive, in words for whoever brought it."""

from i18n.refusals import Invalid, NotFound
from i18n.translate import N_


class NoArchive(Invalid):
    """A file is not a ZIM archive at all."""

    message = N_("{file} is not a ZIM archive: it does not begin as one. Download it again.")


class SplitArchive(Invalid):
    """An archive was cut into several files."""

    message = N_(
        "{file} is one of several pieces of a ZIM archive. Join them into one file first, in the "
        "order of their names (.zimaa, .zimab…), then use that file."
    )


class DamagedArchive(Invalid):
    """Something in an archive is not as it must be."""

    message = N_(
        "The archive {file} is damaged or was made to do harm: at byte {place}, {what}. Download "
        "it again; if that does not help, this archive cannot be used."
    )

    def __init__(self, file: str, place: int, what: str) -> None:
        """Say ``what`` is wrong, a phrase, and the byte of the file at which it is."""
        super().__init__(file=file, place=str(place), what=what)


class NoSuchEntry(NotFound):
    """An archive has nothing under a path."""

    message = N_("This page is not in the archive. Go back and choose another.")
