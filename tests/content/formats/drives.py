"""Kolibri drives of our own making: a database with the columns of any age, and a few files.

Every column that a schema has is there, as Kolibri and Studio create them; what is written into
it is only what a test says.
"""

import hashlib
import io
import json
import sqlite3
import zipfile
from pathlib import Path

from content.formats import kolibri
from content.formats.asked import Asked

FILM, SOUND, CAPTIONS = (
    b"\0\0\0\x08ftypisom film",
    b"ID3 sound",
    b"WEBVTT\n\n00:00.000 --> 00:01.000\nOui\n",
)
DOT = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01 dot"

_OLD = "id title content_id description sort_order license_owner author kind available lft rght"
_OLD += " tree_id level parent_id stemmed_metaphone license_id"
_V1 = _OLD.replace("license_id", "license_name license_description") + " channel_id lang_id"
_V3 = _V1.replace(" stemmed_metaphone", "") + " coach_content"
_V5 = _V3 + " options grade_levels resource_types learning_activities accessibility_labels"
_V5 += " categories learner_needs duration"
NODES = {
    "v0.2": _OLD,
    "v0.4": _OLD,
    "unversioned": _OLD + " lang_id",
    "1": _V1,
    "2": _V1 + " coach_content",
    "3": _V3,
    "4": _V3 + " options",
    "5": _V5,
    "6": _V5,
    "studio": _V5 + " license_id stemmed_metaphone",
}
"""The columns of a node, by the age of its database; ``studio`` is 6 with what it keeps of old."""
OLD = ("v0.2", "v0.4", "unversioned")
_FILE = "id preset supplementary thumbnail priority contentnode_id lang_id"
_META = "id name description author version thumbnail"


def identity(name: str) -> str:
    """Return an id of 32 digits that is always the same for a name."""
    return hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()


def zipped(**files: str | bytes) -> bytes:
    """Return an archive; ``__`` in a name is a slash, ``_`` a dot."""
    return packed({name.replace("__", "/").replace("_", "."): data for name, data in files.items()})


