"""What waits, as whoever decides about it is shown it: the whole, a page, a file."""

import io
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from content import cues, texts
from content.browse import NoSuchPage
from content.catalogue import Catalogue
from content.cues import Cue
from content.dictionary.layout import Entry
from content.dictionary.reading import some
from content.entries import FileEntry, NodeEntry, VersionEntry
from content.manifest import Manifest, Stored
from content.questions.exercise import Exercise
from server.actors import Actor
from server.bundles import bringing
from server.bundles.models import Arrival
from server.console import Site
from sync import describe as sync_describe
from sync.describe import Described, Description
from sync.pieces import Incomplete
from sync.prepared import DESCRIBED, MANY, Gone, Prepared, prepare
from sync.quarantine import NotInBundle, NotWaiting, Quarantine

CUES = ("captions", "descriptions", "chapters")
"""Roles of files that say at which second of a recording they say it."""
COURSE = "course"
"""In the place of a page's id: the course itself, whose files are its covers."""


@dataclass(frozen=True)
class Text:
    """The text of a page in one version: a fragment of HTML or an exercise."""

    version: VersionEntry
    fragment: str
    exercise: Exercise | None


def describe(
    site: Site, arrival: Arrival, language: str, by: Actor, *, at: datetime
) -> Description:
    """Describe a release that waits, beside what is installed.

    Args:
        site: where it waits.
        arrival: of the release.
        language: of titles where they have it, else their own.
        by: who looks.
        at: when.

    Raises:
        Incomplete, NotWaiting: it is no longer here whole; it may now be brought in again.
    """
    with _here_whole(arrival, by, at):
        manifest = site.quarantine.manifest(arrival.manifest)
        catalogue = site.quarantine.catalogue(manifest)
    return sync_describe.describe(manifest, catalogue, site.library.current(manifest.id), language)


def prepared(site: Site, arrival: Arrival, by: Actor, *, at: datetime) -> Prepared | None:
    """Return the description that is kept of a large release, made now if need be; else None.

    Raises:
        Incomplete, NotWaiting: see ``describe``.
    """
    installed = site.library.current(arrival.channel_id)
    with _here_whole(arrival, by, at):
        site.quarantine.read_manifest(arrival.manifest)
        path = site.quarantine.root / arrival.manifest / DESCRIBED
        try:
            return Prepared(path, installed)
        except Gone:
            manifest = site.quarantine.manifest(arrival.manifest)
            if manifest.nodes < MANY:
                return None
            catalogue = site.quarantine.catalogue(manifest)
            keep_description(site, manifest, catalogue, arrival.undescribed)
    return Prepared(path, installed)


def keep_description(
    site: Site, manifest: Manifest, catalogue: Catalogue, undescribed: Collection[str]
) -> None:
    """Keep the description of a large release beside it.

    Args:
        site: where it waits.
        manifest: of the release.
        catalogue: of the release.
        undescribed: SHA-256 of texts that show a picture without an alternative.
    """
    if manifest.nodes >= MANY:
        path = site.quarantine.root / manifest.sha256 / DESCRIBED
        prepare(path, manifest, catalogue, site.library.current(manifest.id), undescribed)


def by_id(description: Description) -> dict[str, Described]:
    """Return the pages and topics of a description by their ids."""
    found, ahead = {}, [*description.tree]
    while ahead:
        node = ahead.pop()
        found[node.id] = node
        ahead += node.children
    return found


def page(
    site: Site, arrival: Arrival, node_id: str, by: Actor, *, at: datetime
) -> tuple[NodeEntry, list[Text]]:
    """Return a page of a release that waits, and its text in all its versions.

    Raises:
        NoSuchPage: the release has no such page.
        Incomplete, NotWaiting: see ``describe``.
    """
    with _here_whole(arrival, by, at):
        manifest = site.quarantine.manifest(arrival.manifest)
        node = _node(site.quarantine, manifest, node_id)
        return node, [
            _text(site, manifest, version, file.sha256)
            for version in node.versions
            for file in node.files
            if (file.language, file.easy) == (version.language, version.easy)
            and file.type in texts.TYPES
        ]


