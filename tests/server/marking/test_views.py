"""A teacher corrects by the pages: their own people's work, the oldest first, once."""

import re

import pytest

from server.classes import enrolling
from server.classes import operations as classes
from server.records.models import Visit, Work
from server.roles import Role
from tests.server.marking.conftest import LETTER, PICTURE, SPOKEN


def main_of(page):
    return page.partition("<main")[2].partition("</main>")[0]


def test_a_learner_hands_in_the_teacher_marks_the_learner_reads_mark_and_remark(desk, school):
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    assert "1 travail attend votre note" in main_of(teacher.page("/"))
    listed = main_of(teacher.page("/marking/"))
    assert "Camille Martin" in listed and "CFG" in listed and "8 mots" in listed
    assert "À écrire" in listed and "Les règles" in listed
    page = main_of(teacher.page(f"/marking/works/{work.id}"))
    assert "Écrivez une lettre." in page and LETTER in page and "de 5 à 30" in page
    form = {"mark": "15,5", "remark": "La date manque.\r\nBien."}
    assert teacher.post(f"/marking/works/{work.id}", form).headers["Location"] == "/marking/"
    told = teacher.page("/marking/")
    assert "15,5 sur 20, pour Camille Martin" in told
    assert "Rien à corriger" in told
    assert "attend votre note" not in teacher.page("/")
    learner = school.sign_in(desk.camille)
    assert "L'enseignant a répondu" in learner.page("/")
    read = learner.page(f"/library/{work.node_id}/")
    assert "15,5 sur 20" in read and "La date manque.\nBien." in read
    assert "Dominique Leroy" in read
    assert "15,5 sur 20" in learner.page("/mine/kept")


def test_saving_leads_to_the_next_and_round_to_what_was_skipped(desk, school):
    desk.enrol(desk.cfg, desk.sacha)
    first = desk.letter(desk.camille)
    school.wait(hours=1)
    second = desk.letter(desk.sacha)
    teacher = school.sign_in(desk.dominique)
    listed = main_of(teacher.page("/marking/"))
    assert listed.index("Camille Martin") < listed.index("Sacha Petit")
    page = main_of(teacher.page(f"/marking/works/{first.id}"))
    assert f'href="/marking/works/{second.id}"' in page and "Passer celui-ci" in page
    assert "Passer celui-ci" not in teacher.page(f"/marking/works/{second.id}")
    after = teacher.post(f"/marking/works/{second.id}", {"mark": "20"})
    assert after.headers["Location"] == f"/marking/works/{first.id}"
    after = teacher.post(f"/marking/works/{first.id}", {"mark": "0"})
    assert after.headers["Location"] == "/marking/"


def test_a_second_teacher_is_shown_what_the_first_gave_and_can_put_theirs_in_its_place(
    desk, school
):
    classes.add_teacher(desk.cfg.id, desk.noor.id, school.by, at=school.now)
    work = desk.letter(desk.camille)
    slow = school.sign_in(desk.noor)
    slow.get(f"/marking/works/{work.id}")
    quick = school.sign_in(desk.dominique)
    quick.post(f"/marking/works/{work.id}", {"mark": "12", "remark": "Bien.", "seen": "0"})
    mine = {"mark": "8", "remark": "Ma remarque.", "seen": "0"}
    refused = slow.post(f"/marking/works/{work.id}", mine)
    assert refused.status_code == 409
    page = main_of(refused.text)
    assert "Dominique Leroy a" in page and "12 sur 20" in page and "Bien." in page
    assert ">Ma remarque.</textarea>" in page and 'value="8"' in page
    assert (Work.get().mark, Work.get().remark) == ("3/5", "Bien.")
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    done = slow.post(f"/marking/works/{work.id}", {**mine, "seen": seen})
    assert done.status_code == 303
    assert (Work.get().mark, Work.get().remark) == ("2/5", "Ma remarque.")
    assert Work.get().marked_by == desk.noor


