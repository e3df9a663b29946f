"""The marks that were given: by class and by person, the latest first, on paper too."""

import pytest

from server.classes import enrolling
from server.marking import past_views
from server.records.models import Work
from server.roles import Role
from tests.server.marking.test_views import main_of

PLACES = {
    "all": "/marking/marks",
    "a class": "/classes/{cfg}/marks",
    "a person": "/classes/people/{stay}/marks",
}


@pytest.fixture
def address(desk):
    return lambda place: PLACES[place].format(cfg=desk.cfg.id, stay=desk.stay.id)


def mark(desk, school, work, mark):
    school.sign_in(desk.dominique).post(f"/marking/works/{work.id}", {"mark": mark})


@pytest.mark.parametrize("place", PLACES)
def test_marks_are_listed_for_the_teachers_of_a_learner_and_for_nobody_else(
    desk, school, address, place
):
    desk.letter(desk.sacha)
    mark(desk, school, desk.letter(desk.camille), "14,5")
    path = address(place)
    page = main_of(school.sign_in(desk.dominique).page(path))
    assert "14,5 sur 20" in page and "Camille Martin" in page and "À écrire" in page
    assert "Sacha" not in page
    stranger = school.sign_in(desk.noor).get(path)
    assert stranger.status_code == (200 if place == "all" else 404)
    assert "Camille" not in stranger.text
    for role in (Role.CONTENT_MANAGER, Role.EXAMINER):
        assert school.sign_in(role).get(path).status_code == 403
    assert school.sign_in(desk.camille).get(path).status_code == 403
    assert school.seat().get(path).status_code == 303
    assert "14,5 sur 20" in school.sign_in(Role.ADMINISTRATOR).page(path)


def test_the_latest_comes_first_and_long_lists_have_pages(desk, school, monkeypatch):
    monkeypatch.setattr(past_views, "A_PAGE", 1)
    desk.enrol(desk.cfg, desk.sacha)
    mark(desk, school, desk.letter(desk.camille), "10")
    school.wait(hours=1)
    mark(desk, school, desk.letter(desk.sacha), "11")
    teacher = school.sign_in(desk.dominique)
    first, second = (
        main_of(teacher.page(f"/classes/{desk.cfg.id}/marks?page={page}")) for page in (1, 2)
    )
    assert "Sacha Petit" in first and "Camille Martin" not in first
    assert "Camille Martin" in second and "2 notes" in second
    for nonsense in ("0", "99", "x", "-1", "²"):
        assert teacher.get(f"/marking/marks?page={nonsense}").status_code == 200


def test_nothing_unmarked_is_listed(desk, school):
    desk.letter(desk.camille)
    page = main_of(school.sign_in(desk.dominique).page("/marking/marks"))
    assert "Pas encore de note" in page and "Camille" not in page


def test_who_has_left_is_in_no_list_of_the_class(desk, school, address):
    mark(desk, school, desk.letter(desk.camille), "10")
    enrolling.leave(desk.stay.id, school.by, at=school.now)
    teacher = school.sign_in(desk.dominique)
    assert "Camille" not in teacher.page(address("all"))
    assert "Camille" not in teacher.page(address("a class"))
    assert teacher.get(address("a person")).status_code in (404, 409)


def test_class_and_person_lead_to_their_marks(desk, school, address):
    teacher = school.sign_in(desk.dominique)
    assert f'href="{address("a class")}"' in teacher.page(f"/classes/{desk.cfg.id}/progress")
    assert f'href="{address("a person")}"' in teacher.page(f"/classes/people/{desk.stay.id}/")
    assert f'href="{address("a class")}"' in teacher.page("/marking/marks")


def test_a_learner_finds_their_own_marks_among_their_things(desk, school):
    mark(desk, school, desk.letter(desk.camille), "14,5")
    assert "14,5 sur 20" in main_of(school.sign_in(desk.camille).page("/mine"))
    assert "14,5" not in main_of(school.sign_in(desk.sacha).page("/mine"))


def test_a_mark_outlives_its_course(desk, school):
    mark(desk, school, desk.letter(desk.camille), "14,5")
    Work.update(node_id="0" * 32).execute()
    page = main_of(school.sign_in(desk.dominique).page("/marking/marks"))
    assert "14,5 sur 20" in page and "Une page qui" in page
