"""Cards for a class: new codes for whoever is ticked, shown once, as letters and as a QR code."""

import re

import pytest
import segno

from server.accounts.models import Person
from server.classes import cards, enrolling, operations

CODE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b")


@pytest.fixture
def three(staffroom):
    """Three people of a class."""
    names = ("Camille Martin", "Lou Moreau", "Sacha Petit")
    return [staffroom.enrol(name).person for name in names]


def sheet(school, staffroom, people, who=None):
    desk = school.sign_in(who or staffroom.dominique)
    form = {"person": [each.id for each in people]}
    return desk.post(f"/classes/{staffroom.cfg.id}/cards", form)


def test_everybody_who_is_ticked_signs_in_with_the_card_that_was_printed(staffroom, school, three):
    page = sheet(school, staffroom, three[:2]).text
    codes = CODE.findall(page)
    assert len(codes) == 2
    for person, code in zip(three, codes, strict=False):
        seat = school.seat()
        assert seat.post("/sign-in", {"code": code}).status_code == 303
        assert person.name in seat.page("/mine")


def test_a_card_that_a_scanner_types_signs_in_too(staffroom, school, three):
    code = CODE.search(sheet(school, staffroom, three[:1]).text)[0]
    typed = code.replace("-", "").lower()
    assert school.seat().post("/sign-in", {"code": typed}).status_code == 303


def test_new_cards_end_the_old_ones_of_those_who_are_ticked_alone(staffroom, school, three):
    old = [school.code_of(person) for person in three]
    sheet(school, staffroom, three[:1])
    answers = [school.seat().post("/sign-in", {"code": code}).status_code for code in old]
    assert answers == [422, 303, 303]


def test_who_has_no_card_yet_is_ticked_and_what_it_does_is_said_before(staffroom, school, three):
    school.code_of(three[0])
    page = school.sign_in(staffroom.dominique).page(f"/classes/{staffroom.cfg.id}/cards")
    ticked = re.findall(r'name="person" value="(\d+)" checked', page)
    assert ticked == [str(person.id) for person in three[1:]]
    assert "ne marche plus" in page
    assert CODE.search(page) is None


def test_codes_are_on_no_page_afterwards_and_in_no_log(staffroom, school, three):
    codes = CODE.findall(sheet(school, staffroom, three).text)
    desk = school.sign_in(staffroom.andrea)
    here = f"/classes/{staffroom.cfg.id}/"
    seen = "".join(desk.page(each) for each in (here, here + "cards", "/audit", "/accounts"))
    assert [code for code in codes if code in seen] == []
    assert school.actions().count("class.cards_made") == 1


def test_nobody_ticked_makes_no_card(staffroom, school, three):
    assert sheet(school, staffroom, []).status_code == 422
    assert Person.select().where(Person.code.is_null(False)).count() == 1  # the teacher's own


def test_people_of_another_class_and_those_who_left_get_no_card(staffroom, school, three):
    other = staffroom.enrol("Nadia Roche", staffroom.maths).person
    enrolling.leave(enrolling.Enrolment.get(person=three[0]).id, school.by, at=school.now)
    page = sheet(school, staffroom, [other, *three]).text
    assert len(CODE.findall(page)) == 2
    assert "Nadia" not in page
    with pytest.raises(operations.NoSuchClass):
        by = staffroom.by(staffroom.noor)
        cards.give(staffroom.cfg.id, [three[1].id], b"key", by, at=school.now)


def test_a_card_speaks_the_language_of_whose_it_is(staffroom, school):
    by = staffroom.by(staffroom.dominique)
    stay = enrolling.add_person(staffroom.cfg.id, "Nadia Roche", "ar", by, at=school.now)
    page = sheet(school, staffroom, [stay.person]).text
    assert 'lang="ar" dir="rtl"' in page.partition("cut-card")[2][:60]


def test_nothing_on_the_sheet_tells_of_the_place(staffroom, school, three):
    page = sheet(school, staffroom, three).text.partition('class="card-sheet"')[2]
    cut = page.partition("</div>\n<p")[0].lower()
    assert not any(word in cut for word in ("aile", "prison", "cfg", "détenu"))


def test_the_drawing_has_the_very_modules_of_the_code_and_its_light_border():
    drawn = cards.draw("K7MX-P2QD")
    dark = set()
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", drawn.path):
        dark |= {(int(x) + step, int(y)) for step in range(int(length))}
    made = segno.make_qr("K7MXP2QD", error="m")
    rows = enumerate(made.matrix_iter(border=4))
    assert dark == {(x, y) for y, row in rows for x, module in enumerate(row) if module}
    assert drawn.size == made.symbol_size(border=4)[0]


def test_the_sheet_loaded_again_ends_no_card_that_was_just_printed(staffroom, school, three):
    desk, address = school.sign_in(staffroom.dominique), f"/classes/{staffroom.cfg.id}/cards"
    state = re.search(r'name="state" value="(\w+)"', desk.page(address))[1]
    form = {"person": [each.id for each in three], "state": state}
    codes = CODE.findall(desk.post(address, form).text)
    again = desk.post(address, form)
    assert again.status_code == 422
    assert "Des cartes ont été faites" in again.text
    assert CODE.findall(again.text) == []
    assert school.seat().post("/sign-in", {"code": codes[0]}).status_code == 303


def test_one_card_loaded_again_stays_the_good_one(staffroom, school, three):
    stay = enrolling.Enrolment.get(person=three[0])
    desk, address = school.sign_in(staffroom.dominique), f"/classes/people/{stay.id}/"
    state = re.search(r'name="state" value="(\w+)"', desk.page(address))[1]
    code = CODE.search(desk.post(address + "card", {"state": state}).text)[0]
    assert desk.post(address + "card", {"state": state}).status_code == 303
    assert "Des cartes ont été faites" in desk.page(address)
    assert school.seat().post("/sign-in", {"code": code}).status_code == 303


def test_somebody_new_is_added_once_however_often_the_form_is_sent(staffroom, school):
    desk, here = school.sign_in(staffroom.dominique), f"/classes/{staffroom.cfg.id}/"
    assert 'name="known" value=""' in desk.page(here + "add?name=No%C3%A9+Garcia")
    form = {"name": "Noé Garcia", "language": "fr", "known": ""}
    assert desk.post(here + "new-person", form).status_code == 200
    again = desk.post(here + "new-person", form)
    assert again.status_code == 422
    assert "Dans la classe" in again.text
    assert Person.select().where(Person.name == "Noé Garcia").count() == 1


def test_two_people_of_one_name_are_told_apart_wherever_a_teacher_chooses(staffroom, school):
    by = staffroom.by(staffroom.dominique)
    stays = [
        enrolling.add_person(staffroom.cfg.id, "Mamadou Diallo", "fr", by, at=school.now)
        for _ in range(2)
    ]
    desk, here = school.sign_in(staffroom.dominique), f"/classes/{staffroom.cfg.id}/"
    for address in (here, here + "cards", f"/classes/people/{stays[1].id}/"):
        assert "Mamadou Diallo (2)" in desk.page(address)
    printed = sheet(school, staffroom, [each.person for each in stays]).text
    assert "Mamadou Diallo</bdi>" in printed
    assert "Mamadou Diallo (2)</bdi>" in printed
    assert stays[0].person.called == "Mamadou Diallo"