def packed(files: dict[str, str | bytes]) -> bytes:
    """Return an archive of files by name, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


class Drive:
    """A drive with channels that are written at once."""

    def __init__(self, root: Path, inside: str = "KOLIBRI_DATA/content") -> None:
        self.root = root
        self.content = root / inside
        (self.content / "databases").mkdir(parents=True, exist_ok=True)

    def file(self, data: bytes, ending: str) -> str:
        """Put bytes where their checksum says, and return it."""
        name = hashlib.md5(data, usedforsecurity=False).hexdigest()
        path = self.stored(name, ending)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return name

    def stored(self, checksum: str, ending: str) -> Path:
        """Return where a file lies."""
        return self.content / "storage" / checksum[0] / checksum[1] / f"{checksum}.{ending}"

    def database(self, channel: str = "canal") -> Path:
        """Return where the database of a channel lies."""
        return self.content / "databases" / f"{identity(channel)}.sqlite3"


class Channel:
    """A channel that grows by calls and is written by ``write``."""

    def __init__(self, drive: Drive, name: str = "canal", schema: str = "5") -> None:
        self.drive, self.name, self.schema = drive, name, schema
        self.id = identity(name)
        self.meta = {"id": self.id, "name": name, "version": 1, "author": "Nous"}
        self.meta |= {"description": "Un canal", "thumbnail": "", "min_schema_version": "1"}
        self.nodes: list[dict] = []
        self.files: list[dict] = []
        self.rows: dict[str, list[dict]] = {}
        self.node("racine", kind="topic", parent=None, id=self.id, lang="fr")

    def node(self, title: str, *, parent: str | None = "racine", lang: str | None = "fr", **facts):
        """Add a node below another, which is named by its title; return its id."""
        above = identity(parent) if parent else None
        row = {"id": identity(title), "title": title, "content_id": identity(title + "!")}
        row |= {"parent_id": self.id if parent == "racine" else above, "kind": "topic"}
        row |= {"lft": len(self.nodes), "rght": 0, "tree_id": 1, "level": 0, "lang_id": lang}
        row |= {"license_name": "CC BY-SA", "license_owner": "Nous", "author": "Nous"}
        row |= {"available": 1, "coach_content": 0, "channel_id": self.id, "options": "{}", **facts}
        if self.schema in OLD:
            row["license_id"] = 1
        self.nodes.append(row)
        return row["id"]

    def page(self, title: str, preset: str, data: bytes, ending: str, **facts) -> str:
        """Add a page with its file; return the file's checksum."""
        kind = preset.rsplit("_", maxsplit=1)[-1] if preset != "html5_zip" else "html5"
        self.node(title, **{"kind": kind, **facts})
        return self.attach(title, preset, data, ending)

    def attach(self, title: str, preset: str, data: bytes, ending: str, **facts) -> str:
        """Add a file to a node."""
        checksum = self.drive.file(data, ending)
        self.use(title, preset, checksum, ending, **facts)
        return checksum

    def use(self, title: str, preset: str, checksum: str, ending: str, **facts) -> None:
        """Add the use of a file, be it there or not."""
        node = self.id if title == "racine" else identity(title)
        row = {
            "id": identity(f"{title} {preset} {checksum}"),
            "preset": preset,
            "extension": ending,
        }
        row |= {"contentnode_id": node, "local_file_id": checksum, "checksum": checksum}
        row |= {"supplementary": 0, "thumbnail": 0, "priority": len(self.files), "lang_id": None}
        self.files.append(row | facts)

    def video(self, title: str, **facts) -> str:
        """Add a video."""
        film = FILM + title.encode()
        return self.page(title, "high_res_video", film, "mp4", **{"kind": "video", **facts})

    def write(self) -> Path:
        """Write the database; return its path."""
        path = self.drive.database(self.name)
        path.unlink(missing_ok=True)
        with sqlite3.connect(path) as database:
            for table, columns, rows in self._tables():
                listed = ", ".join(f'"{column}"' for column in columns)
                database.execute(f"CREATE TABLE {table} ({listed})")
                marks = ", ".join("?" * len(columns))
                for row in rows:
                    values = [row.get(column) for column in columns]
                    database.execute(f"INSERT INTO {table} VALUES ({marks})", values)
        database.close()
        return path

    def _tables(self):
        old = self.schema in OLD
        meta = _META + (" root_pk" if old else " root_id last_updated min_schema_version")
        meta += " tagline" if self.schema in ("4", "5", "6", "studio") else ""
        yield (
            "content_channelmetadata",
            meta.split(),
            [{"root_id": self.id, "root_pk": self.id, **self.meta}],
        )
        nodes = [self._in_old_words(row) for row in self.nodes] if old else self.nodes
        yield "content_contentnode", NODES[self.schema].split(), nodes
        files = _FILE + (" checksum extension file_size available" if old else " local_file_id")
        if self.schema in ("6", "studio"):
            files += " included_presets"
        if self.schema == "studio":
            files += " checksum extension file_size available"
        uses = [self._in_old_words(row) for row in self.files] if old else self.files
        yield "content_file", files.split(), uses
        if not old:
            stored = "id extension available file_size"
            stored += " file_size_bigint" if self.schema in ("6", "studio") else ""
            named = {row["local_file_id"]: row["extension"] for row in self.files}
            rows = [{"id": name, "extension": ending} for name, ending in named.items()]
            yield "content_localfile", stored.split(), rows
        if old or self.schema == "studio":
            rows = [{"id": 1, "license_name": "CC BY-SA"}]
            yield "content_license", ["id", "license_name", "license_description"], rows
        languages = [{"id": code, "lang_code": code[:2]} for code in ("fr", "ar", "pt-BR", "vi")]
        languages += [{"id": "1", "lang_code": "fr"}]
        yield "content_language", "id lang_code lang_subcode lang_name".split(), languages
        others = {
            "content_assessmentmetadata": "contentnode_id mastery_model number_of_assessments"
            " assessment_item_ids",
            "content_contenttag": "id tag_name",
            "content_contentnode_tags": "contentnode_id contenttag_id",
            "content_contentnode_has_prerequisite": "from_contentnode_id to_contentnode_id",
        }
        for table, columns in others.items():
            yield table, columns.split(), self.rows.get(table, [])

    def _in_old_words(self, row: dict) -> dict:
        return {**row, "lang_id": "1" if row.get("lang_id") == "fr" else row.get("lang_id")}

    def relate(self, table: str, **row) -> None:
        """Add a row to one of the small tables."""
        self.rows.setdefault(table, []).append(row)


def slides(*pairs: tuple[str, str]) -> bytes:
    """Return a list of slides: checksum and caption of each, the last first."""
    listed = [
        {"caption": said, "sort_order": -place, "checksum": checksum, "extension": "png"}
        for place, (checksum, said) in enumerate(pairs)
    ]
    return json.dumps({"slideshow_data": listed}).encode()


def made(channel, **asked):
    """Write a channel and read the drive it is on."""
    channel.write()
    (place,) = kolibri.channels(channel.drive.root)
    return kolibri.read(place, Asked(**asked))


def pages(of):
    """What the channel holds, by title."""
    return {node.versions[0].title: node for node in of.draft.catalogue.nodes}


def told(notes):
    """Where something was noted, and why."""
    return {(note.where, note.why()) for note in notes}


def text_of(of, title):
    """The text of a lesson."""
    (main,) = [file for file in pages(of)[title].files if file.role == "main"]
    return of.draft.blobs[main.sha256].decode()
