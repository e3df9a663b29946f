"""The spare: everything of a sitting is on the other disk, or the examiner knows since when not."""

import hashlib
import shutil
import sqlite3
import sys
from contextlib import closing

import pytest

from content.store import BlobStore
from server import serving
from server.actors import CONSOLE
from server.ahead import Ahead, connected
from server.database import open_school
from server.exam_room import ending, keeping, losses, spare
from server.exam_room.beating import Beating
from server.exam_room.keeping import Keeper
from server.exam_room.models import Event, Revision
from server.exam_room.signs import Sign
from server.exam_room.spare import Spare, TakenOver
from server.exam_room.spare_homes import HomeIsNewer
from server.exam_room.taking_over import NoSpare, SpareDamaged, SpareInUse, take_over
from server.serving import ServedAlready
from server.settings import Home
from sync.lock import exclusive


class Copying:
    """The spare of a morning, kept whenever it is told to."""

    def __init__(self, morning, folder):
        self.home: Home = morning.school.site.home
        self.folder, self.spare = folder, Spare(folder)
        morning.hall.spare = self.spare
        self.keeper = Keeper(self.home, self.spare)
        self.ahead = Ahead(self.home.school, self.keeper)
        self._lines = [connected(self.home.school) for _ in range(2)]

    def __call__(self, times=1):
        """Let both threads look once."""
        for _ in range(times):
            self.keeper.once()
            self.ahead.once(*self._lines)
            self.keeper.once()

    def stops(self):
        for line in self._lines:
            line.close()
        self.keeper._lasts.close()


@pytest.fixture
def copying(morning, tmp_path):
    made = Copying(morning, tmp_path / "other disk")
    yield made
    made.stops()


@pytest.fixture
def copied(morning, copying):
    """A sitting with an answer, all of it in the spare."""
    morning.begins()
    copying(3)
    morning.save("Paris")
    copying()
    return copying


@pytest.fixture
def elsewhere(tmp_path):
    return Home(tmp_path / "second PC")


def takes_over(copying, home, school):
    copying.stops()
    return take_over(copying.folder, home, CONSOLE, at=school.now)


def test_everything_that_was_kept_is_there_when_another_goes_on(morning, copied, elsewhere):
    morning.save("Paris, France", number=2)
    copied()
    before = Event.head_of(morning.sitting.id)
    found = takes_over(copied, elsewhere, morning.school)
    assert [(each.title, each.events, each.answers) for each in found.sittings] == [
        ("Mathématiques", before.number, 2)
    ]
    assert (found.torn, found.missing, found.aside) == (0, [], None)
    assert morning.counts() == "Paris, France"
    last = Event.head_of(morning.sitting.id)
    assert (last.kind, last.before) == ("taken_over", before.hash)
    assert elsewhere.exam_key() == copied.home.exam_key()


def test_what_comes_again_after_the_other_has_gone_on_is_kept_once(morning, copied, elsewhere):
    morning.save("Lyon", uuid="known")
    copied()
    takes_over(copied, elsewhere, morning.school)
    for _ in range(2):
        morning.save("Lyon", uuid="known")
        morning.save("Marseille", uuid="newer")
    assert Revision.select().where(Revision.uuid << ["known", "newer"]).count() == 2
    assert morning.counts() == "Marseille"


def test_the_time_that_was_lost_is_proposed(morning, copied, elsewhere, restart):
    takes_over(copied, elsewhere, morning.school)
    restart()
    hall = type(morning.hall)(elsewhere, morning.school.site.settings)
    beating = Beating(hall)
    beating.once(morning.now)
    morning.school.wait(minutes=3)
    here = morning.candidate()
    hall.signs.note(here.id, Sign(morning.clock * 1000))
    beating.once(morning.now)
    lost = losses.proposals(morning.sitting.id)
    assert [(each.candidate.id, each.cut) for each in lost] == [(here.id, True)]
    assert lost[0].seconds == pytest.approx(180, abs=10)


def test_what_a_candidate_handed_in_as_a_file_is_there_too(morning, copied, elsewhere):
    store = BlobStore(copied.home.handed)
    sha256 = hashlib.sha256(b"a drawing").hexdigest()
    store.add(sha256, [b"a drawing"])
    morning.save("again")
    copied()
    takes_over(copied, elsewhere, morning.school)
    assert BlobStore(elsewhere.handed).path(sha256).read_bytes() == b"a drawing"


def test_a_torn_last_record_costs_only_what_it_held(morning, copied, elsewhere):
    journal = copied.keeper._journal
    before = journal.size
    morning.save("Lyon", number=2)
    copied()
    with journal.path.open("r+b") as file:
        file.truncate(before + 50)
    found = takes_over(copied, elsewhere, morning.school)
    assert found.torn == 50
    assert morning.counts() == "Paris"


@pytest.mark.parametrize("which", ["base.db", "journal"])
def test_a_copy_that_was_changed_is_refused_and_nothing_is_made(morning, copied, elsewhere, which):
    morning.save("Lyon", number=2)
    copied()
    path = copied.keeper._journal.path.with_name(which)
    data = bytearray(path.read_bytes())
    data[200] ^= 1
    path.write_bytes(data)
    with pytest.raises(SpareDamaged, match=which):
        takes_over(copied, elsewhere, morning.school)
    assert not elsewhere.school.exists()


