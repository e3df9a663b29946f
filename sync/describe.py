"""What a waiting release holds, next to what is installed: for the person who approves it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from content.catalogue import Catalogue
from content.entries import FileEntry, NodeEntry, VersionEntry
from content.made_here import Of
from content.manifest import Manifest
from content.models import File, Node, Release, Title, Wording
from content.places import in_reading_order

NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass(frozen=True)
class Described:
    """A node of the waiting release."""

    id: str
    kind: str
    title: str
    language: str
    """Of the title."""
    languages: tuple[str, ...]
    minutes: int
    coach: bool
    license: str
    labels: tuple[str, ...]
    size: int
    """Bytes of its own files."""
    files: tuple[FileEntry, ...]
    change: str
    """``new``, ``changed`` or ``same``."""
    children: tuple["Described", ...]
    below: int = 0
    """How many nodes are directly below it, where these are not told as ``children``."""
    fresh: int = 0
    """How many nodes anywhere below it are new or changed, where these are not told."""


@dataclass(frozen=True)
class Removed:
    """A node that the installed release has and the waiting one has not."""

    id: str
    kind: str
    title: str


@dataclass(frozen=True)
class Description:
    """A waiting release: its tree, its figures, its differences."""

    bundle: str
    release: int
    manifest: str
    """SHA-256 of what was signed."""
    title: str
    versions: tuple[VersionEntry, ...]
    """Its titles and descriptions in every language that it has one in."""
    covers: tuple[FileEntry, ...]
    """Its pictures."""
    installed: int | None
    """Release learners see now, None if the channel is not installed."""
    tree: tuple[Described, ...]
    removed: tuple[Removed, ...]
    changes: dict[str, int]
    """How many nodes are ``new``, ``changed``, ``same``, ``removed``."""
    kinds: dict[str, int]
    languages: dict[str, int]
    """How many nodes can be had in each language, commonest first."""
    licenses: dict[str, int]
    labels: dict[str, int]
    minutes: int
    size: int
    """Bytes of all files."""
    of_others: bool = False
    """Whether it has no pages of its own, only versions of those of another channel."""


def describe(
    manifest: Manifest, catalogue: Catalogue, installed: Release | None, language: str
) -> Description:
    """Describe a release that waits.

    Args:
        manifest: of the release.
        catalogue: of the release.
        installed: what learners see of this channel, ``Library.current``.
        language: of titles where they have it, else their own.
    """
    before = _nodes_of(installed) if installed is not None else {}
    ids = {node.id for node in catalogue.nodes}
    change = {node.id: _change(node, before.get(node.id)) for node in catalogue.nodes}
    removed = tuple(
        Removed(node.id, node.kind, _words(node, language).title)
        for node in before.values()
        if node.id not in ids
    )
    counts = Counter(change.values())
    return Description(
        bundle=manifest.id,
        release=manifest.release,
        manifest=manifest.sha256,
        title=best(catalogue.channel.versions, language, catalogue.channel.language).title,
        versions=catalogue.channel.versions,
        covers=catalogue.channel.files,
        installed=installed.number if installed is not None else None,
        tree=_tree(catalogue, change, language),
        removed=removed,
        changes={
            **{name: counts[name] for name in (NEW, CHANGED, SAME)},
            "removed": len(removed),
        },
        kinds=_counted(node.kind for node in catalogue.nodes),
        languages=_counted(code for node in catalogue.nodes for code in _languages(node)),
        licenses=_counted(node.license for node in catalogue.nodes),
        labels=_counted(label for node in catalogue.nodes for label in node.labels),
        minutes=manifest.minutes,
        size=manifest.size,
        of_others=any(node.wording_of for node in catalogue.nodes),
    )


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names).most_common())


def _tree(catalogue: Catalogue, change: dict[str, str], language: str) -> tuple[Described, ...]:
    """Return the nodes as a tree, made from its end so that all below a node are there before."""
    below: dict[str | None, list[Described]] = {}
    for node in reversed(in_reading_order(catalogue.nodes)):
        children = reversed(below.pop(node.id, []))
        words = _words(node, language)
        described = Described(
            id=node.id,
            kind=node.kind,
            title=words.title,
            language=words.language,
            languages=_languages(node),
            minutes=node.minutes,
            coach=node.coach,
            license=node.license,
            labels=node.labels,
            size=sum(file.size for file in node.files),
            files=node.files,
            change=change[node.id],
            children=tuple(children),
        )
        below.setdefault(node.parent, []).append(described)
    return tuple(reversed(below.get(None, [])))


def _languages(node: NodeEntry) -> tuple[str, ...]:
    return tuple(sorted({version.language for version in node.versions}))


def _words(node: NodeEntry, language: str) -> VersionEntry:
    return best(node.versions, language, node.language)


def best(versions: tuple[VersionEntry, ...], language: str, own: str) -> VersionEntry:
    """Return the plain version in a language; where there is none, in its own."""
    plain = {version.language: version for version in versions if not version.easy}
    return plain.get(language) or plain[own]


def _change(node: NodeEntry, before: NodeEntry | None) -> str:
    if before is None:
        return NEW
    return SAME if _comparable(node) == _comparable(before) else CHANGED


def _comparable(node: NodeEntry) -> NodeEntry:
    """Return the node without its place among its neighbours, lists in one order."""
    return replace(
        node,
        position=0,
        labels=tuple(sorted(node.labels)),
        versions=tuple(sorted(node.versions, key=lambda v: (v.language, v.easy))),
        files=tuple(sorted(node.files, key=lambda f: (f.role, f.language, f.easy, f.sha256))),
    )


def _nodes_of(release: Release) -> dict[str, NodeEntry]:
    """Return the nodes of an installed release as they were in its catalogue, in reading order."""
    versions: dict[int, list[VersionEntry]] = {}
    columns = (Title.language, Title.easy, Title.title, Title.description, Title.checked)
    rows = Title.select(Title.node, *columns, Title.translated).where(Title.release == release)
    for key, language, easy, *words in rows.tuples():
        versions.setdefault(key, []).append(VersionEntry(language, bool(easy), *words))
    files: dict[int, list[FileEntry]] = {}
    told = (File.role, File.language, File.easy, File.sha256, File.size, File.media_type)
    rows = File.select(File.node, *told, File.alt).where(File.release == release)
    for key, role, language, easy, *rest in rows.tuples():
        files.setdefault(key, []).append(FileEntry(role, language, bool(easy), *rest))
    told_of = (Wording.of_channel, Wording.of_page, Wording.text_sha256, Wording.easy)
    rows = Wording.select(Wording.node, *told_of).where(Wording.release == release)
    wording_of = {
        key: str(Of(channel, page, text, bool(easy)))
        for key, channel, page, text, easy in rows.tuples()
    }
    found = Node.select().where(Node.release == release).order_by(Node.position)
    return {
        node.node_id: NodeEntry(
            id=node.node_id,
            parent=node.parent or None,
            content_id=node.content_id,
            kind=node.kind,
            position=node.position,
            language=node.language,
            license=node.license,
            license_owner=node.license_owner,
            author=node.author,
            level=node.level,
            subject=node.subject,
            minutes=node.minutes,
            coach=node.coach,
            reviewed=node.reviewed,
            labels=tuple(node.labels.split()),
            versions=tuple(versions.get(node.id, [])),
            files=tuple(files.get(node.id, [])),
            completion=node.completion,
            wording_of=wording_of.get(node.id, ""),
        )
        for node in found
    }
