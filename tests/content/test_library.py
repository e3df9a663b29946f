"""The installed library: learners see the old release or the new one, never both."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from content import browse
from content.library import (
    ChangedMeanwhile,
    MadeByANewer,
    NoSuchChannel,
    NothingBefore,
    open_library,
)
from content.models import SCHEMA, File, Node, Release, Title, database
from content.staging import NumberTaken
from tests.content.conftest import LESSON_B, write

ROOT = Path(__file__).parents[2]


def seen(language="fr"):
    """What learners see: the number of each course and the titles of its pages."""
    return {
        channel.id: (
            channel.number,
            [
                item.words.title
                for topic in browse.children(channel.release, "", language, coach=False)
                for item in browse.children(channel.release, topic.id, language, coach=False)
            ],
        )
        for channel in browse.channels(language)
    }


ONE = {"lire": (1, ["La lettre A", "La lettre B", "Les jours", "Au guichet"])}
TWO = {"lire": (2, ["La lettre A", "Le B", "Les jours", "Au guichet"])}


@pytest.fixture
def installed(shelf, course):
    """Release 1 is seen by learners; the folder holds release 2."""
    shelf.install(course, 1)
    write(course, {LESSON_B: "---\ntitle: Le B\n---\nB.\n"})
    return shelf


def test_an_empty_library_has_no_course(shelf):
    assert (seen(), shelf.library.releases(), shelf.library.current("lire")) == ({}, {}, None)


def test_a_release_is_seen_when_it_is_switched_to_and_not_before(shelf, course):
    release = shelf.library.stage(*shelf.bring(course, 1))
    assert seen() == {}
    shelf.library.switch(release)
    assert seen() == ONE
    assert shelf.library.current("lire").manifest == release.manifest


def test_a_new_release_beside_the_old_one_is_not_seen(installed, course):
    release = installed.library.stage(*installed.bring(course, 2))
    assert seen() == ONE
    installed.library.switch(release)
    assert seen() == TWO


def test_whoever_reads_while_a_release_is_staged_sees_the_old_one(installed, course, monkeypatch):
    views = []
    insert = Node.insert_rows

    def look():
        views.append(seen())
        database.close()

    def look_first(rows):
        reader = threading.Thread(target=look)
        reader.start()
        reader.join()
        return insert(rows)

    monkeypatch.setattr(Node, "insert_rows", look_first)
    installed.library.stage(*installed.bring(course, 2))
    assert views == [ONE]


def test_one_goes_back_a_step_and_forward_again(installed, course):
    installed.install(course, 2)
    assert installed.library.step_back("lire") == (2, 1)
    assert installed.library.roll_back("lire", leaving=2, to=1).number == 1
    assert seen() == ONE
    assert installed.library.roll_back("lire", leaving=1, to=2).number == 2
    assert seen() == TWO


def test_going_back_twice_from_one_page_is_going_back_once(installed, course):
    installed.install(course, 2)
    for _ in range(2):
        installed.library.roll_back("lire", leaving=2, to=1)
    assert seen() == ONE


@pytest.mark.parametrize(("leaving", "to"), [(2, 1), (3, 1), (1, 3), (0, 0)])
def test_a_step_from_a_page_that_is_no_longer_true_is_refused(installed, course, leaving, to):
    installed.install(course, 2)
    write(course, {LESSON_B: "---\ntitle: Trois B\n---\nTrois.\n"})
    installed.install(course, 3)
    with pytest.raises(ChangedMeanwhile):
        installed.library.roll_back("lire", leaving=leaving, to=to)
    assert seen()["lire"][1][1] == "Trois B"


def test_there_is_no_step_back_from_the_first_release_or_no_course(installed):
    with pytest.raises(NothingBefore):
        installed.library.step_back("lire")
    with pytest.raises(NoSuchChannel):
        installed.library.step_back("nothing")
    assert seen() == ONE


def test_installing_again_changes_nothing(installed, course):
    catalogue, manifest = installed.bring(course, 2)
    first = installed.library.stage(catalogue, manifest)
    rows = Node.select().count()
    again = installed.library.stage(catalogue, manifest)
    for _ in range(2):
        installed.library.switch(again)
    assert (first.id, rows) == (again.id, Node.select().count())
    installed.library.roll_back("lire", leaving=2, to=1)
    assert seen() == ONE


def test_another_content_under_a_number_in_use_is_refused(installed, course):
    with pytest.raises(NumberTaken):
        installed.library.stage(*installed.bring(course, 1))
    assert seen() == ONE


def test_another_content_under_a_number_nobody_sees_takes_its_place(installed, course):
    installed.library.stage(*installed.bring(course, 2))
    write(course, {LESSON_B: "---\ntitle: Encore B\n---\nB.\n"})
    installed.library.switch(installed.library.stage(*installed.bring(course, 2)))
    assert seen()["lire"][1][1] == "Encore B"


def test_a_release_half_staged_is_written_again_whole(installed, course, monkeypatch):
    catalogue, manifest = installed.bring(course, 2)
    monkeypatch.setattr(Title, "insert_rows", lambda rows: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        installed.library.stage(catalogue, manifest)
    monkeypatch.undo()
    assert seen() == ONE
    assert [release.complete for release in Release.select().order_by(Release.id)] == [True, False]
    installed.library.switch(installed.library.stage(catalogue, manifest))
    assert seen() == TWO
    assert Node.select().count() == 2 * len(catalogue.nodes)


def test_sweeping_keeps_this_release_and_the_one_before(installed, course):
    installed.install(course, 2)
    write(course, {LESSON_B: "---\ntitle: Trois B\n---\nTrois.\n"})
    installed.install(course, 3)
    before = {row.sha256 for row in File.select().join(Release).where(Release.number == 1)}
    assert installed.library.sweep(()) == 1
    kept = {row.sha256 for row in File.select()}
    assert len(before - kept) == 1
    assert {path.name for path in installed.library.store.root.glob("??/*")} == kept
    assert installed.library.roll_back("lire", leaving=3, to=2).number == 2
    assert seen() == TWO


def test_sweeping_takes_away_what_was_staged_and_never_shown(installed, course):
    installed.library.stage(*installed.bring(course, 2))
    (installed.library.store.root / "arriving").mkdir(exist_ok=True)
    (installed.library.store.root / "arriving" / "half").write_bytes(b"x")
    assert installed.library.sweep(()) == 1
    assert Release.select().count() == 1
    assert not (installed.library.store.root / "arriving").exists()
    assert seen() == ONE


def test_a_library_is_found_again_as_it_was(installed):
    open_library(installed.folder / "library")
    assert seen() == ONE


def test_a_library_of_an_older_make_is_begun_anew(installed):
    database.pragma("user_version", SCHEMA - 1)
    library = open_library(installed.folder / "library")
    assert seen() == {}
    assert library.releases() == {}


def test_a_library_of_a_newer_make_is_left_as_it_is(installed):
    database.pragma("user_version", SCHEMA + 1)
    with pytest.raises(MadeByANewer):
        open_library(installed.folder / "library")
    database.pragma("user_version", SCHEMA)
    assert seen() == ONE


STAGE = """
import sys; from pathlib import Path
from content.bundle import build, open_bundle; from content.formats.folder import read
from content.library import open_library
library, course, out = map(Path, sys.argv[1:])
draft = read(course, 2); manifest = open_bundle(build(draft, out)); shown = open_library(library)
print("ready", flush=True)
while True:
    shown.stage(draft.catalogue, manifest)
    shown.sweep(())
