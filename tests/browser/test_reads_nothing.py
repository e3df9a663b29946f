"""The day of somebody who reads nothing, in Arabic: no letter on the screen can be read.

Every page is shown with its text made unreadable. What is pressed is found by its picture or its
place and heard first: the sound that was asked for is the name of the control, and it plays.
Nothing on the way is a word alone.
"""

import re
from urllib.parse import parse_qs, urlparse

import pytest

from server.pictures.drawings import EMBLEMS, SIGNS
from tests.browser.test_learner import listen, until

pytestmark = pytest.mark.browser

UNREADABLE = """addEventListener("DOMContentLoaded", () => {
  const style = new CSSStyleSheet();
  style.replaceSync(`* { color: transparent !important; -webkit-text-fill-color: transparent }
    svg { color: slategrey !important }`);
  document.adoptedStyleSheets = [style];
})"""
SOUND = "document.querySelector('[data-behaviour=speak] audio')"
DECODED = f"""async () => {{
  const sent = await (await fetch({SOUND}.src)).arrayBuffer();
  return (await new OfflineAudioContext(1, 1, 22050).decodeAudioData(sent)).duration;
}}"""
ASKED = f"() => {SOUND}?.src ?? ''"
SAYS = f"(name) => new URL({SOUND}?.src || location).searchParams.get('text')?.includes(name)"
WORDS_ALONE = """() => {
  const drawn = (each) => each?.querySelector("svg, img");
  const around = (each) => ["label, li, .field", ".tongues, .versions"].map((a) => each.closest(a));
  return [...document.querySelectorAll("a[href], button, summary, label.choice, select")]
    .filter((each) => each.checkVisibility() && !each.closest(".skip, .crumbs, .prose"))
    .filter((each) => ![each, ...around(each)].some(drawn))
    .map((each) => each.outerHTML.slice(0, 120));
}"""
"""Names of languages and answers of an exercise have no picture each; they are heard."""


class Listener:
    """Somebody at a seat, who sees pictures and hears names."""

    def __init__(self, seat):
        self.seat, self.page, self.say = seat, seat.page, seat.say
        self.page.add_init_script(UNREADABLE)

    def hear(self, control, name, language="ar"):
        """Rest on a control until it says its name: the sound is one, and it is shown."""
        self.page.mouse.move(0, 0)
        control.hover()
        until(self.page, SAYS, name)
        asked = urlparse(self.page.evaluate(ASKED))
        assert asked.path == f"/aloud/{language}.mp3"
        assert name in parse_qs(asked.query)["text"][0]
        assert self.page.evaluate(DECODED) > 0.2

    def press(self, control, name, language="ar"):
        """Hear a control, then press it and look round on the page after."""
        self.hear(control, name, language)
        with self.page.expect_navigation():
            control.click()
        self.look_round()

    def look_round(self):
        """See that nothing is a word alone, and that no letter can be read."""
        self.page.locator("main").wait_for()
        assert self.page.evaluate(WORDS_ALONE) == [], self.page.url
        heading = self.page.locator("h1")
        assert heading.evaluate("each => getComputedStyle(each).color") == "rgba(0, 0, 0, 0)"

    def drawing(self, name):
        """Find what a drawing stands on."""
        return self.page.locator(f"main .picture:has(img[src*='/{name}.svg'])")

    def sign(self, name, inside="main"):
        """Find what one of our signs stands on."""
        with_it = f":has(use[href$='#{name}'])"
        return self.page.locator(f"{inside} :is(a, button, label){with_it}").first


def card_of(classroom, name):
    """Have the teacher write somebody in and give them pictures; return emblem and signs."""
    teacher = classroom.seat(javascript=False)
    teacher.sign_in(classroom.card("Dominique Leroy"))
    teacher.post("/classes/1/new-person", name=name, language="ar")
    teacher.open("/classes/1/pictures")
    teacher.page.get_by_label(name).check()
    teacher.button("Give pictures").click()
    drawn = teacher.page.locator(".cut-card img")
    drawn.first.wait_for()
    names = [re.search(r"/([\w-]+)\.svg", each.get_attribute("src"))[1] for each in drawn.all()]
    teacher.open("/classes/1/pictures")
    if teacher.page.locator("button[name=hours]").count():
        teacher.page.locator("button[name=hours]").first.click()
        teacher.page.get_by_text(teacher.say("Show them no longer")).wait_for()
    teacher.leave()
    return names[0], names[1:]


