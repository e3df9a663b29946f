"""A translation that a machine drafts: asked for, followed, read again by a person; and failing."""

import pytest

from content.library import open_library
from content.models import database
from server.settings import Home
from sync.lock import exclusive
from tests import small_translator
from tests.browser.classroom import WITH_AXE
from tests.browser.standards import faults_of
from tests.browser.written import write_a_course

pytestmark = WITH_AXE
DRAFTED = ["At market", "At market.", "## The prices", "- one euro\n- two euros"]


@pytest.fixture
def library(the_classroom, tmp_path):
    """The library of the classroom, with a translator from French into English."""
    for needed in ("ctranslate2", "sentencepiece"):
        pytest.importorskip(needed, reason=f"{needed} (ardoise[translate])")
    library = open_library(Home(the_classroom.server.home).library)
    small_translator.put_in(library, tmp_path)
    yield library
    database.close()


def nothing_done_meanwhile(classroom):
    """Hold the lock of whoever does a job: what is asked for stays under way."""
    return exclusive(classroom.server.home / "jobs.lock", patience=60)


def asks(seat):
    """Ask for a draft on the page of a translation, and be where it is followed."""
    seat.page.locator("summary", has_text=seat.say("Draft by machine")).click()
    seat.page.locator("input[name=neither]").check()
    seat.follow(seat.button("Draft by machine"))


def texts(seat):
    return [each.input_value() for each in seat.page.locator("main textarea").all()]


def test_a_draft_by_machine_is_followed_and_read_again_and_says_why_it_failed(classroom, library):
    seat, other = classroom.seat(), classroom.seat("ar")
    seat.sign_in(classroom.newcomer("Dominique qui traduit", "teacher"))
    other.sign_in(classroom.newcomer("Alix qui relit", "teacher"))
    desk = write_a_course(seat, into="en").desk
    seat.open(desk)
    with nothing_done_meanwhile(classroom):
        asks(seat)
        other.open(seat.path)
        assert faults_of(seat.page, "fr") == faults_of(other.page, "ar") == []
    seat.page.wait_for_url(f"**{desk}")
    assert texts(seat) == DRAFTED
    unread = seat.page.get_by_text(seat.say("Machine translation, not checked"), exact=True)
    assert unread.count() == len(DRAFTED) and faults_of(seat.page, "fr") == []

    for each in seat.page.locator("main select").all():
        each.select_option("checked")
    seat.page.locator("main textarea").last.fill("")
    seat.follow(seat.button("Save the translation"))
    assert texts(seat) == [*DRAFTED[:-1], ""] and unread.count() == 0

    with nothing_done_meanwhile(classroom):
        asks(seat)
        other.open(seat.path)
        library.take_off("traducteur", 1)
    for each in (seat, other):
        each.page.locator("main [role=alert]").wait_for()
        assert faults_of(each.page, each.language) == []
    assert texts(seat.open(desk) and seat) == [*DRAFTED[:-1], ""]
