"""What a channel says of itself as a whole: its language, its licence, its name and picture."""

import hashlib
from collections import Counter

from content.bundle import Blob
from content.entries import ChannelEntry, FileEntry, VersionEntry
from content.formats import said
from content.formats.asked import Asked
from content.formats.kolibri import labels
from content.formats.kolibri.pages import read_cover
from content.formats.kolibri.rows import ChannelRows
from content.formats.notes import Notes
from content.wording import LONGEST_DESCRIPTION, is_seen
from i18n.refusals import Invalid
from i18n.translate import N_


class NoLanguage(Invalid):
    """Nothing in a channel says in which language it is."""

    message = N_(
        "Nothing in the channel “{name}” says in which language it is, or we do not know that "
        "language yet. Say it: --language fr"
    )


def language_of(rows: ChannelRows, asked: Asked) -> str:
    """Return the language of a channel: the root's, else that of most of its pages.

    Raises:
        NoLanguage: nothing says it.
    """
    codes = (row.language for row in rows.nodes.values() if row.kind != "topic")
    found = Counter(code for code in map(labels.language, codes) if code)
    commonest = max(sorted(found), key=lambda code: found[code], default="")
    root = rows.nodes[rows.root]
    own = labels.language(root.language) or commonest or labels.language(asked.language)
    if not own:
        raise NoLanguage(name=rows.name)
    return own


def license_of(rows: ChannelRows) -> str:
    """Return the licence that most pages of a channel have."""
    names = (row.license for row in rows.nodes.values() if row.kind != "topic")
    found = Counter(labels.LICENSES[name] for name in names if name in labels.LICENSES)
    return max(sorted(found), key=lambda name: found[name], default="All Rights Reserved")


def entry_of(
    rows: ChannelRows,
    asked: Asked,
    language: str,
    license_: str,
    blobs: dict[str, Blob],
    notes: Notes,
) -> ChannelEntry:
    """Return the entry of a channel.

    Args:
        rows: the channel.
        asked: what was said beside it.
        language: its language.
        license_: its licence.
        blobs: where its picture is kept.
        notes: told if the picture is none.
    """
    root = rows.nodes[rows.root]
    name = said.line(rows.name)
    title = name if is_seen(name) else rows.id
    about = said.text(rows.description or root.description)[:LONGEST_DESCRIPTION].strip()
    return ChannelEntry(
        id=rows.id,
        release=asked.release or min(rows.version, 10**9 - 1),
        language=language,
        author=said.line(rows.author),
        license=license_,
        license_owner=said.line(root.license_owner),
        level=labels.level(root.levels, root.needs),
        subject=labels.subject(root.categories, language),
        versions=(VersionEntry(language, False, title, about),),
        files=_cover(rows, language, blobs, notes),
    )


def _cover(
    rows: ChannelRows, language: str, blobs: dict[str, Blob], notes: Notes
) -> tuple[FileEntry, ...]:
    found = read_cover(rows.thumbnail)
    if found is None:
        if rows.thumbnail:
            notes.change(rows.name, N_("the picture of the channel was left out"))
        return ()
    data, media_type = found
    sha256 = hashlib.sha256(data).hexdigest()
    blobs[sha256] = data
    return (FileEntry("thumbnail", language, False, sha256, len(data), media_type),)
