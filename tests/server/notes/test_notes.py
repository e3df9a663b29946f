"""Short notes about a learner: who writes, who reads, what becomes of a wrong one."""

import pytest

from server.classes import enrolling
from server.classes import operations as classes
from server.notes.models import Note
from server.notes.operations import LONGEST, MOST_A_DAY
from server.roles import Role
from tests.server.counting import queries_of
from tests.server.marking.conftest import Desk

WORDS = "A relu les fractions ; la suite : les pourcentages."


def main_of(page):
    return page.partition("<main")[2].partition("</main>")[0]


@pytest.fixture
def desk(school, node):
    return Desk(school, node)


@pytest.fixture
def write(desk, school):
    """Return what lets Dominique write a note about Camille by the form."""

    def written(text=WORDS):
        seat = school.sign_in(desk.dominique)
        return seat.post(f"/classes/people/{desk.stay.id}/notes", {"text": text})

    return written


def test_a_teacher_writes_and_the_learner_reads_it_with_the_day_and_the_name(desk, school, write):
    page = f"/classes/people/{desk.stay.id}/"
    assert f'href="{page}notes"' in school.sign_in(desk.dominique).page(page)
    assert write().status_code == 303
    assert WORDS in main_of(school.sign_in(desk.dominique).page(f"{page}notes"))
    learner = school.sign_in(desk.camille)
    assert 'href="/mine/notes"' in learner.page("/mine")
    for address in ("/mine/notes", "/mine/kept"):
        told = main_of(learner.page(address))
        assert WORDS in told and "Dominique Leroy" in told and "2026" in told
    assert school.actions().count("note.written") == 1


def test_the_form_says_what_a_note_is_for_and_what_has_no_place_in_it(desk, school):
    seat = school.sign_in(desk.dominique)
    form = main_of(seat.page(f"/classes/people/{desk.stay.id}/notes"))
    assert "Ce qui a été travaillé" in form and "L'apprenant la lit" in form
    assert "Rien sur la raison d'être ici" in form and "la santé" in form
    assert form.count("<textarea") == 1 and "<select" not in form and 'type="text"' not in form


def test_a_form_that_is_sent_twice_writes_once(write, school):
    for _ in range(2):
        assert write(f"  {WORDS}\r\n").status_code == 303
    assert [each.text for each in Note.select()] == [WORDS]
    assert school.actions().count("note.written") == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("", "Écrivez ce qui a été travaillé", id="nothing"),
        pytest.param(" \n ", "Écrivez ce qui a été travaillé", id="blanks"),
        pytest.param("a" * (LONGEST + 1), "281 signes", id="too long"),
    ],
)
def test_what_is_no_note_is_said_and_stays_in_the_form(write, text, told):
    response = write(text)
    assert response.status_code == 422
    assert told in response.text.replace("\xa0", " ")
    assert Note.select().count() == 0 and f">{text}</textarea>" in response.text


def test_so_many_are_enough_for_a_day(write, school):
    for number in range(MOST_A_DAY):
        assert write(f"Point {number}").status_code == 303
    refused = write("Encore un")
    assert refused.status_code == 422 and "Encore un</textarea>" in refused.text
    school.wait(hours=25)
    assert write("Encore un").status_code == 303


def test_a_wrong_note_is_struck_out_once_and_stays_with_who_and_when(desk, school, write):
    write()
    note = Note.get()
    classes.add_teacher(desk.cfg.id, desk.noor.id, school.by, at=school.now)
    for teacher in (desk.noor, desk.dominique):
        seat = school.sign_in(teacher)
        assert seat.post(f"/notes/{note.id}/strike").headers["Location"].endswith("/notes")
    assert school.actions().count("note.struck_out") == 1
    for person, address in (
        (desk.camille, "/mine/notes"),
        (desk.camille, "/mine/kept"),
        (desk.dominique, f"/classes/people/{desk.stay.id}/notes"),
    ):
        told = main_of(school.sign_in(person).page(address))
        assert f'<del dir="auto">{WORDS}</del>' in told
        assert "Barrée le" in told and "par Noor Haddad" in told
    assert write().status_code == 303 and Note.select().count() == 2


def test_notes_go_along_to_the_teachers_of_another_class_and_leave_those_of_the_old(
    desk, school, write
):
    write()
    enrolling.leave(desk.stay.id, school.by, at=school.now)
    gone = school.sign_in(desk.dominique).get(f"/classes/people/{desk.stay.id}/notes")
    assert gone.status_code == 404 and "aucune de vos classes" in gone.text
    assert write("Encore").status_code == 404
    stay = desk.enrol(desk.maths, desk.camille)
    assert WORDS in school.sign_in(desk.noor).page(f"/classes/people/{stay.id}/notes")


ADDRESSES = {
    "the notes": ("GET", "/classes/people/{stay}/notes"),
    "another note": ("POST", "/classes/people/{stay}/notes"),
    "striking out": ("POST", "/notes/{note}/strike"),
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_else_reads_writes_or_strikes_out_a_note(desk, school, write, address):
    write()
    method, template = ADDRESSES[address]
    path = template.format(stay=desk.stay.id, note=Note.get().id)
    others = {
        desk.noor: 404,
        desk.sacha: 403,
        desk.camille: 403,
        Role.CONTENT_MANAGER: 403,
        Role.EXAMINER: 403,
        Role.ADMINISTRATOR: 403,
        None: 303,
    }
    for who, status in others.items():
        seat = school.sign_in(who) if who else school.seat()
        answer = seat.get(path) if method == "GET" else seat.post(path, {"text": "x"})
        assert answer.status_code == status, who
        assert "A relu les fractions" not in answer.text
    assert [(each.text, each.struck_at) for each in Note.select()] == [(WORDS, None)]
    assert ("form.refused" in school.actions()) == (method == "POST")


def test_another_learner_finds_no_note_and_no_trace_of_one(desk, school, write):
    write()
    seat = school.sign_in(desk.sacha)
    for address in ("/", "/mine", "/mine/notes", "/mine/kept"):
        page = main_of(seat.page(address))
        assert "A relu" not in page and "Camille" not in page
    told = [main_of(seat.get(f"/notes/{each}/strike").text) for each in (Note.get().id, 999)]
    assert told[0] == told[1]


def test_a_note_stays_text(desk, school, write):
    write("<script>alert(1)</script>")
    for seat, address in (
        (school.sign_in(desk.camille), "/mine/notes"),
        (school.sign_in(desk.dominique), f"/classes/people/{desk.stay.id}/notes"),
    ):
        assert "<script>alert" not in seat.get(address).text


def test_many_notes_come_fifty_a_page_with_no_query_for_each(desk, school):
    at = school.now
    rows = [
        {"person": desk.camille, "text": f"Note {n}.", "written_by": desk.noor, "written_at": at}
        for n in range(120)
    ]
    Note.insert_many(rows).execute()
    for seat, address in (
        (school.sign_in(desk.camille), "/mine/notes"),
        (school.sign_in(desk.dominique), f"/classes/people/{desk.stay.id}/notes"),
    ):
        first, last = main_of(seat.page(address)), main_of(seat.page(f"{address}?page=3"))
        assert first.count("Note ") >= 50 and "Note 119." in first and "Note 69." not in first
        assert "Note 0." in last and "Note 119." not in last
        assert "Note 0." in main_of(seat.page(f"{address}?page=999"))
    learner = school.sign_in(desk.camille)
    with queries_of() as queries:
        page = learner.page("/mine/kept")
    assert "Note 0." in page and "Note 119." in page
    assert len(queries) < 60
