"""People come to a class, stay away for a time, leave and return; nothing they did is lost."""

from datetime import timedelta
from html import unescape

import pytest

from server.accounts.models import Person
from server.classes import enrolling, finding_people
from server.classes.models import Enrolment
from server.roles import Role
from server.seats.signing_in import KeptOut

A_WEEK = timedelta(days=7)


def test_a_learner_is_enrolled_once_and_staff_never(staffroom):
    staffroom.enrol("Camille Martin")
    with pytest.raises(enrolling.InTheClassAlready):
        staffroom.enrol("Camille Martin")
    with pytest.raises(enrolling.NotALearner):
        staffroom.enrol("Noor Haddad")
    assert staffroom.names() == ["Camille Martin"]


def test_who_left_returns_with_a_new_stay_in_the_same_group(staffroom, school):
    stay = staffroom.enrol("Camille Martin", level="brevet")
    enrolling.leave(stay.id, school.by, at=school.now)
    assert staffroom.names() == []
    assert [each.person.name for each in Enrolment.gone(staffroom.cfg)] == ["Camille Martin"]
    again = enrolling.give_back(stay.id, school.by, at=school.now)
    assert (again.id != stay.id, again.level) == (True, "brevet")
    assert Enrolment.gone(staffroom.cfg) == []
    assert school.actions()[-2:] == ["enrolment.ended", "enrolment.returned"]


def test_who_has_left_is_neither_suspended_nor_leaves_again(staffroom, school):
    stay = staffroom.enrol("Camille Martin")
    enrolling.leave(stay.id, school.by, at=school.now)
    for each in (
        lambda: enrolling.leave(stay.id, school.by, at=school.now),
        lambda: enrolling.suspend(stay.id, staffroom.day(A_WEEK), school.by, at=school.now),
        lambda: enrolling.place(stay.id, None, "", school.by, at=school.now),
    ):
        with pytest.raises(enrolling.HasLeft):
            each()


def test_who_is_suspended_is_signed_out_and_cannot_sign_in_before_the_day(staffroom, school):
    stay = staffroom.enrol("Camille Martin")
    seat = school.sign_in(stay.person)
    enrolling.suspend(stay.id, staffroom.day(A_WEEK), school.by, at=school.now)
    assert seat.get("/mine").status_code == 303
    again = school.seat()
    refused = again.post("/sign-in", {"code": school.code_of(stay.person)})
    assert refused.status_code == 422
    assert KeptOut(day=enrolling.enrolment_of(stay.id, school.by).returns).in_words() in unescape(
        refused.text
    )
    assert school.sessions(stay.person)[-1].ended_at is not None
    school.wait(days=8)
    school.sign_in(stay.person)
    assert staffroom.names() == ["Camille Martin"]


def test_who_does_not_know_the_password_is_not_told_of_the_suspension(staffroom, school):
    stay = staffroom.enrol("Camille Martin")
    enrolling.suspend(stay.id, staffroom.day(A_WEEK), school.by, at=school.now)
    said = []
    for name in ("Camille Martin", "Nobody Atall"):
        page = school.seat().post("/sign-in", {"name": name, "password": "wrong password"}).text
        said.append(page.partition('role="alert"')[2].partition("</div>")[0])
    assert said[0] == said[1] != ""


def test_who_is_suspended_from_one_class_cannot_sign_in_for_another(staffroom, school):
    stay = staffroom.enrol("Camille Martin")
    staffroom.enrol("Camille Martin", staffroom.maths)
    seat = school.sign_in(stay.person)
    enrolling.suspend(stay.id, staffroom.day(A_WEEK), school.by, at=school.now)
    assert seat.get("/mine").status_code == 303
    refused = school.seat().post("/sign-in", {"code": school.code_of(stay.person)})
    assert refused.status_code == 422


