"""Signing in, staying signed in, and waiting after wrong tries."""

from datetime import timedelta
from threading import Thread

import pytest

from server.accounts import operations as accounts
from server.accounts import secrets
from server.accounts.models import LONGEST_NAME
from server.audit.models import AuditEntry
from server.database import database, writing
from server.seats import operations as seats
from server.seats.models import Seat, Session, WrongTry
from server.seats.operations import (
    CLOSING,
    FREE_TRIES,
    LONGEST_WAIT,
    LONGEST_WAIT_OF_SEAT,
    Browser,
    NoSuchSession,
    NotRecognised,
    Wait,
)

KEY = b"installation"
HERE = Browser("10.0.0.1", "Firefox")
NEIGHBOUR = Browser("10.0.0.2", "Firefox")
IDLE = timedelta(minutes=10)
SECOND = timedelta(seconds=1)


class Desk:
    """One seat, where people try to sign in; ``at`` is the time there."""

    def __init__(self, school, browser=HERE):
        self.at = school.now
        self.browser = browser
        self.number = seats.take_seat(browser, at=self.at)[1].id

    def password(self, name, password):
        who = (name, password, self.number, self.browser)
        return seats.sign_in_by_password(*who, at=self.at).token

    def code(self, code):
        return seats.sign_in_by_code(code, KEY, self.number, self.browser, at=self.at).token

    def wrong(self, times, name="Camille Martin"):
        """Try a wrong password so many times, as soon as one may."""
        for _ in range(times):
            with pytest.raises((NotRecognised, Wait)) as refused:
                self.password(name, "mauvais")
            if isinstance(refused.value, Wait):
                self.at += timedelta(seconds=refused.value.values["seconds"] + 1)
                with pytest.raises(NotRecognised):
                    self.password(name, "mauvais")

    def present(self, token):
        return seats.present(token, self.number, self.browser)


@pytest.fixture
def camille(new_school):
    person = new_school.learner()
    accounts.set_password(person, "longue et sûre", by=new_school.by, at=new_school.now)
    return person


@pytest.fixture
def desk(new_school):
    return Desk(new_school)


@pytest.fixture
def other_desk(new_school):
    return Desk(new_school, NEIGHBOUR)


def test_name_and_password_begin_a_session(camille, desk):
    token = desk.password("camille martin", "longue et sûre")
    found = desk.present(token)
    assert (found.person_id, found.seat, found.name) == (camille.id, desk.number, camille.name)


def test_the_token_itself_is_not_kept(camille, desk):
    token = desk.password("camille martin", "longue et sûre")
    assert token not in str(list(Session.select().tuples()))


def test_the_code_of_a_card_begins_a_session(camille, desk, new_school):
    code = accounts.give_code(camille, KEY, by=new_school.by, at=new_school.now)
    assert desk.present(desk.code(code.lower().replace("-", " "))).person_id == camille.id


@pytest.mark.parametrize(
    "code", ["", "-", "K7MX-P2QD", "0", "'; DROP TABLE person; --", "é" * 5000]
)
def test_a_code_of_nobody_begins_nothing(camille, desk, code):
    with pytest.raises(NotRecognised):
        desk.code(code)


def test_an_unknown_name_and_a_wrong_password_are_refused_in_the_same_words(camille, desk):
    with pytest.raises(NotRecognised) as unknown:
        desk.password("Personne", "longue et sûre")
    with pytest.raises(NotRecognised) as wrong:
        desk.password("Camille Martin", "mauvais")
    assert unknown.value.as_record() == wrong.value.as_record()


def test_an_unknown_name_costs_one_hash_as_a_known_one_does(camille, desk, monkeypatch):
    tried = []
    verify = secrets.HASHER.verify

    class Counting:
        def verify(self, kept, typed):
            tried.append(kept)
            return verify(kept, typed)

    monkeypatch.setattr(secrets, "HASHER", Counting())
    for name in ("Personne", "Camille Martin", ""):
        with pytest.raises(NotRecognised):
            desk.password(name, "mauvais")
    assert len(tried) == 3


def test_a_slip_of_the_finger_costs_no_wait(camille, desk):
    desk.wrong(FREE_TRIES - 1)
    assert desk.password("Camille Martin", "longue et sûre")


def test_from_the_third_wrong_try_on_one_waits_longer_each_time():
    waits = [seats.wait_after(count, LONGEST_WAIT).total_seconds() for count in range(1, 8)]
    assert waits == [0, 0, 2, 4, 8, 16, 32]


@pytest.mark.parametrize("count", [12, 20, 1_000, 10**9])
def test_no_wait_is_longer_than_the_longest(count):
    assert seats.wait_after(count, LONGEST_WAIT) == LONGEST_WAIT


def test_during_a_wait_even_the_right_password_waits_and_is_not_looked_at(camille, desk):
    desk.wrong(FREE_TRIES)
    with pytest.raises(Wait) as refused:
        desk.password("Camille Martin", "longue et sûre")
    desk.at += timedelta(seconds=refused.value.values["seconds"])
    assert desk.password("Camille Martin", "longue et sûre")


