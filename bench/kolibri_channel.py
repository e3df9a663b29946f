"""A Kolibri channel made up for measuring, on a drive as Kolibri exports it (schema 5).

Seven pages of ten are short texts in an HTML5 package, the others recordings, films and documents
that share the bytes asked for; a topic stands above every fifty. No two files are alike, and all
of them are what their ending says, so that both programs take every one.
"""

import hashlib
import io
import random
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

BELOW = 50
"""Pages below one topic."""
CHANNEL = hashlib.md5(b"ardoise bench", usedforsecurity=False).hexdigest()
_KINDS = ("html5",) * 7 + ("audio", "video", "document")
_PRESET = {"html5": "html5_zip", "audio": "audio", "video": "high_res_video"}
_ENDING = {"html5": "zip", "audio": "mp3", "video": "mp4", "document": "pdf"}
_BEGINS = {"audio": b"ID3\x04", "video": b"\0\0\0\x18ftypisom"}
_BLOCK = 1 << 20

_TABLES = {
    "content_contenttag": "id CHAR(32) PRIMARY KEY, tag_name VARCHAR(30)",
    "content_language": "id VARCHAR(14) PRIMARY KEY, lang_code VARCHAR(3), lang_subcode"
    " VARCHAR(10), lang_name VARCHAR(100), lang_direction VARCHAR(3)",
    "content_localfile": "id VARCHAR(32) PRIMARY KEY, extension VARCHAR(40), available BOOLEAN,"
    " file_size INTEGER",
    "content_contentnode": "id CHAR(32) PRIMARY KEY, license_name VARCHAR(50),"
    " license_description TEXT, title VARCHAR(200), coach_content BOOLEAN, content_id CHAR(32),"
    " channel_id CHAR(32), description TEXT, sort_order FLOAT, license_owner VARCHAR(200),"
    " author VARCHAR(200), kind VARCHAR(200), available BOOLEAN, options TEXT, grade_levels TEXT,"
    " resource_types TEXT, learning_activities TEXT, accessibility_labels TEXT, categories TEXT,"
    " learner_needs TEXT, duration INTEGER, lft INTEGER, rght INTEGER, tree_id INTEGER,"
    " level INTEGER, lang_id VARCHAR(14), parent_id CHAR(32)",
    "content_assessmentmetadata": "id CHAR(32) PRIMARY KEY, assessment_item_ids TEXT,"
    " number_of_assessments INTEGER, mastery_model TEXT, randomize BOOLEAN,"
    " is_manipulable BOOLEAN, contentnode_id CHAR(32)",
    "content_channelmetadata": "id CHAR(32) PRIMARY KEY, name VARCHAR(200), description"
    " VARCHAR(400), tagline VARCHAR(150), author VARCHAR(400), version INTEGER, thumbnail TEXT,"
    " last_updated VARCHAR, min_schema_version VARCHAR(50), root_id CHAR(32)",
    "content_contentnode_has_prerequisite": "id INTEGER PRIMARY KEY, from_contentnode_id CHAR(32),"
    " to_contentnode_id CHAR(32)",
    "content_contentnode_related": "id INTEGER PRIMARY KEY, from_contentnode_id CHAR(32),"
    " to_contentnode_id CHAR(32)",
    "content_contentnode_tags": "id INTEGER PRIMARY KEY, contentnode_id CHAR(32),"
    " contenttag_id CHAR(32)",
    "content_file": "id CHAR(32) PRIMARY KEY, preset VARCHAR(150), supplementary BOOLEAN,"
    " thumbnail BOOLEAN, priority INTEGER, contentnode_id CHAR(32), lang_id VARCHAR(14),"
    " local_file_id VARCHAR(32)",
}


