"""What somebody could make who holds real keys: any list, manifest, catalogue or page, signed.

Also what must be true after each: a sentence, and a library as before.
"""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tuf.api.metadata import Metadata, Root, TargetFile

from content.bundle import Draft, build, part_name
from content.catalogue import Catalogue
from content.entries import FileEntry, VersionEntry
from content.models import Release
from i18n.refusals import Refusal
from i18n.translate import in_language
from sync.carry import target_name
from sync.publishers import Publishers
from tests.content.documents import document
from tests.sync.site import (
    FEBRUARY,
    PAGES_1,
    PAGES_2,
    Publisher,
    Site,
    course,
    large,
    node_id,
    sha256_of,
)

Deed = Callable[[Publisher, Path], None]
"""Something done to a medium, with or without its publisher's keys."""


class Gate(Site):
    """A classroom server whose publishers are asked as the program asks them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.trust = Publishers(folder / "publishers")


TEXT = b"<p>Voir</p>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
SOUND = b"ID3" + large(3)
"""Large enough for a part of its own."""
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n"
FILES = {
    "Écouter": ("audio", "audio/mpeg", SOUND),
    "Lire": ("document", "application/pdf", document(b"")),
    "Regarder": ("video", "video/webm", b"\x1a\x45\xdf\xa3" + bytes(100)),
}


def everything(release: int, **others: tuple[str, str, bytes]) -> Draft:
    """A course with pages, a sound, a document, a film with captions and a drawing.

    Args:
        release: its number.
        others: further pages by title: kind, media type and bytes of the main file, or of the
            picture of a lesson.
    """
    draft = course(release, PAGES_1 if release == 1 else PAGES_2)
    blobs, nodes = dict(draft.blobs), list(draft.catalogue.nodes)
    for title, (kind, media_type, data) in {**FILES, **others}.items():
        files = [_file("main", media_type, data)]
        blobs[files[0].sha256] = data
        if kind == "lesson" and media_type != "text/html":
            files = [_file("main", "text/html", TEXT), replace(files[0], role="picture")]
            blobs[files[0].sha256] = TEXT
        if kind == "video":
            files.append(_file("captions", "text/vtt", CAPTIONS))
            files.append(_file("thumbnail", "image/svg+xml", DRAWING))
            blobs |= {files[1].sha256: CAPTIONS, files[2].sha256: DRAWING}
        nodes.append(
            replace(
                nodes[1],
                id=node_id(title),
                content_id=node_id(title),
                kind=kind,
                position=len(nodes),
                versions=(VersionEntry("fr", False, title),),
                files=tuple(files),
            )
        )
    return Draft(Catalogue(draft.catalogue.channel, tuple(nodes)), blobs)


def _file(role: str, media_type: str, data: bytes) -> FileEntry:
    return FileEntry(role, "fr", False, hashlib.sha256(data).hexdigest(), len(data), media_type)


def next_root(
    publisher: Publisher, medium: Path, *signers: str, version: int = 2, change: Any = None
) -> None:
    """A new root on a medium, signed by two people unless others are named."""
    root = Metadata[Root].from_bytes(publisher.root)
    root.signed.version = version
    root.signatures.clear()
    if change:
        change(root.signed)
    for name in signers or ("anne.root", "bruno.root"):
        root.sign(publisher.signers[name], append=True)
    (medium / f"metadata/{version}.root.json").write_bytes(root.to_bytes())


def canonical(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def manifest_of(medium: Path) -> Path:
    """The manifest of release 2."""
    return next(medium.glob("targets/content/maths/*.2.json"))


def part_of(medium: Path, kind: str) -> Path:
    """The part that holds the catalogue, a sound or the small pages."""
    body = json.loads(manifest_of(medium).read_bytes())
    listing, sound = body["catalogue"]["slices"][0]["part"], hashlib.sha256(SOUND).hexdigest()
    if kind == "pages":
        small = next(f for f in body["files"] if f["size"] == len(DRAWING))
        return medium / part_name(small["slices"][0]["part"])
    return medium / part_name({"catalogue": listing, "sound": sound}[kind])


def list_manifest(publisher: Publisher, medium: Path, data: bytes) -> None:
    """Put a manifest on a medium as release 2, and let two people sign it."""
    (sha256,) = sha256_of(data).values()
    path = medium / target_name("maths", 2, sha256)
    path.write_bytes(data)
    target = TargetFile(len(data), {"sha256": sha256}, "content/maths/2.json")
    publisher.forge(
        medium,
        "content",
        lambda content: content.signed.targets.update({target.path: target}),
        [publisher.signers["anne"], publisher.signers["bruno"]],
    )


def raw_manifest(make: Callable[[bytes], bytes]) -> Deed:
    """A signed manifest of other bytes."""
    return lambda publisher, medium: list_manifest(
        publisher, medium, make(manifest_of(medium).read_bytes())
    )


def manifest(change: Callable[[dict[str, Any]], Any]) -> Deed:
    """A signed manifest that says something else."""

    def make(data: bytes) -> bytes:
        body = json.loads(data)
        change(body)
        return canonical(body)

    return raw_manifest(make)


def raw_catalogue(make: Callable[[bytes], bytes]) -> Deed:
    """A catalogue of other bytes, in a manifest that vouches for it."""

    def do(publisher: Publisher, medium: Path) -> None:
        body = json.loads(manifest_of(medium).read_bytes())
        (piece,) = body["catalogue"]["slices"]
        data = make((medium / part_name(piece["part"])).read_bytes())
        sha256 = hashlib.sha256(data).hexdigest()
        part = medium / part_name(sha256)
        part.parent.mkdir(exist_ok=True)
        part.write_bytes(data)
        whole = {"part": sha256, "offset": 0, "length": len(data)}
        body["catalogue"] |= {"sha256": sha256, "size": len(data), "slices": [whole]}
        parts = dict(body["parts"])
        del parts[piece["part"]]
        body["parts"] = sorted({**parts, sha256: len(data)}.items())
        list_manifest(publisher, medium, canonical(body))

    return do


def catalogue(change: Callable[[dict[str, Any]], Any]) -> Deed:
    """A catalogue that says something else."""

    def make(data: bytes) -> bytes:
        body = json.loads(data)
        change(body)
        return canonical(body)

    return raw_catalogue(make)


def page(kind: str, media_type: str, data: bytes) -> Deed:
    """A release with a further page, made by the real builder and signed by two people."""

    def do(publisher: Publisher, medium: Path) -> None:
        draft = everything(2, **{"Le piège": (kind, media_type, data)})
        folder = build(draft, medium.with_name("built"))
        for part in folder.glob("parts/*/*"):
            there = medium / part_name(part.name)
            there.parent.mkdir(exist_ok=True)
            there.write_bytes(part.read_bytes())
        list_manifest(publisher, medium, (folder / "manifest.json").read_bytes())

    return do


def case(name: str, deed: Deed, refusal: type[Refusal], **said: Any) -> Any:
    """A row of a table: what was done, the refusal it must get, what its sentence must name."""
    return pytest.param(deed, refusal, said, id=name)


def must_be_refused(
    gate: Site,
    medium: Path,
    refusal: type[Refusal],
    said: dict[str, Any] | None = None,
    *,
    at: datetime = FEBRUARY,
) -> None:
    """Bring a stick in; it must be refused and change nothing.

    Args:
        gate: the classroom.
        medium: what is brought.
        refusal: this very class.
        said: values of its sentence.
        at: when.
    """
    before = state(gate)
    with pytest.raises(Refusal) as caught:
        gate.receive(medium, at=at)
    found = caught.value
    assert type(found) is refusal, repr(found)
    assert {name: found.values[name] for name in said or {}} == (said or {})
    reads_well(found)
    assert state(gate) == before
    assert gate.waiting() == []
    assert gate.damaged_blobs() == []


def state(gate: Site) -> object:
    """All that a library is: rows that learners see, and every file of its store."""
    files = sorted(path.name for path in gate.library.store.root.glob("??/*"))
    return gate.learners_see(), Release.select().count(), files


def reads_well(refusal: Refusal) -> None:
    """The sentence is there, in French, and whole."""
    english = refusal.message.format(**refusal.values)
    with in_language("fr"):
        words = refusal.in_words()
    assert words
    assert not re.search(r"[{}]", words.translate({ord(c): None for c in _outside(refusal)}))
    assert words != english


def _outside(refusal: Refusal) -> str:
    """Signs that stand in the sentence because a stranger's file has them in its name."""
    return "".join(str(value) for value in refusal.values.values() if not hasattr(value, "message"))