def test_trying_during_a_wait_does_not_make_it_longer(camille, desk):
    desk.wrong(FREE_TRIES)
    for _ in range(20):
        with pytest.raises(Wait):
            desk.password("Camille Martin", "mauvais")
    desk.at += timedelta(seconds=3)
    assert desk.password("Camille Martin", "longue et sûre")


def test_a_neighbour_cannot_make_somebody_wait(camille, desk, other_desk):
    other_desk.wrong(12)
    assert desk.password("Camille Martin", "longue et sûre")


def test_who_sits_down_after_a_guesser_waits_half_a_minute_at_most(camille, desk, new_school):
    desk.wrong(12, name="Somebody Else")
    with pytest.raises(Wait) as refused:
        desk.password("Camille Martin", "longue et sûre")
    assert refused.value.values["seconds"] <= LONGEST_WAIT_OF_SEAT.total_seconds() + 1


def test_guessing_many_names_from_one_seat_waits_too(camille, desk):
    for number in range(FREE_TRIES):
        with pytest.raises(NotRecognised):
            desk.password(f"name {number}", "mauvais")
    with pytest.raises(Wait):
        desk.password("another name", "mauvais")


def test_guessing_codes_waits_too(camille, desk):
    for _ in range(FREE_TRIES):
        with pytest.raises(NotRecognised):
            desk.code("AAAA-AAAA")
    with pytest.raises(Wait):
        desk.code("AAAA-AAAA")


def test_another_cookie_at_the_same_computer_does_not_shorten_the_wait(camille, desk, new_school):
    desk.wrong(FREE_TRIES)
    again = Desk(new_school, Browser(HERE.address, "Another browser"))
    with pytest.raises(Wait):
        again.password("Camille Martin", "longue et sûre")


def test_signing_in_forgets_the_wrong_tries(camille, desk):
    desk.wrong(FREE_TRIES - 1)
    desk.password("Camille Martin", "longue et sûre")
    desk.wrong(FREE_TRIES - 1)
    assert desk.password("Camille Martin", "longue et sûre")


def test_signing_in_oneself_does_not_forget_the_guesses_at_somebody_elses_name(
    camille, desk, new_school
):
    code = accounts.give_code(new_school.learner("Sacha"), KEY, by=new_school.by, at=desk.at)
    for _ in range(FREE_TRIES - 1):
        desk.wrong(1)
        desk.code(code)
    desk.wrong(1)
    with pytest.raises(Wait):
        desk.password("Camille Martin", "longue et sûre")


def test_wrong_tries_of_an_hour_ago_are_forgotten(camille, desk):
    desk.wrong(6)
    desk.at += timedelta(hours=1, seconds=1)
    desk.wrong(FREE_TRIES - 1)
    assert desk.password("Camille Martin", "longue et sûre")


def test_wrong_tries_are_in_the_log_with_their_seat(camille, desk, new_school):
    desk.wrong(1)
    assert new_school.log()[-1] == ("guest", "session.refused", "camillemartin")


def test_a_wrong_try_in_a_browser_without_a_seat_is_logged_with_its_address(new_school):
    with pytest.raises(NotRecognised):
        seats.sign_in_by_code("AAAA-AAAA", KEY, None, HERE, at=new_school.now)
    entry = AuditEntry.latest(1).get()
    assert (entry.seat, entry.details) == (None, '{"address":"10.0.0.1"}')
    assert Seat.select().count() == 0


def test_a_browser_gets_a_seat_when_somebody_first_signs_in(camille, new_school):
    code, at = accounts.give_code(camille, KEY, by=new_school.by, at=new_school.now), new_school.now
    first = seats.sign_in_by_code(code, KEY, None, HERE, at=at)
    assert seats.seat_of(first.seat_token) == first.seat
    assert seats.present(first.token, first.seat, HERE).person_id == camille.id
    again = seats.sign_in_by_code(code, KEY, first.seat, HERE, at=at)
    assert (again.seat, again.seat_token) == (first.seat, "")


@pytest.mark.parametrize("sign", ["a", "é", "\ufdfa", "😀"])
def test_however_much_is_typed_little_is_kept_of_it(camille, desk, sign):
    with pytest.raises(NotRecognised):
        desk.password(sign * 500_000, "mauvais")
    assert all(len(each.name) <= LONGEST_NAME for each in WrongTry.select())
    assert all(len(entry.subject) <= LONGEST_NAME for entry in AuditEntry.select())


def test_the_rounds_forget_old_wrong_tries_and_keep_those_that_count(camille, desk):
    desk.wrong(1, name="Long Ago")
    desk.at += timedelta(hours=1)
    desk.wrong(1)
    seats.forget_wrong_tries(at=desk.at)
    assert {each.name for each in WrongTry.select()} == {"camillemartin", "*"}


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
