"""Help with words: switched on, asked, answered, kept; and what stays closed."""

import re
from html import unescape

import pytest

from content.dictionary.typed import candidates, plain
from server.audiences.models import Audience
from server.records.models import Visit
from server.roles import Role
from server.seats.models import Hold
from server.words import operations
from server.words.models import KeptWord, WordHelp
from tests.server.counting import queries_of
from tests.server.words.conftest import put_in


def main_of(page):
    return page.partition("<main")[2].partition("</main>")[0]


@pytest.fixture
def lesson(node):
    return f"/library/{node('Les fractions').id}/"


def asked(seat, word, language="fr", **more):
    return seat.get("/words/", query_string={"word": word, "language": language, **more}).text


@pytest.mark.parametrize(
    ("typed", "language", "found"),
    [
        ("l'élève,", "fr", "élève"),
        ("« qu’il »", "fr", "il"),
        ("aujourd'hui", "fr", "aujourd'hui"),
        ("Donne-moi", "fr", "Donne"),
        ("a-t-il", "fr", "a"),
        ("porte-clés", "fr", "clés"),
        ("dell'acqua", "it", "acqua"),
        ("learner's", "en", "learner"),
        ("والكتاب", "ar", "كتاب"),
        ("مدرسة", "ar", "المدرسة"),
        ("(mot)", "de", "mot"),
    ],
)
def test_a_word_is_looked_for_as_it_stands_then_without_what_is_joined_to_it(
    typed, language, found
):
    asked_for = candidates(typed, language)
    assert asked_for[0] == plain(typed) and found in asked_for


def test_no_word_is_no_word():
    assert candidates(" …!", "fr") == []
    assert len(plain("x" * 5_000)) == 100


def test_without_a_dictionary_the_bar_offers_no_help(school, lesson):
    assert "Aide aux mots" not in school.sign_in(Role.LEARNER).page(lesson)


def test_it_is_switched_on_from_the_bar_and_stays_with_the_person(school, words, lesson):
    camille = school.learner()
    seat = school.sign_in(camille)
    before = seat.page(lesson)
    assert 'aria-pressed="false"' in before and "word-help" not in before
    answer = seat.post("/words/help", {"on": "yes", "next": lesson})
    assert (answer.status_code, answer.headers["Location"]) == (303, lesson)
    seat.post("/sign-out")
    again = school.sign_in(camille).page(lesson)
    assert 'aria-pressed="true"' in again and "word-help.js" in again and 'name="word"' in again
    school.sign_in(camille).post("/words/help", {"on": "no", "next": lesson})
    assert WordHelp.get().on is False


def test_a_guest_has_it_until_they_leave(school, words, lesson):
    seat = school.seat()
    seat.post("/words/help", {"on": "yes", "next": lesson})
    assert 'aria-pressed="true"' in seat.page(lesson)
    assert WordHelp.select().count() == 0
    assert 'aria-pressed="false"' in school.seat().page(lesson)


def test_a_page_in_another_language_than_the_dictionaries_offers_no_help(school, words, lesson):
    page = school.sign_in(Role.LEARNER).page(f"{lesson}?version=ar")
    assert "words-switch" not in page


def test_an_inflected_word_is_answered_by_its_base_form_with_meaning_and_translation(school, words):
    pytest.importorskip("simplemma")
    seat = school.sign_in(Role.LEARNER)
    told = main_of(asked(seat, "Pièces"))
    assert (
        "Forme de base de «\u00a0Pièces\u00a0»" in told and '<strong lang="fr"><bdi>pièce' in told
    )
    assert "Une partie d&#39;un tout" in told and "coin · piece" in told and "moneda" in told
    assert "Mots de tous les jours" in told and "CC0" in told
    assert 'alt=""' in told and "/aloud/en.mp3?text=coin&amp;key=" in told


@pytest.mark.parametrize("typed", ["cote", "CÔTE", "la-côte", "l'cote"])
def test_accents_capitals_and_elisions_do_not_matter(school, words, typed):
    assert "Le bord de la mer." in asked(school.sign_in(Role.LEARNER), typed)


def test_the_language_that_was_chosen_is_answered_alone(school, words):
    seat = school.sign_in(Role.LEARNER)
    seat.post("/words/help", {"language": "es", "next": "/"})
    told = main_of(asked(seat, "côte"))
    assert "costa" in told and "coast" not in told
    seat.post("/words/help", {"language": "klingon", "next": "/"})
    assert WordHelp.get().language == "es"


def test_of_many_languages_the_chosen_one_alone_is_told_and_without_choice_all_lie_folded(
    school, words, tmp_path
):
    many = tmp_path / "many.csv"
    many.write_text("mot;définition;ar;en;ka;sq\nloi;Une règle.;قانون;law;კანონი;ligj\n")
    put_in(school.site.library, many, tmp_path / "more", id="many")
    seat = school.sign_in(Role.LEARNER)
    whole = main_of(asked(seat, "loi"))
    folded = whole.partition("<details>")[2].partition("</details>")[0]
    assert all(said in folded for said in ("law", "კანონი", "ligj"))
    assert '<bdi lang="ar" dir="rtl">قانون</bdi>' in folded
    seat.post("/words/help", {"language": "ka", "next": "/"})
    chosen = main_of(asked(seat, "loi"))
    assert '<bdi lang="ka" dir="ltr">კანონი</bdi>' in chosen
    assert "<details>" not in chosen and "ligj" not in chosen


