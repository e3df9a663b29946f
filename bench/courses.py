"""Courses made up for measuring, and a publisher who signs and carries them as real ones are."""

import hashlib
import random
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from content.bundle import Draft, build
from content.catalogue import Catalogue
from content.entries import ChannelEntry, FileEntry, NodeEntry, VersionEntry
from sync import publish

AT = datetime(2027, 1, 4, tzinfo=UTC)
"""When things are signed, unless a measure says otherwise."""
PEOPLE = ["anne", "bruno"]
BELOW = 100
"""Nodes below one topic."""
_MAIN = {"audio": "audio/mpeg", "video": "video/mp4", "lesson": "text/html"}
_BLOCK = 1 << 20


def recordings(folder: Path, sizes: Iterable[int], seed: int = 0) -> list[Path]:
    """Write files that begin as MP3 and hold noise, no MiB of which is like another.

    Noise is drawn once and told apart by a number in each MiB, which is as quick as the disk.
    """
    folder.mkdir(parents=True, exist_ok=True)
    noise = random.Random(seed).randbytes(_BLOCK)
    made = []
    for number, size in enumerate(sizes):
        path = folder / f"{seed}-{number}.mp3"
        with path.open("wb") as file:
            for start in range(0, size, _BLOCK):
                block = b"ID3 %d %d %d " % (seed, number, start) + noise
                file.write(block[: min(_BLOCK, size - start)])
        made.append(path)
    return made


def pages(folder: Path, number: int, size: int = 3_000, seed: int = 0) -> list[Path]:
    """Write lessons of as many bytes of text, no two alike."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for page in range(number):
        words = random.Random(f"{seed} {page}").randbytes(size // 2).hex()
        text = " ".join(words[start : start + 7] for start in range(0, size, 8))
        path = folder / f"{seed}-{page}.html"
        path.write_text(f"<p>{text}</p>", "utf-8")
        made.append(path)
    return made


def course(channel: str, files: dict[str, list[Path]], release: int = 1) -> Draft:
    """Return a channel with one node for each file, by kind, and a topic above every hundred."""
    nodes: list[NodeEntry] = []
    blobs: dict[str, Path | bytes] = {}
    for kind, paths in files.items():
        for position, path in enumerate(paths):
            if position % BELOW == 0:
                topic = _node(f"{channel} {kind} topic {position}", None, position, "topic")
                nodes.append(topic)
            with path.open("rb") as opened:
                sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
            blobs[sha256] = path
            file = FileEntry("main", "fr", False, sha256, path.stat().st_size, _MAIN[kind])
            nodes.append(_node(f"{channel} {kind} {position}", topic.id, position, kind, file))
    entry = ChannelEntry(id=channel, release=release, versions=_titled(channel), **_shared())
    return Draft(Catalogue(entry, tuple(nodes)), blobs)


def _node(title: str, parent: str | None, position: int, kind: str, *files: FileEntry) -> NodeEntry:
    name = hashlib.sha256(title.encode()).hexdigest()[:32]
    return NodeEntry(
        id=name,
        parent=parent,
        content_id=name,
        kind=kind,
        position=position % BELOW,
        minutes=0 if kind == "topic" else 5,
        coach=False,
        reviewed="",
        versions=_titled(title),
        files=files,
        **_shared(),
    )


def _titled(title: str) -> tuple[VersionEntry, ...]:
    return (VersionEntry("fr", False, title),)


def _shared() -> dict[str, Any]:
    names = ("license_owner", "author", "level", "subject")
    return {"language": "fr", "license": "CC0", **dict.fromkeys(names, "")}


@dataclass
class Publisher:
    """Two people and a machine with a folder of their own, as ``ardoise publisher`` makes it."""

    home: Path
    root: bytes = b""
    """To be pinned, once they have begun."""
    passphrases: dict[str, str] = field(
        default_factory=lambda: {
            name: f"{name} has a long passphrase" for name in (*PEOPLE, publish.MACHINE)
        }
    )

    def begin(self, *, at: datetime = AT) -> "Publisher":
        """Make the keys and an empty list."""
        self.root = publish.init(self.home, PEOPLE, self.passphrases, at=at, demo=True)
        return self

    def release(self, *drafts: Draft, out: Path, at: datetime = AT) -> Path:
        """Build courses, have both people sign them, write them to a medium; return its folder.

        What was built is deleted once the publisher has it.
        """
        for draft in drafts:
            built = build(draft, self.home.with_name(f"{self.home.name} built"))
            publish.add(self.home, built, at=at)
            shutil.rmtree(built)
        for person in PEOPLE if drafts else ():
            publish.sign(self.home, person, self.passphrases[person])
        publish.publish(self.home, out, self.passphrases[publish.MACHINE], at=at)
        return out
