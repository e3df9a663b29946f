"""The long work of the library."""

import os
import sys

from content import browse
from content.models import Node
from i18n import languages
from server.console import Site
from server.jobs.operations import Progress
from server.library import reading
from server.library.indexing import bring_up_to_date

POLITE = 10
"""How far speech stands back behind learners' pages, in steps of Unix niceness."""


def index(site: Site, progress: Progress, anew: bool) -> None:
    """Bring the search index to what is installed; ``anew`` from the beginning."""
    bring_up_to_date(site.library, site.index, progress, anew=anew)


def speak(site: Site, progress: Progress, channel: str) -> None:
    """Speak every page of a course ahead of time, so that nobody waits for the voice.

    What was spoken is kept: cut off, it goes on where it was; a channel that is gone is done.
    """
    if sys.platform != "win32":
        os.nice(POLITE)
    release = site.library.current(channel)
    if release is None:
        return
    query = Node.select(Node.node_id).where(Node.release == release).order_by(Node.position)
    node_ids = [node_id for (node_id,) in query.tuples()]
    for done, node_id in enumerate(node_ids, start=1):
        for node in browse.items([node_id], release.language, coach=True).values():
            for version in browse.versions(node):
                if languages.get(version.language).voice:
                    page = reading.open_page(
                        site.library, node, reading.version_name(version), version.language
                    )
                    reading.speak(page, site.home.cache)
        progress(done, len(node_ids))