def test_where_no_dictionary_leads_straight_it_goes_by_way_of_another_and_says_so(school, words):
    camille = school.learner()
    camille.language = "ar"
    camille.save()
    told = main_of(asked(school.sign_in(camille), "monnaie"))
    assert "صرف · تغيير" in told and "change" in told and "وقد يكون خاطئا" in told
    assert 'lang="ar" dir="rtl"' in told


def test_the_panel_gets_the_answer_alone_and_the_page_of_its_own_leads_back(school, words, lesson):
    seat = school.sign_in(Role.LEARNER)
    assert "<html" not in asked(seat, "côte", panel="yes")
    whole = asked(seat, "côte", next=lesson)
    assert f'href="{lesson}"' in main_of(whole)
    assert 'href="//evil' not in asked(seat, "côte", next="//evil.example/")


def test_what_is_in_no_dictionary_is_said_kindly_and_shown_as_text(school, words):
    told = main_of(asked(school.sign_in(Role.LEARNER), "<script>alert(1)</script>"))
    assert "n&#39;est dans aucun dictionnaire" in told or "n'est dans aucun dictionnaire" in told
    assert "<script>alert" not in told


def test_a_word_is_said_in_a_language_that_has_a_voice(school, words):
    seat = school.sign_in(Role.LEARNER)
    told = unescape(asked(seat, "côte"))
    address = re.search(r'href="(/aloud/fr\.mp3[^"]+)"', told)
    sound = seat.get(address[1])
    assert (sound.status_code, sound.mimetype) == (200, "audio/mpeg")


def test_a_dictionary_for_others_helps_nobody_else(school, words, lesson):
    manifest = school.site.library.releases()["mots"].manifest
    Audience.create(channel_id="mots", manifest=manifest, everybody=False, decided_at=school.now)
    seat = school.sign_in(Role.LEARNER)
    assert "Le bord de la mer." not in asked(seat, "côte")
    assert "words-switch" not in seat.page(lesson)
    assert seat.get(f"/library/{words.id}/").status_code == 404


def test_a_word_is_kept_once_with_what_was_told_and_printed_and_taken_out(school, words, lesson):
    camille, sasha = school.learner(), school.learner("Sasha Petit")
    seat = school.sign_in(camille)
    for _ in range(2):
        answer = seat.post("/mine/words", {"word": "côte", "language": "fr", "next": lesson})
        assert answer.status_code == 303
    (kept,) = KeptWord.select()
    assert (kept.word, kept.means, kept.told) == ("côte", "Le bord de la mer.", "")
    assert "Dans ma liste" in asked(seat, "côte")
    for address in ("/mine/words", "/mine/kept"):
        assert "Le bord de la mer." in main_of(seat.page(address))
    assert 'href="/mine/words"' in seat.page("/mine")
    other = school.sign_in(sasha)
    assert "Le bord de la mer." not in other.page("/mine/words")
    other.post(f"/mine/words/{kept.id}/remove")
    assert KeptWord.select().count() == 1
    for _ in range(2):
        assert seat.post(f"/mine/words/{kept.id}/remove").status_code == 303
    assert KeptWord.select().count() == 0


def test_a_kept_word_has_the_translation_that_was_shown(school, words):
    seat = school.sign_in(Role.LEARNER)
    seat.post("/words/help", {"language": "es", "next": "/"})
    assert (
        seat.post("/mine/words", {"word": "cote", "language": "fr", "panel": "1"}).status_code
        == 204
    )
    kept = KeptWord.get()
    assert (kept.told, kept.into, kept.source) == ("costa", "es", "Mots de tous les jours")


def test_a_list_has_an_end_and_an_unknown_word_is_not_kept(school, words, monkeypatch):
    monkeypatch.setattr(operations, "MOST", 1)
    seat = school.sign_in(Role.LEARNER)
    assert seat.post("/mine/words", {"word": "zzz", "language": "fr"}).status_code == 404
    seat.post("/mine/words", {"word": "côte", "language": "fr"})
    assert seat.post("/mine/words", {"word": "rendre", "language": "fr"}).status_code == 409


def test_during_an_exam_no_word_is_told(school, words):
    camille = school.learner()
    seat = school.sign_in(camille)
    Hold.create(person=camille, seat=1, lasting=False, since=school.now)
    assert seat.get("/words/?word=côte&language=fr").status_code == 303
    assert seat.get("/aloud/fr.mp3?text=côte").status_code == 303
    assert seat.get(f"/library/{words.id}/?word=côte").status_code == 303
    assert seat.post("/words/help", {"on": "yes"}).status_code == 403


def test_the_page_of_a_dictionary_lists_its_words_and_finds_them(school, words):
    seat = school.sign_in(Role.LEARNER)
    page = seat.page(f"/library/{words.id}/")
    assert "4 mots" in page and "CC0" in page and ">côte</a>" in page
    assert "costa" in main_of(seat.page(f"/library/{words.id}/?word=cote"))
    assert Visit.select().where(Visit.node_id == words.id).exists()


def test_a_lesson_asks_the_database_one_thing_more(school, words, lesson):
    seat = school.sign_in(Role.LEARNER)
    seat.page(lesson)
    with queries_of() as asked_for:
        seat.page(lesson)
    assert sum('"word_help"' in each for each in asked_for) == 1
