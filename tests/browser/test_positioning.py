"""Finding where to start: in Arabic without a mouse, without JavaScript, by ear, on paper."""

import re

import pytest

from tests.browser.classroom import WITH_AXE
from tests.browser.standards import faults_of
from tests.browser.test_keyboard import Keyboard
from tests.server.positioning.conftest import ITEMS

pytestmark = WITH_AXE

TOLD = {"language": "ar", "sound": "yes", "schooled": "other", "try": "sun"}
HEARD = "() => document.querySelector('[data-told=item] audio').played.length > 0"
LOOKED_AT = ("language", "schooled", "oral-1", "numbers-1", "french-1", "own-ar", "write")


class Offered:
    """Somebody to whom the teacher of the demonstration offers it, in their language."""

    def __init__(self, classroom, name, language):
        self.teacher = classroom.seat(javascript=False)
        self.teacher.sign_in(classroom.card("Dominique Leroy"))
        card = self.teacher.post("/classes/1/new-person", name=name, language=language)
        self.code = re.search(r'class="code"[^>]*>\s*([\w-]+)', card)[1]
        self.teacher.open("/classes/1/")
        self.teacher.follow(self.teacher.page.get_by_role("link", name=name).first)
        self.teacher.follow(self.teacher.link("Where to start"))
        self.teacher.button("Offer it").click()
        self.teacher.page.locator(".messages p").wait_for()
        self.page = self.teacher.path

    def sheet(self):
        """Open the sheet as the teacher sees it."""
        self.teacher.open(self.page)
        self.teacher.follow(self.teacher.page.locator("main ul.plain a").first)
        return self.teacher.page


@pytest.fixture
def offered(classroom):
    return lambda name, language="fr": Offered(classroom, name, language)


def asked(seat):
    """Return the name of the page, and its item."""
    name = seat.page.locator("main input[name=page]").get_attribute("value")
    return name, ITEMS.get(name)


def known_in_arabic(name, item):
    if item is None:
        return TOLD.get(name, "")
    return item.right if item.part in ("own", "numbers") or name.startswith("oral-1") else ""


def test_an_arabic_speaker_finds_where_to_start_without_a_mouse(classroom, offered):
    them = offered("Amina sans souris", "ar")
    seat = classroom.seat("ar")
    seat.sign_in(them.code)
    keys, faults, met = Keyboard(seat), {}, 0
    while seat.page.evaluate("document.activeElement.getAttribute('href')") != "/mine/start/go":
        keys.tab()
    keys.follow()
    while seat.path == "/mine/start/go":
        name, item = asked(seat)
        met += 1
        if name.startswith(LOOKED_AT) and name.rpartition("-")[0] not in faults:
            found = faults_of(seat.page, "ar")
            faults[name if item is None else name.rpartition("-")[0]] = found
            seat.page.set_viewport_size({"width": 1024, "height": 768})
            seat.page.evaluate("document.activeElement.blur()")
        wanted = known_in_arabic(name, item)
        field = "input" if name == "write" else "button"
        here = f"document.activeElement.matches('{field}[name=given][value=\"{wanted}\"]')"
        if name == "write":
            here = "document.activeElement.matches('input[name=given]')"
        for _ in range(60):
            keys.tab()
            if seat.page.evaluate(here):
                break
        if name == "write":
            keys.write("أمينة")
        keys.follow()
    assert {name: found for name, found in faults.items() if found} == {}
    assert len(faults) == len(LOOKED_AT) and met <= 40
    assert seat.say("Learn French as a new language") in seat.page.inner_text("main")
    assert faults_of(seat.page, "ar") == []
    assert faults_of(seat.open("/mine/start/"), "ar") == []
    sheet = them.sheet()
    assert them.teacher.say("Learn French as a new language") in sheet.inner_text("main")
    assert "أمينة" in sheet.locator("main").text_content()


def test_all_of_it_works_without_javascript_and_the_teachers_word_counts(classroom, offered):
    them = offered("Alix sans script")
    seat = classroom.seat(javascript=False)
    seat.sign_in(them.code)
    seat.follow(seat.page.locator("main a[href='/mine/start/go']"))
    while seat.path == "/mine/start/go":
        name, item = asked(seat)
        assert seat.page.locator("main audio[controls]").first.is_visible()
        right = item.right if item else {**TOLD, "language": "fr", "schooled": "french"}.get(name)
        button = seat.page.locator(f'main button[name=given][value="{right}"]')
        seat.follow(button if right else seat.button("Finished"))
    assert seat.say("Go straight to courses") in seat.page.inner_text("main")
    sheet = them.sheet()
    sheet.locator("#need").select_option("again")
    sheet.locator("#remark").fill("Veut d'abord relire.")
    them.teacher.button("Keep").click()
    sheet.locator(".messages p").wait_for()
    seat.open(seat.path)
    assert "Veut d'abord relire." in seat.page.inner_text("main")
    seat.page.locator("main summary").click()
    seat.button("Erase it").click()
    seat.page.get_by_text(seat.say("The sheet and its answers are erased.")).wait_for()


def test_what_is_to_be_heard_is_heard_by_itself_once_sound_was_asked_for(classroom, offered):
    them = offered("Sami qui écoute")
    seat = classroom.seat()
    seat.sign_in(them.code)
    assert faults_of(seat.open("/mine/start/"), "fr") == []
    seat.open("/mine/start/go")
    while (named := asked(seat))[1] is None:
        choice = TOLD[named[0]]
        seat.follow(seat.page.locator(f'main button[name=given][value="{choice}"]'))
    assert seat.page.evaluate("document.querySelector('[data-told=item] audio').played.length") == 0
    seat.button("What to do").click()
    seat.follow(seat.button("I do not know"))
    seat.page.wait_for_function(HEARD)
    seat.follow(seat.button("Sound"))
    seat.page.wait_for_function(HEARD)


def test_a_sheet_of_the_teacher_can_be_used_by_everybody(classroom, offered):
    them = offered("Lou qui arrête")
    seat = classroom.seat(javascript=False)
    seat.sign_in(them.code)
    seat.open("/mine/start/go")
    for _ in range(6):
        name, item = asked(seat)
        choice = item.wrong[0] if item else TOLD[name]
        seat.follow(seat.page.locator(f'main button[name=given][value="{choice}"]').first)
    seat.open("/mine/start/")
    seat.button("End it here and see my sheet").click()
    seat.page.wait_for_url("**/sheets/*")
    address = them.sheet().url.removeprefix(them.teacher.address)
    for language in ("fr", "ar"):
        reader = classroom.seat(language)
        reader.sign_in(classroom.card("Dominique Leroy"))
        for path in (them.page, address):
            reader.open(path)
            for each in reader.page.locator("main details").all():
                each.evaluate("e => e.open = true")
            assert faults_of(reader.page, language) == [], path
        printed = printed_words(reader)
        assert "40" not in printed and reader.say("Answers") not in printed


def printed_words(seat):
    """Return what stands on paper."""
    seat.page.emulate_media(media="print")
    words = seat.page.inner_text("body")
    seat.page.emulate_media(media="screen")
    return words
