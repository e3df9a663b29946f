"""Signing in, and waiting after wrong tries."""

from datetime import timedelta
from threading import Thread

import pytest

from server.accounts import operations as accounts
from server.accounts import secrets
from server.accounts.models import LONGEST_NAME
from server.audit.models import AuditEntry
from server.database import database
from server.seats import operations as seats
from server.seats import signing_in
from server.seats.models import Seat, Session, WrongTry
from server.seats.operations import Browser
from server.seats.signing_in import (
    FREE_TRIES,
    LONGEST_WAIT,
    LONGEST_WAIT_OF_SEAT,
    NotRecognised,
    Wait,
)
from tests.server.seats.desk import HERE, KEY, Desk


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
    waits = [signing_in.wait_after(count, LONGEST_WAIT).total_seconds() for count in range(1, 8)]
    assert waits == [0, 0, 2, 4, 8, 16, 32]


@pytest.mark.parametrize("count", [12, 20, 1_000, 10**9])
def test_no_wait_is_longer_than_the_longest(count):
    assert signing_in.wait_after(count, LONGEST_WAIT) == LONGEST_WAIT


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
        signing_in.sign_in_by_code("AAAA-AAAA", KEY, None, HERE, at=new_school.now)
    entry = AuditEntry.latest(1).get()
    assert (entry.seat, entry.details) == (None, '{"address":"10.0.0.1"}')
    assert Seat.select().count() == 0


def test_a_browser_gets_a_seat_when_somebody_first_signs_in(camille, new_school):
    code, at = accounts.give_code(camille, KEY, by=new_school.by, at=new_school.now), new_school.now
    first = signing_in.sign_in_by_code(code, KEY, None, HERE, at=at)
    assert seats.seat_of(first.seat_token) == first.seat
    assert seats.present(first.token, first.seat, HERE).person_id == camille.id
    again = signing_in.sign_in_by_code(code, KEY, first.seat, HERE, at=at)
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
    signing_in.forget_wrong_tries(at=desk.at)
    assert {each.name for each in WrongTry.select()} == {"camillemartin", "*"}


def test_sixty_right_codes_sent_at_once_from_one_address_all_begin_a_session(new_school):
    codes = [
        accounts.give_code(
            new_school.learner(f"Learner {n}"), KEY, by=new_school.by, at=new_school.now
        )
        for n in range(60)
    ]
    refused = []

    def sign_in(code):
        with database.connection_context():
            try:
                signing_in.sign_in_by_code(code, KEY, None, HERE, at=new_school.now)
            except Wait as wait:
                refused.append(wait)

    _all_at_once([Thread(target=sign_in, args=(code,)) for code in codes])
    assert refused == []
    assert Session.select().where(Session.ended_at.is_null()).count() == 60


def test_a_hundred_wrong_tries_sent_at_once_are_judged_one_after_the_other(camille, desk):
    judged = []

    def guess():
        with database.connection_context():
            try:
                desk.code("AAAA-AAAA")
            except NotRecognised:
                judged.append("looked at")
            except Wait:
                pass

    _all_at_once([Thread(target=guess) for _ in range(100)])
    assert len(judged) == FREE_TRIES


def _all_at_once(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
