"""Small files stay in the parts they came in: found there whole, and swept with them."""

import hashlib

import pytest

from content.library import open_library
from content.models import SCHEMA, database
from content.packed import Part
from content.store import Damaged

PAGES = [b"<p>un</p>", b"<p>deux</p>", b"<p>trois</p>"]


def name(data):
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def store(tmp_path):
    return open_library(tmp_path / "library").store


@pytest.fixture
def came(tmp_path):
    """A part with some pages in it, as it waits in quarantine."""

    def part(*pages, told=None):
        data, files = b"", []
        for page in pages:
            files.append((name(page), len(data), len(page)))
            data += page
        path = tmp_path / name(data)
        path.write_bytes(data)
        path.chmod(0o444)
        return Part(name(data), path, tuple(told or files))

    return part


def everything(store):
    return sorted(path.name for path in store.root.rglob("*") if path.is_file())


def test_pages_that_share_a_part_are_one_file_and_each_is_read_by_its_own_hash(store, came):
    part, told = came(*PAGES), []
    store.add_parts([part], told.append)
    assert everything(store) == [part.sha256]
    assert told == [len(page) for page in PAGES]
    for page in PAGES:
        assert store.has(name(page))
        assert store.read(name(page)) == page
        with store.open(name(page)) as file:
            assert file.read() == page
    assert set(store.places([name(page) for page in PAGES])) == {name(page) for page in PAGES}


def test_many_are_asked_for_at_once_and_only_what_is_here_is_told(store, came):
    pages = [b"<p>%d</p>" % number for number in range(600)]
    part = came(*pages)
    store.add_parts([part])
    asked = [name(page) for page in pages] + [name(b"%d" % number) for number in range(600)]
    assert set(store.places(asked)) == {name(page) for page in pages}
    store.remove(part.sha256)
    assert store.places(asked) == {}
    assert not store.has(name(pages[0]))


def test_a_page_that_is_not_what_its_hash_says_is_refused_and_none_is_found(store, came):
    wrong = [(name(PAGES[0]), 0, len(PAGES[0])), (name(PAGES[1]), 0, len(PAGES[0]))]
    with pytest.raises(Damaged):
        store.add_parts([came(*PAGES, told=wrong)])
    assert not any(store.has(name(page)) for page in PAGES)


def test_a_part_that_was_changed_where_no_page_lies_is_refused_too(store, came):
    part = came(*PAGES)
    part.path.chmod(0o644)
    part.path.write_bytes(part.path.read_bytes() + b"!")
    with pytest.raises(Damaged):
        store.add_parts([part])
    assert everything(store) == []


def test_what_a_kill_left_without_rows_is_found_once_it_is_done_again(store, came):
    part = came(*PAGES)
    store.add_all([(part.sha256, part.path)])
    assert not store.has(name(PAGES[0]))
    store.add_parts([part])
    assert store.read(name(PAGES[0])) == PAGES[0]


def test_a_part_is_kept_as_long_as_one_page_in_it_is_needed(store, came):
    part = came(*PAGES)
    store.add_parts([part])
    assert store.keep_only({name(PAGES[1])}) == 2
    assert store.read(name(PAGES[1])) == PAGES[1]
    assert not store.has(name(PAGES[0]))
    assert store.keep_only(set()) == 1
    assert everything(store) == []


def test_an_older_part_goes_once_all_its_pages_came_again_in_a_newer_one(store, came):
    older, newer = came(*PAGES), came(*PAGES[:2], b"<p>quatre</p>", PAGES[2])
    store.add_parts([older])
    store.add_parts([newer])
    store.keep_only({name(page) for page in PAGES})
    assert everything(store) == [newer.sha256]
    assert [store.read(name(page)) for page in PAGES] == PAGES


def test_where_pages_lie_outlives_another_form_of_the_library(store, came, tmp_path):
    store.add_parts([came(*PAGES)])
    database.pragma("user_version", SCHEMA - 1)
    database.close()
    again = open_library(tmp_path / "library").store
    assert [again.read(name(page)) for page in PAGES] == PAGES
