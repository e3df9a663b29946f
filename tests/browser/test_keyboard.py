"""Everything by Tab, Enter, Space and arrows; at every stop one sees where one is."""

import pytest

from tests.browser.test_learner import MISSPELT, TITLE

pytestmark = pytest.mark.browser

REMEMBER = """() => {
  const drawn = (e) => { const s = getComputedStyle(e);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.transform].join(); };
  const around = (e) => [e, e.closest("label, .choice") ?? e].map(drawn).join();
  if (!window.atRest) {
    window.atRest = new Map();
    for (const e of document.querySelectorAll("a, button, input, select, textarea, summary,"
      + " video, audio, [tabindex]")) if (e !== document.activeElement) atRest.set(e, around(e));
    window.aroundOf = around;
  }
}"""

STOP = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = (e.closest("label") ?? e).getBoundingClientRect();
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const labels = [...(e.labels ?? [])].map((label) => label.innerText).join(" ");
  return {
    name: (e.getAttribute("aria-label") || labels || e.innerText || e.name || e.tagName).trim(),
    tag: e.tagName.toLowerCase(), id: e.id,
    visible: atRest.get(e) === undefined || aroundOf(e) !== atRest.get(e),
    known: atRest.has(e),
    inView: box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth
      || box.height > innerHeight,
    covered: !(middle && (e.contains(middle) || middle.contains(e)
      || e.closest("label")?.contains(middle))),
  };
}"""


class Keyboard:
    """Somebody who has no mouse; every stop on the way is looked at."""

    def __init__(self, seat):
        self.seat, self.page = seat, seat.page
        self.stops = 0

    def tab(self, backwards=False):
        """Go to the next stop and check that it can be seen."""
        self.page.evaluate(REMEMBER)
        self.page.keyboard.press("Shift+Tab" if backwards else "Tab")
        stop = self.page.evaluate(STOP)
        assert stop is not None, "the focus left the page"
        where = f"{stop['tag']} “{stop['name']}” at {self.seat.path}"
        assert stop["known"] and stop["visible"], f"no focus to be seen on {where}"
        assert stop["inView"] and not stop["covered"], f"the focus is hidden on {where}"
        self.stops += 1
        return stop

    def go_to(self, name, exactly=True):
        """Press Tab until the stop that is called so; says which stops there were if none is."""
        met = []
        for _ in range(80):
            stop = self.tab()
            if stop["name"] == name or (not exactly and name in stop["name"]):
                return stop
            met.append(stop["name"])
        raise AssertionError(f"no stop is called {name!r}: {met}")

    def press(self, key):
        self.page.keyboard.press(key)

    def follow(self):
        """Press Enter where it leads to another page."""
        with self.page.expect_navigation():
            self.press("Enter")

    def write(self, text):
        self.page.keyboard.insert_text(text)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_learner_does_everything_without_a_mouse(classroom, language):
    seat = classroom.seat(language)
    say, keys = seat.say, Keyboard(seat)
    code = classroom.newcomer(f"Nour sans souris {language}")
    seat.open("/sign-in")
    if language == "ar":
        keys.go_to("العربية")
        keys.follow()
    keys.go_to(say("My code"))
    keys.write(code)
    keys.follow()
    if language == "ar":
        keys.go_to("العربية")
        keys.follow()
    assert seat.path == "/"

    keys.go_to(say("Search"))
    keys.write(MISSPELT[language])
    keys.follow()
    assert keys.tab()["name"] == say("Go to the content")
    keys.press("Enter")
    keys.go_to(TITLE[language], exactly=False)
    keys.follow()
    assert seat.page.inner_text("h1") == TITLE[language]

    keys.go_to(say("Listen"))
    keys.press("Enter")
    seat.page.wait_for_selector("[data-listen-bar][data-state=playing]")
    assert seat.page.evaluate("document.activeElement.innerText").strip() == say("Pause")
    keys.press("Space")
    seat.page.wait_for_selector("[data-listen-bar][data-state=paused]")
    keys.go_to(say("I have read this: go on"))
    keys.follow()

    assert "SPIP" in seat.page.inner_text("#question-1")
    options = seat.page.locator("#question-1 input[type=radio]")
    for _ in range(60):
        keys.tab()
        if seat.page.evaluate("document.activeElement.type") == "radio":
            break
    keys.press("ArrowDown")
    assert options.nth(1).is_checked()
    keys.press("ArrowUp")
    texts = seat.page.locator("#question-1 label.choice").all_inner_texts()
    for _ in range(next(n for n, text in enumerate(texts) if "SPIP" in text)):
        keys.press("ArrowDown")
    keys.go_to(say("Answer"))
    keys.follow()
    assert say("That is right.") in seat.page.inner_text("#question-1 .notice")

    for _ in range(80):
        if seat.page.evaluate("document.activeElement.closest('form.leave') !== null"):
            break
        keys.tab(backwards=True)
    keys.follow()
    assert seat.path == "/sign-in"
    assert keys.stops > 40


def test_the_help_and_the_choice_of_letters_are_reached_without_a_mouse(classroom):
    seat = classroom.seat()
    keys = Keyboard(seat)
    seat.open("/help")
    keys.go_to(seat.say("Display"))
    keys.follow()
    keys.go_to(seat.say("Paper"))
    keys.press("ArrowDown")
    keys.go_to(seat.say("Keep this"))
    keys.follow()
    assert seat.page.get_attribute("html", "data-theme") == "cream"
    assert seat.path == "/help"
