"""What is wrong with content, in words for whoever wrote or brought it."""

from i18n.refusals import Invalid, Phrase
from i18n.translate import N_


class ManifestRefused(Invalid):
    """A manifest is not what the format says."""

    message = N_(
        "The description of this bundle is not valid ({what}). Nothing was installed; ask its "
        "publisher for a new copy."
    )

    def __init__(self, what: str) -> None:
        """Say ``what`` is wrong: a marked phrase, or the name of a key, which stays as it is."""
        super().__init__(what=_phrase(what))


class NewerFormat(ManifestRefused):
    """A manifest is of a format that came after this program."""

    message = N_(
        "This bundle was made for a newer version of Ardoise. Nothing was installed; update the "
        "program first."
    )


class CatalogueRefused(Invalid):
    """A catalogue is not what the format says, or its tree does not hold."""

    message = N_(
        "The contents list of this bundle is not valid at “{where}”: {what}. Nothing was "
        "installed; ask its publisher for a new copy."
    )

    def __init__(self, where: str, what: str) -> None:
        """Say ``where`` and ``what``: a marked phrase, or the name of a key."""
        super().__init__(where=where, what=_phrase(what))


class PageRefused(Invalid):
    """The text of a page is not what its type says."""

    message = N_(
        "The page “{page}” of this bundle cannot be read ({what}). Nothing was installed; ask "
        "its publisher for a new copy."
    )


class FileRefused(Invalid):
    """A file is not of its type, or holds what could act."""

    message = N_(
        "A file of the page “{page}” of this bundle holds what it may not: {fault}. Nothing was "
        "installed; ask its publisher for a new copy."
    )


class TooNew(Invalid):
    """A bundle needs a newer program."""

    message = N_(
        "This bundle needs version {needed} of Ardoise; this is version {ours}. Nothing was "
        "installed; update the program first."
    )


def _phrase(what: str) -> Phrase:
    return what if isinstance(what, Phrase) else Phrase(what)


class QuestionRefused(Invalid):
    """A question cannot be shown, answered or marked as it is written."""

    message = N_("This question cannot be kept as it is: {what}. Change that, then save it again.")

    def __init__(self, what: str) -> None:
        """Say ``what`` is wrong: a marked phrase."""
        super().__init__(what=_phrase(what))
