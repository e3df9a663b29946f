"""The class now: who sits where, who may need the teacher, what was done; nobody else's people."""

import re

import pytest

from server.classes import enrolling, operations
from server.records.models import Visit
from server.reports.board import SEVERAL_WRONG, failures
from server.roles import Role
from server.seats.models import Session
from tests.server.counting import queries_of
from tests.server.reports.conftest import row_of


def order_of(page):
    """Return the names in the table, from its top."""
    return re.findall(r'<th scope="row"><a [^>]*><bdi>([^<]+)', page)


def test_a_teacher_sees_who_sits_where_before_which_page_and_who_is_not_there(room):
    camille = room.at(room.camille)
    camille.page()
    told = room.page()
    assert "Poste" in row_of(told, "Camille Martin") and "De suite" in row_of(
        told, "Camille Martin"
    )
    assert "jamais" in row_of(told, "Zoé Roux")
    assert "1 sur 3" in told
    assert "personne ne semble avoir besoin de vous" in told


def test_three_wrong_answers_in_a_row_ask_for_the_teacher_and_a_right_one_ends_it(room):
    camille = room.at(room.camille)
    for _ in range(SEVERAL_WRONG - 1):
        camille.answer(right=False)
    assert "personne ne semble" in room.page()
    camille.answer(right=False)
    told = room.page()
    assert "1 personne a peut-être besoin de vous" in told
    assert "3 réponses fausses de suite" in row_of(told, "Camille Martin")
    assert order_of(told)[0] == "Camille Martin"
    camille.answer()
    assert "personne ne semble" in room.page()


def test_failures_in_an_exercise_that_was_left_ask_for_nobody(room):
    camille = room.at(room.camille)
    for _ in range(SEVERAL_WRONG):
        camille.answer(right=False)
    room.school.wait(seconds=40)
    camille.seat.get(f"/library/{room.node('Les mois').id}/")
    assert "personne ne semble" in room.page()


@pytest.mark.parametrize(
    ("answers", "count"),
    [
        pytest.param([], 0, id="nothing answered"),
        pytest.param([("0", 1), ("0", 1), ("1", 1), ("0", 1)], 2, id="up to the last right one"),
        pytest.param([("0", 3)], 3, id="three tries at one question"),
        pytest.param([("1", 3), ("0", 1)], 2, id="right at the third try"),
        pytest.param([("1/2", 1), ("0", 1)], 2, id="half right is not right"),
        pytest.param([("", 1), ("0", 1)], 0, id="handed in to the teacher"),
    ],
)
def test_wrong_tries_are_counted_back_to_the_last_that_was_right(answers, count):
    assert failures(answers) == count


def test_a_silent_seat_asks_for_the_teacher_before_it_closes_by_itself(room):
    camille = room.at(room.camille)
    camille.page()
    room.school.wait(minutes=5)
    told = room.page()
    assert "sans un geste depuis" in row_of(told, "Camille Martin")
    room.school.wait(minutes=6)
    told = room.page()
    assert "plus là" in row_of(told, "Camille Martin")
    assert "1 personne" not in told


def test_who_is_there_but_gets_nothing_done_is_told_of(room):
    camille = room.at(room.camille)
    camille.page()
    for _ in range(4):
        room.school.wait(minutes=3.5)
        camille.seat.get("/mine")
    assert "rien de nouveau depuis" in row_of(room.page(), "Camille Martin")
    camille.answer()
    assert "personne ne semble" in room.page()


def test_what_was_done_in_this_session_is_told_and_not_that_of_the_week_before(room):
    room.reads(room.camille, "Les mois")
    assert "1 Les mois" in row_of(room.page(), "Camille Martin")
    room.school.wait(days=7)
    room.school.sign_in(room.camille)
    assert "Les mois" not in row_of(room.page(), "Camille Martin")


def test_those_in_most_need_come_first(room):
    room.at(room.zoe).page()
    room.school.wait(minutes=5)
    ali = room.at(room.ali)
    for _ in range(4):
        ali.answer(right=False)
    room.at(room.camille).page()
    told = room.page()
    assert order_of(told) == ["Ali Ben", "Zoé Roux", "Camille Martin"]
    assert "2 personnes ont peut-être besoin de vous" in told


def test_it_can_be_narrowed_to_a_group_of_the_class_and_to_no_other(room):
    mine = room.group("Le matin", room.camille)
    theirs = operations.add_group(room.maths.id, "Le soir", room.school.by, at=room.school.now)
    told = room.page(f"now?group={mine}")
    assert order_of(told) == ["Camille Martin"]
    seat = room.school.sign_in(room.dominique)
    for group in (theirs.id, "0", "tous", "9" * 5000):
        assert seat.get(f"/classes/{room.cfg.id}/now?group={group}").status_code == 404


def test_who_left_or_is_of_another_class_is_not_there(room):
    enrolling.leave(room.stays[room.zoe.id].id, room.school.by, at=room.school.now)
    room.at(room.sacha).page()
    told = room.page()
    assert "Zoé" not in told and "Sacha" not in told


def test_somebody_suspended_is_told_with_the_day_they_may_come_again(room):
    at = room.school.now
    day = at.replace(year=at.year + 1).date()
    enrolling.suspend(room.stays[room.ali.id].id, day.isoformat(), room.school.by, at=at)
    assert "De retour" in row_of(room.page(), "Ali Ben") or "Revient" in row_of(
        room.page(), "Ali Ben"
    )


@pytest.mark.parametrize("path", ["now", "now/board"])
def test_another_teachers_class_is_not_there_and_other_roles_are_refused(room, path):
    address = f"/classes/{room.cfg.id}/{path}"
    expected = {room.noor: 404, room.camille: 403, Role.CONTENT_MANAGER: 403, Role.EXAMINER: 403}
    for who, status in expected.items():
        assert room.school.sign_in(who).get(address).status_code == status
    assert room.school.seat().get(address).status_code == 303


def test_a_page_that_asks_by_itself_does_not_keep_its_seat_open(room):
    seat = room.school.sign_in(room.dominique)
    board = f"/classes/{room.cfg.id}/now/board"
    for _ in range(3):
        room.school.wait(minutes=4)
        last = seat.get(board)
    assert last.status_code == 303
    assert Session.get(Session.person == room.dominique).ending == "idle"


def test_asking_writes_nothing(room):
    room.reads(room.camille, "Les mois")
    seat = room.school.sign_in(room.dominique)
    before = (room.school.log(), list(Visit.select().dicts()), list(Session.select().dicts()))
    assert seat.get(f"/classes/{room.cfg.id}/now/board").status_code == 200
    assert (
        room.school.log(),
        list(Visit.select().dicts()),
        list(Session.select().dicts()),
    ) == before


def test_a_larger_class_needs_no_more_queries(room):
    seat = room.school.sign_in(room.dominique)
    board = f"/classes/{room.cfg.id}/now/board"

    def asked():
        with queries_of() as queries:
            assert seat.get(board).status_code == 200
        return len(queries)

    room.at(room.camille).page()
    few = asked()
    for number in range(5):
        person = room.school.learner(f"Nouvelle Personne {number}")
        room.enrol(room.cfg, person)
        room.reads(person, "Les mois")
        room.at(person).answer(right=False)
    assert asked() == few
