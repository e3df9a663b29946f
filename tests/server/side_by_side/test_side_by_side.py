"""Two versions of a page abreast, and the same sentence in another one."""

import pytest

from content import browse
from server.roles import Role
from server.side_by_side.choosing import liked, mine, two_of
from server.side_by_side.models import SideBySide
from tests.server.words.conftest import put_in


@pytest.fixture
def lesson(node):
    return f"/library/{node('Les fractions').id}/"


def main_of(page):
    return page.partition("<main")[2].partition("</main>")[0]


def test_two_versions_stand_in_rows_each_in_its_own_direction(school, lesson):
    page = main_of(school.sign_in(Role.LEARNER).page(f"{lesson}side-by-side?one=fr&other=ar"))
    first = page.partition("<tbody")[2].partition("</tr>")[0]
    assert '<td lang="fr" dir="ltr"' in first and "Une moitié de tarte" in first
    assert '<td lang="ar" dir="rtl"' in first and "نصف فطيرة" in first
    assert "Ce passage n'existe pas dans cette version" in page  # the English one has no heading
    assert 'data-block="b1"' in page and 'data-block="o-b1"' in page


def test_who_made_each_version_is_said_above_it(school, lesson):
    seat = school.sign_in(Role.LEARNER)
    assert "Ana" in main_of(seat.page(f"{lesson}side-by-side?one=fr&other=en"))
    unchecked = main_of(seat.page(f"{lesson}side-by-side?one=fr&other=ar"))
    assert "Cette traduction n" in unchecked
    assert "version facile n" in main_of(seat.page(f"{lesson}side-by-side?one=fr&other=fr-easy"))


def test_each_column_is_heard_in_its_own_voice(school, lesson):
    page = school.sign_in(Role.LEARNER).page(f"{lesson}side-by-side?one=fr&other=ar")
    assert f'data-speech-url="{lesson}speech/fr"' in page
    assert f'data-speech-url="{lesson}speech/ar"' in page and 'data-prefix="o-"' in page


def test_the_two_that_somebody_chose_are_shown_on_every_page(school, lesson):
    camille = school.learner()
    seat = school.sign_in(camille)
    answer = seat.post(f"{lesson}side-by-side", {"one": "en", "other": "ar"})
    assert answer.headers["Location"].endswith("side-by-side?one=en&other=ar")
    seat.post("/sign-out")
    again = main_of(school.sign_in(camille).page(f"{lesson}side-by-side"))
    assert 'value="en" selected' in again and 'value="ar" selected' in again


def test_a_guests_choice_is_forgotten_with_them(school, lesson):
    seat = school.seat()
    seat.post(f"{lesson}side-by-side", {"one": "en", "other": "ar"})
    assert 'value="en" selected' in seat.page(f"{lesson}side-by-side")
    assert SideBySide.select().count() == 0
    assert 'value="en" selected' not in school.seat().page(f"{lesson}side-by-side")


@pytest.mark.parametrize(
    ("asked", "kept", "found"),
    [
        (("", ""), ("", ""), ("fr", "ar")),
        (("en", "fr"), ("", ""), ("en", "fr")),
        (("", ""), ("ar", "fr"), ("ar", "fr")),
        (("de", "xx"), ("it", "fr-easy"), ("fr", "fr-easy")),
        (("fr", "fr"), ("", ""), ("fr", "ar")),
        (("ar", ""), ("", ""), ("ar", "fr")),
        (("signs", "signs"), ("", ""), ("fr", "signs")),
    ],
)
def test_what_is_not_there_counts_for_nothing(asked, kept, found):
    assert two_of(["fr", "ar", "fr-easy", "en", "signs"], asked, kept) == found


