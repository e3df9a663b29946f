"""The class now knows the roll of today, and that sheets of paper keep somebody still."""

import pytest

from server import clock
from server.attendance import operations, timetable
from server.attendance.saying import Said
from server.paper import operations as paper
from server.paper.operations import Wanted
from tests.server.reports.conftest import row_of


@pytest.fixture
def roll(room):
    """Keep the roll of today; who is not named is present."""
    by, day = room.by(room.dominique), clock.day(room.school.now)
    timetable.add_meeting(room.cfg.id, day, "09:00", 120, by, at=room.school.now)

    def taken(said):
        told = {each.id: said.get(each.id, Said("present")) for each in room.learners}
        at = room.school.now
        operations.take(room.cfg.id, day, "09:00", told, by, at=at, state=1)

    return taken


@pytest.fixture
def sheets(room):
    """Print sheets, for one person or for the class."""

    def printed(stay=0):
        wanted = Wanted([room.node("Les mois").id], "Un mois", stay)
        library, by = room.school.site.library, room.by(room.dominique)
        return paper.make(room.cfg.id, wanted, library, by, at=room.school.now)

    return printed


def test_one_of_three_at_work_is_not_everybody(room):
    room.at(room.camille).page()
    assert "Chacun travaille" not in room.page()
    room.at(room.ali).page()
    room.at(room.zoe).page()
    assert "Chacun travaille" in room.page()


def test_whoever_the_roll_says_was_not_brought_is_told_so_and_not_waited_for(room, roll):
    for each in (room.camille, room.ali):
        room.at(each).page()
    roll({room.zoe.id: Said("not_brought")})
    told = room.page()
    assert "Pas amené" in row_of(told, "Zoé Roux")
    assert "jamais" not in row_of(told, "Zoé Roux")
    assert "Chacun travaille" in told
    assert "2 sont attendues aujourd" in told


def test_whoever_came_but_sits_nowhere_is_told_so(room, roll):
    roll({})
    told = room.page()
    assert "à aucun poste" in row_of(told, "Ali Ben")


def test_a_roll_that_is_wrong_about_somebody_at_a_seat_is_shown_beside_the_seat(room, roll):
    room.at(room.camille).page()
    roll({room.camille.id: Said("sick")})
    row = row_of(room.page(), "Camille Martin")
    assert "Poste" in row and "Malade" in row


def test_the_roll_of_yesterday_says_nothing_of_today(room, roll):
    roll({room.zoe.id: Said("not_brought")})
    room.school.wait(days=1)
    assert "Pas amené" not in room.page()


@pytest.mark.parametrize("for_one", [True, False], ids=["of their own", "copied for the class"])
def test_a_silence_over_sheets_of_paper_alarms_nobody(room, sheets, for_one):
    sheets(room.stays[room.camille.id].id if for_one else 0)
    room.at(room.camille).page()
    room.school.wait(minutes=5)
    told = room.page()
    assert "sans un geste" in row_of(told, "Camille Martin")
    assert "feuilles" in row_of(told, "Camille Martin")
    assert "personne ne semble avoir besoin" in told


def test_wrong_answers_ask_for_the_teacher_whatever_was_printed(room, sheets):
    sheets(room.stays[room.camille.id].id)
    camille = room.at(room.camille)
    for _ in range(3):
        camille.answer(right=False)
    assert "1 personne a peut-être besoin de vous" in room.page()


def test_sheets_that_were_copied_for_the_class_last_week_excuse_nobody(room, sheets):
    sheets()
    room.school.wait(days=7)
    room.at(room.camille).page()
    room.school.wait(minutes=5)
    assert "1 personne a peut-être besoin de vous" in room.page()
