"""Reads a folder into a draft: first what there is, then what each page says."""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from content import vocabulary
from content.bundle import Draft
from content.catalogue import Catalogue, check_tree
from content.entries import ChannelEntry, FileEntry, NodeEntry, VersionEntry
from content.formats.folder import facts as facts_
from content.formats.folder.facts import Facts
from content.formats.folder.pages import PageText, file_inside, read_page
from content.formats.folder.problems import Problems
from content.media import fault_in_file
from content.refusals import CatalogueRefused
from i18n import languages
from i18n.translate import N_

_NAME = r"(?:\d+[-_. ]+)?(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)"
_TOPIC_NAME = re.compile(_NAME)
_PAGE_NAME = re.compile(_NAME + r"(?:\.(?P<language>[a-z]{2,3}))?(?P<easy>\.falc)?\.md")


@dataclass
class Source:
    """A topic or a page, where it was found."""

    path: Path
    """The folder, or the page's own ``name.md``."""
    name: str
    """Its path without numbers: "les-sons/la-lettre-a"."""
    parent: str | None
    """The id of its topic."""
    position: int
    inherited: Facts
    coach: bool = False
    """Whether it is for teachers only: a topic makes all that is in it so."""
    id: str = ""
    facts: Facts = field(default_factory=dict)
    other_titles: dict[str, Facts] = field(default_factory=dict)
    texts: list[PageText] = field(default_factory=list)


class Folder:
    """A channel's folder while it is read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems = Problems(root)
        self.blobs: dict[str, Path | bytes] = {}
        self.sources: list[Source] = []
        self.ids: dict[Path, str] = {}
        """The node id of each Markdown file, for links."""

    def keep(self, data: bytes | Path) -> tuple[str, int]:
        """Note bytes that the bundle will hold; return their SHA-256 and size.

        A file is read piece by piece: a film does not fit into memory.
        """
        with io.BytesIO(data) if isinstance(data, bytes) else data.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.seek(0, io.SEEK_END)  # bytes in memory are hashed without being read
        self.blobs[sha256] = data
        return sha256, size


def read(root: Path, release: int | None = None) -> Draft:
    """Read a channel's folder.

    Args:
        root: the folder that holds ``channel.toml``.
        release: the number of this release; by default the one in ``channel.toml``.

    Raises:
        FolderRefused: with everything that is wrong.
    """
    folder = Folder(root.resolve())
    channel, others = facts_.read_toml(
        folder.root / "channel.toml", facts_.CHANNEL_KEYS, folder.problems
    )
    _check_channel(folder, channel)
    folder.problems.refuse_if_any()
    inherited = {key: channel.get(key, "") for key in facts_.INHERITED}
    _explore(folder, channel["id"], folder.root, None, inherited)
    folder.problems.refuse_if_any()
    if not any(source.texts for source in folder.sources):
        folder.problems.add(folder.root, 0, N_("there is no lesson: write a file that ends in .md"))
    nodes = tuple(_node(folder, source) for source in folder.sources)
    picture = _picture(folder, folder.root / "channel.toml", channel, inherited["language"])
    folder.problems.refuse_if_any()
    entry = ChannelEntry(
        id=channel["id"],
        release=release or int(channel["release"]),
        versions=_titles(channel, inherited["language"], others),
        files=picture,
        **inherited,
    )
    return Draft(_checked(folder, Catalogue(entry, nodes)), folder.blobs)


def _checked(folder: Folder, catalogue: Catalogue) -> Catalogue:
    """Return the catalogue as a site would read it.

    Raises:
        FolderRefused: what it says of a page cannot be installed anywhere.
    """
    try:
        check_tree(catalogue)
        return Catalogue.from_bytes(catalogue.to_bytes())
    except CatalogueRefused as refused:
        where, what = refused.values["where"], refused.values["what"]
        path = next((s.path for s in reversed(folder.sources) if s.id == where), folder.root)
        folder.problems.add(path, 0, N_("this cannot be installed: {what}"), what=what)
        folder.problems.refuse_if_any()
        raise


def _check_channel(folder: Folder, channel: Facts) -> None:
    path = folder.root / "channel.toml"
    for key in ("id", "release", "language", "license", "author"):
        if channel and not channel.get(key):
            folder.problems.add(path, 0, N_("“{key}” is missing"), key=key)
    if not vocabulary.CHANNEL_ID.fullmatch(channel.get("id", "x")):
        folder.problems.add(path, 0, N_("the id may hold small letters, digits and hyphens only"))


def _explore(
    folder: Folder, channel: str, here: Path, topic: Source | None, inherited: Facts
) -> None:
    """Find the topics and pages below a folder, in the order of their names."""
    prefix = f"{topic.name}/" if topic else ""
    parent = topic.id if topic else None
    coach = topic is not None and topic.coach
    names: dict[str, Path] = {}
    for position, path in enumerate(sorted(here.iterdir(), key=lambda path: path.name)):
        if path.name.startswith(".") or not (path.is_dir() or path.suffix.lower() == ".md"):
            continue
        shape = (
            _TOPIC_NAME.fullmatch(path.name) if path.is_dir() else _PAGE_NAME.fullmatch(path.name)
        )
        if shape is None or path.is_symlink() or not (path.is_dir() or path.is_file()):
            folder.problems.add(
                path,
                0,
                N_("a name may hold small letters without accents, digits and hyphens only"),
            )
            continue
        if path.suffix == ".md" and (shape["language"] or shape["easy"]):
            continue
        if shape["name"] in names:
            folder.problems.add(path, 0, N_("two pages here have this name; change one"))
        names[shape["name"]] = path
        source = Source(path, prefix + shape["name"], parent, position, inherited, coach)
        folder.sources.append(source)
        if path.is_dir():
            _read_topic(folder, source, channel)
        else:
            _read_versions(folder, source, channel)
    _check_lone_versions(folder, here, names)


def _read_topic(folder: Folder, source: Source, channel: str) -> None:
    source.facts, source.other_titles = facts_.read_toml(
        source.path / "topic.toml", facts_.TOPIC_KEYS, folder.problems
    )
    source.id = node_id(channel, source.facts.get("id", source.name))
    inherited = {key: source.facts.get(key, source.inherited[key]) for key in facts_.INHERITED}
    source.inherited = inherited
    source.coach = source.coach or source.facts.get("coach") == "yes"
    _explore(folder, channel, source.path, source, inherited)


def _read_versions(folder: Folder, source: Source, channel: str) -> None:
    for path, language, easy in _versions(source.path):
        text = PageText.read(path, language, easy, folder.problems)
        if language and not languages.known(language):
            folder.problems.add(path, 0, N_("no language has the code “{code}”"), code=language)
        source.texts.append(text)
    source.facts = source.texts[0].facts
    source.coach = source.coach or source.facts.get("coach") == "yes"
    own = source.facts.get("language", source.inherited["language"])
    for text in source.texts:
        if text.language == own:
            message = N_("the page itself is in this language: take “.{code}” out of the name")
            folder.problems.add(text.path, 0, message, code=own)
    source.id = node_id(channel, source.facts.get("id", source.name))
    for text in source.texts:
        folder.ids[text.path] = source.id


def _versions(path: Path) -> Iterator[tuple[Path, str, bool]]:
    """Go through a page's own file and those of its versions: path, language or "", easy."""
    yield path, "", False
    for other in sorted(path.parent.glob(f"{path.stem}.*.md")):
        shape = _PAGE_NAME.fullmatch(other.name)
        if shape and other.is_file() and not other.is_symlink():
            yield other, shape["language"] or "", bool(shape["easy"])


