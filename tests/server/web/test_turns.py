"""Pages made in turn: one at a time, and none waits for long."""

import threading

from server.roles import Role
from server.web import turns


def test_a_page_is_made_when_it_is_its_turn_and_gives_it_back(school, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 60)
    seat = school.sign_in(Role.LEARNER)
    for path in ("/", "/library/", "/search?q=x", "/library/" + "0" * 32 + "/"):
        seat.get(path)
        assert not turns._turn.locked(), path
    answered = []
    with turns._turn:
        asking = threading.Thread(target=lambda: answered.append(seat.get("/library/")))
        asking.start()
        asking.join(0.2)
        assert not answered
    asking.join()
    assert answered[0].status_code == 200


def test_a_page_that_takes_long_does_not_stop_the_others(school):
    seat = school.sign_in(Role.LEARNER)
    with turns._turn:
        assert seat.get("/library/").status_code == 200
        assert turns._turn.locked()


def test_what_needs_no_turn_does_not_wait_for_one(school, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 60)
    seat = school.sign_in(Role.LEARNER)
    with turns._turn:
        assert seat.get("/help").status_code == 200
