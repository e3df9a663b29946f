"""Bundles: the same course is always the same bytes, and a manifest says the truth."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.bundle import SMALL, Draft, build, open_bundle, part_name
from content.catalogue import Catalogue
from content.entries import ChannelEntry, FileEntry, NodeEntry, VersionEntry
from content.formats.folder import read
from content.manifest import LARGEST_CATALOGUE, LARGEST_PART, Manifest
from content.refusals import ManifestRefused
from content.shape import LARGEST as LARGEST_TEXT
from tests.content.conftest import COURSE, write

ROOT = Path(__file__).parents[2]


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def blob(folder, stored):
    """The bytes of a blob, put together from its slices."""
    return b"".join(
        (folder / part_name(s.part)).read_bytes()[s.offset : s.offset + s.length]
        for s in stored.slices
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundle")
    return build(read(write(folder / "course", COURSE)), folder / "out")


def test_the_same_course_elsewhere_and_touched_is_the_same_bytes(built, tmp_path):
    files = dict(reversed(COURSE.items()))
    course = write(tmp_path / "another" / "name", files)
    for number, path in enumerate(course.rglob("*")):
        os.utime(path, (number, number))
        path.chmod(0o700)
    assert contents(build(read(course), tmp_path / "out")) == contents(built)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_with_other_hashes_makes_the_same_bytes(built, tmp_path, seed):
    course = write(tmp_path / "course", COURSE)
    program = (
        "import sys; from pathlib import Path; from content.bundle import build;"
        "from content.formats.folder import read;"
        "build(read(Path(sys.argv[1])), Path(sys.argv[2]))"
    )
    subprocess.run(
        [sys.executable, "-c", program, course, tmp_path / "out"],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"},
        check=True,
    )
    assert contents(tmp_path / "out" / "lire-1") == contents(built)


def test_every_blob_can_be_put_together_from_the_parts(built):
    manifest = open_bundle(built)
    for stored in (manifest.catalogue, *manifest.files):
        assert hashlib.sha256(blob(built, stored)).hexdigest() == stored.sha256
    names = {part_name(sha256) for sha256, _ in manifest.parts} | {"manifest.json"}
    assert set(contents(built)) == names


def test_a_manifest_describes_the_course(built):
    manifest = open_bundle(built)
    assert (manifest.name, manifest.title, manifest.nodes) == ("lire-1", "Lire", 7)
    assert manifest.languages == ("ar", "fr")
    assert manifest.minutes == 8 + 5 + 5 + 2
    assert manifest.accessibility["easy"] == 1


def test_large_and_small_blobs_share_parts_or_not(built, tmp_path, monkeypatch):
    draft = read(write(tmp_path / "c", COURSE))
    sounds = [b"ID3" + b"a" * (size - 3) for size in (3, SMALL - 1, SMALL, 300 << 10)]
    monkeypatch.setattr("content.bundle.LARGEST_PART", 100 << 10)
    for sound in sounds:
        folder = write(tmp_path / "c", {"02-les-mots/guichet.mp3": sound})
        draft = read(folder)
        target = build(draft, tmp_path / "out")
        manifest = open_bundle(target)
        for stored in manifest.files:
            data = draft.blobs[stored.sha256]
            assert blob(target, stored) == (data if isinstance(data, bytes) else data.read_bytes())
        assert max(length for _, length in manifest.parts) <= 400 << 10


def test_one_changed_lesson_leaves_the_large_parts_as_they_are(tmp_path):
    large = {"02-les-mots/guichet.mp3": b"ID3" + b"x" * (1 << 20)}
    course = write(tmp_path / "c", {**COURSE, **large})
    before = open_bundle(build(read(course, 1), tmp_path / "out"))
    write(course, {"01-les-sons/02-la-lettre-b.md": "---\ntitle: B\n---\nB, b."})
    after = open_bundle(build(read(course, 2), tmp_path / "out"))
    new = [length for sha256, length in after.parts if (sha256, length) not in before.parts]
    assert len(new) <= 2
    assert sum(new) < 1 << 18


def test_building_again_replaces_and_a_failure_keeps_the_bundle(built, tmp_path):
    shutil.copytree(built, tmp_path / "lire-1")
    course = write(tmp_path / "course", COURSE)
    draft = read(course)
    with pytest.raises(KeyError):
        build(Draft(draft.catalogue, {}), tmp_path)
    assert contents(tmp_path / "lire-1") == contents(built)
    write(tmp_path / "lire-1", {"stray": "x"})
    assert contents(build(draft, tmp_path)) == contents(built)


def put(where, value):
    def change(body):
        *path, last = [int(step) if step.isdigit() else step for step in where.split()]
        for step in path:
            body = body[step]
        body[last] = value

    return change


def changed(built, where, value):
    body = json.loads((built / "manifest.json").read_bytes())
    put(where, value)(body)
    return json.dumps(body, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()


BAD = [
    ("id", "../x", "a path for an id"),
    ("id", 7, "a number for an id"),
    ("release", 0, "release nought"),
    ("release", "1", "a text for a number"),
    ("format", True, "true for one"),
    ("format", 2, "another format"),
    ("more", 1, "a field too many"),
    ("title", 1, "a number for a title"),
    ("title", "\ud800", "half a sign"),
    ("languages", "fr", "a text for a list"),
    ("licenses", [[["x"]]], "lists in lists"),
    ("nodes", 1.5, "a fraction"),
    ("size", 1, "another size"),
    ("accessibility", [], "a list for an object"),
    ("accessibility", {"easy": "many"}, "a text for a count"),
    ("catalogue", None, "no catalogue"),
    ("catalogue sha256", [], "a list for a hash"),
    ("catalogue slices 0 offset", -1, "an offset below nought"),
    ("catalogue slices 0 part", "f" * 64, "a part that is not listed"),
    ("catalogue slices 0 part", {}, "an object for a part"),
    ("catalogue slices 0 length", "9", "a text for a length"),
    ("files 0 type", "text/javascript", "a type that is not for content"),
    ("files 0 type", [], "a list for a type"),
    ("files 0 sha256", "../x", "a path for a hash"),
    ("files 0 size", 1 << 60, "a size that no file has"),
    ("catalogue type", "text/html", "a catalogue of another type"),
    ("parts 0", ["f" * 64, LARGEST_PART + 1], "a part too large"),
    ("parts 0", [["x"], 1], "a list for the name of a part"),
    ("parts 0", [1, 2, 3], "three for two"),
]


@pytest.mark.parametrize(
    ("where", "value"), [pytest.param(where, value, id=name) for where, value, name in BAD]
)
def test_a_manifest_that_does_not_hold_together_is_refused(built, where, value):
    with pytest.raises(ManifestRefused):
        Manifest.from_bytes(changed(built, where, value))


def test_a_manifest_written_in_another_way_is_refused(built):
    data = (built / "manifest.json").read_bytes()
    for other in (data + b"\n", data.replace(b":", b": ", 1), data.decode().encode("utf-16")):
        with pytest.raises(ManifestRefused):
            Manifest.from_bytes(other)
    assert Manifest.from_bytes(data).to_bytes() == data


def test_a_folder_without_a_manifest_is_no_bundle(tmp_path):
    with pytest.raises(ManifestRefused):
        open_bundle(tmp_path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.sampled_from([where for where, _, _ in BAD]), JSON)
def test_any_change_is_refused_or_harmless(built, where, value):
    data = changed(built, where, value)
    try:
        assert Manifest.from_bytes(data).to_bytes() == data
    except ManifestRefused:
        return


@given(st.binary(max_size=80) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_other_bytes_are_refused(data):
    for bytes_ in (data, b"[" * 90_000):
        with pytest.raises(ManifestRefused):
            Manifest.from_bytes(bytes_)


def large(built, kind, size):
    """A manifest whose first file of a kind, or catalogue, is cut of parts of 16 MiB."""
    body = json.loads((built / "manifest.json").read_bytes())
    entry = next(e for e in body["files"] if e["type"] == kind) if kind else body["catalogue"]
    names = [hashlib.sha256(bytes([n])).hexdigest() for n in range(4)]
    body["parts"] = sorted([*body["parts"], *([name, LARGEST_PART] for name in names)])
    if kind:
        body["size"] += size - entry["size"]
    entry["size"], entry["slices"] = size, []
    for name in names:
        length = min(size, LARGEST_PART)
        if length:
            entry["slices"].append({"part": name, "offset": 0, "length": length})
        size -= length
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    ("kind", "limit"),
    [
        pytest.param("", LARGEST_CATALOGUE, id="contents list"),
        pytest.param("text/html", LARGEST_TEXT, id="lesson"),
        pytest.param("application/json", LARGEST_TEXT, id="exercise"),
    ],
)
def test_what_is_read_as_a_whole_has_a_largest_size(built, kind, limit):
    assert Manifest.from_bytes(large(built, kind, limit))
    with pytest.raises(ManifestRefused):
        Manifest.from_bytes(large(built, kind, limit + 1))


def test_a_file_made_of_one_part_over_and_over_is_refused(built):
    body = json.loads((built / "manifest.json").read_bytes())
    part, file = "f" * 64, body["files"][0]
    body["parts"] = sorted([*body["parts"], [part, LARGEST_PART]])
    body["size"] += 1000 * LARGEST_PART - file["size"]
    piece = {"part": part, "offset": 0, "length": LARGEST_PART}
    file |= {"size": 1000 * LARGEST_PART, "slices": [piece] * 1000, "type": "video/mp4"}
    data = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(ManifestRefused, match="same bytes twice"):
        Manifest.from_bytes(data)


def test_a_file_of_zeros_is_cut_so_that_no_part_is_used_twice(tmp_path, monkeypatch):
    monkeypatch.setattr("content.bundle.LARGEST_PART", 1 << 20)
    zeros = b"ID3" + bytes(5 << 20)
    course = write(tmp_path / "c", {**COURSE, "02-les-mots/guichet.mp3": zeros})
    target = build(read(course), tmp_path / "out")
    stored = next(file for file in open_bundle(target).files if file.size == len(zeros))
    assert blob(target, stored) == zeros
    assert len({piece.part for piece in stored.slices}) == len(stored.slices)


def test_the_contents_list_of_the_largest_channel_fits():
    """20,955 nodes as Kolibri's importer makes them: a title, a description, two files each."""
    file = FileEntry("main", "fr", False, "f" * 64, 123_456_789, "video/mp4", "")
    words = VersionEntry("fr", False, "Un titre de longueur ordinaire " * 2, "Description. " * 20)
    node = NodeEntry(
        *("0" * 32, "1" * 32, "2" * 32, "video", 12_345, "fr", "CC BY-NC-SA 4.0"),
        *("Une fondation", "Une fondation", "cfg", "mathematics", 12, False, "", ("audio",)),
        versions=(words,),
        files=(file, replace(file, role="thumbnail", type="image/png", alt="Une image " * 5)),
    )
    entry = ChannelEntry("x", 1, "fr", "", "CC0", "", "", "", (words,))
    assert len(Catalogue(entry, (node,) * 20_955).to_bytes()) < LARGEST_CATALOGUE * 3 // 4
