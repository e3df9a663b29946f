"""A browser that plays no sound before it is pressed: the page says so, and the press plays it."""

import pytest

from tests.browser.classroom import NARROW, Classroom
from tests.browser.test_learner import until
from tests.browser.test_positioning import Offered
from tests.conftest import CHROMIUM

pytestmark = pytest.mark.browser
WAITS = "Press anywhere to hear: the browser plays no sound before."
HEARD = "(where) => document.querySelector(where).played.length > 0"


@pytest.fixture
def strict(browser, the_classroom, witness):
    """The classroom with browsers that wait for a press, as Firefox does."""
    args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    args += ["--disable-background-networking", "--autoplay-policy=user-gesture-required"]
    waiting = browser.browser_type.launch(executable_path=CHROMIUM, args=args)
    classroom = Classroom(the_classroom.server, waiting, witness)
    yield classroom
    classroom.clear_up()
    waiting.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_what_is_written_until_then_hides_no_title_and_stands_in_a_few_lines(strict, language):
    seat = strict.seat(language)
    seat.open("/sign-in")
    seat.in_my_language()
    seat.page.set_viewport_size(NARROW)
    seat.post("/sound", speaks="yes", next="/help")
    seat.open("/help")
    mark = seat.page.locator(".said-mark")
    mark.get_by_text(seat.say(WAITS)).wait_for()
    title, note = seat.page.locator("h1").bounding_box(), mark.bounding_box()
    below, above = title["y"] + title["height"], title["y"] - note["height"]
    assert note["y"] > below or note["y"] < above
    assert note["width"] > note["height"]


def test_the_title_of_a_page_is_said_after_the_first_press_and_until_then_that_is_written(strict):
    seat = strict.seat()
    seat.post("/sound", speaks="yes", next="/help")
    mark = seat.open("/help").locator(".said-mark")
    mark.get_by_text(seat.say(WAITS)).wait_for()
    seat.page.locator("h1").click()
    until(seat.page, HEARD, "[data-behaviour=speak] audio")
    assert mark.get_by_text(seat.say(WAITS)).count() == 0


def test_what_is_to_be_done_is_heard_after_the_first_press(strict):
    them = Offered(strict, "Lou qui attend", "fr")
    seat = strict.seat()
    seat.sign_in(them.code)
    seat.page.evaluate("sessionStorage.setItem('ardoise-sound', 'on')")
    note = seat.open("/mine/start/go").locator("[data-told=prompt] [role=status]")
    note.get_by_text(seat.say(WAITS)).wait_for()
    seat.page.locator("h1").click()
    until(seat.page, HEARD, "[data-told=prompt] audio")
    assert note.count() == 0