def file(site: Site, arrival: Arrival, node_id: str, sha256: str) -> tuple[str, Stored]:
    """Return the manifest's hash and a file of one page of a release that waits.

    The text of a page is none: it is shown cleaned, and never as it came.

    Raises:
        NoSuchPage: the release has no such page.
        NotInBundle: the page has no such file.
        NotWaiting: it does not wait.
    """
    found = files(site, arrival, node_id)
    if sha256 not in found:
        raise NotInBundle
    return arrival.manifest, found[sha256]


def files(site: Site, arrival: Arrival, node_id: str) -> dict[str, Stored]:
    """Return the files of one page of a release that waits by their hashes, without its texts.

    Raises:
        NoSuchPage: the release has no such page.
        NotWaiting: it does not wait.
    """
    if not arrival.can_be_looked_at:
        raise NotWaiting
    return _files_of(site.quarantine, arrival.manifest, node_id)


MOST_WORDS = 200
"""Entries of a dictionary shown to whoever decides about it."""


def words(site: Site, arrival: Arrival, node: NodeEntry) -> list[Entry]:
    """Return entries of a dictionary that waits, from all over the alphabet; [] of other pages.

    Raises:
        DamagedDictionary, Incomplete: it cannot be read.
    """
    if node.kind != "dictionary":
        return []
    main = next(each for each in node.files if each.role == "main")
    manifest = site.quarantine.manifest(arrival.manifest)
    _stored, chunks = site.quarantine.blob(manifest, main.sha256)
    return some(io.BytesIO(b"".join(chunks)), MOST_WORDS)


def lines(site: Site, arrival: Arrival, node: NodeEntry) -> list[tuple[FileEntry, list[Cue]]]:
    """Return what is said, seen and told apart in a film that waits: each file of cues, with them.

    Raises:
        Incomplete: it cannot be read.
    """
    manifest = site.quarantine.manifest(arrival.manifest)
    found = []
    for file in (each for each in node.files if each.role in CUES):
        _stored, chunks = site.quarantine.blob(manifest, file.sha256)
        try:
            found.append((file, cues.read(b"".join(chunks))))
        except cues.NoCues:
            found.append((file, []))
    return found


@lru_cache(maxsize=32)
def _files_of(quarantine: Quarantine, manifest_sha256: str, node_id: str) -> dict[str, Stored]:
    """Return the files of a page; a player asks for many ranges of one, so it is kept."""
    manifest = quarantine.manifest(manifest_sha256)
    if node_id == COURSE:
        files = quarantine.catalogue(manifest).channel.files
    else:
        files = _node(quarantine, manifest, node_id).files
    names = {file.sha256 for file in files if file.type not in texts.TYPES}
    return {stored.sha256: stored for stored in manifest.files if stored.sha256 in names}


def _text(site: Site, manifest: Manifest, version: VersionEntry, sha256: str) -> Text:
    stored, chunks = site.quarantine.blob(manifest, sha256)
    text = texts.read(b"".join(chunks), stored.type)
    return Text(version, "", text) if isinstance(text, Exercise) else Text(version, text, None)


def _node(quarantine: Quarantine, manifest: Manifest, node_id: str) -> NodeEntry:
    for node in quarantine.catalogue(manifest).nodes:
        if node.id == node_id:
            return node
    raise NoSuchPage()


@contextmanager
def _here_whole(arrival: Arrival, by: Actor, at: datetime) -> Iterator[None]:
    """Let an arrival of which something is lost be brought in again, and tell the refusal."""
    if not arrival.can_be_looked_at:
        raise NotWaiting
    try:
        yield
    except (Incomplete, NotWaiting):
        bringing.bring_again(arrival, by, at=at)
        raise