"""


def test_a_kill_in_the_middle_of_staging_leaves_the_old_release(installed, course):
    database.close()
    arguments = [installed.folder / "library", course, installed.folder / "out"]
    for delay in (0.0, 0.004, 0.009, 0.02):
        with subprocess.Popen(
            [sys.executable, "-c", STAGE, *arguments], cwd=ROOT, stdout=subprocess.PIPE
        ) as child:
            child.stdout.readline()
            time.sleep(delay)
            os.kill(child.pid, signal.SIGKILL)
        open_library(installed.folder / "library")
        assert seen() == ONE
        database.close()
    open_library(installed.folder / "library")
    installed.install(course, 2)
    assert seen() == TWO


def test_a_release_taken_back_at_once_is_seen_by_nobody_and_cannot_be_gone_back_to(
    installed, course
):
    installed.install(course, 2)
    installed.library.withdraw("lire", 1, at_once=True)
    assert seen() == TWO
    with pytest.raises(NothingBefore):
        installed.library.step_back("lire")
    installed.library.withdraw("lire", 2, at_once=True)
    assert (seen(), installed.library.releases()) == ({}, {})


def test_a_release_taken_back_gently_is_marked_until_a_new_one_comes(installed, course):
    installed.library.withdraw("lire", 1, at_once=False)
    assert seen() == ONE
    assert browse.channel("lire", "fr").retired
    assert installed.library.offers("lire", 1, to_begin=False)
    assert not installed.library.offers("lire", 1, to_begin=True)
    installed.install(course, 2)
    assert not browse.channel("lire", "fr").retired


def test_taking_back_what_is_not_here_changes_nothing(installed):
    installed.library.withdraw("lire", 7, at_once=True)
    installed.library.withdraw("nothing", 1, at_once=True)
    assert seen() == ONE