def test_a_form_that_is_sent_twice_marks_once(desk, school):
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    for _ in range(2):
        sent = teacher.post(f"/marking/works/{work.id}", {"mark": "12", "remark": "Bien."})
        assert sent.status_code == 303
    assert school.actions().count("work.marked") == 1
    assert teacher.post(f"/marking/works/{work.id}", {"mark": "13"}).status_code == 409


def test_a_mark_that_is_none_is_said_beside_it_and_the_remark_stays(desk, school):
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    answer = teacher.post(f"/marking/works/{work.id}", {"mark": "21", "remark": "À garder."})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text and ">À garder.</textarea>" in answer.text
    assert Work.get().state == "waiting"


def test_a_remark_and_a_text_stay_text(desk, school):
    work = desk.letter(desk.camille, "<script>alert(1)</script> <b>un deux</b> trois quatre cinq")
    teacher = school.sign_in(desk.dominique)
    assert "<script>alert(1)" not in teacher.get(f"/marking/works/{work.id}").text
    teacher.post(f"/marking/works/{work.id}", {"mark": "1", "remark": "<img src=x>"})
    learner = school.sign_in(desk.camille)
    assert "<img src=x>" not in learner.get(f"/library/{work.node_id}/").text


def test_a_picture_is_seen_and_a_voice_heard_by_the_teacher_as_by_its_author(desk, school):
    for data, kind, shown in ((PICTURE, "image/png", "<img"), (SPOKEN, "video/webm", "<audio")):
        work = desk.handed(desk.camille, data)
        mine = school.sign_in(desk.camille).get(f"/mine/works/{work.id}")
        teacher = school.sign_in(desk.dominique)
        assert shown in main_of(teacher.page(f"/marking/works/{work.id}"))
        sent = teacher.get(f"/marking/works/{work.id}/file")
        assert (sent.data, sent.mimetype) == (data, kind)
        assert sent.headers["Content-Security-Policy"] == mine.headers["Content-Security-Policy"]
        part = teacher.get(f"/marking/works/{work.id}/file", headers={"Range": "bytes=0-3"})
        assert (part.status_code, part.data) == (206, data[:4])


def test_a_work_whose_exercise_was_taken_away_still_says_what_was_asked(desk, school):
    work = desk.letter(desk.camille)
    Work.update(node_id="0" * 32).execute()
    page = main_of(school.sign_in(desk.dominique).page(f"/marking/works/{work.id}"))
    assert "Écrivez une lettre." in page and "Le cours n'est plus ici" in page


def test_a_page_of_the_teachers_word_is_done_by_a_button(desk, school):
    visit = desk.workshop(desk.camille)
    teacher = school.sign_in(desk.dominique)
    assert "1 page attend votre parole" in main_of(teacher.page("/"))
    assert "Un atelier" in main_of(teacher.page("/marking/"))
    for _ in range(2):
        assert teacher.post(f"/marking/pages/{visit.id}/done").status_code == 303
    found = Visit.get_by_id(visit.id)
    assert (found.done_by, found.visited_at) == ("teacher", visit.visited_at)
    assert school.actions().count("page.done") == 1
    assert "Un atelier" not in main_of(teacher.page("/marking/"))


def test_a_page_that_needs_no_word_is_not_done_by_one(desk, school, node):
    page = node("Les mois")
    school.sign_in(desk.camille).get(f"/library/{page.id}/")
    visit = Visit.get(Visit.node_id == page.id)
    teacher = school.sign_in(desk.dominique)
    assert teacher.post(f"/marking/pages/{visit.id}/done").status_code == 404
    assert Visit.get_by_id(visit.id).finished_at is None


def test_a_draft_is_its_authors_alone(desk, school):
    work = desk.letter(desk.camille, "Madame,", do="keep")
    teacher = school.sign_in(desk.dominique)
    assert "Camille" not in main_of(teacher.page("/marking/"))
    assert teacher.get(f"/marking/works/{work.id}").status_code == 404
    assert teacher.post(f"/marking/works/{work.id}", {"mark": "20"}).status_code == 404


