"""Answers go to the disk in groups; what is not there is never acknowledged."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from server.actors import Actor
from server.database import database
from server.exam_room import saving, writing
from server.exam_room.models import Event, Revision
from server.exam_room.saving import NotBegun, Save, Sender
from server.exam_room.space import Disk, NoRoom, NotKept


@pytest.fixture
def sender(morning):
    seat, candidate = morning.begins(), morning.candidate()
    by = Actor("Camille Martin", seat.number, candidate.person_id)
    return Sender(candidate.id, morning.sitting.id, by)


@pytest.fixture
def full_disk():
    """Let the database take no further page, as a disk that is full; return what makes room."""

    def limit(pages):
        database.execute_sql(f"PRAGMA max_page_count = {pages}")

    yield lambda: limit(1), lambda: limit(1 << 30)
    limit(1 << 30)


def book(n):
    return [Save(f"book-{n}", 3, n, (f"{n} " + "mot " * 20_000,))]


def commits(monkeypatch):
    """Return the list in which each commit of a group is noted, with how many requests it has."""
    noted = []
    whole = writing.Writer._commit

    def commit(self, group):
        noted.append(len(group))
        whole(self, group)

    monkeypatch.setattr(writing.Writer, "_commit", commit)
    return noted


def test_what_comes_at_the_same_time_is_one_commit(morning, sender, monkeypatch):
    noted = commits(monkeypatch)
    together = threading.Barrier(8)

    def one(n):
        together.wait()
        with database.connection_context():
            return morning.hall.writer.keep(sender, [Save(f"save-{n}", 1, n, (str(n),))]).kept

    with ThreadPoolExecutor(8) as browsers:
        kept = list(browsers.map(one, range(1, 9)))
    assert kept == [[f"save-{n}"] for n in range(1, 9)]
    assert Revision.select().count() == 8
    assert sum(noted) == 8
    assert len(noted) < 8


def test_whoever_is_kept_hears_so_while_the_next_are_being_written(morning, sender, monkeypatch):
    writer, whole = morning.hall.writer, writing.Writer._commit
    first_waits, second_waits = threading.Event(), threading.Event()
    all_came, go_on = threading.Event(), threading.Event()

    def commit(self, group):
        if not first_waits.is_set():
            first_waits.set()
            all_came.wait()
        else:
            second_waits.set()
            go_on.wait()
        whole(self, group)

    monkeypatch.setattr(writing, "GATHERED", 0)
    monkeypatch.setattr(writing.Writer, "_commit", commit)

    def one(n):
        with database.connection_context():
            return writer.keep(sender, [Save(f"save-{n}", 1, n, (str(n),))]).kept

    with ThreadPoolExecutor(3) as browsers:
        first = browsers.submit(one, 1)
        first_waits.wait()
        others = [browsers.submit(one, n) for n in (2, 3)]
        while len(writer._queue) < 2:
            first_waits.wait()
        all_came.set()
        second_waits.wait()
        assert first.result() == ["save-1"]
        assert not any(each.done() for each in others)
        go_on.set()
        assert sorted(each.result()[0] for each in others) == ["save-2", "save-3"]


def test_one_that_is_refused_does_not_take_the_others_with_it(morning, sender, monkeypatch):
    writer, other = morning.hall.writer, morning.candidate("Sacha Petit")
    early = Sender(other.id, morning.sitting.id, Actor("Sacha Petit", 99))
    group = [
        writing._Waiting(early, [Save("early", 1, 1, ("x",))]),
        writing._Waiting(sender, [Save("good", 1, 1, ("Paris",))]),
    ]
    writer._commit(group)
    assert isinstance(group[0].refused, NotBegun)
    assert group[1].kept.kept == ["good"]
    assert morning.counts() == "Paris"


def test_one_at_which_the_program_stumbles_does_not_take_the_others_with_it(
    morning, sender, monkeypatch
):
    whole = saving._keep_one

    def stumble(save, *rest):
        if save.uuid == "odd":
            raise ZeroDivisionError
        return whole(save, *rest)

    monkeypatch.setattr(saving, "_keep_one", stumble)
    odd, good = (writing._Waiting(sender, [Save(n, 1, 1, (n,))]) for n in ("odd", "good"))
    writer = morning.hall.writer
    writer._queue.extend((odd, good))
    writer._lead()
    assert isinstance(odd.refused, NotKept)
    assert good.kept.kept == ["good"]


def test_on_a_full_disk_nothing_is_acknowledged_and_the_reserve_keeps_what_follows(
    morning, sender, full_disk, monkeypatch
):
    fill, make_room = full_disk
    disk, writer = morning.hall.disk, morning.hall.writer
    fill()
    whole = Disk.give_up_reserve

    def give_up(self):
        make_room()
        return whole(self)

    monkeypatch.setattr(Disk, "give_up_reserve", give_up)
    assert writer.keep(sender, book(1)).kept == ["book-1"]
    assert not disk.room().reserved
    assert Event.of(morning.sitting.id, "reserve_used")
    monkeypatch.setattr(Disk, "give_up_reserve", whole)
    fill()
    with pytest.raises(NotKept):
        writer.keep(sender, book(2))
    assert disk.room().is_low
    assert {each.uuid for each in Revision.select()} == {"book-1"}
    make_room()
    assert writer.keep(sender, book(2)).kept == ["book-2"]
    assert not disk.room().failed
    assert {each.uuid for each in Revision.select()} == {"book-1", "book-2"}


def test_no_exam_begins_on_a_disk_without_room(morning):
    morning.hall.disk._least = 1 << 60
    with pytest.raises(NoRoom):
        morning.opens()
    assert Event.select().count() == 0


def test_the_reserve_is_laid_aside_once(morning):
    morning.opens()
    path = morning.school.site.home.folder / "exam-reserve"
    before = path.stat()
    morning.hall.disk.lay_aside()
    assert (path.stat().st_size, path.stat().st_mtime) == (1 << 20, before.st_mtime)
