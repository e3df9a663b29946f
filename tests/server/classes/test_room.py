"""A teacher sees at the seats their own people, and of others only that a seat is taken."""

import pytest

from server.classes import enrolling
from server.roles import Role


@pytest.fixture
def room(staffroom, school):
    """Camille of the teacher's class, Sacha of a neighbour's, and Lou of none sit there."""
    staffroom.enrol("Camille Martin")
    staffroom.enrol("Sacha Petit", staffroom.maths)
    for name in ("Camille Martin", "Sacha Petit", "Lou Moreau"):
        school.sign_in(school.learner(name))
    return staffroom


def session(school, name):
    return school.sessions(school.learner(name))[-1]


def test_a_teacher_sees_their_own_people_and_that_other_seats_are_taken(room, school):
    page = school.sign_in(room.dominique).page("/seats")
    assert "Camille Martin" in page
    assert "Sacha Petit" not in page
    assert "Lou Moreau" not in page
    seats = sorted(session(school, name).seat_id for name in ("Sacha Petit", "Lou Moreau"))
    assert ", ".join(map(str, seats)) in page


def test_an_administrator_sees_everybody(room, school):
    page = school.sign_in(room.andrea).page("/seats")
    assert all(name in page for name in ("Camille Martin", "Sacha Petit", "Lou Moreau"))


def test_a_teacher_ends_the_sessions_of_their_own_people_alone(room, school):
    desk = school.sign_in(room.dominique)
    for name, status in (("Camille Martin", 303), ("Sacha Petit", 404), ("Lou Moreau", 404)):
        found = session(school, name)
        assert desk.post(f"/seats/{found.id}/end").status_code == status
    assert [session(school, name).ending for name in ("Camille Martin", "Sacha Petit")] == [
        "staff",
        "",
    ]
    assert ("Dominique Leroy", "session.ended", "Camille Martin") in school.log()
    ended = [line for line in school.log() if line[1] == "session.ended"]
    assert desk.post(f"/seats/{session(school, 'Camille Martin').id}/end").status_code == 303
    assert [line for line in school.log() if line[1] == "session.ended"] == ended


def test_who_has_left_the_class_is_no_longer_seen(room, school):
    desk = school.sign_in(room.dominique)
    stay = enrolling.Enrolment.get(enrolling.Enrolment.person == school.learner("Camille Martin"))
    enrolling.leave(stay.id, school.by, at=school.now)
    assert "Camille Martin" not in desk.page("/seats")


def test_a_deserted_seat_is_not_on_the_list(room, school):
    school.wait(minutes=30)
    assert "Camille Martin" not in school.sign_in(Role.ADMINISTRATOR).page("/seats")
