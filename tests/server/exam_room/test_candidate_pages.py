"""The exam as a candidate meets it, without a script and with one."""

from fractions import Fraction
from html.parser import HTMLParser

import pytest

from server.exam_room import ending, opening, running
from server.exam_room.models import Desk, Event, Revision
from server.exam_room.space import NotKept
from server.roles import Role
from server.seats.models import Session
from server.sittings import granting


def post_json(seat, path, body):
    token = seat.get("/exam/state").json["csrf"]
    headers = {"X-CSRFToken": token, "User-Agent": seat.about}
    return seat._client.post(
        path, json=body, headers=headers, environ_base={"REMOTE_ADDR": seat.address}
    )


def save(uuid="one", place=1, number=1, text="Paris", **more):
    return {"uuid": uuid, "place": place, "number": number, "answer": [text], **more}


class Fields(HTMLParser):
    """What a browser sends of the form of a page that nobody has touched."""

    def __init__(self, page):
        super().__init__()
        self.found, self._area, self._list = {}, "", ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        name, ticked = has.get("name", ""), has.get("type") in ("radio", "checkbox")
        if (tag == "input" and not ticked) or (ticked and "checked" in has):
            self.found[name] = has.get("value") or ""
        self._area = name if tag == "textarea" else ""
        self._list = name if tag == "select" else self._list
        if tag == "option" and "selected" in has:
            self.found[self._list] = has.get("value") or ""

    def handle_data(self, data):
        if self._area:
            self.found[self._area] = data


def form_of(page):
    """Return what the paper's form sends as it stands."""
    return Fields(page.partition('data-exam="form"')[2].partition("</form>")[0]).found


def fill(seat, question, **fields):
    """Open a question, fill its fields, press "Next"."""
    page = seat.page(f"/exam?q={question}")
    return seat.post("/exam/save", form_of(page) | fields | {"to": str(question + 1)})


def test_a_candidate_waits_is_confirmed_writes_and_hands_in_without_a_script(morning):
    morning.opens()
    seat = morning.sits_down()
    assert "Attendez ici" in seat.page("/exam")
    morning.confirms("Camille Martin")
    assert "L'examen commence bientôt" in seat.page("/exam")
    opening.start(morning.sitting, morning.act())
    assert "Quel est le prix" in seat.page("/exam")
    assert fill(seat, 1, q0="1").headers["Location"].endswith("/exam?q=2")
    fill(seat, 2, q1="Paris")
    page = seat.page("/exam?q=5")
    assert page.count("répondu") >= 2
    response = seat.post("/exam/hand-in", form_of(page))
    assert response.headers["Location"].endswith("/exam")
    desk = morning.desk()
    page = seat.page("/exam")
    assert desk.answers == 2
    assert desk.receipt in page
    assert morning.counts(0) == "1"


def test_pressing_twice_or_loading_again_keeps_one_answer(morning):
    seat = morning.begins()
    page = seat.page("/exam?q=2")
    for _ in range(2):
        seat.post("/exam/save", form_of(page) | {"q1": "Paris"})
    assert [each.texts for each in Revision.select()] == [["Paris"]]


def test_a_page_left_open_takes_nothing_back_that_it_did_not_touch(morning):
    seat = morning.begins()
    old = form_of(seat.page("/exam?q=2"))
    fill(seat, 2, q1="Paris")
    seat.post("/exam/save", old | {"q1": ""})
    assert morning.counts() == "Paris"


def test_what_was_kept_stands_in_the_fields_again(morning):
    seat = morning.begins()
    fill(seat, 1, q0="1")
    fill(seat, 2, q1="Paris")
    assert 'value="1" checked' in seat.page("/exam?q=1")
    assert 'value="Paris"' in seat.page("/exam?q=2")


def test_handing_in_twice_gives_the_same_receipt(morning):
    seat = morning.begins()
    for _ in range(2):
        assert seat.post("/exam/hand-in").status_code == 303
    assert len(Event.of(morning.sitting.id, "handed_in")) == 1


def test_a_script_saves_several_answers_at_once_and_hears_what_is_left(morning):
    seat = morning.begins()
    told = post_json(
        seat, "/exam/save", {"saves": [save(), save("two", 0, 1, "1", client_ms=1)]}
    ).json
    assert (told["kept"], told["stage"]) == (["one", "two"], "working")
    assert 3590 <= told["remaining"] <= 3600
    again = post_json(seat, "/exam/save", {"saves": [save()]}).json
    assert again["kept"] == ["one"]
    assert Revision.select().count() == 2


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("nothing", id="a word alone"),
        pytest.param(["one"], id="a list of words"),
        pytest.param([], id="a list"),
        pytest.param({"saves": "one"}, id="a word"),
        pytest.param({"saves": [{"uuid": "one"}]}, id="half a save"),
        pytest.param({"saves": [save(number="1")]}, id="a number in quotes"),
        pytest.param({"saves": [save(number=True)]}, id="a yes for a number"),
        pytest.param({"saves": [{**save(), "answer": [1]}]}, id="an answer that is no text"),
    ],
)
def test_what_no_script_of_ours_sends_is_refused_in_a_sentence(morning, body):
    seat = morning.begins()
    response = post_json(seat, "/exam/save", body)
    assert response.status_code == 422
    assert response.json["kept"] == []
    assert "n'a pas pu être lu" in response.json["error"]


