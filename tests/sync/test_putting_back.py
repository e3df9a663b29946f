"""An update of the program makes the library anew: learners see again what they saw."""

import pytest

from content.library import open_library
from content.models import SCHEMA, Channel, Held, Release, database
from content.putting_back import put_back
from tests.sync.site import FEBRUARY, PAGES_1, PAGES_2


@pytest.fixture
def two(site, newer_medium):
    """A classroom whose learners see release 2, with release 1 to go back to."""
    site.install(site.receive(newer_medium, at=FEBRUARY))
    return site


def updated(site, by=1):
    """The same classroom after an update whose program knows another form of the library."""
    database.pragma("user_version", SCHEMA - by)
    site.library = open_library(site.folder / "library")
    return site


def test_what_learners_saw_is_seen_again_with_the_release_before(two):
    before = two.learners_see()
    updated(two)
    assert two.learners_see() == {}
    assert put_back(two.library) == ["maths"]
    assert two.learners_see() == before == {"maths": (2, PAGES_2)}
    two.library.roll_back("maths", leaving=2, to=1)
    assert two.learners_see() == {"maths": (1, PAGES_1)}
    assert two.library.held() == []


def test_what_only_those_may_read_who_have_begun_it_stays_so(two):
    two.library.withdraw("maths", 2, at_once=False)
    put_back(updated(two).library)
    assert Channel.get_by_id("maths").retired


def test_it_waits_through_a_second_update(two):
    updated(updated(two))
    assert put_back(two.library) == ["maths"]


def test_no_blob_that_is_needed_is_swept_meanwhile(two):
    updated(two)
    assert two.library.sweep(()) == 0
    put_back(two.library)
    assert two.library.sweep(()) == 0
    put_back(updated(two).library)
    assert two.learners_see() == {"maths": (2, PAGES_2)}


def test_cut_off_anywhere_it_is_done_again(two):
    def cut_off(done, total):
        raise InterruptedError

    updated(two)
    with pytest.raises(InterruptedError):
        put_back(two.library, on_progress=cut_off)
    assert put_back(two.library) == ["maths"]


def test_cut_off_while_it_is_staged_it_is_done_again(two, monkeypatch):
    updated(two)
    switch = Channel.get_or_create
    monkeypatch.setattr(Channel, "get_or_create", lambda **how: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        put_back(two.library)
    monkeypatch.setattr(Channel, "get_or_create", switch)
    assert two.learners_see() == {}
    assert put_back(two.library) == ["maths"]
    assert Release.select().count() == 2


@pytest.mark.parametrize(
    ("what", "how"),
    [
        ("a page", "gone"),
        ("the catalogue", "gone"),
        ("the catalogue", "spoilt"),
        ("the manifest", "gone"),
        ("the manifest", "spoilt"),
    ],
)
def test_what_is_no_longer_whole_stays_to_be_brought_in_again(two, newer_medium, what, how):
    release = two.library.current("maths")
    manifest = two.receive(newer_medium, at=FEBRUARY)
    page = max(manifest.files, key=lambda stored: stored.size)
    names = {"a page": page, "the catalogue": manifest.catalogue}
    sha256 = release.manifest if what == "the manifest" else names[what].sha256
    path = two.library.store.path(sha256)
    path.chmod(0o644)
    if how == "spoilt":
        path.write_bytes(b"{}")
    else:
        path.unlink()
    updated(two)
    assert put_back(two.library) == []
    (left,) = two.library.held()
    assert (left.channel_id, left.number, left.lost) == ("maths", 2, True)
    two.library.store.remove(sha256)
    two.install(two.receive(newer_medium, at=FEBRUARY))
    assert two.learners_see() == {"maths": (2, PAGES_2)}
    assert two.library.held() == []


def test_what_is_barred_does_not_come_back(two):
    assert put_back(updated(two).library, barred=lambda name, number: number == 2) == []
    assert (two.learners_see(), two.library.held()) == ({}, [])


def test_a_release_before_that_is_barred_is_left_out(two):
    put_back(updated(two).library, barred=lambda name, number: number == 1)
    assert two.learners_see() == {"maths": (2, PAGES_2)}
    assert two.library.before() == {}


def test_what_was_brought_in_again_first_stays(two, medium):
    updated(two)
    held = list(Held.select().dicts())
    assert put_back(two.library) == ["maths"]
    Held.insert_many(held).execute()
    Channel.update(previous=None).execute()
    put_back(two.library)
    assert two.library.before() == {}


def test_a_library_of_which_nothing_can_be_read_is_begun_anew(two):
    database.execute_sql("DROP TABLE channel")
    updated(two, by=2)
    assert (two.learners_see(), two.library.held()) == ({}, [])
