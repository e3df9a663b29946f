"""What somebody is given and may open, who comes, goes, returns, or is in two classes."""

from datetime import date, timedelta

import pytest

from server import clock
from server.classes import enrolling
from server.classes import operations as classes
from server.modules import giving
from server.modules.deadlines import due_on, in_words
from server.modules.openings import given_to, opened_to


def given(staffroom, person):
    return [each.title for each in given_to(person.id, at=staffroom.school.now)]


def opened(staffroom, person):
    return opened_to(person.id, at=staffroom.school.now)


def day(staffroom, later):
    return (clock.day(staffroom.school.now) + timedelta(days=later)).isoformat()


def test_a_class_is_given_a_module_and_nobody_of_another_class_has_it(staffroom):
    staffroom.assign(staffroom.module("Les fractions"))
    assert given(staffroom, staffroom.camille) == ["Les parts"]
    assert given(staffroom, staffroom.sacha) == []


def test_a_group_is_given_a_module_and_the_others_of_the_class_have_it_not(staffroom, school):
    group = classes.add_group(staffroom.cfg.id, "Matin", school.by, at=school.now)
    noa = school.learner("Noa Bernard")
    staffroom.enrol(noa, staffroom.cfg, group=group)
    staffroom.assign(staffroom.module("Les fractions"), to=f"group {group.id}")
    assert given(staffroom, noa) == ["Les parts"]
    assert given(staffroom, staffroom.camille) == []


def test_when_a_group_is_removed_what_it_was_given_does_not_become_the_whole_class_s(
    staffroom, school
):
    group = classes.add_group(staffroom.cfg.id, "Matin", school.by, at=school.now)
    staffroom.assign(staffroom.module("Les fractions"), to=f"group {group.id}")
    classes.remove_group(staffroom.cfg.id, group.id, school.by, at=school.now)
    assert given(staffroom, staffroom.camille) == []


def test_one_person_is_given_a_module(staffroom, school):
    noa = school.learner("Noa Bernard")
    stay = staffroom.enrol(noa, staffroom.cfg)
    staffroom.assign(staffroom.module("Les fractions"), to=f"person {stay.id}")
    assert given(staffroom, noa) == ["Les parts"]
    assert given(staffroom, staffroom.camille) == []


def test_it_is_there_from_its_first_day_on(staffroom, school):
    staffroom.assign(staffroom.module("Les fractions"), begins_on=day(staffroom, 2))
    assert given(staffroom, staffroom.camille) == []
    school.wait(days=2)
    assert given(staffroom, staffroom.camille) == ["Les parts"]


def test_who_joins_later_has_it_with_as_many_weeks_as_the_others(staffroom, school):
    staffroom.assign(staffroom.module("Les fractions"), weeks="2")
    first = given_to(staffroom.camille.id, at=school.now)[0].due_on
    school.wait(days=21)
    noa = school.learner("Noa Bernard")
    staffroom.enrol(noa, staffroom.cfg)
    assert given_to(noa.id, at=school.now)[0].due_on == first + timedelta(days=21)


def test_who_left_has_it_no_more_and_who_returns_has_it_again(staffroom, school):
    staffroom.assign(staffroom.module("Les fractions"))
    enrolling.leave(staffroom.stay.id, school.by, at=school.now)
    assert given(staffroom, staffroom.camille) == []
    enrolling.give_back(staffroom.stay.id, school.by, at=school.now)
    assert given(staffroom, staffroom.camille) == ["Les parts"]


def test_who_is_suspended_has_it_again_on_the_day_of_return(staffroom, school):
    staffroom.assign(staffroom.module("Les fractions"))
    enrolling.suspend(staffroom.stay.id, day(staffroom, 3), school.by, at=school.now)
    assert given(staffroom, staffroom.camille) == []
    school.wait(days=3)
    assert given(staffroom, staffroom.camille) == ["Les parts"]


def test_a_closed_class_has_none(staffroom, school):
    staffroom.assign(staffroom.module("Les fractions"))
    enrolling.close_class(staffroom.cfg.id, school.by, at=school.now)
    assert given(staffroom, staffroom.camille) == []