def test_on_a_full_disk_a_form_stands_as_it_was_typed(morning, monkeypatch):
    seat = morning.begins()

    def full(sender, saves):
        raise NotKept()

    page = seat.page("/exam?q=2")
    monkeypatch.setattr(morning.hall.writer, "keep", full)
    response = seat.post("/exam/save?q=2", form_of(page) | {"q1": "Paris"})
    assert response.status_code == 503
    assert 'value="Paris"' in response.text
    assert post_json(seat, "/exam/save", {"saves": [save()]}).status_code == 503


def test_no_page_tells_a_right_answer_or_a_mark(morning):
    seat = morning.begins()
    morning.save("Lyon", number=1)
    told = "".join(seat.page(f"/exam?q={n}") for n in range(1, 6))
    told += seat.get("/exam/state").text
    for secret in ("54321987", "Bravo", "Relisez", ">Paris"):
        assert secret not in told


def test_messages_reach_whom_they_are_for_with_the_next_question(morning):
    seat = morning.begins("Camille Martin", "Sacha Petit")
    running.message(morning.sitting, "Reste calme", morning.act(), morning.candidate())
    running.message(morning.sitting, "Il pleut", morning.act())
    mine = seat.get("/exam/state").json["messages"]
    others = morning.seats["Sacha Petit"].get("/exam/state").json["messages"]
    assert [each["text"] for each in mine] == ["Il pleut", "Reste calme"]
    assert [each["text"] for each in others] == ["Il pleut"]
    assert "Reste calme" in seat.page("/exam")


def test_while_the_clock_stands_still_no_question_is_shown(morning):
    seat = morning.begins()
    running.evacuate(morning.sitting, morning.act())
    page = seat.page("/exam")
    assert "Quel est le prix" not in page
    assert "L'horloge est arrêtée" in page
    assert seat.get("/exam/state").json["stage"] == "paused"


def test_when_the_time_is_over_the_paper_goes_and_what_was_under_way_is_kept(morning):
    seat = morning.begins()
    form = form_of(seat.page("/exam?q=2"))
    morning.school.wait(seconds=3610)
    assert "Votre temps est écoulé" in seat.page("/exam")
    seat.post("/exam/save", form | {"q1": "Paris"})
    assert morning.counts() == "Paris"
    assert seat.post("/exam/hand-in").status_code == 303
    assert morning.candidate().state == "handed_in"


def test_an_accommodation_in_the_middle_is_there_at_the_next_question(morning):
    seat = morning.begins()
    granted = granting.Granted(factor=Fraction(4, 3), decision="2", authority="academy")
    granting.grant(morning.candidate().id, granted, morning.by, at=morning.school.now)
    assert seat.get("/exam/state").json["allowed"] == 4800


def test_signs_of_life_write_nothing(morning):
    seat = morning.begins()
    morning.school.wait(seconds=60)
    before = (Session.select().order_by(Session.id.desc()).get().seen_at, Event.select().count())
    seat.get("/exam/state?place=2&waiting=3")
    session = Session.select().order_by(Session.id.desc()).get()
    assert (session.seen_at, Event.select().count()) == before
    sign = morning.hall.signs.last(morning.candidate().id)
    assert (sign.place, sign.waiting) == (2, 3)


def test_a_learner_without_an_exam_reads_so(new_school):
    seat = new_school.sign_in(new_school.learner())
    assert "Aucun examen n'est ouvert" in seat.page("/exam")
    assert seat.get("/exam/state").status_code == 404
    assert seat.post("/exam/save").headers["Location"] == "/exam"


def test_a_page_whose_session_is_over_hears_so_and_loses_nothing(morning):
    seat = morning.begins()
    seat._client.delete_cookie("ardoise_session")
    response = post_json_as_guest(seat)
    assert (response.status_code, response.json["stage"]) == (401, "signed_out")


def post_json_as_guest(seat):
    token = seat.get("/exam/state").json["csrf"]
    headers = {"X-CSRFToken": token, "User-Agent": seat.about}
    where = {"REMOTE_ADDR": seat.address}
    return seat._client.post("/exam/save", json={"saves": []}, headers=headers, environ_base=where)


def test_nobody_else_saves_under_the_number_of_a_candidate(morning):
    morning.begins("Camille Martin", "Sacha Petit")
    number = morning.candidate().number
    other = morning.seats["Sacha Petit"]
    response = post_json(other, "/exam/save", {"candidate": number, "saves": [save()]})
    assert response.status_code == 404
    assert Revision.select().count() == 0


def test_an_excluded_candidate_sees_no_question(morning):
    seat = morning.begins()
    ending.exclude(morning.candidate(), morning.act("Téléphone"))
    assert "Quel est le prix" not in seat.page("/exam")


def test_staff_have_no_paper(morning):
    examiner = morning.school.sign_in(morning.dominique)
    assert examiner.get("/exam").status_code == 403
    assert morning.dominique.role == Role.EXAMINER
    assert Desk.select().count() == 0


def test_a_plain_form_cuts_no_text_and_gives_back_what_is_too_long(morning):
    seat = morning.begins()
    long = "é" * 150_000
    answer = fill(seat, 4, q3=long)
    assert answer.status_code == 303
    assert morning.counts(3) == long
    answer = fill(seat, 4, q3="é" * 200_001)
    assert (answer.status_code, "é" * 200_001 in answer.text) == (422, True)
    assert morning.counts(3) == long
