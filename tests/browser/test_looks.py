"""How pages look: tried at once, kept, and of use where one reads, listens and looks words up."""

import pytest

from i18n.languages import INTERFACE
from server.slices.menus import PLACES
from tests.browser.classroom import NARROW, WITH_AXE, WORKING_AREA, words
from tests.browser.standards import THEMES, faults_in_themes, faults_of
from tests.browser.test_learner import MARKED, until

pytestmark = pytest.mark.browser

COLOURED = """() => ["syllable-one", "syllable-two"].map((name) =>
  [...(CSS.highlights.get(name) ?? [])].map(({ startContainer, startOffset, endOffset }) =>
    startContainer.data.slice(startOffset, endOffset)))"""
ARE_COLOURED = "() => (CSS.highlights.get('syllable-one')?.size ?? 0) > 5"
SET = "(name) => document.documentElement.dataset[name] ?? ''"
BESIDE = "() => document.querySelectorAll('.other-piece').length"
PART = ".pieces [role=status]"
HELPS = {"ruler": "yes", "syllables": "yes", "less": "yes", "still": "yes"}
PARTS = (
    "() => [...document.querySelectorAll('article.lesson > *')].filter((e) =>"
    " !e.matches('.other-piece')).length"
)

MENU_OF = """(labels) => {
  const list = document.querySelector(".ways ul"), one = list.children[0];
  list.replaceChildren(...labels.map(() => one.cloneNode(true)));
  list.querySelectorAll("span").forEach((span, n) => { span.textContent = labels[n]; });
}"""
BROKEN = """() => [...document.querySelectorAll(".ways span")].flatMap(({ firstChild: text }) =>
  [...text.data.matchAll(/\\S+/g)].filter(({ 0: word, index }) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
  }).map(String))"""
"""The words of the menu that go on in another line."""


def choose(page, name, value):
    """Choose by the keyboard: reach the group with Tab's own means, press the arrows."""
    page.focus(f"[name={name}]:checked")
    for _ in range(6):
        if page.evaluate(SET, name) == value:
            return
        page.keyboard.press("ArrowRight")
    assert page.evaluate(SET, name) == value


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_each_choice_is_seen_at_once_by_the_keyboard_and_kept_for_the_next_seat(
    classroom, language
):
    seat, code = classroom.seat(language), classroom.newcomer(f"Lou {language}")
    seat.sign_in(code)
    page = seat.open("/look")
    letters = page.evaluate("() => getComputedStyle(document.body).fontFamily")
    choose(page, "theme", "contrast")
    choose(page, "font", "lexend")
    choose(page, "spacing", "wide")
    choose(page, "size", "140")
    assert page.evaluate("() => getComputedStyle(document.body).fontFamily") != letters
    spread = page.evaluate("() => getComputedStyle(document.querySelector('h1')).letterSpacing")
    assert (spread in ("0px", "normal")) == (language == "ar")
    choose(page, "less", "yes")
    page.locator(PART).wait_for()
    choose(page, "ruler", "yes")
    page.keyboard.press("Alt+ArrowDown")
    page.locator(".ruler").wait_for()
    choose(page, "less", "no")
    page.locator(PART).wait_for(state="hidden")
    choose(page, "ruler", "no")
    page.locator(".ruler").wait_for(state="hidden")
    choose(page, "still", "yes")
    seat.button("Keep this").click()
    page.wait_for_url("**/")
    other = classroom.seat(language)
    other.sign_in(code)
    kept = {name: other.page.evaluate(SET, name) for name in ("theme", "font", "still", "ruler")}
    assert kept == {"theme": "contrast", "font": "lexend", "still": "yes", "ruler": ""}


def test_without_javascript_a_choice_is_tried_kept_and_taken_back(classroom):
    seat = classroom.seat(javascript=False)
    page = seat.open("/look")
    page.check("[name=theme][value=dark]")
    page.check("[name=caption_colours][value=yellow]")
    page.check("[name=less][value=yes]")
    seat.button("Try").click()
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.get_attribute("html", "data-caption-colours") == "yellow"
    assert page.is_checked("[name=less][value=yes]")
    assert page.is_visible("article.prose h3")
    assert page.inner_text("noscript")
    seat.button("As it was at first").click()
    assert page.get_attribute("html", "data-theme") == "light"
    assert page.get_attribute("html", "data-caption-colours") is None


