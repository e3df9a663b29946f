"""A teacher marks three works without a mouse: ready comments by their keys, then the next one."""

import re

import pytest

from tests.browser.classroom import NARROW, WORKING_AREA
from tests.browser.places import LETTER, found
from tests.browser.test_keyboard import Keyboard

pytestmark = pytest.mark.browser

NAMES = ("Ali", "Bo", "Cléo")


def a_class_that_has_written(classroom, language):
    """Return a seat with a teacher whose three people have handed in a letter each."""
    teacher = classroom.seat(language)
    teacher.sign_in(classroom.newcomer(f"Enseignant {language}", "teacher"))
    teacher.post("/classes/new", name=f"Écriture {language}")
    teacher.open("/classes/")
    mine = teacher.page.locator("main a[href^='/classes/']").filter(has_text="Écriture")
    number = re.search(r"\d+", mine.first.get_attribute("href"))[0]
    for name in NAMES:
        text = teacher.post(f"/classes/{number}/new-person", name=f"{name} {language}")
        code = re.search(r'class="code"[^>]*>\s*([\w-]+)', text)[1]
        learner = classroom.seat(javascript=False)
        learner.sign_in(code)
        learner.open(found(learner, LETTER))
        learner.page.locator("#question-3 textarea").fill(f"{name} " + "mot " * 40)
        learner.page.locator("#question-3 button[value=hand]").click()
        learner.page.locator("#question-3 .written").wait_for()
    return teacher


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_three_works_are_marked_without_a_mouse(classroom, language):
    seat = a_class_that_has_written(classroom, language)
    say, page, keys = seat.say, seat.page, Keyboard(seat)
    form = {"comment-1": "Bien.", "comment-2": "Relisez la fin.", "keys": "yes"}
    seat.post("/marking/comments", **form)
    seat.open("/marking/")
    keys.go_to(say("Begin with the oldest"))
    keys.follow()
    for name, mark in zip(NAMES, ("14,5", "12", "20"), strict=True):
        assert f"{name} mot" in page.inner_text("blockquote.handed")
        assert page.evaluate("document.activeElement.id") == "answer"
        keys.press("Digit2")
        keys.press("Digit1")
        keys.press("Digit1")
        assert page.input_value("#remark") == "Relisez la fin. Bien."
        keys.go_to(say("Mark out of %(whole)s", whole=20))
        keys.write(mark)
        keys.press("Digit1")
        assert page.input_value("#mark") == f"{mark}1"
        keys.press("Backspace")
        keys.follow()
        assert name in page.inner_text(".messages")
    assert seat.path == "/marking/"
    assert say("Nothing to mark") in page.inner_text("main")
    keys.go_to(say("Marks given"))
    keys.follow()
    assert page.locator("tbody tr").count() == 3
    for size in (WORKING_AREA, NARROW):
        page.set_viewport_size(size)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0
