"""A lesson from the teacher who writes it to the learner who does it: a dead server, a voice."""

import base64
import re
import shutil
import time

import pytest

from tests.browser.classroom import Classroom, Restartable
from tests.browser.steps import done, look_at, open_pages_drawn

pytestmark = pytest.mark.browser

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TEXT = "Au marché, on **achète** des fruits.\n\n## Les prix\n\nOn paie en espèces."
TITLE = "Le marché du samedi"


@pytest.fixture
def street(home, browser, witness, tmp_path_factory):
    """A classroom of its own, whose server may be killed."""
    folder = tmp_path_factory.mktemp("writing") / "home"
    shutil.copytree(home, folder)
    classroom = Classroom(Restartable(folder), browser, witness)
    yield classroom
    classroom.clear_up()
    classroom.server.stop()


def begins(seat):
    """Make a course with a chapter and a lesson; be on the page where that is written."""
    seat.follow(seat.link("Prepare"))
    seat.follow(seat.link("My courses to write"))
    seat.page.get_by_label(seat.say("Title of the course")).fill(TITLE)
    seat.button("Begin this course").click()
    seat.page.get_by_label(seat.say("Title of the new chapter")).fill("Acheter")
    seat.button("Add this chapter").click()
    adds(seat, "Au marché", "Lesson")


def adds(seat, title, kind):
    """Add a page at the end of the first chapter, and open it."""
    seat.page.locator(
        "summary", has_text=seat.say("Add a lesson, or rename this chapter")
    ).first.click()
    seat.page.get_by_label(seat.say("Title of the lesson")).fill(title)
    seat.page.get_by_label(seat.say("What it is")).select_option(label=seat.say(kind))
    seat.follow(seat.button("Add and write it"))


def writes(seat, text):
    """Write, until it is said to be kept and is seen beside the text."""
    seat.page.locator("#text").fill(text)
    seat.page.get_by_role("status").filter(has_text=seat.say("kept as a draft")).wait_for()


def saves(seat):
    seat.follow(seat.button("Save"))
    seat.page.locator(".messages .notice.good").wait_for()


def to_the_course(seat):
    seat.follow(seat.page.locator("nav.crumbs").get_by_role("link", name=TITLE, exact=True))


def test_a_lesson_written_here_reaches_a_learner_who_does_its_exercise(street, witness):
    teacher = street.seat()
    code = street.newcomer("Dominique Plume", "teacher")
    teacher.sign_in(code)
    begins(teacher)
    page = teacher.page
    writes(teacher, TEXT)
    page.locator("#look strong", has_text="achète").wait_for()  # seen beside the text

    street.server.kill()  # and the tab with it: nothing is said to anybody
    teacher.close()
    street.seats.remove(teacher)
    street.server.come_back()
    teacher = street.seat()
    teacher.sign_in(code)
    page = teacher.page
    teacher.open("/writing/")
    teacher.follow(page.get_by_role("link", name=TITLE))
    teacher.follow(page.get_by_role("link", name="Au marché").first)
    assert page.locator("#text").input_value().strip() == TEXT

    page.get_by_label(teacher.say("Picture file (PNG, JPEG, WebP, GIF, SVG)")).set_input_files(
        {"name": "étal.png", "mimeType": "image/png", "buffer": PICTURE}
    )
    shows = teacher.say("What it shows, for who does not see it")
    page.get_by_label(shows).fill("Un étal de fruits")
    teacher.follow(teacher.button("Put this picture into the text"))
    page.locator("#look img[alt='Un étal de fruits']").wait_for()

    teacher.button("Speak").click()
    page.get_by_role("button", name=teacher.say("Stop recording")).wait_for()
    page.wait_for_timeout(1200)  # a second of the voice that Chromium pretends to hear
    page.get_by_role("button", name=teacher.say("Stop recording")).click()
    page.get_by_role("button", name=teacher.say("Speak"), exact=True).wait_for()
    teacher.follow(teacher.button("Add this sound"))
    assert re.fullmatch(r"voice-[0-9a-f]{8}\.ogg", page.locator("#spoken").input_value())
    saves(teacher)
    assert "Un étal de fruits" in page.locator("#text").input_value()
    assert page.locator(".notice.warning").count() == 0  # no draft has come back

    to_the_course(teacher)
    adds(teacher, "Les prix", "Exercise")
    writes(teacher, "## Combien font 2 et 3 ?\n- (x) 5\n- ( ) 6\n")
    saves(teacher)
    to_the_course(teacher)
    teacher.follow(teacher.link("Propose this course"))
    teacher.button("Propose this course").click()
    page.locator(".messages .notice.good").wait_for()

    manager = street.seat()
    manager.sign_in(street.newcomer("Loan Plume", "content_manager"))
    waits_for(manager, TITLE)
    look_at(manager, TITLE)
    open_pages_drawn(manager)
    manager.button("Approve and install").click()
    done(manager)

    learner = street.seat()
    learner.sign_in(street.newcomer("Nour Plume"))
    learner.open("/library/")
    learner.follow(learner.page.get_by_role("link", name=TITLE))
    learner.follow(learner.page.locator("main").get_by_role("link", name="Au marché").first)
    assert "achète" in learner.page.inner_text("article.lesson")
    assert learner.page.locator("article.lesson img[alt='Un étal de fruits']").count() == 1
    learner.follow(learner.page.locator("nav.along a.after"))
    learner.page.locator("#question-1 label.choice").filter(has_text="5").click()
    learner.page.locator("#question-1").get_by_role(
        "button", name=learner.say("Answer"), exact=True
    ).click()
    learner.page.locator("#question-1 .notice").filter(
        has_text=learner.say("That is right.")
    ).wait_for()


def waits_for(manager, title):
    """Open the bundles until the course that was proposed waits for a decision."""
    row = manager.page.locator("tr", has_text=title)
    late = time.monotonic() + 120
    manager.open("/bundles/")
    while not row.filter(has_text=manager.say("Waits for approval")).count():
        assert time.monotonic() < late, "what was proposed never arrived"
        manager.page.wait_for_timeout(500)
        manager.open("/bundles/")
