"""A page of others has the room of the window, more by one press; a film says all in writing."""

import pytest

from tests.browser import viewers
from tests.browser.test_learner import until

pytestmark = pytest.mark.browser

LEAST = 400
"""Points of a frame that are seen on a screen of 768 before anything is pressed."""


@pytest.mark.parametrize("title", [viewers.ARCHIVE, viewers.PACKAGE])
def test_a_frame_is_seen_at_once_and_escape_leaves_the_full_page(classroom, home, title):
    seat = classroom.seat()
    page = seat.open(viewers.address(home, title))
    frame, bar = page.locator("iframe"), page.locator("nav.along").bounding_box()
    assert bar["y"] - frame.bounding_box()["y"] >= LEAST
    page.locator(".larger").click()
    assert frame.bounding_box()["height"] > 700
    until(page, "() => document.activeElement.matches('.smaller')")
    page.keyboard.press("Escape")
    until(page, "() => document.activeElement.matches('.larger')")
    assert frame.bounding_box()["height"] < 700


def test_without_javascript_the_full_page_is_left_by_its_link(classroom, home):
    seat = classroom.seat(javascript=False)
    page = seat.open(viewers.address(home, viewers.ARCHIVE))
    page.locator(".larger").click()
    assert page.locator("iframe").bounding_box()["height"] > 700
    page.locator(".smaller").click()
    assert page.locator("iframe").bounding_box()["height"] < 700


def test_a_film_shows_its_captions_and_its_signs_first_to_whoever_asked(classroom, home):
    seat = classroom.seat()
    seat.wear(captions="always", caption_size="200", signs="first")
    page = seat.open(viewers.address(home, viewers.FILM))
    until(page, "() => document.querySelector('track').track.mode === 'showing'")
    film, signs = (page.locator(f".screens video{which}") for which in (":not(.signs)", ".signs"))
    assert signs.bounding_box()["x"] < film.bounding_box()["x"]
    assert signs.bounding_box()["width"] > film.bounding_box()["width"]
    page.locator("[data-lines] button").first.wait_for()
    assert page.locator(".board").bounding_box()["height"] < 100
