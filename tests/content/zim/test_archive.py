import struct
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.zim.archive import Archive
from content.zim.clusters import LARGEST_CLUSTER, MOST_BLOBS, PLAIN, XZ, ZSTD, Kept, zstd
from content.zim.refusals import DamagedArchive, NoArchive, NoSuchEntry, SplitArchive
from i18n.refusals import Refusal
from tests.content.zim.writer import Writer, small

BESIDE = [above / "shared" / "fixtures" / "zim" for above in Path(__file__).parents]
HANDBOOK = next(filter(Path.is_dir, BESIDE), BESIDE[0]) / "handbook-fr.zim"


def opened(data, name="outils.zim", key=""):
    return Archive(
        name, len(data), lambda at, length: data[at : at + length] if at >= 0 else b"", key
    )


def text(archive, path):
    return archive.read(archive.target(archive.find(path))).decode()


@pytest.mark.parametrize("compression", [PLAIN[1], XZ, ZSTD], ids=["plain", "xz", "zstd"])
@pytest.mark.parametrize("wide", [False, True], ids=["", "offsets of eight bytes"])
@pytest.mark.parametrize("one_space", [True, False], ids=["of today", "of before 2021"])
def test_a_page_is_found_by_its_path_and_read(compression, wide, one_space):
    archive = opened(small(compression=compression, wide=wide, one_space=one_space).to_bytes())
    assert "enlève des copeaux" in text(archive, "rabot")
    assert archive.find("marteau") is None
    assert archive.metadata("Title") == "Les outils de l'atelier"
    assert archive.metadata("Nothing") == ""
    assert archive.main().title == "Les outils"
    archive.check()


def test_a_redirect_leads_to_its_page():
    archive = opened(small().to_bytes())
    assert archive.target(archive.find("raboteuse")).path == "rabot"
    with pytest.raises(NoSuchEntry):
        archive.read(archive.find("raboteuse"))


def test_redirects_in_a_circle_are_refused():
    writer = small().add("a", to="b", type="").add("b", to="a", type="")
    archive = opened(writer.to_bytes())
    with pytest.raises(DamagedArchive, match="never ends"):
        archive.target(archive.find("a"))


@pytest.mark.parametrize("listed", [True, False], ids=["listed in an entry", "in the header"])
def test_pages_are_listed_by_title_and_found_by_how_it_begins(listed):
    archive = opened(small(listed=listed, one_space=listed).to_bytes())
    pages, end = archive.titles()
    assert [page.title for page in pages] == ["La scie", "Le rabot", "Les outils"]
    assert end == archive.title_count()
    _first, after = archive.titles(most=1)
    assert archive.titles(after, most=1)[0][0].title == "Le rabot"
    assert archive.titles(archive.begins_at("Le "), most=1)[0][0].title == "Le rabot"


def test_what_lies_plain_is_named_by_its_place_in_the_file(tmp_path):
    path = tmp_path / "shared"
    data = small().to_bytes()
    path.write_bytes(b"before" + data + b"behind")
    with Archive.at((path, 6, len(data))) as archive:
        sound = archive.find("outils/bruit.mp3")
        file, begin, length = archive.where(sound)
        assert file.read_bytes()[begin : begin + length] == archive.read(sound)
        assert archive.where(archive.find("rabot")) is None


def test_an_archive_of_a_hundred_gigabytes_opens_by_a_few_short_reads():
    data, far, asked = small().to_bytes(), 100 << 30, []
    head = bytearray(data)
    struct.pack_into("<Q", head, 72, far - 16)  # its checksum lies at the end

    def read(at, length):
        asked.append(length)
        return bytes(head[at : at + min(length, 1 << 20)])

    archive = Archive("large.zim", far, read)
    assert archive.main().title == "Les outils"
    assert sum(min(length, 1 << 17) for length in asked) < 1 << 18


