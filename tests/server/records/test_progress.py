"""What a learner has achieved, and all that is kept about them, as they read it."""

import pytest

from server.records.progress import WEEKS, achieved_by, stays_of, weeks_of
from server.roles import Role
from tests.server import exercising
from tests.server.exercising import Pupil


@pytest.fixture
def seat(school, tmp_path):
    exercising.install(school.site.library, tmp_path)
    return school.sign_in(school.learner())


def main(page):
    return page.partition("<main")[2].partition("</main>")[0]


def stay(school, minutes):
    """Let the learner sit at a computer for so many minutes, working."""
    seat = school.sign_in(school.learner())
    for _ in range(minutes):
        school.wait(minutes=1)
        seat.get("/library/")
    seat.post("/sign-out")


def test_hours_are_the_time_from_signing_in_to_the_last_sign_of_life(school):
    stay(school, 20)
    school.wait(days=3)
    stay(school, 5)
    stays = stays_of(school.learner().id)
    assert [round(each.seconds / 60) for each in stays] == [5, 20]
    total = achieved_by(school.learner().id, at=school.now).seconds
    assert round(total / 60) == 25


def test_who_walks_away_adds_no_hours(school):
    school.sign_in(school.learner())
    school.wait(hours=9)
    assert achieved_by(school.learner().id, at=school.now).seconds < 60


def test_weeks_without_coming_are_shown_too(school):
    stay(school, 3)
    school.wait(weeks=2)
    stay(school, 2)
    weeks = weeks_of(stays_of(school.learner().id), at=school.now)
    assert [round(week.seconds / 60) for week in weeks] == [3, 0, 2]
    assert all(week.monday.weekday() == 0 for week in weeks)


def test_no_more_weeks_are_shown_than_one_remembers(school):
    for _ in range(3):
        stay(school, 1)
        school.wait(weeks=5)
    assert len(weeks_of(stays_of(school.learner().id), at=school.now)) == WEEKS


def test_progress_says_what_was_done_mastered_and_begun(school, node, seat):
    seat.post(f"/library/{node('Les mois').id}/finished")
    two = Pupil(seat, node("Sur").id)
    two.answer()
    two.answer()
    Pupil(seat, node("Tirage").id).answer()
    page = main(seat.page("/mine/progress"))
    assert "1 page faite" in page
    assert "1 exercice fait" in page and "dont 1 maîtrisé" in page
    mastered, _, rest = page.partition("En chemin")
    assert f"/library/{node('Sur').id}/" in mastered.partition("Ce que je sais faire")[2]
    assert f"/library/{node('Tirage').id}/" in rest
    assert f"Pages faites\xa0: 2 sur {len(exercising.PAGES)}" in page


def test_progress_on_the_first_day_is_no_reproach(seat):
    page = main(seat.page("/mine/progress"))
    assert "Rien encore" in page and "0 page faite" in page


def test_everything_kept_about_somebody_is_on_one_page(school, node, seat):
    seat.get(f"/library/{node('Les mois').id}/")
    Pupil(seat, node("De suite").id).answer()
    seat.get(f"/library/{node('À écrire').id}/")
    text = "Madame, je voudrais un livre."
    address = f"/library/{node('À écrire').id}/questions/2"
    seat.post(address, {"answer": text, "do": "hand"})
    page = main(seat.page("/mine/kept"))
    for told in ("Camille Martin", "Les mois", "De suite", "À écrire", text, "Français"):
        assert told in page
    assert "Vous êtes venu 1 fois" in page
    assert "Language(" not in page
    assert "<form" not in page and "<button" not in page


def test_nobody_finds_another_person_on_it(school, node, seat):
    Pupil(seat, node("De suite").id).answer()
    other = school.sign_in(school.learner("Sacha Petit"))
    for path in ("/mine", "/mine/progress", "/mine/kept"):
        page = main(other.page(path))
        assert "Camille" not in page and "De suite" not in page
        assert school.sign_in(Role.TEACHER).get(path).status_code == 403


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_said_in_every_language(seat, language):
    seat.get("/help")
    seat.post("/language", {"language": language, "next": "/mine/kept"})
    for path in ("/mine", "/mine/progress", "/mine/kept"):
        page = seat.page(path)
        assert f'<html lang="{language}"' in page
        assert "gardé sur moi" not in page


def test_what_was_kept_outlives_the_course(school, node, seat):
    Pupil(seat, node("De suite").id).answer()
    school.site.library.take_off("regles", 1)
    assert "Une page qui n'est plus là" in main(seat.page("/mine/kept"))
    assert seat.get("/mine/progress").status_code == 200
