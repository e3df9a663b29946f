"""People who leave without a word: a closed tab, an empty chair. It takes a minute to find out.

What they do begins with the first test of the folder (``leave_them_alone`` in ``conftest.py``),
on a server that closes a seat after one minute, and is looked at in this file, the last one: the
waiting happens meanwhile. In between, scripts of their own move their pages (``leaving.py``).
"""

import re

import pytest

pytestmark = pytest.mark.browser


def is_still_there(seat):
    """Say whether the first tab shows a person, and the server agrees."""
    shown = seat.page.locator("form.leave").count() == 1
    seat.open("/mine")
    return shown and seat.path == "/mine"


def test_whoever_goes_away_is_warned_with_the_time_left_and_then_signed_out(deserted):
    deserted.wait()
    seat = deserted.goes
    assert seat.path == "/sign-in"
    assert re.fullmatch(r"0:[0-3]\d", seat.page.evaluate("sessionStorage.warned"))
    assert seat.page.evaluate("sessionStorage.focused") == "stay"
    why = "The seat was closed because nobody was using it. What you had done is kept."
    assert seat.say(why) in seat.page.inner_text("main")
    assert not is_still_there(seat)


def test_whoever_says_that_they_are_still_there_stays(deserted):
    deserted.wait()
    assert deserted.stays.page.evaluate("sessionStorage.warned")
    assert is_still_there(deserted.stays)


def test_closing_the_last_tab_closes_the_seat(deserted):
    deserted.wait()
    seat = deserted.closes
    seat.page = seat.context.pages[0]
    seat.open("/mine")
    assert seat.path == "/sign-in"


def test_closing_one_of_two_tabs_leaves_the_other_alone(deserted):
    deserted.wait()
    assert is_still_there(deserted.closes_one)


def test_going_from_page_to_page_and_reading_on_is_no_leaving(deserted):
    deserted.wait()
    assert deserted.reads_on.path == "/mine"
    assert is_still_there(deserted.reads_on)


def test_listening_to_a_long_lesson_is_being_there(deserted):
    deserted.wait()
    assert deserted.listens.page.evaluate("sessionStorage.still").endswith("/mine")