def test_who_is_suspended_twice_is_back_on_the_last_of_the_days(staffroom, school):
    one = staffroom.enrol("Camille Martin")
    two = staffroom.enrol("Camille Martin", staffroom.maths)
    for stay, later in ((one, 2 * A_WEEK), (two, A_WEEK)):
        enrolling.suspend(stay.id, staffroom.day(later), school.by, at=school.now)
    assert Person.get_by_id(one.person_id).kept_out_until == staffroom.day(2 * A_WEEK)


def test_a_suspension_that_ends_early_lets_the_person_in_at_once(staffroom, school):
    stay = staffroom.enrol("Camille Martin")
    enrolling.suspend(stay.id, staffroom.day(A_WEEK), school.by, at=school.now)
    enrolling.let_back(stay.id, school.by, at=school.now)
    school.sign_in(stay.person)
    assert "enrolment.let_back" in school.actions()


@pytest.mark.parametrize("days", [0, -1, 400])
def test_a_suspension_ends_on_a_day_to_come(staffroom, school, days):
    stay = staffroom.enrol("Camille Martin")
    with pytest.raises(enrolling.NotAComingDay):
        enrolling.suspend(stay.id, staffroom.day(timedelta(days=days)), school.by, at=school.now)


@pytest.mark.parametrize("day", ["", "tomorrow", "2026-02-30"])
def test_a_suspension_needs_a_day(staffroom, school, day):
    stay = staffroom.enrol("Camille Martin")
    with pytest.raises(enrolling.NotAComingDay):
        enrolling.suspend(stay.id, day, school.by, at=school.now)


def test_a_stay_in_somebody_elses_class_is_nobodys(staffroom, school):
    stay = staffroom.enrol("Camille Martin", staffroom.maths)
    by, at = staffroom.by(staffroom.dominique), school.now
    for each in (
        lambda: enrolling.leave(stay.id, by, at=at),
        lambda: enrolling.suspend(stay.id, staffroom.day(A_WEEK), by, at=at),
        lambda: enrolling.let_back(stay.id, by, at=at),
        lambda: enrolling.place(stay.id, None, "", by, at=at),
        lambda: enrolling.give_back(stay.id, by, at=at),
    ):
        with pytest.raises(enrolling.NoSuchEnrolment):
            each()
    assert staffroom.names(staffroom.maths) == ["Camille Martin"]


def test_two_people_of_one_name_are_two_accounts(staffroom, school):
    by = staffroom.by(staffroom.dominique)
    for _ in range(3):
        enrolling.add_person(staffroom.cfg.id, "Jean-Pierre Élan", "ar", by, at=school.now)
    rows = Person.select(Person.name, Person.sign_in_name, Person.language).where(
        Person.role == Role.LEARNER
    )
    assert list(rows.tuples()) == [
        ("Jean-Pierre Élan", "jeanpierreelan", "ar"),
        ("Jean-Pierre Élan", "jeanpierreelan2", "ar"),
        ("Jean-Pierre Élan", "jeanpierreelan3", "ar"),
    ]


@pytest.mark.parametrize(
    ("asked", "for_teacher", "for_administrator"),
    [
        pytest.param("Élise D’Arc", True, True, id="as it is"),
        pytest.param("d'arc elise", True, True, id="in another order, without accents"),
        pytest.param("Élise", False, True, id="the given name alone"),
        pytest.param("ar", False, True, id="a beginning"),
        pytest.param("lise", False, False, id="the middle of a word"),
        pytest.param("", False, False, id="nothing"),
        pytest.param("'", False, False, id="no letter"),
    ],
)
def test_a_teacher_finds_by_the_whole_name_and_an_administrator_by_a_part(
    staffroom, school, asked, for_teacher, for_administrator
):
    school.learner("Élise d'Arc")
    found = [
        [each.name for each in finding_people.fitting(asked, staffroom.by(who))]
        for who in (staffroom.dominique, staffroom.andrea)
    ]
    names = ["Élise d'Arc"]
    assert found == [names if yes else [] for yes in (for_teacher, for_administrator)]


def test_staff_and_closed_accounts_are_not_found_as_learners(staffroom, school):
    by = staffroom.by(staffroom.andrea)
    assert finding_people.fitting("Noor Haddad", by) == []
