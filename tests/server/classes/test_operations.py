"""Classes are opened, changed, shared, handed over and closed by those who look after them."""

import pytest

from server.accounts import operations as accounts
from server.classes import enrolling, operations
from server.classes.models import SchoolClass, Teaching
from server.classes.naming import NameNeeded
from server.roles import Role


def test_who_opens_a_class_teaches_it_and_the_log_says_so(staffroom, school):
    assert [each.person.name for each in Teaching.now_of(staffroom.cfg)] == ["Dominique Leroy"]
    assert ("Dominique Leroy", "class.opened", "CFG") in school.log()


def test_an_administrator_opens_a_class_that_nobody_teaches_yet(staffroom, school):
    found = staffroom.open("Lecture", staffroom.andrea)
    assert list(Teaching.now_of(found)) == []
    operations.add_teacher(
        found.id, staffroom.noor.id, staffroom.by(staffroom.andrea), at=school.now
    )
    assert found in SchoolClass.kept_by(staffroom.noor)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.CONTENT_MANAGER, Role.EXAMINER])
def test_nobody_else_opens_a_class(staffroom, school, role):
    with pytest.raises(operations.NotYoursToOpen):
        staffroom.open("Lecture", school.person("Eve", role))


def test_a_teacher_looks_after_their_own_classes_alone_and_an_administrator_after_all(staffroom):
    kept = {
        who.name: [each.name for each in SchoolClass.kept_by(who)]
        for who in (staffroom.dominique, staffroom.noor, staffroom.andrea)
    }
    assert kept == {
        "Dominique Leroy": ["CFG"],
        "Noor Haddad": ["Maths"],
        "Andrea Blanc": ["CFG", "Maths"],
    }


def test_every_verb_refuses_somebody_elses_class_as_if_there_were_none(staffroom, school):
    number, by, at = staffroom.maths.id, staffroom.by(staffroom.dominique), school.now
    person, other = school.learner(), staffroom.dominique.id
    before = school.actions()
    tries = [
        lambda: operations.change_class(number, "Mine", "", "", by, at=at),
        lambda: operations.add_group(number, "A", by, at=at),
        lambda: operations.remove_group(number, 1, by, at=at),
        lambda: operations.add_teacher(number, other, by, at=at),
        lambda: operations.end_teaching(number, staffroom.noor.id, by, at=at),
        lambda: operations.hand_over(number, staffroom.noor.id, other, by, at=at),
        lambda: enrolling.close_class(number, by, at=at),
        lambda: enrolling.enrol(number, person, by, at=at),
        lambda: enrolling.add_person(number, "Nadia", "fr", by, at=at),
    ]
    for each in tries:
        with pytest.raises(operations.NoSuchClass):
            each()
    assert school.actions() == before


def test_a_teacher_whose_account_is_closed_looks_after_nothing(staffroom, school):
    accounts.close(staffroom.noor, by=school.by, at=school.now)
    with pytest.raises(operations.NoSuchClass):
        operations.class_of(staffroom.maths.id, staffroom.by(staffroom.noor))


@pytest.mark.parametrize("name", ["cfg", " C.F.G. ", "Cfg"])
def test_two_open_classes_do_not_have_one_name(staffroom, name):
    with pytest.raises(operations.ClassNameTaken):
        staffroom.open(name, staffroom.noor)


def test_the_name_of_a_closed_class_is_free_again(staffroom, school):
    enrolling.close_class(staffroom.cfg.id, school.by, at=school.now)
    assert staffroom.open("CFG", staffroom.noor).name == "CFG"


@pytest.mark.parametrize("name", ["", "  ", "…!", "a" * 61])
def test_a_class_has_a_name_that_can_be_read(staffroom, name):
    with pytest.raises(NameNeeded):
        staffroom.open(name, staffroom.noor)


def test_a_wing_is_written_as_it_was_the_first_time(staffroom):
    assert staffroom.open("Soir", staffroom.noor, wing=" aile  À ").wing == "Aile A"
    assert SchoolClass.wings() == ["Aile A", "Aile B"]


def test_a_level_that_does_not_exist_is_none(staffroom):
    assert staffroom.open("Soir", staffroom.noor, level="doctorate").level == ""


def test_a_group_that_is_removed_leaves_its_people_in_the_class(staffroom, school):
    group = operations.add_group(staffroom.cfg.id, "Les lundis", school.by, at=school.now)
    with pytest.raises(operations.GroupNameTaken):
        operations.add_group(staffroom.cfg.id, "les LUNDIS", school.by, at=school.now)
    staffroom.enrol("Camille Martin", group=group)
    operations.remove_group(staffroom.cfg.id, group.id, school.by, at=school.now)
    assert staffroom.names() == ["Camille Martin"]
    assert enrolling.enrolment_of(1, school.by).group is None


def test_a_group_of_another_class_is_no_group_of_this_one(staffroom, school):
    group = operations.add_group(staffroom.maths.id, "A", school.by, at=school.now)
    stay = staffroom.enrol("Camille Martin")
    with pytest.raises(operations.NoSuchGroup):
        operations.remove_group(staffroom.cfg.id, group.id, school.by, at=school.now)
    with pytest.raises(operations.NoSuchGroup):
        enrolling.place(stay.id, group.id, "", school.by, at=school.now)


def test_a_class_is_handed_over_whole_and_who_left_sees_nothing_of_it(staffroom, school):
    staffroom.enrol("Camille Martin")
    by = staffroom.by(staffroom.dominique)
    operations.hand_over(
        staffroom.cfg.id, staffroom.dominique.id, staffroom.noor.id, by, at=school.now
    )
    assert list(SchoolClass.kept_by(staffroom.dominique)) == []
    assert [each.name for each in SchoolClass.kept_by(staffroom.noor)] == ["CFG", "Maths"]
    assert staffroom.names() == ["Camille Martin"]
    assert school.actions()[-1] == "class.handed_over"


def test_a_class_is_handed_to_teachers_alone_and_not_to_those_who_have_it(staffroom, school):
    number, me = staffroom.cfg.id, staffroom.dominique
    for person, refusal in (
        (staffroom.andrea, operations.NotATeacher),
        (school.learner(), operations.NotATeacher),
        (me, operations.TeachesAlready),
    ):
        with pytest.raises(refusal):
            operations.hand_over(number, me.id, person.id, school.by, at=school.now)
    assert [each.person for each in Teaching.now_of(staffroom.cfg)] == [me]


def test_the_only_teacher_does_not_leave_a_class_but_one_of_two_may(staffroom, school):
    number, at = staffroom.cfg.id, school.now
    with pytest.raises(operations.LastTeacher):
        operations.end_teaching(number, staffroom.dominique.id, school.by, at=at)
    operations.add_teacher(number, staffroom.noor.id, staffroom.by(staffroom.dominique), at=at)
    operations.end_teaching(number, staffroom.dominique.id, school.by, at=at)
    assert [each.person.name for each in Teaching.now_of(staffroom.cfg)] == ["Noor Haddad"]


def test_everybody_leaves_a_class_that_is_closed(staffroom, school):
    staffroom.enrol("Camille Martin")
    enrolling.close_class(staffroom.cfg.id, school.by, at=school.now)
    assert staffroom.names() == []
    assert "CFG" not in [each.name for each in SchoolClass.kept_by(staffroom.andrea)]
    assert school.learner("Camille Martin").active
