"""Translating: a draft by machine, asked for and read again; a page of an installed course, from
who translates it to who reads it."""

import re

import pytest

from content.library import open_library
from content.models import database
from server.settings import Home
from sync.lock import exclusive
from tests import small_translator
from tests.browser.classroom import WITH_AXE
from tests.browser.places import found
from tests.browser.standards import faults_of
from tests.browser.steps import done, look_at, open_pages_drawn
from tests.browser.test_writing import waits_for
from tests.browser.written import write_a_course

pytestmark = WITH_AXE
LESSON, ROMANIAN = "Découper un mot en syllabes", "Silabe"
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


def test_a_page_of_an_installed_course_is_translated_approved_and_read_side_by_side(classroom):
    teacher = classroom.seat()
    teacher.sign_in(classroom.newcomer("Dominique qui passe en roumain", "teacher"))
    lesson = found(teacher, LESSON)
    teacher.open(lesson)
    teacher.follow(
        teacher.page.locator("nav.along").get_by_role("link", name=teacher.say("Translate"))
    )
    assert faults_of(teacher.page, "fr") == []
    teacher.page.locator("#language").select_option("ro")
    teacher.follow(teacher.button("Translate it"))
    for each in teacher.page.locator("main section.two-texts").all():
        text, state = each.locator("textarea"), each.locator("select")
        if not text.input_value().startswith("[["):
            original = each.locator("p.original").first.inner_text()
            text.fill(re.sub(r"\w{4,}", "cuvânt", original) if "[" not in original else original)
        state.select_option("checked")
    teacher.page.locator("main textarea").first.fill(ROMANIAN)
    teacher.follow(teacher.button("Save the translation"))
    teacher.page.locator("summary", has_text=teacher.say("Preview")).last.click()
    assert "cuvânt" in teacher.page.inner_text("details article")
    assert faults_of(teacher.page, "fr") == []
    teacher.follow(teacher.page.locator("nav.crumbs a").last)
    assert faults_of(teacher.page, "fr") == []
    title = teacher.page.inner_text("h1")
    teacher.follow(teacher.link("Propose this course"))
    teacher.follow(teacher.button("Propose this course"))

    manager = classroom.seat()
    manager.sign_in(classroom.newcomer("Loan qui approuve en roumain", "content_manager"))
    waits_for(manager, title)
    look_at(manager, title)
    open_pages_drawn(manager)
    assert faults_of(manager.page, "fr") == []
    manager.button("Approve and install").click()
    done(manager)
    manager.open("/bundles/")
    assert manager.page.locator("td, th", has_text=title).count()

    learner = classroom.seat("ar")
    learner.sign_in(classroom.newcomer("Nour qui lit en roumain"))
    learner.open(f"{lesson}?version=ro")
    assert learner.page.inner_text("h1") == ROMANIAN
    made = learner.say("Made on this site, not by the publisher.")
    assert made in learner.page.inner_text("main")
    learner.open(f"{lesson}side-by-side?one=fr&other=ro")
    assert "cuvânt" in learner.page.inner_text("#abreast") and made in learner.page.inner_text(
        "thead"
    )
    assert faults_of(learner.page, "ar") == []
