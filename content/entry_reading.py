"""Entries of a catalogue from parsed JSON: each field looked at, each fault told with where."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

from content import vocabulary
from content.entries import MOST_BYTES, ChannelEntry, FileEntry, NodeEntry, VersionEntry
from content.marks import MACHINE
from content.refusals import CatalogueRefused
from content.wording import CONTROL, LONGEST, LONGEST_DESCRIPTION, fault_in_words, is_day, is_seen
from i18n import languages
from i18n.translate import N_

_SHAPES = {
    tuple(sorted(part.name for part in fields(shape))): shape
    for shape in (VersionEntry, FileEntry, NodeEntry, ChannelEntry)
}
_LEFT_OUT = {
    tuple(sorted(part.name for part in fields(shape)))[:-1]: (shape, "")
    for shape in (VersionEntry, NodeEntry)
}
"""What most versions and nodes look like: the last of their keys is left out, with what it then
says."""


def unread(pairs: list[tuple[str, Any]]) -> Any:
    """Make of a parsed object that has the keys of an entry a tuple: a third of the memory.

    Its shape comes first, then what it holds in the order of the keys, unchecked. JSON knows no
    tuples, so it cannot be taken for anything else.

    Raises:
        ValueError: it has a key twice, of which other readers would choose the other.
    """
    if pairs:
        names, values = zip(*pairs, strict=True)
        if shape := _SHAPES.get(names):  # as we write them: sorted
            return (shape, *values)
        if short := _LEFT_OUT.get(names):
            return (short[0], *values, short[1])
    body = dict(pairs)
    if len(body) != len(pairs):
        raise ValueError
    names = tuple(sorted(body))
    values = tuple(body[name] for name in names)
    if short := _LEFT_OUT.get(names):
        return (short[0], *values, short[1])
    shape = _SHAPES.get(names)
    return body if shape is None else (shape, *values)


_Entry = TypeVar("_Entry")
REPEATED = 33
"""Characters below which a text is likely to come again: kept once."""

_MAIN = {"lesson": "text/html", "exercise": "application/json", "audio": "audio/"}
_MAIN |= {"video": "video/", "document": "application/pdf", "html5": "application/zip"}
_MAIN |= {"zim": "application/zim", "dictionary": "application/vnd.ardoise.dictionary"}
_MAIN |= {"voice": "application/vnd.ardoise.voice", "interface": "text/x-gettext-translation"}
_MAIN |= {"translator": "application/vnd.ardoise.translator"}
_OTHER = {"thumbnail": "image/", "picture": "image/", "captions": "text/vtt"}
_OTHER |= {"transcript": "text/html", "spoken": "audio/", "sound": "audio/"}
_OTHER |= {"chapters": "text/vtt", "descriptions": "text/vtt", "signs": "video/"}
"""How the media type of a file begins, by the kind of its node or by its role."""
_READ = ("text/html", "application/json")
"""The media types of texts: of two for one version, who approves would see both, readers one."""


class EntryReader:
    """Reads entries from parsed JSON, knowing where it is for the refusal."""

    def __init__(self, where: str) -> None:
        self._named: Any = where
        self._plain: dict[str, str] = {}
        """Texts that were looked at, each once: most come again (a licence, a parent, a type)."""
        self._known: set[tuple[str, ...]] = set()
        """Language, licence, subject and level that were looked at together: a few in a course."""

    @property
    def where(self) -> str:
        """Return what is being read, as a refusal names it."""
        return CONTROL.sub("?", str(self._named)[:80])

    def channel(self, value: Any) -> ChannelEntry:
        """Read the channel. Raises ``CatalogueRefused``, saying where and what."""
        entry = self._entry(ChannelEntry, value)
        self._described(entry)
        self._must(bool(vocabulary.CHANNEL_ID.fullmatch(entry.id)), "id")
        self._must(1 <= entry.release < 10**9, "release")
        covers = all(f.role == "thumbnail" and f.type.startswith("image/") for f in entry.files)
        self._must(covers, N_("type of a file"))
        return entry

    def node(self, value: Any) -> NodeEntry:
        """Read a node. Raises ``CatalogueRefused``, saying where and what."""
        is_node = isinstance(value, tuple) and value[0] is NodeEntry
        self._named = value[_AT_ID] if is_node else value
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
        words = entry.language, entry.license, entry.subject, entry.level
        if words not in self._known:
            self._must(languages.known(entry.language), "language")
            self._must(entry.license in vocabulary.LICENSES, "license")
            self._must(entry.subject in ("", *vocabulary.SUBJECTS), "subject")
            self._must(entry.level in ("", *vocabulary.LEVELS), "level")
            self._known.add(words)
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
        plain, found = self._plain, []
        for name, read, at in _PLANS[shape]:
            item = value[at]
            if read is not None:
                item = read(self, name, item)
            elif item.__class__ is str and item in plain:
                item = plain[item]
            else:
                item = self._once(name, item)
            found.append(item)
        return shape(*found)

    def _once(self, name: str, value: Any) -> str:
        kept = self._text(name, value)
        if len(kept) < REPEATED:
            return self._plain.setdefault(kept, kept)
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
        return tuple([self._once(name, label) for label in self._several(value)])

    def _versions(self, name: str, value: Any) -> tuple[VersionEntry, ...]:
        return tuple([self._version(item) for item in self._several(value)])

    def _files(self, name: str, value: Any) -> tuple[FileEntry, ...]:
        return tuple([self._file(item) for item in self._several(value)])

    def _several(self, value: Any) -> list[Any]:
        if not isinstance(value, list) or len(value) > 1_000:
            raise CatalogueRefused(where=self.where, what=N_("not a list, or too long"))
        return value

    def _version(self, value: Any) -> VersionEntry:
        entry = self._entry(VersionEntry, value)
        self._must(languages.known(entry.language), N_("language of a version"))
        self._must(is_seen(entry.title), "title")
        self._must(entry.translated in ("", MACHINE), "translated")
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


_READS: dict[str, Callable[[EntryReader, str, Any], Any]] = {
    **dict.fromkeys(("description", "alt"), EntryReader._long_text),
    **dict.fromkeys(("release", "position", "minutes", "size"), EntryReader._number),
    **dict.fromkeys(("easy", "coach"), EntryReader._flag),
    "parent": EntryReader._parent,
    "labels": EntryReader._labels,
    "versions": EntryReader._versions,
    "files": EntryReader._files,
}
_PLANS: dict[type[Any], list[tuple[str, Callable[[EntryReader, str, Any], Any] | None, int]]] = {
    shape: [
        (part.name, _READS.get(part.name), names.index(part.name) + 1) for part in fields(shape)
    ]
    for names, shape in _SHAPES.items()
}
"""How each field of an entry is read, None for a text that is likely to come again, and where it is
in what was parsed, in their order: asked a million times for a large channel."""
_AT_ID = next(at for name, _, at in _PLANS[NodeEntry] if name == "id")
