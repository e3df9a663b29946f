"""The catalogue of a release: the tree of a channel as plain values, to and from JSON.

The same check serves the publisher who writes a catalogue and the site that receives one: what
passes here can be shown to learners without a further question.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from content import collecting, made_here
from content.entries import ChannelEntry, FileEntry, NodeEntry
from content.entry_reading import EntryReader, unread
from content.refusals import CatalogueRefused
from content.windows import Window
from i18n.translate import N_

FORMAT = 1
MOST_NODES = 200_000
DEEPEST = 12
MOST_VALUES = 4_000_000
"""Values in a manifest or catalogue, counted before it is parsed: more take gigabytes of memory."""


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
        fits = values_in(data) <= MOST_VALUES
        try:
            return cls._made(*_as_written(data)) if fits else cls._in_any_way(b"")
        except (_WrittenOtherwise, CatalogueRefused):  # what is wrong is told by reading all of it
            return cls._in_any_way(data)

    @classmethod
    def _in_any_way(cls, data: bytes) -> "Catalogue":
        try:
            body = json.loads(data, object_pairs_hook=unread) if data else None
        except (ValueError, RecursionError):
            raise CatalogueRefused(where="JSON", what=N_("unreadable")) from None
        if not isinstance(body, dict) or body.get("format") != FORMAT:
            raise CatalogueRefused(where="format", what=N_("an unknown format"))
        if set(body) != {"format", "channel", "nodes"}:
            raise CatalogueRefused(where="format", what=N_("other keys than it must have"))
        entries = body["nodes"]
        if not isinstance(entries, list) or len(entries) > MOST_NODES:
            raise CatalogueRefused(where="nodes", what=N_("not a list, or too long"))
        return cls._made(body["channel"], passing(entries))

    @classmethod
    def _made(cls, channel: Any, entries: Iterable[Any]) -> "Catalogue":
        read = EntryReader("channel")
        catalogue = cls(read.channel(channel), tuple([read.node(entry) for entry in entries]))
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
    told = {name: getattr(entry, name) for name in entry.__match_args__}
    for name in ("translated", "wording_of"):
        if told.get(name) == "":
            del told[name]  # programs before this one know no such key
    return told


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
    Versions of pages of other courses are looked at as ``made_here.check`` says.

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
    made_here.check(catalogue.channel.id, catalogue.nodes)


class _WrittenOtherwise(Exception):
    """A catalogue is JSON of another form than ours, or none."""


_DECODER = json.JSONDecoder(object_pairs_hook=unread)
_CHANNEL, _NODES, _END = '{"channel":', f',"format":{FORMAT},"nodes":[', "]}"


def _as_written(data: bytes) -> tuple[Any, Iterator[Any]]:
    """Return the parsed channel of a catalogue as ``to_bytes`` writes it, and its nodes to come.

    Each node is parsed when it is asked for: what was parsed of 20,000 takes 40 MB.

    Raises:
        _WrittenOtherwise: it is not written so, as far as that is known by now.
    """
    window = Window(data, _DECODER)
    try:
        channel = window.value() if window.takes(_CHANNEL) else None
        if channel is None or not window.takes(_NODES):
            raise _WrittenOtherwise
    except (ValueError, RecursionError):
        raise _WrittenOtherwise from None
    return channel, _nodes(window)


def _nodes(window: Window) -> Iterator[Any]:
    count = 0
    try:
        ended = window.takes(_END)
        while not ended:
            yield window.value()
            count += 1
            ended = window.takes(_END)
            if count > MOST_NODES or not (ended or window.takes(",")):
                raise _WrittenOtherwise
        if not window.is_over():
            raise _WrittenOtherwise
    except (ValueError, RecursionError):
        raise _WrittenOtherwise from None
