"""The description of a large release that waits, kept beside it: its page opens at once.

    ROOT/<SHA-256 of the manifest>/described.db

To describe 20,000 nodes takes as long as to read their catalogue, seconds. So it is done once, when
the release has come whole; and again if that file is gone, spoilt, of another form, or if another
release of the course is installed by now. Nothing is decided by it: what is installed is read from
the catalogue that was signed.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from content import collecting, durable
from content.catalogue import Catalogue
from content.entries import FileEntry, NodeEntry, VersionEntry
from content.likeness import is_mixed
from content.manifest import Manifest
from content.models import Release
from content.places import in_reading_order
from sync.describe import SAME, Described, Description, Removed, best, describe

DESCRIBED = "described.db"
FORM = 1
_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)
MANY = 1_000
"""Nodes from which a description is kept: fewer are described while one waits."""
MOST_NAMED = 200
"""Pages of a list that are named; all are counted."""
_TABLES = """
CREATE TABLE about (told TEXT NOT NULL);
CREATE TABLE node (id TEXT, parent TEXT NOT NULL, place INTEGER NOT NULL, told TEXT NOT NULL);
"""
_INDEXES = """
CREATE UNIQUE INDEX by_id ON node (id);
CREATE INDEX below ON node (parent, place);
"""


@dataclass(frozen=True)
class Named:
    """Pages of which something is to be said: how many, and the first of them."""

    count: int
    ids: tuple[str, ...]


class Gone(Exception):
    """There is no description, or none of this form and of what is installed now."""


class Prepared:
    """A description that is kept."""

    def __init__(self, path: Path, installed: Release | None) -> None:
        """Open it.

        Args:
            path: of the file.
            installed: what learners see of this channel now.

        Raises:
            Gone: it is not there, or says nothing of these.
        """
        self._path = path
        try:
            ((told,),) = self._rows("SELECT told FROM about")
            self._about: dict[str, Any] = json.loads(told)
        except (sqlite3.Error, OSError, ValueError) as error:
            raise Gone from error
        if (self._about["form"], self._about["beside"]) != (FORM, _beside(installed)):
            raise Gone

    def description(self, language: str, topic: str = "") -> Description:
        """Return the description, its tree only as far as one topic is opened.

        Args:
            language: of titles where they have it, else their own.
            topic: the id of the topic, "" for the course; what is below it is there.
        """
        told = self._about
        return Description(
            title=best(_versions(told["versions"]), language, told["language"]).title,
            versions=_versions(told["versions"]),
            covers=tuple(FileEntry(**each) for each in told["covers"]),
            tree=self._branch(topic, language),
            removed=tuple(Removed(**each) for each in told["removed"]),
            **{name: told[name] for name in _AS_THEY_ARE},
        )

    def nodes(self, ids: Iterable[str], language: str) -> list[Described]:
        """Return nodes by their ids, without what is below them, in that order."""
        found = []
        for name in ids:
            rows = self._rows("SELECT told FROM node WHERE id = ?", name)
            found += [_described(told, language) for (told,) in rows]
        return found

    def above(self, topic: str, language: str) -> list[Described]:
        """Return a topic and those above it, the outermost first; none if there is no such one."""
        found: list[Described] = []
        while topic:
            rows = self._rows("SELECT told, parent FROM node WHERE id = ?", topic)
            topic = ""
            for told, parent in rows:
                found.insert(0, _described(told, language))
                topic = parent
        return found

    def sizes(self) -> dict[str, int]:
        """Return the bytes of files by language, largest first."""
        return dict(self._about["sizes"])

    def named(self, what: str) -> Named:
        """Return the pages "undescribed" or "uncaptioned", see ``prepare``."""
        count, ids = self._about[what]
        return Named(count, tuple(ids))

    def mixed(self) -> tuple[str, ...]:
        """Return titles with letters of two alphabets in one word."""
        return tuple(self._about["mixed"])

    def _branch(self, topic: str, language: str) -> tuple[Described, ...]:
        rows = self._rows("SELECT told FROM node WHERE parent = ? ORDER BY place", topic)
        return tuple(_described(told, language) for (told,) in rows)

    def _rows(self, query: str, *given: str) -> list[tuple[Any, ...]]:
        address = self._path.absolute().as_uri() + "?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            return database.execute(query, given).fetchall()


_AS_THEY_ARE = (
    *("bundle", "release", "manifest", "installed", "changes", "kinds", "languages", "licenses"),
    *("labels", "minutes", "size"),
)


def prepare(
    path: Path,
    manifest: Manifest,
    catalogue: Catalogue,
    installed: Release | None,
    undescribed: Collection[str],
) -> None:
    """Keep a description, in one step.

    Args:
        path: where.
        manifest: of the release.
        catalogue: of the release.
        installed: what learners see of this channel now.
        undescribed: SHA-256 of texts that show a picture without an alternative.
    """
    with collecting.paused():
        about, rows = _told(manifest, catalogue, installed, undescribed)
        _write(path, json.dumps(about), rows)


def _told(
    manifest: Manifest,
    catalogue: Catalogue,
    installed: Release | None,
    undescribed: Collection[str],
) -> tuple[dict[str, Any], Iterator[tuple[str, str, int, str]]]:
    """Return what is kept of a release as a whole, and a row for each node."""
    described = describe(manifest, catalogue, installed, catalogue.channel.language)
    change = _changes(described.tree)
    sizes: Counter[str] = Counter()
    for file in (file for node in catalogue.nodes for file in node.files):
        sizes[file.language] += file.size
    versions = [*catalogue.channel.versions, *(v for n in catalogue.nodes for v in n.versions)]
    about = {
        "form": FORM,
        "beside": _beside(installed),
        "language": catalogue.channel.language,
        "versions": [asdict(each) for each in described.versions],
        "covers": [asdict(each) for each in described.covers],
        "removed": [asdict(each) for each in described.removed],
        "sizes": sizes.most_common(),
        "undescribed": _named(
            node.id for node in catalogue.nodes if any(f.sha256 in undescribed for f in node.files)
        ),
        "uncaptioned": _named(node.id for node in catalogue.nodes if sounds_without_words(node)),
        "mixed": [each.title for each in versions if is_mixed(each.title)][:MOST_NAMED],
        **{name: getattr(described, name) for name in _AS_THEY_ARE},
    }
    rows = enumerate(in_reading_order(catalogue.nodes))
    return about, (_row(place, node, *change[node.id]) for place, node in rows)


def sounds_without_words(page: NodeEntry | Described) -> bool:
    """Say whether a page is a recording or a film with neither captions nor a transcript."""
    roles = {file.role for file in page.files}
    return page.kind in ("audio", "video") and not roles & {"captions", "transcript"}


def _beside(installed: Release | None) -> str:
    return "" if installed is None else installed.manifest


def _named(ids: Iterable[str]) -> tuple[int, list[str]]:
    found = list(ids)
    return len(found), found[:MOST_NAMED]


def _changes(tree: tuple[Described, ...]) -> dict[str, tuple[str, int, int]]:
    """Return of each node its change, how many are below it, and how many of those at any depth
    are not as before."""
    found: dict[str, tuple[str, int, int]] = {}

    def count(node: Described) -> int:
        fresh = sum(map(count, node.children))
        found[node.id] = node.change, len(node.children), fresh
        return fresh + (node.change != SAME)

    for node in tree:
        count(node)
    return found


def _row(
    place: int, node: NodeEntry, change: str, below: int, fresh: int
) -> tuple[str, str, int, str]:
    told = {
        "titles": {each.language: each.title for each in node.versions if not each.easy},
        "own": node.language,
        "node": {
            "id": node.id,
            "kind": node.kind,
            "languages": sorted({version.language for version in node.versions}),
            "minutes": node.minutes,
            "coach": node.coach,
            "license": node.license,
            "labels": node.labels,
            "size": sum(file.size for file in node.files),
            "change": change,
            "below": below,
            "fresh": fresh,
        },
    }
    return node.id, node.parent or "", place, _JSON.encode(told)


def _described(told: str, language: str) -> Described:
    body = json.loads(told)
    titles: dict[str, str] = body["titles"]
    node: dict[str, Any] = body["node"]
    shown = language if language in titles else body["own"]
    node |= {name: tuple(node[name]) for name in ("languages", "labels")}
    return Described(title=titles[shown], language=shown, files=(), children=(), **node)


def _versions(told: list[dict[str, Any]]) -> tuple[VersionEntry, ...]:
    return tuple(VersionEntry(**each) for each in told)


def _write(path: Path, about: str, rows: Iterable[tuple[str, str, int, str]]) -> None:
    waiting = path.with_name(path.name + ".tmp")
    waiting.unlink(missing_ok=True)
    with closing(sqlite3.connect(waiting)) as database:
        # it is one new file that nobody sees before it is flushed and has its name
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
        with database:
            database.execute("INSERT INTO about VALUES (?)", (about,))
            database.executemany("INSERT INTO node VALUES (?, ?, ?, ?)", rows)
        database.executescript(_INDEXES)
    durable.flush_files([waiting])
    waiting.replace(path)
    durable.flush_folder(path.parent)