def test_any_number_of_threads_read_at_once(tmp_path):
    writer = Writer()
    for number in range(300):
        writer.add(f"{number:03}", f"page {number} " * 50)
    path = tmp_path / "many.zim"
    path.write_bytes(writer.to_bytes())
    wrong = []
    with Archive.of(path) as archive:

        def read():
            for number in range(300):
                if not text(archive, f"{number:03}").startswith(f"page {number} "):
                    wrong.append(number)

        threads = [Thread(target=read) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []


def test_opened_clusters_take_no_more_memory_than_they_may():
    kept = Kept(100)
    for number in range(10):
        kept.put(("a", number), (memoryview(bytes(40)), (0, 40)))
    kept.put(("a", 10), (memoryview(bytes(60)), (0, 60)))
    assert [n for n in range(11) if kept.get(("a", n))] == [8, 9]


def put(data, form, at, *values):
    changed = bytearray(data)
    struct.pack_into(form, changed, at, *values)
    return bytes(changed)


DATA = small().to_bytes()
CLUSTERS = struct.unpack_from("<Q", DATA, 48)[0]
FIRST = struct.unpack_from("<Q", DATA, CLUSTERS)[0]
BOMB = bytes((ZSTD,)) + zstd.compress(
    struct.pack("<II", 8, LARGEST_CLUSTER) + bytes(LARGEST_CLUSTER)
)
BLOBS = bytes((ZSTD,)) + zstd.compress(struct.pack("<I", 4 * MOST_BLOBS + 4) * (MOST_BLOBS + 1))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(DATA[:40], "is not a ZIM archive", id="cut off in its header"),
        pytest.param(b"PK" + DATA, "is not a ZIM archive", id="something else"),
        pytest.param(DATA[:-200], "ends too early", id="cut off"),
        pytest.param(put(DATA, "<H", 4, 9), "version 9", id="of a version to come"),
        pytest.param(put(DATA, "<Q", 32, 1 << 60), "outside the file", id="paths elsewhere"),
        pytest.param(put(DATA, "<I", 24, 1 << 31), "outside the file", id="too many entries"),
        pytest.param(put(DATA, "<Q", 48, len(DATA) - 8), "outside the file", id="no clusters"),
        pytest.param(put(DATA, "<I", 64, 5000), "first page", id="no such first page"),
        pytest.param(put(DATA, "<Q", 56, len(DATA) - 5), "no end", id="no types"),
        pytest.param(put(DATA, "<Q", CLUSTERS, 1 << 50), "outside the file", id="far cluster"),
        pytest.param(put(DATA, "B", FIRST, 3), "compression 3", id="packed with bzip2"),
        pytest.param(put(DATA, "<I", FIRST + 9, 77), "cannot be read", id="broken zstd"),
        pytest.param(DATA[:FIRST] + BOMB + DATA[FIRST:], "larger than any", id="swells"),
        pytest.param(DATA[:FIRST] + BLOBS + DATA[FIRST:], "larger than any", id="only a list"),
    ],
)
def test_what_is_wrong_is_said_with_the_file_and_the_place(data, said):
    if said == "larger than any":
        data = put(data, "<Q", 72, len(data) - 16)
    with pytest.raises(Refusal, match=said) as refused:
        archive = opened(data)
        archive.read(archive.find("rabot"))
    assert "outils.zim" in str(refused.value)


def test_a_piece_of_a_split_archive_says_what_to_do():
    with pytest.raises(SplitArchive, match="zimaa"):
        opened(DATA[:-200], name="outils.zimaa")


def test_a_changed_byte_is_told_by_the_checksum():
    with pytest.raises(DamagedArchive, match="checksum"):
        opened(put(DATA, "B", FIRST + 20, DATA[FIRST + 20] ^ 1)).check()


def walk(archive):
    """Read all that an archive offers, as its pages would."""
    archive.main(), archive.metadata("Title"), archive.illustration(), archive.titles()
    for number in range(min(archive.header.entries, 60)):
        entry = archive.target(archive.entry(number))
        archive.place(entry), archive.read(entry)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(DATA) - 1), st.integers(0, 255)), max_size=6))
def test_no_change_of_bytes_ends_in_anything_but_a_refusal(changes):
    data = bytearray(DATA)
    for place, value in changes:
        data[place] = value
    try:
        walk(opened(bytes(data)))
    except Refusal as refusal:
        assert refusal.in_words()


@given(st.binary(max_size=400))
def test_no_bytes_at_all_end_in_anything_but_a_refusal(data):
    with pytest.raises(Refusal):
        walk(opened(DATA[:4] + data))


@pytest.mark.skipif(not HANDBOOK.exists(), reason="the handbook is not on this machine")
def test_the_handbook_of_debian_is_read_whole():
    with Archive.of(HANDBOOK) as archive:
        archive.check()
        pages, end = archive.titles(most=1000)
        assert archive.metadata("Language") == "fra"
        assert len(pages) == end == 231
        assert all(a.shown.encode() <= b.shown.encode() for a, b in pairwise(pages))
        assert all(b"<html" in archive.read(page).lower() for page in pages)
        assert (
            archive.main().path == "handbook/fr/the-debian-administrators-handbook"
            or archive.main()
        )
        assert archive.illustration().startswith(b"\x89PNG")


@pytest.mark.skipif(not HANDBOOK.exists(), reason="the handbook is not on this machine")
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_changed_handbook_is_read_or_refused(data):
    bytes_ = bytearray(HANDBOOK.read_bytes()[:700_000])
    for _ in range(data.draw(st.integers(1, 20))):
        bytes_[data.draw(st.integers(0, len(bytes_) - 1))] = data.draw(st.integers(0, 255))
    try:
        walk(opened(bytes(bytes_)))
    except Refusal as refusal:
        assert refusal.in_words()


def test_what_is_no_archive_is_refused_from_a_file_as_well(tmp_path):
    path = tmp_path / "page.zim"
    path.write_text("<html>")
    with pytest.raises(NoArchive):
        Archive.of(path)