def test_nobody_marks_their_own_trial_of_an_exercise(desk, school):
    work = desk.letter(desk.dominique)
    for each in (desk.dominique, Role.ADMINISTRATOR):
        seat = school.sign_in(each)
        assert seat.get(f"/marking/works/{work.id}").status_code == 404
        assert "Dominique" not in main_of(seat.page("/marking/"))


def test_who_has_left_the_class_is_seen_by_the_administrator_alone(desk, school):
    work = desk.letter(desk.camille)
    enrolling.leave(desk.stay.id, school.by, at=school.now)
    assert school.sign_in(desk.dominique).get(f"/marking/works/{work.id}").status_code == 404
    office = school.sign_in(Role.ADMINISTRATOR)
    assert "Camille Martin" in main_of(office.page("/marking/"))
    assert office.post(f"/marking/works/{work.id}", {"mark": "10"}).status_code == 303


def test_a_teacher_reads_no_name_of_anothers_class(desk, school):
    desk.enrol(desk.maths, desk.camille)
    desk.letter(desk.camille)
    assert "Maths" not in main_of(school.sign_in(desk.dominique).page("/marking/"))
    assert "CFG, " in main_of(school.sign_in(Role.ADMINISTRATOR).page("/marking/")).replace(
        "<bdi>", ""
    ).replace("</bdi>", "")


ADDRESSES = {
    "the list": ("GET", "/marking/"),
    "a work": ("GET", "/marking/works/{text}"),
    "its mark": ("POST", "/marking/works/{text}"),
    "a file": ("GET", "/marking/works/{file}/file"),
    "a voice": ("GET", "/marking/works/{voice}/file"),
    "the teacher's word": ("POST", "/marking/pages/{visit}/done"),
}
GOOD = {"POST": 303, "GET": 200}
OTHERS = {
    "another class's teacher": 404,
    "a content manager": 403,
    "an examiner": 403,
    "the learner themself": 403,
    "another learner": 403,
    "a guest": 303,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_but_the_teachers_of_a_learner_gets_at_what_they_handed_in(desk, school, address):
    text, voice = desk.letter(desk.camille), desk.handed(desk.camille, SPOKEN)
    file, visit = desk.handed(desk.camille), desk.workshop(desk.camille)
    method, template = ADDRESSES[address]
    path = template.format(text=text.id, file=file.id, voice=voice.id, visit=visit.id)

    def ask(seat):
        return seat.get(path) if method == "GET" else seat.post(path, {"mark": "12"})

    seats = {
        "another class's teacher": school.sign_in(desk.noor),
        "a content manager": school.sign_in(Role.CONTENT_MANAGER),
        "an examiner": school.sign_in(Role.EXAMINER),
        "the learner themself": school.sign_in(desk.camille),
        "another learner": school.sign_in(desk.sacha),
        "a guest": school.seat(),
    }
    answers = {who: ask(seat) for who, seat in seats.items()}
    if address == "the list":
        assert "Camille" not in answers.pop("another class's teacher").text
    assert {who: each.status_code for who, each in answers.items()} == {
        who: OTHERS[who] for who in answers
    }
    assert "/sign-in" in answers["a guest"].headers["Location"]
    assert (Work.get_by_id(text.id).state, Visit.get_by_id(visit.id).finished_at) == (
        "waiting",
        None,
    )
    assert ask(school.sign_in(desk.dominique)).status_code == GOOD[method]


@pytest.mark.parametrize("address", ["/marking/works/{}", "/marking/works/{}/file"])
def test_what_is_not_there_and_what_is_not_ones_own_are_not_told_apart(desk, school, address):
    work = desk.handed(desk.camille)
    stranger = school.sign_in(desk.noor)
    told = [main_of(stranger.get(address.format(each)).text) for each in (work.id, 999)]
    assert told[0] == told[1]


def test_a_text_has_no_file(desk, school):
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    assert teacher.get(f"/marking/works/{work.id}/file").status_code == 404