def comes_in(somebody, emblem, signs):
    """Press the loudspeaker, one's language, one's picture, one's three signs."""
    page, say = somebody.page, somebody.say
    somebody.seat.open("/sign-in")
    with page.expect_navigation():
        somebody.sign("listen", ".board").click()
    somebody.press(page.locator(".tongues button[lang=ar]"), "العربية")
    somebody.press(somebody.sign("picture"), say("With my picture"))
    somebody.press(somebody.drawing(emblem), say(EMBLEMS[emblem]))
    for sign in signs:
        somebody.press(somebody.drawing(sign), say(SIGNS[sign]))
    assert somebody.seat.path == "/"


def test_somebody_who_reads_nothing_comes_in_learns_asks_and_leaves(classroom):
    emblem, signs = card_of(classroom, "Amal qui ne lit pas")
    amal = Listener(classroom.seat("ar"))
    page, say = amal.page, amal.say
    comes_in(amal, emblem, signs)

    cover = page.locator("a.tile:has(img)").filter(has_text="الاستعداد للخروج")
    amal.press(cover, "الاستعداد للخروج")
    amal.press(page.locator("a.row:has(use[href$='#lesson'])").first, "بطاقة الهوية")
    amal.hear(amal.sign("listen", ".listen-bar"), say("Listen"))
    listen(amal.seat)

    amal.press(page.locator("nav.along a.after"), say("Next"))
    first = page.locator("#question-1")
    amal.hear(first.locator("label.choice", has_text="SPIP"), "SPIP", "fr")
    first.locator("label.choice", has_text="SPIP").click()
    amal.press(first.locator("button:has(svg)"), say("Answer"))
    told = first.locator(".notice")
    amal.hear(told, say("That is right."))

    amal.press(amal.sign("help", "nav.along"), say("Ask the teacher"))
    choice = page.locator("label.choice:has(svg)").first
    amal.hear(choice, choice.inner_text().strip())
    choice.click()
    amal.press(page.locator("main form button.primary:has(svg)"), say("Send to the teacher"))
    assert page.locator(".question").count() == 1

    amal.hear(amal.sign("leave", ".board"), say("Leave"))
    amal.sign("leave", ".board").click()
    page.wait_for_url("**/sign-in")
    assert amal.seat.context.request.get(f"{amal.seat.address}/mine").url.endswith("next=/mine")


def test_what_is_said_follows_the_keyboard_is_shown_and_is_silenced_by_escape(classroom):
    seat = classroom.seat()
    amal, page = Listener(seat), seat.page
    seat.open("/sign-in")
    assert page.locator("[data-behaviour=speak]").count() == 0
    seat.button("Sound").click()
    until(page, SAYS, seat.say("Welcome"))
    page.get_by_label(seat.say("My code")).focus()
    until(page, SAYS, seat.say("My code"))
    page.keyboard.press("Tab")
    until(page, SAYS, seat.say("Begin"))
    assert page.locator("main button.is-said").count() == 1
    assert page.locator(".said-mark svg").is_visible()
    until(page, f"() => !{SOUND}.paused")
    page.keyboard.press("Escape")
    until(page, f"() => {SOUND}.paused")
    assert page.locator(".is-said, .said-mark:visible").count() == 0
    classroom.witness.expected.add(422)
    page.get_by_label(seat.say("My code")).fill("AAAA-AAAA")
    page.keyboard.press("Enter")
    until(page, SAYS, page.locator("main [role=alert] .title").inner_text())
    amal.hear(seat.link("Display"), seat.say("Display"), "fr")


def test_a_finger_that_rests_hears_a_control_and_does_not_press_it(classroom):
    seat = classroom.seat()
    page = seat.open("/sign-in")
    seat.button("Sound").click()
    until(page, SAYS, seat.say("Welcome"))
    page.evaluate(
        """() => {
          const there = { bubbles: true, cancelable: true, pointerType: "touch" };
          window.link = document.querySelector("a.sight");
          link.dispatchEvent(new PointerEvent("pointerdown", there));
        }"""
    )
    until(page, SAYS, seat.say("Display"))
    let_go = """() => {
      const click = new MouseEvent("click", { bubbles: true, cancelable: true });
      link.dispatchEvent(click);
      return click.defaultPrevented;
    }"""
    assert page.evaluate(let_go) is True
    assert seat.path == "/sign-in"


def test_a_page_that_is_no_lesson_reads_itself_and_marks_its_words(classroom):
    seat = classroom.seat()
    seat.sign_in(classroom.newcomer("Nour qui écoute les pages"))
    seat.button("Sound").click()
    page = seat.open("/help")
    page.locator("[data-listen=play]").click()
    page.wait_for_selector("[data-listen-bar][data-state=playing]")
    marked = "() => [...(CSS.highlights.get('listen') ?? [])].map(String)[0]"
    until(page, marked)
    assert page.evaluate(marked) in page.inner_text("main")
    page.locator("[data-listen=stop]").click()
    assert page.evaluate(marked) is None