def test_syllables_have_two_colours_while_one_listens_and_looks_a_word_up(classroom, places):
    seat = classroom.seat()
    page = seat.open(places.lesson)
    before = page.inner_html("article.lesson")
    seat.wear(syllables="yes")
    page.reload()
    until(page, ARE_COLOURED)
    one, two = page.evaluate(COLOURED)
    assert abs(len(one) - len(two)) <= 1
    assert any(len(part) < len("identité") and part in "identité" for part in (*one, *two))
    assert page.inner_html("article.lesson") == before
    seat.button("Listen").click()
    until(page, f"() => ({MARKED})() !== ''")
    page.locator("[data-listen=stop]").click()
    until(page, f"() => ({MARKED})() === ''")
    assert page.evaluate(ARE_COLOURED)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_text_is_read_a_part_at_a_time_by_the_keyboard(classroom, places, language):
    seat = classroom.seat(language)
    seat.open("/sign-in")
    seat.in_my_language()
    seat.wear(less="yes")
    page = seat.open(f"{places.lesson}?version={language}")
    page.locator(PART).wait_for()
    shown = page.evaluate(PARTS)
    assert page.evaluate(BESIDE) > shown
    assert not page.is_visible("aside") if page.locator("aside").count() else True
    first = page.inner_text(PART)
    page.focus("[data-piece='1']")
    page.keyboard.press("Enter")
    assert page.inner_text(PART) != first
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.inner_text(PART) == first
    count = int(
        page.evaluate("() => document.querySelector('.pieces p').textContent.match(/\\d+$/)[0]")
    )
    for _ in range(count - 1):
        assert not page.is_visible("form.finish")
        page.locator("[data-piece='1']").click()
    assert page.is_visible("form.finish")


def test_the_part_that_is_heard_is_the_one_that_is_shown(classroom, places):
    seat = classroom.seat()
    seat.wear(less="yes")
    page = seat.open(places.lesson)
    page.locator("[data-piece='1']").click()
    assert "2" in page.inner_text(PART)
    seat.button("Listen").click()
    until(page, "() => document.querySelector('.speaking')?.getClientRects().length > 0")
    assert "1" in page.inner_text(PART)
    page.locator("[data-listen=stop]").click()


def test_the_ruler_goes_from_line_to_line_and_follows_the_mouse(classroom, places):
    seat = classroom.seat()
    seat.wear(ruler="yes")
    page = seat.open(places.lesson)
    until(page, "() => Boolean(document.querySelector('.ruler'))")
    tops = []
    for _ in range(4):
        page.keyboard.press("Alt+ArrowDown")
        tops.append(page.locator(".ruler").bounding_box()["y"] + page.evaluate("() => scrollY"))
    assert tops == sorted(set(tops))
    page.keyboard.press("Alt+ArrowUp")
    assert page.locator(".ruler").bounding_box()["y"] + page.evaluate("() => scrollY") == tops[-2]
    line = page.locator("article.lesson p").first.bounding_box()
    page.mouse.move(line["x"] + 20, line["y"] + 10)
    ruler = page.locator(".ruler").bounding_box()
    assert ruler["y"] <= line["y"] + 10 <= ruler["y"] + ruler["height"]


def test_a_page_asks_for_no_help_that_is_not_switched_on(classroom, places):
    seat, asked = classroom.seat(), []
    seat.context.on("request", lambda request: asked.append(request.url))
    seat.open(places.lesson)
    names = ("aids.css", "ruler.js", "syllables", "less.js", "still.js", "looks.svg")
    assert [url for url in asked if any(name in url for name in names)] == []


@WITH_AXE[1]
def test_with_every_help_on_a_page_can_still_be_used_by_everybody(classroom, places):
    faults = {}
    for language in ("fr", "ar"):
        seat = classroom.seat(language)
        seat.open("/sign-in")
        seat.in_my_language()
        seat.wear(**HELPS, captions="always", caption_size="200", signs="first")
        for path in ("/look", f"{places.lesson}?version={language}"):
            page = seat.open(path)
            page.set_viewport_size(WORKING_AREA)
            found = faults_of(page, language) + faults_in_themes(page)
            page.set_viewport_size(NARROW)
            found += faults_in_themes(page)
            if found:
                faults[language, path] = found
    assert faults == {}
    assert len(THEMES) == 4


def test_no_word_of_the_menu_is_broken_on_a_narrow_screen_in_any_language(classroom):
    seat = classroom.seat()
    seat.sign_in(classroom.card("Dominique Leroy"))
    page = seat.page
    page.set_viewport_size(NARROW)
    broken = {}
    for language in INTERFACE:
        page.evaluate(MENU_OF, [words(language)(each.label) for each in PLACES])
        if found := page.evaluate(BROKEN):
            broken[language] = found
    assert broken == {}
    assert page.evaluate("() => document.documentElement.scrollWidth") == NARROW["width"]
