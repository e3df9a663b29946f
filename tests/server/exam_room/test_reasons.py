"""Each action of an examiner has its reason in the log, also where one press is enough."""

import pytest

from server.exam_room import ending
from server.exam_room.models import Event, Pause
from tests.server.exam_room.test_examiner_views import desk, press, room, said


@pytest.fixture
def examiner(morning):
    return morning.school.sign_in(morning.dominique)


def reasons(morning, *kinds):
    return [event.told.get("reason", "") for event in Event.of(morning.sitting.id, *kinds)]


def test_a_press_that_asks_nothing_writes_a_reason_of_its_own(morning, examiner):
    morning.opens()
    morning.sits_down()
    press(examiner, desk(morning), "confirm")
    press(examiner, room(morning), "start")
    press(examiner, room(morning), "evacuate")
    press(examiner, room(morning), "resume")
    told = reasons(morning, "confirmed", "started", "evacuated", "resumed")
    assert len(told) == 4
    assert all(told)


def test_closing_says_by_itself_that_nobody_had_time_left(morning, examiner):
    morning.begins()
    early = examiner.post(room(morning), {"do": "close"})
    assert early.status_code == 422, "Camille has time left: that needs a reason"
    ending.hand_in(morning.candidate(), morning.act())
    press(examiner, room(morning), "close")
    assert reasons(morning, "closed") == ["plus personne n'a de temps"]


def test_a_reason_that_is_written_stands_in_place_of_that(morning, examiner):
    morning.begins()
    press(examiner, room(morning), "evacuate")
    press(examiner, room(morning), "resume", reason="Fin de l’exercice")
    assert reasons(morning, "resumed") == ["Fin de l’exercice"]


def test_the_reason_of_an_evacuation_is_said_afterwards_once(morning, examiner):
    morning.begins()
    press(examiner, room(morning), "evacuate")
    assert "Pourquoi la salle a-t-elle été évacuée" in said(examiner.page(room(morning)))
    press(examiner, room(morning), "resume")
    page = press(examiner, room(morning), "explain", text="Alarme incendie")
    assert "Pourquoi la salle a-t-elle été évacuée" not in page
    assert [event.told["text"] for event in Event.of(morning.sitting.id, "explained")] == [
        "Alarme incendie"
    ]
    assert Pause.get().reason == "Alarme incendie"
    again = examiner.post(room(morning), {"do": "explain", "text": "Autre chose"})
    assert (again.status_code, "déjà été dite" in said(again)) == (422, True)
    assert "Alarme incendie" in examiner.page(f"/sittings/{morning.sitting.id}/minutes")


def test_the_usual_reasons_are_offered_in_each_field(morning, examiner):
    morning.begins()
    assert '<option value="coupure de courant">' in examiner.page(room(morning))
    assert '<option value="coupure de courant">' in examiner.page(desk(morning))
