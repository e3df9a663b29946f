"""Enrolling somebody of another class takes neither their account nor the other teacher's word."""

import re
from datetime import timedelta
from importlib import import_module

import pytest

from server.accounts.models import Person
from server.classes import cards, enrolling
from server.classes.models import Enrolment
from server.classes.operations import add_teacher
from server.database import database

A_WEEK = timedelta(days=7)
CODE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b")


@pytest.fixture
def camille(staffroom):
    """Somebody of Noor's class."""
    return staffroom.enrol("Camille Martin", staffroom.maths).person


def main_of(page):
    return page.partition("<main")[2].partition("</main>")[0]


def take_in(desk, staffroom, person):
    """Enrol somebody into Dominique's class by their name, as the page does; return their stay."""
    number = staffroom.cfg.id
    desk.post(f"/classes/{number}/add", {"person": person.id, "name": person.name})
    return Enrolment.get(person=person, school_class=number)


def test_a_teacher_does_not_get_the_card_of_somebody_of_another_class(staffroom, school, camille):
    """Neither by the button of the person, nor on a sheet; the old card goes on working."""
    old = school.code_of(camille)
    desk = school.sign_in(staffroom.dominique)
    stay = take_in(desk, staffroom, camille)
    sheet = {"person": [camille.id]}
    for address, form in (
        (f"/classes/people/{stay.id}/card", {}),
        (f"/classes/{staffroom.cfg.id}/cards", sheet),
    ):
        response = desk.post(address, form)
        assert response.status_code == 403
        assert CODE.search(main_of(response.text)) is None
        assert ("Dominique Leroy", "account.code_refused", "Camille Martin") in school.log()
    assert school.seat().post("/sign-in", {"code": old}).status_code == 303


def test_the_pages_say_who_gives_the_card_and_name_no_other_class(staffroom, school, camille):
    desk = school.sign_in(staffroom.dominique)
    stay = take_in(desk, staffroom, camille)
    for address in (f"/classes/people/{stay.id}/", f"/classes/{staffroom.cfg.id}/cards"):
        page = main_of(desk.page(address))
        assert "L'administrateur la donne" in page or "l'administrateur la donne" in page
        assert "Maths" not in page
        assert f'action="/classes/people/{stay.id}/card"' not in page
        assert f'name="person" value="{camille.id}"' not in page


@pytest.mark.parametrize("who", ["administrator", "console", "teacher of both"])
def test_who_may_gives_the_card(staffroom, school, camille, who):
    stay = staffroom.enrol("Camille Martin")
    by = staffroom.by(staffroom.dominique)
    if who == "administrator":
        by = staffroom.by(staffroom.andrea)
    elif who == "console":
        by = school.by
    else:
        add_teacher(staffroom.maths.id, staffroom.dominique.id, school.by, at=school.now)
    _, code = cards.renew(stay.id, school.site.home.secret(), by, at=school.now)
    assert school.seat().post("/sign-in", {"code": code}).status_code == 303


def test_a_teacher_gives_a_card_again_once_the_other_class_is_left(staffroom, school, camille):
    stay = staffroom.enrol("Camille Martin")
    enrolling.leave(
        Enrolment.get(person=camille, school_class=staffroom.maths).id, school.by, at=school.now
    )
    by, key = staffroom.by(staffroom.dominique), school.site.home.secret()
    assert cards.renew(stay.id, key, by, at=school.now)[1]


def test_a_suspension_holds_where_somebody_else_enrols_the_person(staffroom, school, camille):
    there = Enrolment.get(person=camille)
    day = staffroom.day(A_WEEK)
    enrolling.suspend(there.id, day, staffroom.by(staffroom.noor), at=school.now)
    desk = school.sign_in(staffroom.dominique)
    stay = take_in(desk, staffroom, camille)
    page = desk.page(f"/classes/{staffroom.cfg.id}/").replace("\xa0", " ")
    assert "Camille Martin : suspension" in page
    assert "Maths" not in page
    desk.post(f"/classes/people/{stay.id}/let-back")
    assert Person.get_by_id(camille.id).kept_out_until == day
    page = main_of(desk.page(f"/classes/people/{stay.id}/"))
    assert "une autre classe" in page
    assert "Maths" not in page
    refused = school.seat().post("/sign-in", {"code": school.code_of(camille)})
    assert refused.status_code == 422


def test_a_list_says_of_whom_it_brought_that_they_are_suspended(staffroom, school, camille):
    there, at = Enrolment.get(person=camille), school.now
    enrolling.suspend(there.id, staffroom.day(A_WEEK), school.by, at=at)
    desk = school.sign_in(staffroom.dominique)
    desk.get("/classes/import")
    form = {"text": "nom;prénom;classe\nMartin;Camille;CFG\n", "file_name": "l.csv"}
    page = desk.post("/classes/import", form).text
    shown = re.search(r'name="shown" value="(\w+)"', page)[1]
    done = desk.post("/classes/import", {**form, "do": "import", "shown": shown})
    assert "De retour le" in desk.page(done.headers["Location"])


def test_the_administrator_sees_which_class_has_suspended_and_its_teacher_ends_it(
    staffroom, school, camille
):
    there, here = Enrolment.get(person=camille), staffroom.enrol("Camille Martin")
    enrolling.suspend(there.id, staffroom.day(A_WEEK), school.by, at=school.now)
    page = main_of(school.sign_in(staffroom.andrea).page(f"/classes/people/{here.id}/"))
    assert "Maths" in page
    enrolling.let_back(there.id, staffroom.by(staffroom.noor), at=school.now)
    school.sign_in(Person.get_by_id(camille.id))


def test_whoever_was_let_in_by_a_second_class_is_kept_out_by_the_update(staffroom, camille):
    """What a database of before says: suspended in one class, free because of another."""
    there = Enrolment.get(person=camille)
    staffroom.enrol("Camille Martin")
    day = staffroom.day(A_WEEK)
    Enrolment.update(back_on=day).where(Enrolment.id == there.id).execute()
    import_module("server.migrations.0008_suspended_everywhere").up(None, database)
    assert Person.get_by_id(camille.id).kept_out_until == day
    assert Person.get_by_id(staffroom.noor.id).kept_out_until == ""
