"""What is seen in a film is said to whoever asked, and the film waits; all of it is in writing."""

import pytest

from tests.browser import viewers
from tests.browser.test_learner import until

pytestmark = pytest.mark.browser

PLAY = """() => {
  const film = document.querySelector("video");
  window.waited = [];
  film.addEventListener("pause", () => {
    if (!film.ended) window.waited.push(document.querySelector("[data-seen]").textContent);
  });
  film.play();
}"""


def test_a_film_waits_while_what_is_seen_is_said_and_then_goes_on(classroom, home):
    page = classroom.seat().open(viewers.address(home, viewers.FILM))
    asked = page.get_by_role("button", name="Audiodescription")
    assert asked.get_attribute("aria-pressed") == "false"
    asked.focus()
    page.keyboard.press("Enter")
    assert asked.get_attribute("aria-pressed") == "true"
    page.evaluate(PLAY)
    until(page, "() => document.querySelector('video').ended")
    assert page.evaluate("() => window.waited[0]") == "Un homme montre une planche."
    assert page.locator("[data-seen]").inner_text() == "Il la pose."


def test_who_asked_for_it_once_has_it_in_every_film(classroom, home):
    seat = classroom.seat()
    seat.wear(described="yes")
    page = seat.open(viewers.address(home, viewers.FILM))
    page.locator("[data-describe][aria-pressed=true]").wait_for()


def test_without_javascript_what_is_seen_is_read(classroom, home):
    page = classroom.seat(javascript=False).open(viewers.address(home, viewers.FILM))
    assert not page.locator("[data-describe]").is_visible()
    page.locator(".described summary").click()
    assert "Un homme montre une planche." in page.locator(".described ol").inner_text()
