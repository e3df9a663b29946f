"""A release written into ``library.db``, where nobody sees it until it is switched to."""

from peewee import chunked

from content import made_here
from content.belonging import check_own_pages
from content.catalogue import Catalogue
from content.entries import ChannelEntry, NodeEntry
from content.manifest import Manifest
from content.models import Channel, File, Node, Release, Title, Wording, database
from content.places import in_reading_order
from i18n.refusals import Conflict
from i18n.translate import N_

AT_ONCE = 2_000
"""Nodes written in one transaction: each is flushed to the disk."""


class NumberTaken(Conflict):
    """Two different contents bear the same release number."""

    message = N_(
        "Release {number} of “{channel}” is installed already, with other contents. The library "
        "is as before; ask the publisher for a release with a new number."
    )


def stage(catalogue: Catalogue, manifest: Manifest) -> Release:
    """Write a release beside those in use; see ``Library.stage``.

    Raises:
        NumberTaken: another content was installed under this release number.
        PageOfAnother: a page has the number of a page of another channel.
    """
    entry = catalogue.channel
    with database.atomic("IMMEDIATE"):
        check_own_pages(catalogue)
        release: Release | None = Release.get_or_none(
            Release.channel_id == entry.id, Release.number == entry.release
        )
        if release is not None and release.complete and release.manifest == manifest.sha256:
            return release
        if release is not None and release.complete and release.id in in_use():
            raise NumberTaken(channel=entry.id, number=entry.release)
        if release is not None:
            forget(release)
        release = Release.create(
            channel_id=entry.id,
            number=entry.release,
            language=entry.language,
            author=entry.author,
            license=entry.license,
            license_owner=entry.license_owner,
            level=entry.level,
            subject=entry.subject,
            manifest=manifest.sha256,
            size=manifest.size,
        )
    for batch in chunked(enumerate(in_reading_order(catalogue.nodes)), AT_ONCE):
        with database.atomic("IMMEDIATE"):
            _insert(release, batch)
    with database.atomic("IMMEDIATE"):
        _insert_words_and_files(release, {None: None}, [(None, entry)])
        release.complete = True
        release.save(only=[Release.complete])
    return release


def in_use() -> set[int]:
    """Return the key of each release that learners see, or that is there to go back to."""
    return {
        number
        for channel in Channel.select()
        for number in (channel.current_id, channel.previous_id)
        if number is not None
    }


def forget(release: Release) -> None:
    """Delete a release, its nodes, titles and files; its blobs stay until a sweep."""
    for table in (File, Title, Wording, Node):
        table.delete().where(table.release == release).execute()
    release.delete_instance()


_AS_THEY_ARE = (
    *("content_id", "kind", "language", "license", "license_owner", "author", "level"),
    *("subject", "minutes", "coach", "reviewed", "completion"),
)


def _insert(release: Release, batch: list[tuple[int, NodeEntry]]) -> None:
    nodes = [
        {
            "release": release.id,
            "node_id": node.id,
            "parent": node.parent or "",
            "position": position,
            "labels": " ".join(node.labels),
            **{name: getattr(node, name) for name in _AS_THEY_ARE},
        }
        for position, node in batch
    ]
    Node.insert_rows(nodes)
    (first, _), (last, _) = batch[0], batch[-1]
    here = Node.release == release, Node.position.between(first, last)
    rows = Node.select(Node.node_id, Node.id).where(*here)
    keys = dict(rows.tuples())
    _insert_words_and_files(release, keys, [(node.id, node) for _, node in batch])
    wordings = [(keys[node.id], made_here.of(node.wording_of)) for _, node in batch]
    Wording.insert_rows(
        [
            {
                "node": key,
                "release": release.id,
                "of_channel": told.channel,
                "of_page": told.page,
                "text_sha256": told.text,
                "easy": told.easy,
            }
            for key, told in wordings
            if told
        ]
    )


def _insert_words_and_files(
    release: Release,
    keys: dict[str | None, int | None],
    entries: list[tuple[str | None, NodeEntry | ChannelEntry]],
) -> None:
    titles = [
        {
            "release": release.id,
            "node": keys[name],
            "language": version.language,
            "easy": version.easy,
            "title": version.title,
            "description": version.description,
            "checked": version.checked,
            "translated": version.translated,
        }
        for name, entry in entries
        for version in entry.versions
    ]
    files = [
        {
            "release": release.id,
            "node": keys[name],
            "role": file.role,
            "language": file.language,
            "easy": file.easy,
            "sha256": file.sha256,
            "size": file.size,
            "media_type": file.type,
            "alt": file.alt,
        }
        for name, entry in entries
        for file in entry.files
    ]
    Title.insert_rows(titles)
    File.insert_rows(files)