def test_the_readers_language_comes_first_then_the_easy_version(school, node):
    versions = browse.versions(node("Les fractions"))
    assert liked(versions, "ar", has_signs=True) == ["fr", "ar", "fr-easy", "en", "signs"]
    own = versions[0]
    assert mine(versions, own, "ar").language == "ar"
    assert mine(versions, own, "fr").easy
    assert mine(versions, own, "tr").easy
    assert mine(versions[:1], own, "ar") is None


def test_a_page_of_one_version_says_so(school, node):
    alone = f"/library/{node('Exercice de tout').id}/"
    answer = school.sign_in(Role.LEARNER).get(f"{alone}side-by-side")
    assert answer.status_code == 404 and "qu&#39;une version" in answer.text


def test_a_sentence_is_told_in_the_version_asked_for_and_can_be_heard(school, lesson):
    seat = school.sign_in(Role.LEARNER)
    told = main_of(seat.page(f"{lesson}sentences/fr/b1/0?into=ar"))
    assert "Une moitié de tarte" in told and 'lang="ar" dir="rtl">نصف' in told
    assert f"{lesson}sentences/ar/b1/0.mp3" in told
    panel = seat.page(f"{lesson}sentences/fr/b1/0?into=ar&panel=yes")
    assert "<html" not in panel and "نصف" in panel


def test_a_part_without_counterpart_is_told_so(school, lesson):
    told = main_of(school.sign_in(Role.LEARNER).page(f"{lesson}sentences/fr/b3/0?into=ar"))
    assert "n'existe pas dans cette version" in told or "n&#39;existe pas dans" in told


def test_a_sentence_that_is_not_there_is_refused(school, lesson):
    seat = school.sign_in(Role.LEARNER)
    for path in ("sentences/fr/b1/9", "sentences/fr/b99/0", "sentences/fr/b99/0.mp3"):
        assert seat.get(lesson + path).status_code == 404


def test_places_of_sentences_are_those_of_the_text(school, lesson):
    found = school.sign_in(Role.LEARNER).get(f"{lesson}sentences/fr").json["sentences"]
    assert found[0] == ["b1", 0, 0, len("Une moitié de tarte, puis un quart.")]


def test_without_a_version_in_my_language_the_words_of_the_sentence_are_offered(
    school, node, tmp_path, lesson
):
    seat = school.sign_in(school.learner())
    seat.post("/language", {"language": "ar", "next": "/"})
    alone = f"/library/{node('Exercice de tout').id}/sentences/fr"
    block, number, *_place = seat.get(alone).json["sentences"][0]
    alone = f"{alone}/{block}/{number}"
    bare = seat.page(alone)
    french = tmp_path / "mots.csv"
    french.write_text("# title: Mots\nmot;définition\nrythme;La vitesse.\n")
    put_in(school.site.library, french, tmp_path / "fr", id="mots")
    helped = seat.page(alone)
    assert "/words/?word=rythme&language=fr" in helped
    assert "/words/?word=" not in bare


def test_the_bar_leads_there_only_where_there_is_something(school, node, lesson):
    seat = school.sign_in(Role.LEARNER)
    page = seat.page(lesson)
    assert "side-by-side?one=fr" in page and "same-sentence.js" not in page
    alone = seat.page(f"/library/{node('Exercice de tout').id}/")
    assert "side-by-side" not in alone and "Dans ma langue" not in alone


def test_pressing_sentences_stays_with_the_person(school, lesson):
    camille = school.learner()
    seat = school.sign_in(camille)
    answer = seat.post("/library/sentences", {"on": "yes", "next": lesson})
    assert (answer.status_code, answer.headers["Location"]) == (303, lesson)
    seat.post("/sign-out")
    assert "same-sentence.js" in school.sign_in(camille).page(lesson)
    school.sign_in(camille).post("/library/sentences", {"on": "no", "next": lesson})
    assert SideBySide.get().on is False


def test_a_found_translation_says_who_checked_it(school):
    page = main_of(school.sign_in(Role.LEARNER).page("/search?q=pie&language=en"))
    assert "Relu par Ana" in page
