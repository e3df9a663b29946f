"""The long work of the library."""

import logging
import os
import sys
from collections.abc import Iterator

from content import browse
from content.browse import Item
from content.models import Node
from content.refusals import CatalogueRefused
from i18n import languages
from i18n.speech.cache import Full
from server import clock
from server.actors import SYSTEM, Actor
from server.console import Site
from server.jobs.doing import do
from server.jobs.operations import Progress
from server.library import packages, reading, speaking
from server.library.archives import bring_in
from server.library.documents import Document, document_of, language_of
from server.library.indexing import ask_for_archives, ask_if_due, bring_up_to_date
from server.library.reading import Reading
from server.library.speaking import Voice
from server.voices import choosing
from server.voices import operations as voices

log = logging.getLogger(__name__)

POLITE = 10
"""How far speech stands back behind learners' pages, in steps of Unix niceness."""


def index(site: Site, progress: Progress, anew: bool) -> None:
    """Bring the search index to what is installed; ``anew`` from the beginning."""
    bring_up_to_date(site.library, site.index, site.home.cache, progress, anew=anew)
    ask_for_archives(site, SYSTEM, at=clock.now())


def archives(site: Site, progress: Progress) -> None:
    """Bring what the pages in packages and archives say into the search index."""
    packages.bring_in(site.library, site.index, progress)
    bring_in(site.library, site.index, progress)


def index_what_is_due(site: Site, by: Actor) -> None:
    """Do the job that lets what is installed be found, unless the server has done it."""
    job = ask_if_due(site, by, at=clock.now())
    if job is not None:
        do(site, job)


def speak(site: Site, progress: Progress, channel: str) -> None:
    """Speak every page of a course ahead of time, so that nobody waits for the voice.

    What was spoken is kept: cut off, it goes on where it was; a channel that is gone is done. It
    ends where the room for speech is full: what is left is spoken when somebody listens. A voice
    that the channel brings has the courses of its language spoken anew.

    Raises:
        NoRoom: the disk is as full as it may be.
        VoiceUnavailable: nothing can be spoken on this computer.
    """
    if sys.platform != "win32":
        os.nice(POLITE)
    release = site.library.current(channel)
    if release is None:
        return
    query = Node.select(Node.node_id).where(Node.release == release).order_by(Node.position)
    node_ids = [node_id for (node_id,) in query.tuples()]
    voices.speak_anew(choosing.brought_by(site.library, channel), SYSTEM, at=clock.now())
    voice = Voice.of(site, ahead=True)
    with voice.speaking():
        for done, node_id in enumerate(node_ids, start=1):
            try:
                _speak_page(site, node_id, release.language, voice)
            except Full:
                left = len(node_ids) - done + 1
                log.info("%s: no room for more speech, %s pages are left for later", channel, left)
                return
            progress(done, len(node_ids))


def _speak_page(site: Site, node_id: str, language: str, voice: Voice) -> None:
    for node in browse.items([node_id], language, coach=True).values():
        for version in browse.versions(node):
            if not languages.get(version.language).voice:
                continue
            name = reading.version_name(version)
            try:
                page = reading.open_page(site.library, node, name, version.language)
            except (CatalogueRefused, OSError) as error:
                log.warning("page %s (%s) is not spoken: %s", node_id, name, error)
                continue
            speaking.speak(page, voice)
        for leaf in _leaves(site, node):
            if languages.named(leaf.version.language).voice:
                speaking.speak(leaf, voice)


def _leaves(site: Site, node: Item) -> Iterator[Reading]:
    """Yield the pages of a document, as they are read aloud."""
    file = document_of(node)
    if file is None:
        return
    document = Document(site.library, site.home.cache, file)
    read = reading.open_page(site.library, node, None, language_of(document.facts, node))
    for number in range(1, document.facts.pages + 1):
        yield document.reading(read, number)
