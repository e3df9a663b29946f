"""What a catalogue has of a channel, a page, its words and its files, as plain values."""

from dataclasses import dataclass

MOST_BYTES = 1 << 53
"""No file is as large; SQLite and JSON keep numbers below it as they are."""


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """The words of a node in one language and level."""

    language: str
    easy: bool
    title: str
    description: str = ""
    checked: str = ""
    """Who read a translation again, and when; "" if nobody has."""
    translated: str = ""
    """``marks.MACHINE`` where no person did; written down only then."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of a node, by the hash of its bytes."""

    role: str
    language: str
    easy: bool
    sha256: str
    size: int
    type: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class NodeEntry:
    """One place in the tree. ``parent`` is None directly below the channel."""

    id: str
    parent: str | None
    content_id: str
    kind: str
    position: int
    """Its place among those beside it; where they say the same, they come in their order."""
    language: str
    license: str
    license_owner: str
    author: str
    level: str
    subject: str
    minutes: int
    coach: bool
    reviewed: str
    labels: tuple[str, ...] = ()
    versions: tuple[VersionEntry, ...] = ()
    files: tuple[FileEntry, ...] = ()
    completion: str = ""
    """Who says that it is done: "teacher", or "" for what its kind goes by."""
    wording_of: str = ""
    """The page of another course that it is a version of, see ``made_here``; written down only
    then."""


@dataclass(frozen=True, slots=True)
class ChannelEntry:
    """The channel itself, with its title in each language it has one in."""

    id: str
    release: int
    language: str
    author: str
    license: str
    license_owner: str
    level: str
    subject: str
    versions: tuple[VersionEntry, ...]
    files: tuple[FileEntry, ...] = ()