def drive(folder: Path, nodes: int, size: int, seed: int = 0) -> Path:
    """Write a drive with one channel; return its folder, which both programs are given.

    Args:
        folder: made if it is not there.
        nodes: pages and topics in all, the root left out.
        size: bytes of recordings, films and documents together.
        seed: another gives other bytes.
    """
    content = folder / "content"
    (content / "databases").mkdir(parents=True)
    pages = nodes - -(-nodes // (BELOW + 1))
    large = sum(_kind(number) != "html5" for number in range(pages))
    rows = _Rows()
    for number in range(pages):
        if number % BELOW == 0:
            rows.topic(f"Thème {number // BELOW + 1}")
        kind = _kind(number)
        checksum, written = _write(content, kind, seed, number, size // max(1, large))
        rows.page(f"Page {number + 1}", kind, checksum, written)
    rows.write(content / "databases" / f"{CHANNEL}.sqlite3")
    return folder


def _kind(number: int) -> str:
    return _KINDS[number % len(_KINDS)]


def _write(content: Path, kind: str, seed: int, number: int, size: int) -> tuple[str, int]:
    """Write a file where its checksum says; return the checksum and its size."""
    passing = content / "passing"
    md5, written = hashlib.md5(usedforsecurity=False), 0
    with passing.open("wb") as file:
        for block in _bytes_of(kind, seed, number, size):
            md5.update(block)
            file.write(block)
            written += len(block)
    name = md5.hexdigest()
    path = content / "storage" / name[0] / name[1] / f"{name}.{_ENDING[kind]}"
    path.parent.mkdir(parents=True, exist_ok=True)
    passing.rename(path)
    return name, written


def _bytes_of(kind: str, seed: int, number: int, size: int) -> Iterator[bytes]:
    if kind == "html5":
        yield _package(seed, number)
    elif kind == "document":
        yield _document(_noise(seed, number, size))
    else:
        for start in range(0, max(size, 1), _BLOCK):
            head = _BEGINS[kind] if start == 0 else b""
            yield (head + _noise(seed, number, _BLOCK, start))[: min(_BLOCK, size - start)]


_NOISE = random.Random(0).randbytes(_BLOCK)


def _noise(seed: int, number: int, size: int, start: int = 0) -> bytes:
    """Return bytes that are those of no other file: drawn once, told apart by a number."""
    mark = b" %d %d %d " % (seed, number, start)
    return (mark + _NOISE * (size // _BLOCK + 1))[:size]


def _package(seed: int, number: int) -> bytes:
    words = random.Random(f"{seed} {number}")
    syllables = ("ma", "ti", "lo", "ré", "cou", "pan", "vi", "dé", "sel", "tru", "gne", "fa")
    text = (
        " ".join("".join(words.choices(syllables, k=words.randint(1, 4))) for _ in range(60))
        for _ in range(8)
    )
    page = "".join(f"<h2>Partie</h2><p>{each}.</p>" for each in text)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo("index.html")
        html = f"<!DOCTYPE html><meta charset='utf-8'><title>Page {number}</title>{page}"
        archive.writestr(entry, html, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _document(data: bytes) -> bytes:
    """Return a PDF of an empty page that carries some bytes as its content."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Thumb 4 0 R >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(data), data),
    )
    out, places = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 5\n0000000000 65535 f \n%btrailer\n<< /Size 5 /Root 1 0 R >>\n" % table
    return out + tail + b"startxref\n%d\n%%%%EOF\n" % len(out)


class _Rows:
    """The rows of the channel, numbered in pre-order as they come."""

    def __init__(self) -> None:
        self.nodes: list[dict[str, Any]] = []
        self.files: list[dict[str, Any]] = []
        self.stored: list[dict[str, Any]] = []
        self._next = 1
        self._topic: dict[str, Any] | None = None
        self._root = self._node("Canal de mesure", "topic", None, 0)

    def topic(self, title: str) -> None:
        self._close()
        self._topic = self._node(title, "topic", CHANNEL, 1)

    def page(self, title: str, kind: str, checksum: str, size: int) -> None:
        assert self._topic is not None
        node = self._node(title, kind, self._topic["id"], 2)
        node["rght"] = self._number()
        use: dict[str, Any] = {
            "id": _id(f"{title} file"),
            "preset": _PRESET.get(kind, kind),
            "priority": 1,
        }
        use |= {"supplementary": 0, "thumbnail": 0, "contentnode_id": node["id"]}
        self.files.append({**use, "local_file_id": checksum})
        stored = {"id": checksum, "extension": _ENDING[kind], "file_size": size}
        self.stored.append({**stored, "available": 0})

    def write(self, path: Path) -> None:
        self._close()
        self._root["rght"] = self._number()
        channel: dict[str, Any] = {"id": CHANNEL, "name": "Canal de mesure", "author": "bench"}
        channel["description"] = ""
        channel |= {"version": 1, "thumbnail": "", "min_schema_version": "5", "root_id": CHANNEL}
        language = {"id": "fr", "lang_code": "fr", "lang_name": "Français", "lang_direction": "ltr"}
        rows = {
            "content_channelmetadata": [channel],
            "content_contentnode": self.nodes,
            "content_file": self.files,
            "content_localfile": self.stored,
            "content_language": [language],
        }
        with closing(sqlite3.connect(path)) as database, database:
            for table, columns in _TABLES.items():
                database.execute(f"CREATE TABLE {table} ({columns})")
            for table, written in rows.items():
                names = list(written[0])
                marks = ", ".join(f":{name}" for name in names)
                sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
                database.executemany(sql, written)

    def _node(self, title: str, kind: str, parent: str | None, level: int) -> dict[str, Any]:
        name = _id(title) if parent else CHANNEL
        row: dict[str, Any] = {"id": name, "content_id": name, "channel_id": CHANNEL}
        row |= {"title": title, "kind": kind}
        row |= {"parent_id": parent, "level": level, "lft": self._number(), "rght": 0}
        row |= {"tree_id": 1, "lang_id": "fr", "license_name": "CC BY", "license_owner": "bench"}
        row |= {"description": f"Ce que dit {title}.", "author": "bench", "options": "{}"}
        row |= {"coach_content": 0, "available": 0, "sort_order": float(row["lft"])}
        self.nodes.append(row)
        return row

    def _close(self) -> None:
        if self._topic is not None:
            self._topic["rght"] = self._number()
            self._topic = None

    def _number(self) -> int:
        self._next += 1
        return self._next - 1


def _id(name: str) -> str:
    return hashlib.md5(f"bench {name}".encode(), usedforsecurity=False).hexdigest()
