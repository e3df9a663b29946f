"""Nobody is taken into another class behind the back of the teachers they have."""

import pytest

from server.classes import enrolling, operations
from server.classes.models import Enrolment, Told
from server.roles import Role


@pytest.fixture
def camille(staffroom):
    """Somebody of Noor's class."""
    return staffroom.enrol("Camille Martin", staffroom.maths).person


def takes_in(staffroom, teacher, person, school_class):
    at = staffroom.school.now
    return enrolling.enrol(school_class.id, person, staffroom.by(teacher), at=at)


def first_page(school, teacher):
    return school.sign_in(teacher).page("/classes/")


def test_the_teachers_somebody_has_are_told_who_took_them_in_until_they_have_seen_it(
    staffroom, school, camille
):
    takes_in(staffroom, staffroom.dominique, camille, staffroom.cfg)
    seat = school.sign_in(staffroom.noor)
    assert "1 personne de vos classes a été ajoutée aussi à une autre" in seat.page("/classes/")
    page = seat.page("/classes/shared")
    for told in ("Camille Martin", "CFG", "Dominique Leroy"):
        assert told in page
    assert "1 personne de vos" in seat.page("/classes/")
    seat.post("/classes/shared", {"last": Told.get().id})
    assert "1 personne de vos" not in seat.page("/classes/")
    assert "Camille Martin" in seat.page("/classes/shared")


def test_who_took_them_in_is_not_told_of_it(staffroom, school, camille):
    takes_in(staffroom, staffroom.dominique, camille, staffroom.cfg)
    assert "classes a été ajoutée" not in first_page(school, staffroom.dominique)


def test_what_the_administrator_or_a_list_does_is_told_too(staffroom, school, camille):
    takes_in(staffroom, staffroom.andrea, camille, staffroom.cfg)
    assert "1 personne de vos" in first_page(school, staffroom.noor)


def test_a_teacher_of_both_classes_is_told_nothing(staffroom, school, camille):
    by, at = school.by, school.now
    operations.add_teacher(staffroom.cfg.id, staffroom.noor.id, by, at=at)
    takes_in(staffroom, staffroom.dominique, camille, staffroom.cfg)
    assert not Told.select().exists()


def test_who_has_left_is_nobodys_and_told_of_to_nobody(staffroom, camille):
    stay = Enrolment.get(Enrolment.person == camille)
    enrolling.leave(stay.id, staffroom.school.by, at=staffroom.school.now)
    takes_in(staffroom, staffroom.dominique, camille, staffroom.cfg)
    assert not Told.select().exists()


def test_a_teacher_who_hands_their_class_over_reads_it_no_more(staffroom, school, camille):
    takes_in(staffroom, staffroom.dominique, camille, staffroom.cfg)
    other = school.person("Sam Faure", Role.TEACHER)
    number, noor = staffroom.maths.id, staffroom.noor
    operations.hand_over(number, noor.id, other.id, staffroom.by(noor), at=school.now)
    seat = school.sign_in(noor)
    assert "classes a été ajoutée" not in seat.page("/classes/")
    assert "Camille" not in seat.page("/classes/shared").partition("<main")[2]


def test_seeing_ones_own_leaves_what_others_have_not_seen(staffroom, school, camille):
    operations.add_teacher(
        staffroom.maths.id, school.person("Sam Faure", Role.TEACHER).id, school.by, at=school.now
    )
    takes_in(staffroom, staffroom.dominique, camille, staffroom.cfg)
    school.sign_in(staffroom.noor).post("/classes/shared", {"last": "999999"})
    assert "1 personne de vos" in first_page(school, school.person("Sam Faure"))