def _check_lone_versions(folder: Folder, here: Path, names: dict[str, Path]) -> None:
    for path in here.glob("*.md"):
        shape = _PAGE_NAME.fullmatch(path.name)
        page = path.name[: shape.end("name")] if shape else ""
        if shape and here / f"{page}.md" not in names.values():
            folder.problems.add(path, 0, N_("this version has no page: write {name}.md"), name=page)


def _node(folder: Folder, source: Source) -> NodeEntry:
    values = {key: source.facts.get(key, source.inherited[key]) for key in facts_.INHERITED}
    kind = "topic" if source.path.is_dir() else source.facts.get("kind", "lesson")
    if kind == "topic":
        versions = _titles(source.facts, values["language"], source.other_titles)
        files: tuple[FileEntry, ...] = ()
        described = source.path / "topic.toml"
    else:
        versions, files = read_page(folder, source.texts, kind, values["language"])
        described = source.path
    files += _picture(folder, described, source.facts, values["language"])
    content_id = source.facts.get("content_id", "")
    return NodeEntry(
        id=source.id,
        parent=source.parent,
        content_id=content_id or source.id,
        kind=kind,
        position=source.position,
        minutes=int(source.facts.get("minutes", "0")),
        coach=source.coach,
        reviewed=source.facts.get("reviewed", ""),
        labels=_labels(kind, versions, files),
        versions=versions,
        files=files,
        completion=facts_.COMPLETIONS.get(source.facts.get("completion", ""), ""),
        **values,
    )


def _labels(
    kind: str, versions: tuple[VersionEntry, ...], files: tuple[FileEntry, ...]
) -> tuple[str, ...]:
    roles = {file.role for file in files}
    held = {
        "alternatives": "picture" in roles,
        "audio": kind in ("lesson", "exercise", "audio"),
        "captions": "captions" in roles,
        "easy": any(version.easy for version in versions),
        "transcript": "transcript" in roles,
    }
    return tuple(sorted(label for label, holds in held.items() if holds))


def _titles(own: Facts, language: str, others: dict[str, Facts]) -> tuple[VersionEntry, ...]:
    pairs = [(language, own), *sorted(others.items())]
    return tuple(
        VersionEntry(code, False, facts.get("title", ""), facts.get("description", ""))
        for code, facts in pairs
        if facts.get("title")
    )


def _picture(folder: Folder, described: Path, facts: Facts, language: str) -> tuple[FileEntry, ...]:
    name = facts.get("picture")
    if not name:
        return ()
    if not facts.get("picture_alt"):
        folder.problems.add(described, 0, N_("say in “picture_alt” what the picture shows"))
    path = file_inside(folder.root, described.parent, name)
    media_type = vocabulary.MEDIA_TYPES.get(path.suffix.lower(), "") if path else ""
    if path is None or not media_type.startswith("image/"):
        folder.problems.add(described, 0, N_("the file “{name}” is not here"), name=name)
        return ()
    if fault := fault_in_file(media_type, path):
        message = N_("the picture “{name}” holds {fault}")
        folder.problems.add(described, 0, message, name=name, fault=fault)
    sha256, size = folder.keep(path)
    alt = facts.get("picture_alt", "")
    return (FileEntry("thumbnail", language, False, sha256, size, media_type, alt),)


def node_id(channel: str, name: str) -> str:
    """Return the id of the node called ``name`` in a channel: the same on every computer."""
    return hashlib.sha256(f"{channel}/{name}".encode()).hexdigest()[:32]
