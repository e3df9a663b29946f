"""The wing of a class opens courses to its people, so a teacher does not write it."""

import pytest

from server.audiences.models import ForWhom, hidden_from
from server.audiences.operations import decide
from server.classes import operations, planning
from server.classes.models import SchoolClass
from server.classes.planning import Asked
from server.classes.wings import WingNotYours
from server.roles import Role

LIST = "nom;prénom;classe;aile\nÉlan;Zoé;Lecture;Aile B\nPetit;Sacha;Lecture;Aile B\n"
KEY = "a" * 64


@pytest.fixture
def course(staffroom, school):
    """A course that two people approved for wing B, where Maths is, and not CFG."""
    decide("maths", KEY, ForWhom(False, frozenset(), frozenset({"Aile B"})), at=school.now)


def test_no_teacher_lets_a_class_find_a_course_of_another_wing(staffroom, school, course):
    """Neither by changing the class, nor by opening one, nor with a list."""
    by, at, camille = staffroom.by(staffroom.dominique), school.now, staffroom.enrol("Camille")
    with pytest.raises(WingNotYours):
        operations.change_class(staffroom.cfg.id, "CFG", "", "Aile B", by, at=at)
    with pytest.raises(WingNotYours):
        operations.open_class("Soir", "", "aile b", by, at=at)
    assert hidden_from(camille.person_id, at=at) == {KEY}
    assert [each.name for each in SchoolClass.open_now()] == ["CFG", "Maths"]


def test_a_form_made_by_hand_is_refused_with_the_reason_and_stands_in_the_log(staffroom, school):
    desk, number = school.sign_in(staffroom.dominique), staffroom.cfg.id
    for address in (f"/classes/{number}/change", "/classes/new"):
        sent = {"name": "Soir", "wing": "Aile B"}
        response = desk.post(address, sent)
        assert response.status_code == 422
        assert "administrateur" in response.text.partition("<main")[2]
        assert school.log()[-1] == ("Dominique Leroy", "class.wing_refused", "Soir")
    assert SchoolClass.get_by_id(number).wing == "Aile A"


def test_a_teacher_sees_the_wing_and_why_it_cannot_be_changed_and_changes_the_rest(
    staffroom, school
):
    desk, number = school.sign_in(staffroom.dominique), staffroom.cfg.id
    page = desk.page(f"/classes/{number}/change")
    assert "Aile A" in page
    assert 'name="wing"' not in page
    assert desk.post(f"/classes/{number}/change", {"name": "CFG, lundi"}).status_code == 303
    found = SchoolClass.get_by_id(number)
    assert (found.name, found.wing) == ("CFG, lundi", "Aile A")


def test_an_administrator_sets_changes_and_takes_away_a_wing(staffroom, school):
    desk, number = school.sign_in(staffroom.andrea), staffroom.cfg.id
    for wing in ("Aile C", ""):
        desk.post(f"/classes/{number}/change", {"name": "CFG", "wing": wing})
        assert SchoolClass.get_by_id(number).wing == wing


def test_a_teachers_list_sets_no_wing_and_the_preview_says_so(staffroom, school):
    desk = school.sign_in(staffroom.dominique)
    desk.get("/classes/import")
    shown = desk.post("/classes/import", {"text": LIST, "file_name": "liste.csv"}).text
    assert "Aile B" in shown
    plan = planning.plan(Asked(LIST, "fr"), staffroom.by(staffroom.dominique))
    assert plan.left_wings == ("Aile B",)
    sent = {"text": LIST, "file_name": "", "do": "import", "shown": plan.fingerprint}
    assert desk.post("/classes/import", sent).status_code == 303
    assert SchoolClass.get(SchoolClass.name == "Lecture").wing == ""


def test_an_administrators_list_sets_the_wing_of_a_new_class_and_no_other(staffroom, school):
    text = LIST + "Roche;Nadia;CFG;Aile D\n"
    plan = planning.plan(Asked(text, "fr"), staffroom.by(staffroom.andrea))
    assert plan.left_wings == ("Aile D",)
    assert [step.wing for step in plan.steps] == ["Aile B", "Aile B", ""]


def test_who_was_an_administrator_sets_no_wing_any_more(staffroom, school):
    staffroom.andrea.role = Role.TEACHER
    staffroom.andrea.save()
    with pytest.raises(WingNotYours):
        operations.open_class("Soir", "", "Aile B", staffroom.by(staffroom.andrea), at=school.now)