def test_an_answer_that_was_changed_before_it_was_copied_is_refused(morning, copied, elsewhere):
    Revision.update(answer='["Rome"]').execute()
    copied()
    with pytest.raises(SpareDamaged):
        takes_over(copied, elsewhere, morning.school)


def test_a_home_that_holds_more_than_the_copy_is_not_overwritten(morning, copied):
    copied.stops()
    shutil.copytree(copied.folder, copied.folder.with_name("stick"))
    morning.save("Lyon", number=2)
    with pytest.raises(HomeIsNewer):
        take_over(copied.folder, copied.home, CONSOLE, at=morning.school.now)
    open_school(copied.home.school)
    assert morning.counts() == "Lyon"


def test_an_older_state_of_the_same_site_is_put_aside(morning, copying, elsewhere):
    morning.begins()
    elsewhere.folder.mkdir()
    with closing(sqlite3.connect(copying.home.school)) as now:
        now.execute("VACUUM INTO ?", (str(elsewhere.school),))
    morning.save("Paris")
    copying(3)
    found = takes_over(copying, elsewhere, morning.school)
    assert found.aside.exists()
    assert morning.counts() == "Paris"


def test_a_folder_without_a_copy_is_told(tmp_path, elsewhere, morning):
    with pytest.raises(NoSpare):
        take_over(tmp_path, elsewhere, CONSOLE, at=morning.school.now)


def test_while_the_other_server_lives_nobody_takes_over(morning, copied, elsewhere):
    with pytest.raises(SpareInUse):
        take_over(copied.folder, elsewhere, CONSOLE, at=morning.school.now)


def test_a_server_whose_sitting_goes_on_elsewhere_does_not_start(morning, copied):
    spare.note_taken(copied.folder, Home(copied.folder / "x"), "pc-2", 1_000)
    with pytest.raises(TakenOver, match="pc-2"):
        serving._refuse_what_was_taken_over(morning.school.site, morning.hall)
    copied()
    assert "pc-2" in copied.spare.trouble


def test_a_second_server_on_the_same_home_is_refused(morning):
    site = morning.school.site
    with exclusive(site.home.served), pytest.raises(ServedAlready):
        serving.serve(site)


def test_a_disk_that_is_gone_holds_up_no_save_and_is_told(morning, copied):
    aside = copied.folder.with_name("unplugged")
    copied.folder.rename(aside)
    copied.folder.write_text("no disk")
    morning.save("Lyon")
    copied()
    assert copied.spare.trouble
    morning.school.wait(minutes=1)
    Beating(morning.hall).once(morning.now)
    assert [event.kind for event in Event.of(morning.sitting.id, "spare_behind")]
    seat = morning.school.sign_in(morning.dominique)
    assert "en retard depuis" in seat.page(f"/sittings/{morning.sitting.id}/room")


def test_a_disk_that_comes_back_is_brought_up_to_date_by_itself(morning, copied, elsewhere):
    aside = copied.folder.with_name("unplugged")
    copied.folder.rename(aside)
    copied.folder.write_text("no disk")
    morning.save("Lyon")
    copied()
    copied.folder.unlink()
    aside.rename(copied.folder)
    copied(3)
    assert not copied.spare.trouble
    takes_over(copied, elsewhere, morning.school)
    assert morning.counts() == "Lyon"


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files as Linux does")
def test_a_disk_that_is_full_loses_nothing_of_what_it_had(morning, copied, elsewhere):
    import resource

    journal, limits = copied.keeper._journal, resource.getrlimit(resource.RLIMIT_FSIZE)
    morning.save("Lyon " * 50)
    copied.ahead.once(*copied._lines)
    resource.setrlimit(resource.RLIMIT_FSIZE, (journal.size + 100, limits[1]))
    copied.keeper.once()
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert copied.spare.trouble
    copied.keeper.once()
    assert not copied.spare.trouble
    takes_over(copied, elsewhere, morning.school)
    assert morning.counts() == "Lyon " * 50


def test_a_journal_that_has_grown_long_makes_room_for_a_new_base(
    morning, copied, elsewhere, monkeypatch
):
    monkeypatch.setattr(keeping, "JOURNAL_MOST", 1)
    morning.save("Lyon")
    copied(2)
    monkeypatch.undo()
    morning.save("Nice")
    copied(2)
    assert len([p for p in copied.folder.iterdir() if p.name.isdecimal()]) == 1
    takes_over(copied, elsewhere, morning.school)
    assert morning.counts() == "Nice"


def test_another_stick_in_the_same_place_gets_a_copy_of_its_own(morning, copied, elsewhere):
    shutil.rmtree(copied.folder)
    copied.folder.mkdir()
    morning.save("Lyon")
    copied()
    copied(3)
    takes_over(copied, elsewhere, morning.school)
    assert morning.counts() == "Lyon"


def test_once_the_sitting_is_closed_the_spare_holds_its_end_and_rests(morning, copied, elsewhere):
    ending.close(morning.sitting, morning.act("over"))
    copied(2)
    assert copied.spare.since_ms is None
    found = takes_over(copied, elsewhere, morning.school)
    assert found.sittings == []
    assert Event.of(morning.sitting.id, "closed")


def test_the_page_of_the_room_says_that_the_copy_is_up_to_date(morning, copied):
    seat = morning.school.sign_in(morning.dominique)
    assert "Copie sur l'autre disque" in seat.page(f"/sittings/{morning.sitting.id}/room")
