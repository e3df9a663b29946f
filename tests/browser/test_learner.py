"""A learner's day, in French and in Arabic, on a narrow screen, without JavaScript."""

import pytest

from tests.browser.classroom import NARROW

pytestmark = pytest.mark.browser

MISSPELT = {"fr": "cart didentitée", "ar": "الهوايه"}
TITLE = {"fr": "La carte d'identité", "ar": "بطاقة الهوية"}
OTHER = {"fr": "ar", "ar": "fr"}

MARKED = "() => [...(CSS.highlights.get('listen') ?? [])].map(String)[0] ?? ''"


def until(page, condition, argument=None):
    """Wait for a condition in the page; Playwright's own way needs eval, which is forbidden."""
    for _ in range(600):
        if page.evaluate(condition, argument):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {condition}")


def find_the_lesson(seat):
    """Search with a spelling mistake, and open what was meant."""
    seat.page.fill("#q", MISSPELT[seat.language])
    seat.page.press("#q", "Enter")
    seat.page.locator("ol.results a", has_text=TITLE[seat.language]).first.click()
    reads(seat, seat.language)


def reads(seat, language):
    """Look at the lesson, which is in a language."""
    assert seat.page.inner_text("h1") == TITLE[language]
    article = seat.page.locator("article.lesson")
    assert article.get_attribute("lang") == language
    assert article.get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert len(article.inner_text()) > 500


def read_in_both_languages(seat):
    for language in (OTHER[seat.language], seat.language):
        seat.page.locator(f"nav.versions a[hreflang={language}]:not(:has([href$='#easy']))").click()
        reads(seat, language)


def listen(seat):
    """Have the lesson read aloud: another word is marked, and another."""
    seat.button("Listen").click()
    seat.page.wait_for_selector("[data-listen-bar][data-state=playing]")
    heard = set()
    for _ in range(400):
        heard.add(seat.page.evaluate(MARKED))
        if len(heard - {""}) >= 3:
            break
        seat.page.wait_for_timeout(50)
    assert len(heard - {""}) >= 3, heard
    text = seat.page.inner_text("article.lesson")
    assert all(word in text for word in heard)
    seat.button("Stop").click()
    assert seat.page.evaluate(MARKED) == ""


def take_the_sound_along(seat):
    """Open the sound of the page, where nothing can mark the words."""
    link = seat.link("Listen to this page")
    sound = seat.context.request.get(seat.address + link.get_attribute("href"))
    assert sound.headers["content-type"] == "audio/mpeg"
    assert len(sound.body()) > 100_000


def answer_the_exercise(seat):
    """Go on to the exercise after the lesson, and answer its first two questions."""
    seat.page.locator("nav.along a.after").click()
    first = seat.page.locator("#question-1")
    first.locator("label.choice", has_text="SPIP").click()
    first.get_by_role("button", name=seat.say("Answer"), exact=True).click()
    assert seat.say("That is right.") in seat.page.inner_text("#question-1 .notice")
    third = seat.page.locator("#question-3")
    third.get_by_label(seat.say("True"), exact=True).check()
    third.get_by_role("button", name=seat.say("Answer"), exact=True).click()
    assert seat.say("Not yet. Look at this again:") in seat.page.inner_text("#question-3 .notice")
    assert third.get_by_label(seat.say("True"), exact=True).is_disabled()


@pytest.mark.parametrize(
    ("language", "how"),
    [
        pytest.param("fr", {}, id="in French"),
        pytest.param("ar", {"size": NARROW}, id="in Arabic on a narrow screen"),
        pytest.param("fr", {"javascript": False}, id="in French without JavaScript"),
        pytest.param("ar", {"javascript": False}, id="in Arabic without JavaScript"),
    ],
)
def test_a_learner_finds_reads_hears_answers_leaves_and_carries_on_elsewhere(
    classroom, language, how, request
):
    code = classroom.newcomer(f"Nour {request.node.callspec.id}")
    seat = classroom.seat(language, **how)
    seat.open("/")
    assert seat.path == "/sign-in"
    seat.sign_in(code)
    assert seat.path == "/"
    find_the_lesson(seat)
    read_in_both_languages(seat)
    listen(seat) if seat.javascript else take_the_sound_along(seat)
    answer_the_exercise(seat)
    if seat.javascript:
        assert seat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    last = seat.path
    seat.leave()
    seat.open("/mine")
    assert seat.path == "/sign-in"

    elsewhere = classroom.seat(language, **how)
    elsewhere.sign_in(code)
    elsewhere.link("Carry on").first.click()
    assert elsewhere.path == last
    elsewhere.page.locator("#question-1 .notice").wait_for()
    assert elsewhere.page.get_by_role("button", name=elsewhere.say("Answer")).count() == 4


