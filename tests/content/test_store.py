"""The blob store: what is in it is whole."""

import errno
import hashlib
import os
import stat
import sys

import pytest

from content.store import ARRIVING, AT_ONCE, BlobStore, Damaged

DATA = b"Voici la lettre A." * 1000
NAME = hashlib.sha256(DATA).hexdigest()


def name(data):
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def store(tmp_path):
    return BlobStore(tmp_path / "objects")


def everything(store):
    return sorted(path.name for path in store.root.rglob("*") if path.is_file())


def test_what_was_added_is_there_whole_and_read_only(store):
    store.add(NAME, [DATA[:7], DATA[7:]])
    assert store.has(NAME)
    assert store.read(NAME) == DATA
    with store.open(NAME) as file:
        assert file.read() == DATA
    assert stat.S_IMODE(store.path(NAME).stat().st_mode) == 0o444
    assert everything(store) == [NAME]


@pytest.mark.parametrize(
    "chunks",
    [
        pytest.param([DATA, b"!"], id="a byte too many"),
        pytest.param([DATA[:-1]], id="a byte too few"),
        pytest.param([b"X" + DATA[1:]], id="a byte changed"),
        pytest.param([], id="nothing"),
    ],
)
def test_damaged_bytes_are_refused_and_nothing_is_left_behind(store, chunks):
    with pytest.raises(Damaged):
        store.add(NAME, chunks)
    assert not store.has(NAME)
    assert everything(store) == []


def test_a_medium_pulled_out_leaves_nothing_behind(store):
    def chunks():
        yield DATA[:7]
        raise OSError("no medium")

    with pytest.raises(OSError, match="no medium"):
        store.add(NAME, chunks())
    assert everything(store) == []


def test_what_is_here_already_is_not_read_again(store):
    store.add(NAME, [DATA])
    store.add(NAME, iter(lambda: pytest.fail("read again"), None))
    assert store.read(NAME) == DATA


@pytest.mark.parametrize("mode", [0o444, 0o000])
def test_what_a_kill_left_half_written_does_not_stand_in_the_way(store, mode):
    left = store.root / ARRIVING / NAME
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    left.chmod(mode)
    store.add(NAME, [DATA])
    assert store.read(NAME) == DATA


def test_nothing_is_written_through_a_link_that_lies_in_the_way(store, tmp_path):
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine")
    (store.root / ARRIVING).mkdir(parents=True)
    (store.root / ARRIVING / NAME).symlink_to(outside)
    store.add(NAME, [DATA])
    assert outside.read_bytes() == b"mine"


def test_many_blobs_are_kept_and_one_that_comes_twice_once(store):
    blobs = [b"%d" % n for n in range(30)]
    counted = []
    store.add_all(((name(data), [data]) for data in [*blobs, *blobs]), counted.append)
    assert [store.read(name(data)) for data in blobs] == blobs
    assert sum(counted) == sum(map(len, blobs))
    assert len(everything(store)) == 30


def test_after_a_damaged_blob_the_others_can_be_brought_again(store):
    blobs = [(name(b"a"), [b"a"]), (NAME, [b"x"])]
    with pytest.raises(Damaged):
        store.add_all(blobs)
    store.sweep()
    assert everything(store) == []
    store.add_all([(name(b"a"), [b"a"]), (NAME, [DATA])])
    assert store.has(name(b"a"))


@pytest.fixture
def part(tmp_path):
    """A file that waits beside the store, read-only as those of quarantine are."""
    path = tmp_path / "part"
    path.write_bytes(DATA)
    path.chmod(0o444)
    return path


two_names = pytest.mark.skipif(sys.platform == "win32", reason="copied there")


@two_names
def test_a_file_that_nobody_writes_is_not_copied(store, part):
    counted = []
    store.add_all([(NAME, part)], counted.append)
    assert store.path(NAME).samefile(part)
    assert sum(counted) == len(DATA)
    part.unlink()
    assert store.read(NAME) == DATA
    assert everything(store) == [NAME]


def may_be_written(part):
    part.chmod(0o644)
    return part


def has_a_third_name(part):
    part.with_name("third").hardlink_to(part)
    return part


def is_led_to_by_a_link(part):
    part.with_name("link").symlink_to(part)
    return part.with_name("link")


@two_names
@pytest.mark.parametrize("how", [may_be_written, has_a_third_name, is_led_to_by_a_link])
def test_a_file_that_could_change_under_another_name_is_copied(store, part, how):
    store.add_all([(NAME, how(part))])
    part.chmod(0o644)
    part.write_bytes(b"changed later")
    assert store.read(NAME) == DATA
    assert store.path(NAME).stat().st_nlink == 1
    assert everything(store) == [NAME]


@two_names
def test_a_file_of_another_disk_is_copied(store, part, monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.EXDEV, "another disk")

    monkeypatch.setattr(os, "link", refuse)
    store.add_all([(NAME, part)])
    assert store.read(NAME) == DATA
    assert not store.path(NAME).samefile(part)


@pytest.mark.parametrize("mode", [0o444, 0o644])
def test_a_file_changed_where_it_waited_is_refused_and_stays_there(store, part, mode):
    part.chmod(0o644)
    part.write_bytes(DATA[:-1] + b"!")
    part.chmod(mode)
    with pytest.raises(Damaged):
        store.add_all([(NAME, part)])
    assert everything(store) == []
    assert part.exists()


def test_a_read_only_blob_can_be_removed_and_twice_is_no_matter(store):
    store.add(NAME, [DATA])
    store.remove(NAME)
    store.remove(NAME)
    assert not store.has(NAME)


def test_a_blob_that_is_not_here_is_not_found(store):
    with pytest.raises(FileNotFoundError):
        store.read(NAME)


def test_an_empty_blob_is_a_blob(store):
    store.add(name(b""), [])
    assert store.read(name(b"")) == b""


def test_of_many_blobs_asked_for_at_once_those_are_found_that_are_here(store):
    here = [name(each) for each in (b"un", b"deux", b"trois")]
    store.add(here[0], [b"un"])
    store.add(here[1], [b"deux"])
    store.add(here[2], [b"trois"])
    others = [name(str(number).encode()) for number in range(AT_ONCE)]
    found = store.places([*others, *here])
    assert found == store.places(here) == {each: (store.path(each), 0) for each in here}
