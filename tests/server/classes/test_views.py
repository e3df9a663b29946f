"""A teacher keeps a class by its pages; a neighbour's class is not there for them."""

import re
from datetime import timedelta

import pytest

from server.classes import enrolling, operations
from server.classes.models import Enrolment, SchoolClass, Teaching
from server.roles import Role

CODE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b")


def main_of(page):
    return page.partition("<main")[2].partition("</main>")[0]


def test_a_teacher_begins_with_their_classes(staffroom, school):
    desk = school.sign_in(staffroom.dominique)
    page = main_of(desk.page("/"))
    assert "CFG" in page
    assert "Maths" not in page


def test_a_teacher_opens_a_class_adds_somebody_new_and_gets_the_card(staffroom, school):
    desk = school.sign_in(staffroom.dominique)
    desk.post("/classes/new", {"name": "Soir", "level": "cfg"})
    number = SchoolClass.get(SchoolClass.name == "Soir").id
    found = desk.page(f"/classes/{number}/add?name=Nadia+Roche")
    assert "Nadia Roche" in found
    card = desk.post(
        f"/classes/{number}/new-person", {"name": "Nadia Roche", "language": "ar"}
    ).text
    seat = school.seat()
    assert seat.post("/sign-in", {"code": CODE.search(card)[0]}).status_code == 303
    page = main_of(desk.page(f"/classes/{number}/"))
    assert "Nadia Roche" in page
    assert f"Poste {school.seat_rows()[-1].id}" in page
    assert CODE.search(page) is None


def test_somebody_with_an_account_is_found_by_name_and_added(staffroom, school):
    camille = school.learner("Camille Martin")
    desk = school.sign_in(staffroom.dominique)
    assert str(camille.id) in desk.page(f"/classes/{staffroom.cfg.id}/add?name=camille+martin")
    form = {"person": camille.id, "name": "camille martin"}
    desk.post(f"/classes/{staffroom.cfg.id}/add", form)
    assert staffroom.names() == ["Camille Martin"]


def test_a_teacher_does_not_add_by_number_somebody_whose_name_they_do_not_know(staffroom, school):
    camille = school.learner("Camille Martin")
    desk = school.sign_in(staffroom.dominique)
    for name in ("", "Camille", "Sacha Petit"):
        form = {"person": camille.id, "name": name}
        assert desk.post(f"/classes/{staffroom.cfg.id}/add", form).status_code == 404
    assert staffroom.names() == []


def test_a_name_that_is_missing_is_said_beside_the_form(staffroom, school):
    desk = school.sign_in(staffroom.dominique)
    assert desk.post("/classes/new", {"name": "…"}).status_code == 422
    number = staffroom.cfg.id
    assert desk.post(f"/classes/{number}/change", {"name": "Maths"}).status_code == 422
    assert desk.post(f"/classes/{number}/new-person", {"name": "!"}).status_code == 422
    assert SchoolClass.get_by_id(number).name == "CFG"


def test_a_person_is_placed_suspended_let_back_leaves_and_returns(staffroom, school):
    group = operations.add_group(staffroom.cfg.id, "Les lundis", school.by, at=school.now)
    stay = staffroom.enrol("Camille Martin")
    desk, here = school.sign_in(staffroom.dominique), f"/classes/people/{stay.id}/"
    desk.post(here + "place", {"group": group.id, "level": "brevet"})
    page = main_of(desk.page(f"/classes/{staffroom.cfg.id}/"))
    assert "Les lundis" in page
    day = staffroom.day(timedelta(days=3))
    desk.post(here + "suspend", {"back_on": day})
    assert Enrolment.get_by_id(stay.id).back_on == day
    assert desk.post(here + "suspend", {"back_on": "soon"}).status_code == 422
    desk.post(here + "let-back")
    assert Enrolment.get_by_id(stay.id).back_on == ""
    desk.post(here + "leave")
    assert "Camille Martin" in desk.page(f"/classes/{staffroom.cfg.id}/")
    assert staffroom.names() == []
    desk.post(here + "return")
    assert staffroom.names() == ["Camille Martin"]


def test_who_has_left_gets_no_new_card(staffroom, school):
    stay = staffroom.enrol("Camille Martin")
    enrolling.leave(stay.id, school.by, at=school.now)
    desk = school.sign_in(staffroom.dominique)
    assert desk.post(f"/classes/people/{stay.id}/card").status_code == 409


def test_a_class_is_shared_and_handed_over_with_a_summary_to_print(staffroom, school):
    staffroom.enrol("Camille Martin")
    desk, number = school.sign_in(staffroom.dominique), staffroom.cfg.id
    assert "Camille Martin" in desk.page(f"/classes/{number}/summary")
    form = {"leaving": staffroom.dominique.id, "person": staffroom.noor.id}
    response = desk.post(f"/classes/{number}/hand-over", form)
    assert response.headers["Location"] == "/classes/"
    assert [each.person for each in Teaching.now_of(staffroom.cfg)] == [staffroom.noor]
    assert desk.get(f"/classes/{number}/").status_code == 404
    assert "Camille Martin" in school.sign_in(staffroom.noor).page(f"/classes/{number}/")


def test_a_neighbours_class_and_its_people_are_not_there(staffroom, school):
    """Every page with a number in it, asked for by a teacher whose class it is not."""
    stay = staffroom.enrol("Sacha Petit", staffroom.maths)
    desk = school.sign_in(staffroom.dominique)
    names = ("Sacha Petit", "Maths", "Noor Haddad")
    asked = 0
    for rule in list(school.app.url_map.iter_rules()):
        if not rule.rule.startswith("/classes/") or "<int:number>" not in rule.rule:
            continue
        number = stay.id if "/people/" in rule.rule else staffroom.maths.id
        address = rule.rule.replace("<int:number>", str(number))
        for method in rule.methods & {"GET", "POST"}:
            form = {"name": "X", "person": stay.person_id, "back_on": "2027-01-01", "group": 1}
            response = desk.get(address) if method == "GET" else desk.post(address, form)
            assert response.status_code == 404, (method, address)
            assert not [name for name in names if name in main_of(response.text)]
            asked += 1
    assert asked > 20
    assert staffroom.names(staffroom.maths) == ["Sacha Petit"]


@pytest.mark.parametrize("role", [Role.TEACHER, Role.ADMINISTRATOR])
def test_without_a_class_the_page_offers_to_open_one(school, role):
    desk = school.sign_in(role)
    assert 'href="/classes/new"' in desk.page("/classes/")
