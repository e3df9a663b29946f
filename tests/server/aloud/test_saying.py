"""What controls say: asked for by a page, at the one door, and by no other way."""

import re
from urllib.parse import urlencode

import pytest

from i18n.translate import gettext, in_language
from server.accounts.models import Person
from server.aloud.models import HeardLanguage, RecordedPrompt
from server.aloud.saying import LONGEST, Pace, TooFast
from server.roles import Role


def sound_on(seat, path="/sign-in"):
    """Press the loudspeaker; return the key that the page then has."""
    seat.post("/sound", {"speaks": "yes", "next": path})
    found = re.search(r'data-key="(\w+)"', seat.page(path))
    return found[1] if found else ""


def ask(seat, text, key, language="fr", kind="mp3", **how):
    return seat.get(f"/aloud/{language}.{kind}?{urlencode({'text': text, 'key': key})}", **how)


def test_pages_are_silent_and_bring_nothing_until_somebody_asks(school):
    page = school.sign_in(Role.LEARNER).page("/")
    assert 'aria-pressed="false"' in page
    assert not [each for each in ("speak.js", "speak.css", "data-key", "listen.js") if each in page]


def test_the_loudspeaker_works_before_anybody_has_signed_in_and_until_they_leave(school):
    seat = school.seat()
    assert sound_on(seat)
    page = seat.page("/library/")
    assert "speak.js" in page and 'data-volume="60"' in page
    seat.post("/sign-out", {})
    assert "speak.js" not in seat.page("/sign-in")


def test_it_is_kept_with_the_person_and_how_loud_too(school):
    camille = school.learner()
    seat = school.sign_in(camille)
    sound_on(seat, "/")
    seat.post("/look", {"volume": "30", "next": "/"})
    seat.post("/sound", {"speaks": "no", "next": "/"})
    assert Person.get_by_id(camille.id).look["volume"] == "30"
    seat.post("/sound", {"speaks": "yes", "next": "/"})
    seat.post("/sign-out", {})
    assert 'data-volume="30"' in school.sign_in(camille).page("/")


def test_who_asked_for_sound_before_signing_in_goes_on_hearing(school):
    camille, seat = school.learner(), school.seat()
    code = school.code_of(camille)
    sound_on(seat)
    seat.post("/sign-in", {"code": code})
    assert Person.get_by_id(camille.id).speaks == "yes"
    assert "speak.js" in seat.page("/")


def test_a_name_of_the_page_is_said_and_no_browser_keeps_it(school):
    seat = school.sign_in(Role.LEARNER)
    response = ask(seat, "Bonjour Camille", sound_on(seat, "/"))
    assert (response.status_code, response.mimetype) == (200, "audio/mpeg")
    assert response.headers["Cache-Control"] == "no-store"
    assert len(response.data) > 1_000


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_sentence_of_the_program_lies_at_an_address_that_is_kept_for_ever(school, language):
    with in_language(language):
        home = gettext("Home")
    seat = school.seat()
    moved = ask(seat, home, sound_on(seat), language)
    assert moved.status_code == 302
    assert "key" not in moved.location and "text" not in moved.location
    sound = school.seat().get(moved.location)
    assert (sound.status_code, sound.mimetype) == (200, "audio/mpeg")
    assert "immutable" in sound.headers["Cache-Control"]
    other = school.seat().get(moved.location.partition("?")[0] + "?123456789012")
    assert "immutable" not in other.headers["Cache-Control"]


def test_a_paragraph_comes_with_the_time_of_its_words(school):
    seat = school.seat()
    key = sound_on(seat)
    told = ask(seat, "Lire et écrire\n  les grands nombres.", key, kind="json").get_json()
    assert [cue[:2] for cue in told["cues"]][:2] == [[0, 4], [5, 2]]
    assert seat.get(told["audio"]).mimetype == "audio/mpeg"


def test_the_key_of_somebody_else_or_none_opens_nothing(school):
    seat, other = school.sign_in(school.learner("A B")), school.sign_in(school.learner("C D"))
    key = sound_on(seat, "/")
    assert ask(seat, "Bonjour", key).status_code == 200
    assert ask(other, "Bonjour", key).status_code == 422
    assert ask(other, "Bonjour", "").status_code == 422
    assert ask(school.seat(), "Bonjour", key).status_code == 422
    seat.post("/sign-out", {})
    assert ask(seat, "Bonjour", key).status_code == 422


def test_a_book_is_not_said_at_once_and_nothing_is_not_said(school):
    seat = school.seat()
    key = sound_on(seat)
    assert ask(seat, "a" * (LONGEST + 1), key).status_code == 422
    assert ask(seat, " ", key).status_code == 404
    assert ask(seat, "Bonjour", key, "xx").status_code == 422
    assert seat.get("/aloud/prompts/fr/0123456789abcdef.mp3").status_code == 404
    assert seat.get("/aloud/prompts/xx/0123456789abcdef.mp3").status_code == 404


def test_a_seat_that_asks_without_end_waits_and_the_others_do_not(school):
    pace = Pace()
    for _ in range(Pace.AT_ONCE):
        pace.take("1", at=school.now)
    with pytest.raises(TooFast):
        pace.take("1", at=school.now)
    pace.take("2", at=school.now)
    pace.take("1", at=school.now + Pace.EVERY)


def test_there_is_one_bar_for_listening_on_any_page(school, node):
    seat = school.sign_in(Role.LEARNER)
    sound_on(seat, "/")
    lesson = f"/library/{node('Les fractions').id}/"
    for path in (
        "/",
        "/courses",
        "/library/",
        "/search?q=carte",
        "/mine/progress",
        "/help",
        lesson,
    ):
        page = seat.page(path)
        assert page.count("data-listen-bar") == 1, path
        assert ("data-blocks" in page) == (path != lesson), path


def test_nobody_hears_a_language_that_nobody_recorded(school):
    assert not HeardLanguage.select().exists() and not RecordedPrompt.select().exists()
    assert school.seat().get("/aloud/recorded/1").status_code == 404
