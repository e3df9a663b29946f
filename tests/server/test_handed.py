"""Files that were handed in stay while a row names them, and go once none does."""

import hashlib
import subprocess
import sys
import textwrap
from pathlib import Path
from threading import Thread

import pytest

from content.store import ARRIVING, BlobStore
from i18n.refusals import Refusal
from server import rounds
from server.database import database
from server.handed import Sweep, UnknownTable, handing
from server.records.models import Work
from server.rounds import Rounds
from tests.server.handing_in import PICTURE, SPOKEN, Desk

ROOT = Path(__file__).parents[2]
LOST = b"nobody's"
LOST_NAME = hashlib.sha256(LOST).hexdigest()


@pytest.fixture
def store(school) -> BlobStore:
    return BlobStore(school.site.home.handed)


def test_what_a_row_names_stays_and_what_none_names_goes_at_the_second_look(desk: Desk, store):
    work = desk.handed(desk.camille)
    store.add(LOST_NAME, [LOST])
    sweep = Sweep(store)
    assert sweep.once() == 0
    assert store.has(LOST_NAME)
    assert sweep.once() == 1
    assert not store.has(LOST_NAME)
    assert store.read(work.sha256) == PICTURE


def test_what_went_with_its_row_is_swept_and_what_another_row_names_is_not(desk: Desk, store):
    first, second = desk.handed(desk.camille), desk.handed(desk.camille, SPOKEN)
    same = desk.handed(desk.sacha, SPOKEN)
    assert same.sha256 == second.sha256
    Work.delete().where(Work.id << [first.id, second.id]).execute()
    sweep = Sweep(store)
    assert [sweep.once(), sweep.once()] == [0, 1]
    assert store.has(same.sha256) and not store.has(first.sha256)


def test_what_is_being_handed_in_is_never_swept(school, store):
    sweep = Sweep(store)
    with handing(store, LOST) as sha256:
        assert [sweep.once() for _ in range(3)] == [0, 0, 0]
        assert store.read(sha256) == LOST
    assert sweep.once() == 1


def test_what_is_refused_goes_at_once_unless_it_counts_for_somebody(desk: Desk, store):
    work = desk.handed(desk.camille)
    with handing(store, LOST):
        for data in (LOST, PICTURE):
            with pytest.raises(Refusal), handing(store, data):
                raise Refusal()
        assert store.has(LOST_NAME), "somebody else is handing in the same"
    with pytest.raises(Refusal), handing(store, LOST):
        raise Refusal()
    assert not store.has(LOST_NAME)
    assert store.read(work.sha256) == PICTURE


def test_a_file_that_was_swept_while_it_came_again_is_written_again(school, store):
    store.add(LOST_NAME, [LOST])
    sweep = Sweep(store)
    sweep.once()
    with handing(store, LOST):
        assert sweep.once() == 0
        assert store.has(LOST_NAME)


def test_the_same_file_from_two_people_at_once_is_whole(school, store):
    data = b"x" * (1 << 20)
    seen = []

    def hand():
        with handing(store, data) as sha256:
            seen.append(hashlib.sha256(store.read(sha256)).hexdigest() == sha256)

    threads = [Thread(target=hand) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert seen == [True] * 8


KILLED = """
    import os, sys
    from pathlib import Path
    from content.store import BlobStore
    from server.handed import handing
    with handing(BlobStore(Path(sys.argv[1])), b"nobody's"):
        os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
def test_a_kill_between_file_and_row_leaves_a_file_that_the_sweep_takes(school, store):
    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(store.root)], cwd=ROOT, check=False
    )
    (store.root / ARRIVING / ("ab" * 32)).write_bytes(b"half")
    assert store.has(LOST_NAME)
    sweep = Sweep(store)
    assert [sweep.once(), sweep.once()] == [0, 2]
    assert not store.has(LOST_NAME)
    assert list((store.root / ARRIVING).iterdir()) == []


def test_nothing_is_swept_while_a_table_is_not_known(school, store):
    store.add(LOST_NAME, [LOST])
    database.execute_sql("CREATE TABLE stranger (sha256 TEXT)")
    with pytest.raises(UnknownTable):
        Sweep(store).once()
    assert store.has(LOST_NAME)


def test_the_rounds_sweep_every_hour(school, store):
    store.add(LOST_NAME, [LOST])
    going = Rounds(school.site.settings, handed=store)
    for _ in range(2):
        going.once()
        assert store.has(LOST_NAME)
        school.wait(seconds=rounds.SWEPT_EVERY.total_seconds())
    going.once()
    assert not store.has(LOST_NAME)
