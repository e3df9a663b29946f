"""Staying signed in, and how a session ends."""

from datetime import timedelta
from threading import Thread

import pytest

from server.accounts import operations as accounts
from server.database import database, writing
from server.seats import operations as seats
from server.seats.models import Session
from server.seats.operations import CLOSING, Browser, NoSuchSession
from tests.server.seats.desk import HERE, IDLE, KEY, SECOND


def test_a_refused_sign_in_leaves_no_session(camille, desk):
    desk.wrong(2)
    assert Session.select().count() == 0


@pytest.mark.parametrize(
    ("seat", "browser"),
    [
        pytest.param(99, HERE, id="another seat"),
        pytest.param(None, Browser(HERE.address, "Chrome"), id="another browser"),
    ],
)
def test_a_session_is_nobody_elsewhere(camille, desk, seat, browser):
    token = desk.password("camille martin", "longue et sûre")
    assert seats.present(token, seat or desk.number, browser) is None


def test_a_session_goes_on_when_the_seat_gets_another_address(camille, desk):
    token = desk.password("camille martin", "longue et sûre")
    assert seats.present(token, desk.number, Browser("10.0.0.77", HERE.about)) is not None


def test_signing_in_elsewhere_ends_the_session_before(camille, desk, other_desk):
    first = desk.password("camille martin", "longue et sûre")
    other_desk.password("camille martin", "longue et sûre")
    assert desk.present(first) is None
    assert [s.ending for s in Session.select().order_by(Session.id)] == ["moved", ""]


def test_signing_in_at_a_seat_ends_the_session_of_whoever_left_it_open(camille, desk, new_school):
    first = desk.password("camille martin", "longue et sûre")
    code = accounts.give_code(new_school.learner("Sacha"), KEY, by=new_school.by, at=desk.at)
    desk.code(code)
    assert desk.present(first) is None
    assert [s.ending for s in Session.select().order_by(Session.id)] == ["left", ""]


def test_a_session_is_idle_after_the_minutes_of_the_site_and_not_before(camille, desk):
    token = desk.password("camille martin", "longue et sûre")
    found = desk.present(token)
    assert seats.is_over(found, IDLE, at=desk.at + IDLE - SECOND) == ""
    assert seats.is_over(found, IDLE, at=desk.at + IDLE + SECOND) == "idle"


def test_a_page_left_ends_the_session_unless_another_opens(camille, desk):
    token = desk.password("camille martin", "longue et sûre")
    seats.page_left(desk.present(token), at=desk.at)
    left = desk.present(token)
    assert seats.is_over(left, IDLE, at=desk.at + CLOSING - SECOND) == ""
    assert seats.is_over(left, IDLE, at=desk.at + CLOSING + SECOND) == "closed"
    seats.sign_of_life(left, at=desk.at + SECOND)
    assert seats.is_over(desk.present(token), IDLE, at=desk.at + CLOSING + SECOND) == ""


def test_what_is_over_stays_over(camille, desk, new_school):
    token = desk.password("camille martin", "longue et sûre")
    found = desk.present(token)
    seats.end(found.session_id, "left", new_school.by, at=desk.at)
    seats.end(found.session_id, "idle", new_school.by, at=desk.at)
    seats.sign_of_life(found, at=desk.at + timedelta(minutes=1))
    seats.page_left(found, at=desk.at)
    assert Session.get_by_id(found.session_id).ending == "left"
    assert new_school.actions().count("session.ended") == 1


def test_staff_cannot_end_what_is_over(camille, desk, new_school):
    found = desk.present(desk.password("camille martin", "longue et sûre"))
    seats.end_by_staff(found.session_id, new_school.by, at=desk.at)
    with pytest.raises(NoSuchSession):
        seats.end_by_staff(found.session_id, new_school.by, at=desk.at)


@pytest.mark.parametrize(
    ("left", "passed", "ending"),
    [
        pytest.param(False, IDLE - SECOND, "", id="somebody still there"),
        pytest.param(False, IDLE + SECOND, "idle", id="gone without a word"),
        pytest.param(True, CLOSING + SECOND, "closed", id="closed the last page"),
        pytest.param(True, SECOND, "", id="going from page to page"),
    ],
)
def test_the_rounds_end_forgotten_sessions(camille, desk, left, passed, ending):
    found = desk.present(desk.password("camille martin", "longue et sûre"))
    if left:
        seats.page_left(found, at=desk.at)
    seats.end_forgotten(IDLE, at=desk.at + passed)
    assert Session.get_by_id(found.session_id).ending == ending


def test_a_sign_of_life_written_just_before_the_ending_keeps_the_session(camille, desk, new_school):
    found = desk.present(desk.password("camille martin", "longue et sûre"))
    late = desk.at + IDLE + SECOND
    assert seats.is_over(found, IDLE, at=late) == "idle"
    seats.sign_of_life(found, at=late)
    assert not seats.end_if_over(found.session_id, IDLE, new_school.by, at=late)
    assert Session.get_by_id(found.session_id).ending == ""


def test_the_rounds_look_again_once_nobody_else_can_write(camille, desk):
    found = desk.present(desk.password("camille martin", "longue et sûre"))
    late = desk.at + IDLE + SECOND

    def go_round():
        with database.connection_context():
            seats.end_forgotten(IDLE, at=late)

    with writing():
        seats.sign_of_life(found, at=late)
        rounds = Thread(target=go_round)
        rounds.start()
        rounds.join(timeout=0.5)
        assert rounds.is_alive()
    rounds.join()
    assert Session.get_by_id(found.session_id).ending == ""


def test_two_browsers_have_two_seats_and_a_foreign_cookie_has_none(desk, other_desk):
    assert desk.number != other_desk.number
    assert seats.seat_of("made up") is None
