"""The power fails while a mark is written; two tabs hand in at once: all of it or nothing."""

import subprocess
import sys
import textwrap
from pathlib import Path
from threading import Thread

import pytest

from content.store import BlobStore
from server.database import database
from server.library.reading import open_page
from server.marking.models import SpokenRemark
from server.records import works
from server.records.attempts import Task
from server.records.models import AnswerGiven, Attempt, Work
from tests.server.conftest import close_databases
from tests.server.marking.conftest import LETTER, PICTURE
from tests.server.marking.test_speaking import speech

ROOT = Path(__file__).parents[3]

CUT_OFF = """
    import os, sys
    from pathlib import Path
    from server import clock
    from server.accounts.models import Person
    from server.actors import Actor
    from server.console import Site
    from server.marking import operations
    from server.records import marks
    from server.settings import Home

    Site(Home(Path(sys.argv[1])), {}).open()
    marks.record = lambda *args, **values: os.kill(os.getpid(), 9)
    teacher = Person.get(Person.name == "Dominique Leroy")
    by, sent = Actor(teacher.name, None, teacher.id), operations.Sent("12", "", "Bien.")
    operations.{verb}(1, teacher, sent, by, at=clock.now())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
@pytest.mark.parametrize("verb", ["mark", "send_back"])
def test_a_mark_that_is_cut_off_is_no_mark_and_can_be_given_again(desk, school, verb):
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    teacher.post(f"/marking/works/{work.id}/form", speech(do="speak"))
    close_databases()
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            textwrap.dedent(CUT_OFF).replace("{verb}", verb),
            str(school.site.home.folder),
        ],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == -9, done.stderr
    school.site.open()
    found = Work.get_by_id(work.id)
    assert (found.state, found.mark, found.marked_times) == ("waiting", "", 0)
    assert AnswerGiven.get(AnswerGiven.place == 1).mark == ""
    assert SpokenRemark.select().count() == 1
    assert teacher.post(f"/marking/works/{work.id}", {"mark": "12"}).status_code == 303
    assert Work.get_by_id(work.id).spoken


@pytest.fixture
def task(desk, school):
    def of(title):
        page = desk.node(title)
        read = open_page(school.site.library, page, "", "fr")
        return Task(page, read.sha256, read.exercise)

    return of


def test_a_text_that_another_tab_changes_is_handed_in_as_it_was_judged(desk, school, task):
    letter, at, person = task("À écrire"), school.now, desk.camille.id

    def scribble():
        with database.connection_context():
            for _ in range(20):
                works.keep_text(person, letter, 1, "mot", at=at)

    other = Thread(target=scribble)
    other.start()
    work = works.hand_in_text(person, letter, 1, LETTER, at=at)
    other.join()
    assert work.state == "waiting"
    assert (Work.get().text, Work.get().words) == (LETTER, 8)


def test_a_text_that_is_too_short_is_kept_all_the_same(desk, school, task):
    with pytest.raises(works.TextTooShort):
        works.hand_in_text(desk.camille.id, task("À écrire"), 1, "Madame,", at=school.now)
    assert (Work.get().state, Work.get().text) == ("draft", "Madame,")


class Watched(BlobStore):
    """A store that lets somebody else write to the database while a file is written."""

    def add(self, sha256, chunks):
        meanwhile = Thread(target=self.meanwhile)
        meanwhile.start()
        meanwhile.join(timeout=20)
        assert not meanwhile.is_alive()
        super().add(sha256, chunks)


def test_while_a_file_is_written_others_go_on_writing(desk, school, task):
    store, drawing, letter = Watched(school.site.home.handed), task("À montrer"), task("À écrire")

    def write():
        with database.connection_context():
            works.keep_text(desk.sacha.id, letter, 1, "Madame,", at=school.now)

    store.meanwhile = write
    work = works.hand_in_file(desk.camille.id, drawing, 0, PICTURE, store, at=school.now)
    assert work.state == "waiting" and store.read(work.sha256) == PICTURE
    assert Work.select().where(Work.person == desk.sacha).exists()


def test_a_file_that_cannot_be_written_leaves_nothing(desk, school, task):
    class Full(BlobStore):
        def add(self, sha256, chunks):
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        works.hand_in_file(
            desk.camille.id,
            task("À montrer"),
            0,
            PICTURE,
            Full(school.site.home.handed),
            at=school.now,
        )
    assert (Work.select().count(), Attempt.select().count()) == (0, 0)
