"""What makes a page done, by its kind; nothing that a browser claims does."""

import pytest

from content import browse
from server.actors import Actor
from server.records import operations as records
from server.records.models import Visit
from server.roles import Role
from tests.server import exercising


@pytest.fixture
def recording(node):
    return f"/library/{node('Au guichet').id}/"


@pytest.fixture
def seat(school, recording):
    seat = school.sign_in(school.learner())
    seat.get(recording)
    return seat


def how(school):
    return [visit.done_by for visit in Visit.select().where(Visit.finished_at.is_null(False))]


def test_a_recording_is_done_once_it_was_heard_for_as_long_as_it_takes(school, seat, recording):
    for end in (20, 40, 58):
        school.wait(seconds=20)
        answer = seat.post(f"{recording}watched", {"parts": f"0.0-{end}", "length": "64"})
        assert answer.json["done"] is (end == 58)
    assert how(school) == ["watched"]


def test_a_recording_is_not_done_because_a_browser_says_so(school, seat, recording):
    for form in (
        {"parts": "0-64", "length": "64"},
        {"parts": "0-64", "length": "1"},
        {"parts": "0-1e308", "length": "nan"},
        {"parts": "x", "length": ""},
        {"share": "1", "done": "true"},
    ):
        assert seat.post(f"{recording}watched", form).json["done"] is False
    assert how(school) == []


def test_one_goes_on_hearing_where_one_was(school, seat, recording):
    school.wait(seconds=30)
    seat.post(f"{recording}watched", {"parts": "0-25", "length": "64"})
    assert 'data-from="25' in seat.page(recording)


def test_a_recording_with_its_text_may_be_read_instead(school, seat, recording):
    seat.post(f"{recording}finished")
    assert how(school) == ["read"]


def test_a_lesson_is_no_recording(school, seat, node):
    lesson = f"/library/{node('Les fractions').id}/"
    assert seat.post(f"{lesson}watched", {"parts": "0-9", "length": "9"}).status_code == 404


def test_a_guest_hears_and_nothing_is_kept(school, recording):
    guest = school.seat()
    page = guest.page(recording)
    assert "data-watch-url" not in page
    assert Visit.select().count() == 0


@pytest.fixture
def workshop(school, node, tmp_path):
    exercising.install(school.site.library, tmp_path)
    return node("Un atelier")


def test_what_the_teacher_has_to_see_is_done_by_the_teachers_word_alone(school, seat, workshop):
    seat.get(f"/library/{workshop.id}/")
    assert "Votre enseignant" in seat.page(f"/library/{workshop.id}/")
    assert seat.post(f"/library/{workshop.id}/finished").status_code == 303
    assert how(school) == []
    teacher = school.person("Dominique Leroy", Role.TEACHER)
    by = Actor(teacher.name, None, teacher.id)
    for _ in range(2):
        records.finished_by_teacher(school.learner().id, workshop, by, at=school.now)
    assert how(school) == ["teacher"]
    assert school.actions().count("page.done") == 1
    assert "Votre enseignant" not in seat.page(f"/library/{workshop.id}/")


def test_a_film_without_words_is_not_done_by_a_button(school, node, monkeypatch):
    monkeypatch.setattr(browse, "versions", lambda found: [])
    seat = school.sign_in(school.learner())
    assert seat.post(f"/library/{node('Au guichet').id}/finished").status_code == 303
    assert how(school) == []
