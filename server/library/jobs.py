"""The long work of the library."""

from server.console import Site
from server.jobs.operations import Progress
from server.library.indexing import bring_up_to_date


def index(site: Site, progress: Progress, anew: bool) -> None:
    """Bring the search index to what is installed; ``anew`` from the beginning."""
    bring_up_to_date(site.library, site.index, progress, anew=anew)