def test_what_is_withdrawn_is_gone(staffroom, school):
    made = staffroom.assign(staffroom.module("Les fractions"))
    giving.withdraw(made.id, school.by, at=school.now)
    assert given(staffroom, staffroom.camille) == []


def test_what_was_given_to_one_person_counts_before_what_the_class_was_given(staffroom, school):
    module = staffroom.module("Les fractions")
    staffroom.assign(module, weeks="1")
    staffroom.assign(module, to=f"person {staffroom.stay.id}", weeks="3")
    (only,) = given_to(staffroom.camille.id, at=school.now)
    assert only.rank == 3
    assert (only.due_on - clock.day(school.now)).days >= 14


def test_what_is_due_first_stands_on_top_and_what_has_no_end_last(staffroom, school):
    for title, weeks in (("Sans fin", ""), ("Deux semaines", "2"), ("Une semaine", "1")):
        staffroom.assign(staffroom.module("Les fractions", title=title), weeks=weeks)
    assert given(staffroom, staffroom.camille) == ["Une semaine", "Deux semaines", "Sans fin"]


def test_unless_a_class_says_otherwise_the_library_is_open(staffroom):
    staffroom.assign(staffroom.module("Les fractions"))
    assert opened(staffroom, staffroom.camille) is None


def test_a_class_without_the_library_opens_what_is_assigned_and_nothing_else(staffroom, node):
    staffroom.assign(staffroom.module("Les fractions"))
    staffroom.close_library()
    assert opened(staffroom, staffroom.camille) == {node("Les fractions").id}
    assert opened(staffroom, staffroom.sacha) is None


def test_who_is_in_a_class_with_the_library_too_has_the_library(staffroom):
    staffroom.enrol(staffroom.camille, staffroom.maths)
    staffroom.close_library()
    assert opened(staffroom, staffroom.camille) is None


def test_who_is_in_two_classes_without_the_library_has_what_both_assign(staffroom, node):
    staffroom.enrol(staffroom.camille, staffroom.maths)
    staffroom.assign(staffroom.module("Les fractions"))
    other = staffroom.module("La lettre A", maker=staffroom.noor)
    staffroom.assign(other, staffroom.maths)
    staffroom.close_library()
    staffroom.close_library(staffroom.maths)
    assert opened(staffroom, staffroom.camille) == {
        node("Les fractions").id,
        node("La lettre A").id,
    }


def test_who_is_in_no_class_has_the_library(staffroom, school):
    staffroom.close_library()
    enrolling.leave(staffroom.stay.id, school.by, at=school.now)
    assert opened(staffroom, staffroom.camille) is None


def test_the_library_can_be_opened_again(staffroom):
    staffroom.close_library()
    staffroom.close_library(is_open=True)
    assert opened(staffroom, staffroom.camille) is None


@pytest.mark.parametrize(
    ("first", "weeks", "last"),
    [
        pytest.param("2026-11-23", 1, "2026-11-29", id="from Monday"),
        pytest.param("2026-11-27", 1, "2026-11-29", id="from Friday"),
        pytest.param("2026-11-28", 1, "2026-12-06", id="from Saturday"),
        pytest.param("2026-11-22", 2, "2026-12-06", id="from Sunday"),
        pytest.param("2026-11-23", 6, "2027-01-03", id="over the new year"),
    ],
)
def test_weeks_end_on_a_sunday_so_many_weeks_on(staffroom, school, first, weeks, last):
    due = due_on(staffroom.cfg.id, date.fromisoformat(first), weeks, at=school.now)
    assert due == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        pytest.param(None, "sans date de fin", id="no end"),
        pytest.param("2026-11-20", "c'était pour le vendredi 20 novembre", id="late"),
        pytest.param("2026-11-25", "pour aujourd'hui", id="today"),
        pytest.param("2026-11-26", "pour demain", id="tomorrow"),
        pytest.param("2026-11-29", "cette semaine, jusqu'au dimanche 29 novembre", id="this week"),
        pytest.param("2026-12-06", "la semaine prochaine", id="next week"),
        pytest.param("2027-01-01", "jusqu'au vendredi 1er janvier", id="later"),
    ],
)
def test_a_last_day_is_said_in_words(day, said):
    asked = date.fromisoformat(day) if day else None
    assert in_words(asked, today=date(2026, 11, 25)).startswith(said)
