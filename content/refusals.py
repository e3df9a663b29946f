"""What is wrong with content, in words for whoever wrote or brought it."""

from i18n.refusals import Invalid
from i18n.translate import N_


class ManifestRefused(Invalid):
    """A manifest is not what the format says."""

    message = N_(
        "The description of this bundle is not valid ({what}). Nothing was installed; ask its "
        "publisher for a new copy."
    )


class CatalogueRefused(Invalid):
    """A catalogue is not what the format says, or its tree does not hold."""

    message = N_(
        "The contents list of this bundle is not valid at “{where}”: {what}. Nothing was "
        "installed; ask its publisher for a new copy."
    )


class TooNew(Invalid):
    """A bundle needs a newer program."""

    message = N_(
        "This bundle needs version {needed} of Ardoise; this is version {ours}. Nothing was "
        "installed; update the program first."
    )
