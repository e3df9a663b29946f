"""A form counts only if it was sent from a page of ours, at this seat."""

import pytest

from server.accounts.models import Person
from server.roles import Role
from tests.server.web.test_guards import routes

TOKENS = [
    pytest.param(None, id="none"),
    pytest.param("", id="empty"),
    pytest.param("made up", id="made up"),
    pytest.param("another seat's", id="of another seat"),
]


@pytest.mark.parametrize("token", TOKENS)
def test_every_form_without_the_right_token_is_refused(school, token):
    seat = school.sign_in(Role.ADMINISTRATOR)
    if token == "another seat's":
        token = school.seat().token
    sent = {} if token is None else {"csrf_token": token}
    answers = {
        line: seat.send_bare(address, sent).status_code
        for line, address in routes(school.app)
        if line.startswith("POST")
    }
    assert len(answers) > 10
    assert set(answers.values()) == {400}


def test_a_refused_form_changes_nothing_and_says_what_to_do(school):
    seat = school.sign_in(Role.ADMINISTRATOR)
    response = seat.send_bare("/accounts", {"name": "Eve", "role": "administrator"})
    assert response.status_code == 400
    assert "<h1" in response.text
    assert not Person.select().where(Person.name == "Eve").exists()


def test_the_token_of_somebody_who_left_is_worth_nothing(school):
    seat = school.sign_in(Role.LEARNER)
    old = seat.token
    seat.post("/sign-out")
    school.sign_in(Role.ADMINISTRATOR, seat)
    assert seat.send_bare("/accounts", {"csrf_token": old, "name": "E"}).status_code == 400


def test_the_token_travels_in_a_form_and_in_no_address(school):
    page = school.sign_in(Role.LEARNER).get("/help").text
    assert "csrf_token=" not in page
