"""During an exam a seat opens the exam, and its session lasts."""

from datetime import timedelta

import pytest

from server.exam_room import ending, opening, running
from server.exam_room.models import Event, Revision
from server.seats import operations as seats
from tests.server.exam_room.test_candidate_pages import form_of, post_json, save


def test_a_confirmed_candidate_opens_nothing_but_the_exam(morning):
    seat = morning.begins()
    for path in ("/", "/library/", "/search?q=pain", "/help", "/classes/"):
        assert seat.get(path).headers.get("Location") == "/exam", path
    assert seat.post("/language", {"language": "ar", "next": "/exam"}).status_code == 303
    assert seat.post("/sign-out").status_code == 403
    assert seat.get("/look").status_code == 200
    assert seat.get("/exam").status_code == 200
    assert "/library/" not in seat.page("/exam")


def test_whoever_waits_or_has_no_exam_goes_about_as_ever(morning):
    morning.begins()
    waiting = morning.sits_down("Sacha Petit")
    assert waiting.get("/library/").status_code == 200


def test_after_handing_in_one_may_leave_and_nothing_more(morning):
    seat = morning.begins()
    ending.hand_in(morning.candidate(), morning.act())
    assert seat.get("/library/").headers["Location"] == "/exam"
    assert seat.post("/sign-out").status_code == 303


def test_once_the_sitting_is_closed_everything_opens_again(morning):
    seat = morning.begins()
    ending.close(morning.sitting, morning.act("Fin"))
    assert seat.get("/library/").status_code == 200


def test_no_idling_ends_a_session_in_the_middle(morning):
    seat = morning.begins()
    seat.post("/presence", {"closed": "yes"})
    morning.school.wait(hours=2)
    seats.end_forgotten(timedelta(minutes=10), at=morning.school.now)
    assert "Votre temps est écoulé" in seat.page("/exam")


def test_idling_begins_anew_when_the_exam_is_handed_in(morning):
    seat = morning.begins()
    morning.school.wait(minutes=50)
    ending.hand_in(morning.candidate(), morning.act())
    assert seat.get("/exam").status_code == 200
    morning.school.wait(minutes=11)
    assert seat.get("/exam").headers["Location"].startswith("/sign-in")


def test_a_browser_that_was_killed_goes_on_at_its_seat(morning):
    seat = morning.begins()
    morning.save("Paris", number=1)
    seat._client.delete_cookie("ardoise_session")
    morning.school.sign_in(morning.people[0], seat)
    assert 'value="Paris"' in seat.page("/exam?q=2")


@pytest.fixture
def elsewhere(morning):
    """A candidate who writes at one computer and has signed in at a second one."""
    first = morning.begins()
    second = morning.school.sign_in(morning.people[0])
    second.number = morning.school.sessions(morning.people[0])[-1].seat_id
    return first, second


def test_a_second_computer_is_told_where_the_exam_is_open_and_the_first_goes_on(morning, elsewhere):
    first, second = elsewhere
    for _ in range(2):
        page = second.page("/exam")
    assert f"ouvert sur le poste {first.number}" in page
    assert "Quel est le prix" not in page
    assert "Quel est le prix" in first.page("/exam")
    assert morning.desk().asks_at == second.number
    assert len(Event.of(morning.sitting.id, "asked_elsewhere")) == 1


def test_one_action_moves_a_candidate_and_what_the_first_computer_still_sends_is_kept(
    morning, elsewhere
):
    first, second = elsewhere
    old = form_of(first.page("/exam?q=2"))
    morning.save("Paris", number=1)
    second.get("/exam")
    running.move(morning.candidate(), second.number, morning.act("Écran noir"))
    assert 'value="Paris"' in second.page("/exam?q=2")
    assert "Quel est le prix" not in first.page("/exam")
    told = post_json(first, "/exam/save", {"saves": [save("newer", 1, 7, "Paris !")]}).json
    assert (told["kept"], told["aside"]) == (["newer"], {"newer": "other_seat"})
    assert told["stage"] == "elsewhere"
    first.post("/exam/save", old | {"q1": "Lyon", "uuid": "plain"})
    assert morning.counts() == "Paris"
    assert {each.aside for each in Revision.put_aside(morning.sitting.id)} == {"other_seat"}
    assert morning.desk().asks_at is None
    assert first.post("/exam/hand-in").status_code == 303
    assert morning.candidate().state == "working"


def test_nobody_is_moved_to_a_computer_that_is_somebody_elses(morning):
    morning.begins("Camille Martin", "Sacha Petit")
    taken = morning.seats["Sacha Petit"].number
    with pytest.raises(opening.SeatTaken):
        running.move(morning.candidate(), taken, morning.act("Panne"))


def test_what_a_killed_browser_sent_as_another_computer_counts_once_its_candidate_is_moved_there(
    morning,
):
    """It had lost its number with the session: chosen before the browser wrote its cookies down."""
    morning.begins()
    morning.save("Avant", place=1, number=1)
    lost = morning.school.sign_in(morning.people[0])
    lost.get("/exam")
    other = morning.school.sessions(morning.people[0])[-1].seat_id
    morning.save("Avant, puis après", place=1, number=2, seat=other)
    morning.save("Nouveau", place=3, number=1, seat=other)
    assert (morning.counts(), morning.counts(3)) == ("Avant", None)
    examiner = morning.school.sign_in(morning.dominique)
    address = f"/sittings/candidates/{morning.candidate().id}/desk"
    assert examiner.post(address, {"do": "move", "number": str(other)}).status_code == 303
    assert (morning.counts(), morning.counts(3)) == ("Avant, puis après", "Nouveau")
    assert "Avant, puis après" in lost.page("/exam?q=2")


def test_what_was_sent_from_there_before_what_counts_stays_aside(morning):
    morning.begins()
    lost = morning.school.sign_in(morning.people[0])
    lost.get("/exam")
    other = morning.school.sessions(morning.people[0])[-1].seat_id
    morning.save("Ailleurs", place=1, number=2, seat=other)
    morning.save("Ici, plus tard", place=1, number=1)
    examiner = morning.school.sign_in(morning.dominique)
    address = f"/sittings/candidates/{morning.candidate().id}/desk"
    examiner.post(address, {"do": "move", "number": str(other)})
    assert morning.counts() == "Ici, plus tard"
