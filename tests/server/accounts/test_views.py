"""The administrator adds people, prints cards, closes accounts."""

import re

from server.accounts import operations as accounts
from server.roles import Role

CODE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b")


def test_a_person_who_was_added_signs_in_with_the_card_shown(school):
    office = school.sign_in(Role.ADMINISTRATOR)
    card = office.post("/accounts", {"name": "Nadia Roche", "role": "learner"})
    code = CODE.search(card.text)[0]
    seat = school.seat()
    assert seat.post("/sign-in", {"code": code.lower()}).status_code == 303
    assert "Nadia Roche" in seat.page("/")


def test_a_name_that_is_taken_is_said_beside_the_form(school):
    school.learner("Nadia Roche")
    office = school.sign_in(Role.ADMINISTRATOR)
    response = office.post("/accounts", {"name": "nadia roche", "role": "learner"})
    assert response.status_code == 422
    assert "nadia roche" in response.text


def test_a_role_that_does_not_exist_makes_a_learner(school):
    office = school.sign_in(Role.ADMINISTRATOR)
    office.post("/accounts", {"name": "Nadia Roche", "role": "emperor"})
    assert accounts.named("Nadia Roche").role == Role.LEARNER


def test_a_new_card_ends_the_old_one(school):
    learner = school.learner()
    old = school.code_of(learner)
    office = school.sign_in(Role.ADMINISTRATOR)
    new = CODE.search(office.post(f"/accounts/{learner.id}/code").text)[0]
    assert school.seat().post("/sign-in", {"code": old}).status_code == 422
    assert school.seat().post("/sign-in", {"code": new}).status_code == 303


def test_a_card_loaded_again_stays_the_good_one(school):
    learner = school.learner()
    office = school.sign_in(Role.ADMINISTRATOR)
    form = office.page("/accounts").partition(f"/accounts/{learner.id}/code")[2]
    state = re.search(r'name="state" value="(\w+)"', form)[1]
    address = f"/accounts/{learner.id}/code"
    code = CODE.search(office.post(address, {"state": state}).text)[0]
    assert office.post(address, {"state": state}).status_code == 303
    assert "Des cartes ont été faites" in office.page("/accounts")
    assert school.seat().post("/sign-in", {"code": code}).status_code == 303


def test_a_card_is_never_shown_a_second_time(school):
    learner = school.learner()
    code = school.code_of(learner)
    office = school.sign_in(Role.ADMINISTRATOR)
    assert code not in office.page("/accounts")
    assert code not in office.page("/audit")


def test_who_has_a_closed_account_cannot_sign_in(school):
    learner = school.learner()
    code = school.code_of(learner)
    accounts.set_password(learner, "longue et sûre", by=school.by, at=school.now)
    school.sign_in(Role.ADMINISTRATOR).post(f"/accounts/{learner.id}/close")
    assert school.seat().post("/sign-in", {"code": code}).status_code == 422
    words = {"name": learner.name, "password": "longue et sûre"}
    assert school.seat().post("/sign-in", words).status_code == 422


def test_who_sits_at_a_seat_when_their_account_is_closed_is_out_at_the_next_page(school):
    learner = school.learner()
    seat = school.sign_in(learner)
    school.sign_in(Role.ADMINISTRATOR).post(f"/accounts/{learner.id}/close")
    assert seat.get("/mine").status_code == 303


def test_an_account_that_does_not_exist_is_not_found(school):
    office = school.sign_in(Role.ADMINISTRATOR)
    assert office.post("/accounts/999/code").status_code == 404
    assert office.post("/accounts/99999999999999999999/close").status_code == 404
