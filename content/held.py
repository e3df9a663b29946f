"""What an update of the program must put back: releases, as the store has them.

``library.db`` has no migrations: a program that knows another form of it makes it anew. What
learners saw is then *held*: a row for each channel that names the signed manifest of its release.
Beside the files of an installed release, the store keeps its manifest and its catalogue, each
under its own hash; so what is held can be read again and staged by ``putting_back``.

    shown ──an update changes the form of library.db──> held ──put back──> shown
                                                          └─something is gone: bring it in again
"""

import hashlib
import logging
from collections.abc import Iterable

from peewee import DatabaseError

from content.catalogue import Catalogue
from content.manifest import Manifest
from content.models import Held, database
from content.store import BlobStore
from i18n.refusals import NotFound, Refusal
from i18n.translate import N_

log = logging.getLogger(__name__)

_SHOWN = (
    "SELECT c.id, c.position, c.retired, r.number, r.manifest, p.manifest FROM channel c "
    "JOIN release r ON r.id = c.current_id LEFT JOIN release p ON p.id = c.previous_id"
)
_HELD = 'SELECT channel_id, position, retired, number, "current", previous FROM held'
"""What is asked of a ``library.db`` of another form. Whoever changes these columns changes this."""

_FIELDS = (Held.channel_id, Held.position, Held.retired, Held.number, Held.current, Held.previous)


class NotWhole(NotFound):
    """The store no longer has all of a release."""

    message = N_("Something of this release is gone from the disk: bring it in again.")


def told_by_older() -> list[tuple[object, ...]]:
    """Return what a library of an older form shows, or still held, as rows of ``Held``."""
    rows: dict[object, tuple[object, ...]] = {}
    for query in (*([_HELD] if database.table_exists("held") else []), _SHOWN):
        try:
            rows |= {row[0]: row for row in database.execute_sql(query).fetchall()}
        except DatabaseError as error:  # older still: there is nothing that we know to read
            log.warning("the older library does not tell what it showed: %s", error)
    return list(rows.values())


def keep(rows: Iterable[tuple[object, ...]]) -> None:
    """Hold what an older library told."""
    for row in rows:
        Held.insert(dict(zip(_FIELDS, row, strict=True))).execute()


def read(store: BlobStore, manifest_sha256: str) -> tuple[Manifest, Catalogue]:
    """Return a release that the store has whole.

    Raises:
        NotWhole: something of it is gone or spoilt.
        ManifestRefused, CatalogueRefused: it is not what this program can show.
    """
    manifest = manifest_of(store, manifest_sha256)
    if len(store.places(stored.sha256 for stored in manifest.files)) < len(manifest.files):
        raise NotWhole
    return manifest, Catalogue.from_bytes(_whole(store, manifest.catalogue.sha256))


def manifest_of(store: BlobStore, manifest_sha256: str) -> Manifest:
    """Return the manifest of a release that is installed.

    Raises:
        NotWhole: it is gone or spoilt.
        ManifestRefused: it is none that this program knows.
    """
    return Manifest.from_bytes(_whole(store, manifest_sha256))


def needed(store: BlobStore, manifest_sha256: str, *, files: bool) -> set[str]:
    """Return the SHA-256 of what is needed to read a release again.

    Args:
        store: that has it.
        manifest_sha256: of the release.
        files: whether its files count as well; else its manifest and catalogue alone.
    """
    try:
        manifest = manifest_of(store, manifest_sha256)
    except Refusal:
        return set()
    own = {manifest_sha256, manifest.catalogue.sha256}
    return own | {stored.sha256 for stored in manifest.files} if files else own


def _whole(store: BlobStore, sha256: str) -> bytes:
    data = store.read(sha256) if store.has(sha256) else b""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise NotWhole
    return data