READ = (
    "document.querySelector(`[data-block='${document.querySelector('article').dataset.place}']`)"
    ".getBoundingClientRect().top"
)
"""Where on the screen the paragraph is that was being read."""


def test_a_lesson_opens_again_where_it_was_left(classroom):
    seat = classroom.seat()
    seat.sign_in(classroom.newcomer("Nour au milieu"))
    find_the_lesson(seat)
    with seat.page.expect_response("**/place"):
        seat.page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    seat.open("/")
    seat.link("Carry on").first.click()
    until(seat.page, "() => scrollY > 200")
    until(seat.page, f"() => {READ} < 100 && {READ} > 60")
    with seat.page.expect_response("**/place"):
        seat.page.evaluate("scrollTo(0, 0)")
    seat.open("/")
    seat.link("Carry on").first.click()
    assert seat.page.get_attribute("article", "data-place") == ""


def test_letters_and_colours_follow_a_learner_to_another_browser(classroom):
    code = classroom.newcomer("Nour qui lit mal")
    seat = classroom.seat()
    seat.sign_in(code)
    seat.link("Display").click()
    for name, choice in (("theme", "Slate"), ("size", "Twice as large")):
        of_it = seat.page.locator(f"fieldset:has([name={name}])")
        of_it.get_by_label(seat.say(choice), exact=True).check()
    seat.button("Keep this").click()
    elsewhere = classroom.seat(javascript=False)
    elsewhere.sign_in(code)
    html = elsewhere.page.locator("html")
    assert (html.get_attribute("data-theme"), html.get_attribute("data-size")) == ("dark", "200")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_guest_reads_and_tries_an_exercise_and_nothing_is_kept(classroom, language):
    seat = classroom.seat(language)
    seat.open("/sign-in")
    seat.in_my_language()
    seat.link("Read without signing in").click()
    assert seat.path == "/library/"
    find_the_lesson(seat)
    listen(seat)
    answered = "You are reading as a guest: your answers are marked but not kept."
    seat.page.locator("nav.along a.after").click()
    assert seat.say(answered) in seat.page.inner_text("main")
    first = seat.page.locator("#question-1")
    first.locator("label.choice", has_text="SPIP").click()
    first.get_by_role("button", name=seat.say("Answer"), exact=True).click()
    assert seat.say("That is right.") in seat.page.inner_text("#question-1 .notice")
    seat.open("/mine")
    assert seat.path == "/sign-in"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_an_administrator_ends_a_session_and_the_seat_is_closed(classroom, language):
    name = f"Nour parti sans fermer {language}"
    left = classroom.seat(language)
    left.sign_in(classroom.newcomer(name))
    office = classroom.seat(language)
    office.sign_in(classroom.newcomer(f"Ange {language}", "administrator"))
    office.follow(office.link("Classes"))
    office.link("Seats").click()
    row = office.page.locator("tbody tr", has_text=name)
    row.get_by_role("button").click()
    assert office.say("The session was ended. What was done is kept.") in office.page.inner_text(
        ".messages"
    )
    assert office.page.locator("tbody tr", has_text=name).count() == 0
    left.open("/mine")
    assert left.path == "/sign-in"
    left.in_my_language()
    ended = left.say("The session was ended. What was done is kept.")
    assert ended in left.page.inner_text("main")


def test_a_wrong_code_is_refused_in_words_and_the_right_one_still_works(classroom):
    code = classroom.newcomer("Nour qui se trompe")
    seat = classroom.seat()
    seat.open("/sign-in")
    seat.page.get_by_label(seat.say("My code")).fill("AAAA-AAAA")
    classroom.witness.expected.add(422)
    seat.button("Begin").click()
    assert "?" not in seat.page.inner_text("[role=alert]")
    assert seat.page.locator("[role=alert]").is_visible()
    seat.sign_in(code)
