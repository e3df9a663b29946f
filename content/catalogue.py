"""The catalogue of a release: the tree of a channel as plain values, to and from JSON.

The same check serves the publisher who writes a catalogue and the site that receives one: what
passes here can be shown to learners without a further question.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, TypeVar

from content import collecting, vocabulary
from content.refusals import CatalogueRefused
from content.wording import CONTROL, LONGEST, LONGEST_DESCRIPTION, fault_in_words, is_seen
from i18n import languages
from i18n.translate import N_

FORMAT = 1
MOST_NODES = 200_000
DEEPEST = 12
MOST_VALUES = 4_000_000
"""Values in a manifest or catalogue, counted before it is parsed: more take gigabytes of memory."""


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """The words of a node in one language and level."""

    language: str
    easy: bool
    title: str
    description: str = ""
    checked: str = ""
    """Who read a translation again, and when; "" if nobody has."""


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


@dataclass(frozen=True)
class Catalogue:
    """A channel and its nodes, parents before their children."""

    channel: ChannelEntry
    nodes: tuple[NodeEntry, ...] = field(default=())

    def files(self) -> Iterator[FileEntry]:
        """Go through every file of the channel and its nodes; one blob may come twice."""
        yield from self.channel.files
        for node in self.nodes:
            yield from node.files

    def to_bytes(self) -> bytes:
        """Return the one JSON text of this catalogue: same catalogue, same bytes."""
        return canonical({"format": FORMAT, **_plain(self)})

    @classmethod
    def from_bytes(cls, data: bytes) -> "Catalogue":
        """Read a catalogue and check all of it.

        Raises:
            CatalogueRefused: naming the node and what is wrong with it.
        """
        with collecting.paused():
            return cls._read(data)

    @classmethod
    def _read(cls, data: bytes) -> "Catalogue":
        try:
            fits = values_in(data) <= MOST_VALUES
            body = json.loads(data, object_pairs_hook=_unread) if fits else None
        except (ValueError, RecursionError):
            raise CatalogueRefused(where="JSON", what=N_("unreadable")) from None
        if not isinstance(body, dict) or body.get("format") != FORMAT:
            raise CatalogueRefused(where="format", what=N_("an unknown format"))
        if set(body) != {"format", "channel", "nodes"}:
            raise CatalogueRefused(where="format", what=N_("other keys than it must have"))
        read = _Reader("channel")
        channel = read.channel(body.get("channel"))
        entries = body.get("nodes")
        if not isinstance(entries, list) or len(entries) > MOST_NODES:
            raise CatalogueRefused(where="nodes", what=N_("not a list, or too long"))
        catalogue = cls(channel, tuple(read.node(entry) for entry in passing(entries)))
        check_tree(catalogue)
        return catalogue


def canonical(body: Any) -> bytes:
    """Return the one JSON text of a value, UTF-8; entries in it are written one by one."""
    return json.dumps(
        body,
        default=_plain,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    ).encode()


def _plain(entry: Any) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in entry.__match_args__}


def values_in(data: bytes) -> int:
    """Return about how many values a JSON text has, lists and objects among them."""
    return sum(data.count(sign) for sign in (b",", b"[", b"{"))


def passing(entries: list[Any]) -> Iterator[Any]:
    """Go through a list that nobody needs any more, letting go of each entry: of 20,000 nodes,
    what was parsed and what was made of it are never in memory together."""
    entries.reverse()
    while entries:
        yield entries.pop()


def check_tree(catalogue: Catalogue) -> None:
    """Check that the nodes form a tree: known parents first, no id twice, not too deep.

    What is below a topic for teachers must be for teachers too, so that asking a node is enough.

    Raises:
        CatalogueRefused: naming the node that does not fit.
    """
    depth: dict[str | None, int] = {None: 0}
    kinds: dict[str | None, str] = {None: "topic"}
    coach: dict[str | None, bool] = {None: False}
    for node in catalogue.nodes:
        if node.id in depth:
            raise CatalogueRefused(where=node.id, what=N_("the same id twice"))
        if node.parent not in depth or kinds[node.parent] != "topic":
            raise CatalogueRefused(where=node.id, what=N_("its parent is not a topic before it"))
        depth[node.id] = depth[node.parent] + 1
        kinds[node.id] = node.kind
        coach[node.id] = node.coach
        if coach[node.parent] and not node.coach:
            what = N_("for everybody, but in a topic for teachers only")
            raise CatalogueRefused(where=node.id, what=what)
        if depth[node.id] > DEEPEST:
            raise CatalogueRefused(where=node.id, what=N_("too deep in the tree"))


_SHAPES = {
    tuple(sorted(part.name for part in fields(shape))): shape
    for shape in (VersionEntry, FileEntry, NodeEntry, ChannelEntry)
}


def _unread(pairs: list[tuple[str, Any]]) -> Any:
    """Make of a parsed object that has the keys of an entry a tuple: a third of the memory.

    Its shape comes first, then what it holds in the order of the keys, unchecked. JSON knows no
    tuples, so it cannot be taken for anything else.

    Raises:
        ValueError: it has a key twice, of which other readers would choose the other.
    """
    if shape := _SHAPES.get(tuple([name for name, _ in pairs])):  # as we write them: sorted
        return (shape, *[value for _, value in pairs])
    body = dict(pairs)
    if len(body) != len(pairs):
        raise ValueError
    names = tuple(sorted(body))
    shape = _SHAPES.get(names)
    return body if shape is None else (shape, *[body[name] for name in names])


_Entry = TypeVar("_Entry")
REPEATED = 33
"""Characters below which a text is likely to come again: kept once."""
MOST_BYTES = 1 << 53
"""No file is as large; SQLite and JSON keep numbers below it as they are."""

_MAIN = {"lesson": "text/html", "exercise": "application/json", "audio": "audio/"}
_MAIN |= {"video": "video/", "document": "application/pdf", "html5": "text/html"}
_OTHER = {"thumbnail": "image/", "picture": "image/", "captions": "text/vtt"}
_OTHER |= {"transcript": "text/html", "spoken": "audio/"}
"""How the media type of a file begins, by the kind of its node or by its role."""
_READ = ("text/html", "application/json")
"""The media types of texts: of two for one version, who approves would see both, readers one."""


class _Reader:
    """Reads entries from parsed JSON, knowing where it is for the refusal."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._plain: dict[str, str] = {}
        """Texts that were looked at, each once: most come again (a licence, a parent, a type)."""

    def channel(self, value: Any) -> ChannelEntry:
        entry = self._entry(ChannelEntry, value)
        self._described(entry)
        self._must(bool(vocabulary.CHANNEL_ID.fullmatch(entry.id)), "id")
        self._must(1 <= entry.release < 10**9, "release")
        covers = all(f.role == "thumbnail" and f.type.startswith("image/") for f in entry.files)
        self._must(covers, N_("type of a file"))
        return entry

    def node(self, value: Any) -> NodeEntry:
        is_node = isinstance(value, tuple) and value[0] is NodeEntry
        named = str(value[_AT_ID] if is_node else value)[:80]
        self.where = CONTROL.sub("?", named)
        entry = self._entry(NodeEntry, value)
        self._described(entry)
        for name in (entry.id, entry.content_id):
            self._must(bool(vocabulary.NODE_ID.fullmatch(name)), "id")
        self._must(entry.kind in vocabulary.KINDS, "kind")
        self._must(0 <= entry.minutes < 10_000 and 0 <= entry.position < 10**6, "minutes")
        self._must(all(label in vocabulary.LABELS for label in entry.labels), "labels")
        self._must(entry.completion in ("", *vocabulary.COMPLETIONS), "completion")
        self._must(entry.reviewed == "" or is_day(entry.reviewed), "reviewed")
        has_main = any(file.role == "main" for file in entry.files)
        self._must(has_main or entry.kind == "topic", N_("no main file"))
        text = "application/json" if entry.kind == "exercise" else "text/html"
        for file in entry.files:
            wanted = _MAIN.get(entry.kind, "") if file.role == "main" else text
            wanted = _OTHER.get(file.role, wanted)
            self._must(file.type.startswith(wanted), N_("type of a file"))
        return entry

    def _described(self, entry: ChannelEntry | NodeEntry) -> None:
        self._must(languages.known(entry.language), "language")
        self._must(entry.license in vocabulary.LICENSES, "license")
        self._must(entry.subject in ("", *vocabulary.SUBJECTS), "subject")
        self._must(entry.level in ("", *vocabulary.LEVELS), "level")
        keys = [(version.language, version.easy) for version in entry.versions]
        self._must((entry.language, False) in keys, N_("no title in its own language"))
        self._must(len(keys) == len(set(keys)), N_("the same version twice"))
        texts = [file for file in entry.files if file.role in ("main", "translation", "easy")]
        self._must(
            all((text.language, text.easy) in keys for text in texts), N_("text without title")
        )
        read = [(each.language, each.easy) for each in entry.files if each.type in _READ]
        self._must(len(read) == len(set(read)), N_("two texts for one version of a page"))

    def _entry(self, shape: type[_Entry], value: Any) -> _Entry:
        if not isinstance(value, tuple) or value[0] is not shape:
            raise CatalogueRefused(where=self.where, what=shape.__name__)
        return shape(*[read(self, name, value[at]) for name, read, at in _PLANS[shape]])

    def _once(self, name: str, value: Any) -> str:
        if value.__class__ is not str:
            return self._text(name, value)
        kept = self._plain.get(value)
        if kept is None:
            kept = self._text(name, value)
            if len(kept) < REPEATED:
                self._plain[kept] = kept
        return kept

    def _flag(self, name: str, value: Any) -> bool:
        if not isinstance(value, bool):
            raise CatalogueRefused(where=self.where, what=name)
        return value

    def _number(self, name: str, value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise CatalogueRefused(where=self.where, what=name)
        return value

    def _parent(self, name: str, value: Any) -> str | None:
        return None if value is None else self._once(name, value)

    def _labels(self, name: str, value: Any) -> tuple[str, ...]:
        return tuple(self._once(name, label) for label in self._several(value))

    def _versions(self, name: str, value: Any) -> tuple[VersionEntry, ...]:
        return tuple(self._version(item) for item in self._several(value))

    def _files(self, name: str, value: Any) -> tuple[FileEntry, ...]:
        return tuple(self._file(item) for item in self._several(value))

    def _several(self, value: Any) -> list[Any]:
        if not isinstance(value, list) or len(value) > 1_000:
            raise CatalogueRefused(where=self.where, what=N_("not a list, or too long"))
        return value

    def _version(self, value: Any) -> VersionEntry:
        entry = self._entry(VersionEntry, value)
        self._must(languages.known(entry.language), N_("language of a version"))
        self._must(is_seen(entry.title), "title")
        return entry

    def _file(self, value: Any) -> FileEntry:
        entry = self._entry(FileEntry, value)
        self._must(entry.role in vocabulary.ROLES, N_("role of a file"))
        self._must(languages.known(entry.language), N_("language of a file"))
        self._must(bool(vocabulary.SHA256.fullmatch(entry.sha256)), N_("hash of a file"))
        self._must(
            0 <= entry.size < MOST_BYTES and entry.type in vocabulary.ENDINGS, N_("type of a file")
        )
        return entry

    def _text(self, name: str, value: Any, longest: int = LONGEST, *, lines: bool = False) -> str:
        # plain signs, as most texts here are, need no closer look
        is_plain = isinstance(value, str) and value.isascii() and value.isprintable()
        if not is_plain or len(value) > longest:
            fault = fault_in_words(value, longest, lines=lines)
            self._must(not fault, fault)
        return str(value)

    def _long_text(self, name: str, value: Any) -> str:
        return self._text(name, value, LONGEST_DESCRIPTION, lines=True)

    def _must(self, holds: bool, what: str) -> None:
        if not holds:
            raise CatalogueRefused(where=self.where, what=what)


_READS: dict[str, Callable[[_Reader, str, Any], Any]] = {
    **dict.fromkeys(("description", "alt"), _Reader._long_text),
    **dict.fromkeys(("release", "position", "minutes", "size"), _Reader._number),
    **dict.fromkeys(("easy", "coach"), _Reader._flag),
    "parent": _Reader._parent,
    "labels": _Reader._labels,
    "versions": _Reader._versions,
    "files": _Reader._files,
}
_PLANS: dict[type[Any], list[tuple[str, Callable[[_Reader, str, Any], Any], int]]] = {
    shape: [
        (part.name, _READS.get(part.name, _Reader._once), names.index(part.name) + 1)
        for part in fields(shape)
    ]
    for names, shape in _SHAPES.items()
}
"""How each field of an entry is read and where it is in what was parsed, in their order: asked a
million times for a large channel."""
_AT_ID = next(at for name, _, at in _PLANS[NodeEntry] if name == "id")


def is_day(text: str) -> bool:
    """Say whether a text is a day: "2026-11-20"."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
