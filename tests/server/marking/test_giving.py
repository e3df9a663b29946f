"""What a teacher gives: points or levels, corrected knowingly, sent back, never by a learner."""

import json
import re
from fractions import Fraction
from threading import Barrier, Thread

import pytest

from server.audit.models import AuditEntry
from server.classes import operations as classes
from server.database import database
from server.marking import operations
from server.marking.models import Habit
from server.marking.operations import Sent
from server.records import marks
from server.records.models import AnswerGiven, Attempt, Visit, Work
from server.roles import Role
from tests.server.marking.conftest import LETTER
from tests.server.marking.test_views import main_of


def address(work, more=""):
    return f"/marking/works/{work.id}{more}"


def right_so_far(desk, school, person):
    """Let somebody answer the first question of the letter's exercise right."""
    page = f"/library/{desk.node('À écrire').id}/"
    school.sign_in(person).post(f"{page}questions/1", {"answer": "true"})


@pytest.mark.parametrize(
    ("level", "word", "earned", "mastered"),
    [
        ("acquired", "Acquis", "1", True),
        ("partly", "En cours", "1/2", False),
        ("not_yet", "Non acquis", "0", False),
    ],
)
def test_a_level_is_read_as_a_word_and_counts_exactly(desk, school, level, word, earned, mastered):
    right_so_far(desk, school, desk.camille)
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    teacher.post(address(work), {"as": "levels", "level": level, "mark": "3"})
    found = Work.get()
    assert (found.level, found.mark, found.state) == (level, earned, "marked")
    assert AnswerGiven.get(AnswerGiven.place == 1).earned == Fraction(earned)
    assert (Attempt.get().mastered_at is not None) == mastered
    learner = school.sign_in(desk.camille)
    for page in (f"/library/{work.node_id}/", "/mine", "/mine/kept"):
        read = main_of(learner.page(page))
        assert word in read and "sur 20" not in read


@pytest.mark.parametrize("sent", [{"level": ""}, {"level": "20"}, {"mark": "20"}])
def test_no_level_is_chosen_and_nothing_is_kept(desk, school, sent):
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    operations.like(desk.dominique.id, by_levels=True)
    form = {"as": "levels", "remark": "À garder.", **sent}
    answer = teacher.post(address(work), form)
    assert answer.status_code == 422
    assert "Choisissez" in answer.text and ">À garder.</textarea>" in answer.text
    assert Work.get().state == "waiting"


def test_levels_or_points_is_the_teachers_habit_and_changing_it_loses_no_word(desk, school):
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    assert 'name="mark"' in teacher.page(address(work))
    changed = teacher.post(address(work, "/form"), {"do": "levels", "remark": "Déjà écrit."})
    assert 'name="level"' in changed.text and ">Déjà écrit.</textarea>" in changed.text
    assert 'name="level"' in teacher.page(address(work))
    desk.enrol(desk.maths, desk.camille)
    assert 'name="mark"' in school.sign_in(desk.noor).page(address(work))
    teacher.post(address(work, "/form"), {"do": "points"})
    assert 'name="mark"' in teacher.page(address(work))


@pytest.mark.parametrize("written", ["13,3", "13.25"])
def test_a_mark_between_half_points_is_refused_with_what_to_write(desk, school, written):
    work = desk.letter(desk.camille)
    answer = school.sign_in(desk.dominique).post(address(work), {"mark": written})
    assert answer.status_code == 422
    assert "14,5" in answer.text and f'value="{written}"' in answer.text


def corrected(desk, school, work, **form):
    teacher = school.sign_in(desk.dominique)
    seen = re.search(r'name="seen" value="(\d+)"', teacher.page(address(work)))[1]
    return teacher.post(address(work), {"seen": seen, **form})


def test_a_corrected_mark_is_news_again_and_the_log_keeps_what_was_before(desk, school):
    right_so_far(desk, school, desk.camille)
    work = desk.letter(desk.camille)
    corrected(desk, school, work, mark="20", remark="Très bien.")
    assert Attempt.get().mastered_at is not None
    school.wait(hours=1)
    learner = school.sign_in(desk.camille)
    learner.get(f"/library/{work.node_id}/")
    assert "L'enseignant a répondu" not in learner.page("/")
    school.wait(hours=1)
    corrected(desk, school, work, mark="14,5", remark="La date manque.")
    found = Work.get()
    assert (found.mark, found.remark) == ("29/40", "La date manque.")
    assert found.corrected_at > found.marked_at
    assert Attempt.get().mastered_at is None
    learner = school.sign_in(desk.camille)
    assert "L'enseignant a répondu" in learner.page("/")
    read = main_of(learner.page(f"/library/{work.node_id}/"))
    assert "14,5 sur 20" in read and "Corrigé le" in read and "Très bien." not in read
    entry = AuditEntry.get(AuditEntry.action == "work.corrected")
    details = json.loads(entry.details)
    assert (details["before"], details["before_remark"]) == ("1", "Très bien.")
    assert (details["mark"], details["before_by"]) == ("29/40", "Dominique Leroy")


def test_a_correction_that_changes_nothing_is_none(desk, school):
    work = desk.letter(desk.camille)
    for _ in range(2):
        corrected(desk, school, work, mark="12", remark="Bien.")
    assert Work.get().corrected_at is None
    assert "work.corrected" not in school.actions()


def test_two_teachers_at_the_same_moment_are_one_mark_and_one_refusal(desk, school):
    classes.add_teacher(desk.cfg.id, desk.noor.id, school.by, at=school.now)
    work = desk.letter(desk.camille)
    at, gate, outcomes = school.now, Barrier(2), []

    def give(teacher, mark):
        with database.connection_context():
            gate.wait()
            try:
                operations.mark(work.id, teacher, Sent(mark), desk.by(teacher), at=at)
                outcomes.append(mark)
            except marks.AlreadyMarked:
                outcomes.append("refused")

    pairs = ((desk.dominique, "12"), (desk.noor, "8"))
    threads = [Thread(target=give, args=pair) for pair in pairs]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert outcomes.count("refused") == 1
    kept = next(mark for mark in outcomes if mark != "refused")
    assert Work.get().mark == str(Fraction(int(kept), 20))
    assert school.actions().count("work.marked") == 1


def test_a_work_that_is_sent_back_is_carried_on_with_and_handed_in_again(desk, school):
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    seen = {"remark": "Il manque la date.", "seen": "0"}
    assert teacher.post(address(work, "/send-back"), seen).status_code == 303
    assert "Camille" not in main_of(teacher.page("/marking/")).replace("à Camille", "")
    assert teacher.get(address(work)).status_code == 409
    assert Attempt.get().finished_at is None
    learner = school.sign_in(desk.camille)
    assert "L'enseignant a répondu" in learner.page("/")
    assert "à reprendre" in main_of(learner.page("/mine"))
    assert "Il manque la date." in main_of(learner.page("/mine/kept"))
    page = main_of(learner.page(f"/library/{work.node_id}/"))
    assert "Il manque la date." in page and f">{LETTER}</textarea>" in page
    school.wait(minutes=1)
    better = f"{LETTER} Le 3 mai."
    learner = school.sign_in(desk.camille)
    learner.post(f"/library/{work.node_id}/questions/2", {"answer": better, "do": "hand"})
    assert (Work.get().state, Work.get().text) == ("waiting", better)
    late = school.sign_in(desk.dominique).post(address(work), {"mark": "5", "seen": "0"})
    assert late.status_code == 409
    assert "Le 3 mai." in late.text and "Il manque la date." in late.text
    assert corrected(desk, school, work, mark="18").status_code == 303
    assert Work.get().remark == ""
    assert AnswerGiven.select().where(AnswerGiven.place == 1).count() == 1
    assert "work.sent_back" in school.actions()


def test_that_the_page_was_done_stays_when_the_work_is_sent_back(desk, school):
    right_so_far(desk, school, desk.camille)
    work = desk.letter(desk.camille)
    finished = Visit.get(Visit.node_id == work.node_id).finished_at
    assert finished is not None
    teacher = school.sign_in(desk.dominique)
    teacher.post(address(work, "/send-back"), {"remark": "Encore."})
    assert Visit.get(Visit.node_id == work.node_id).finished_at == finished
    again = desk.letter(desk.camille)
    assert again.id == work.id and again.state == "waiting"
    assert Attempt.get().finished_at is not None


def test_a_work_is_not_sent_back_without_a_word_nor_with_a_mark(desk, school):
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    silent = teacher.post(address(work, "/send-back"), {"remark": " "})
    assert silent.status_code == 422 and "à refaire" in silent.text
    teacher.post(address(work), {"mark": "12"})
    marked = teacher.post(address(work, "/send-back"), {"remark": "Encore.", "seen": "1"})
    assert marked.status_code == 422
    assert (Work.get().state, Work.get().mark) == ("marked", "3/5")


def test_a_work_whose_author_has_begun_again_is_not_sent_back(desk, school):
    work = desk.letter(desk.camille)
    school.wait(minutes=1)
    school.sign_in(desk.camille).post(f"/library/{work.node_id}/again")
    assert Attempt.select().count() == 2
    teacher = school.sign_in(desk.dominique)
    refused = teacher.post(address(work, "/send-back"), {"remark": "Encore."})
    assert refused.status_code == 422 and ">Encore.</textarea>" in refused.text
    assert Work.get_by_id(work.id).state == "waiting"


def test_a_mark_that_a_learner_sends_is_no_mark(desk, school):
    page = f"/library/{desk.node('À écrire').id}/"
    learner = school.sign_in(desk.camille)
    learner.get(page)
    tampered = {"mark": "20", "level": "acquired", "state": "marked", "remark": "Parfait."}
    learner.post(f"{page}questions/2", {"answer": LETTER, "do": "hand", **tampered})
    work = Work.get()
    assert (work.state, work.mark, work.level, work.remark) == ("waiting", "", "", "")
    for path in ("", "/form", "/send-back"):
        assert learner.post(address(work, path), tampered).status_code == 403
    assert Work.get().state == "waiting"


def test_names_are_hidden_until_the_mark_is_given(desk, school):
    work, drawn = desk.letter(desk.camille, "un deux trois quatre cinq"), desk.handed(desk.camille)
    teacher = school.sign_in(desk.dominique)
    teacher.post("/marking/habits", {"hide_names": "yes"})
    for page in ("/marking/", address(work), address(drawn)):
        shown = teacher.page(page)
        assert "Camille" not in shown and "numéro" in shown
    refused = teacher.post(address(work), {"mark": "99"})
    assert "Camille" not in refused.text
    teacher.post(address(work), {"mark": "12"})
    assert "Camille Martin" in teacher.page(address(work))
    teacher.post("/marking/habits")
    assert "Camille Martin" in main_of(teacher.page("/marking/"))
    assert Habit.get().hide_names is False


def test_enter_in_a_field_saves_the_mark(desk, school):
    page = main_of(school.sign_in(desk.dominique).page(address(desk.letter(desk.camille))))
    form = page.partition('data-behaviour="remarks"')[2]
    assert re.search(r"<button[^>]*>", form)[0] == "<button hidden>"


def test_the_works_of_an_attempt_begun_again_are_marked_each(desk, school):
    first = desk.letter(desk.camille)
    school.wait(minutes=1)
    task_page = f"/library/{first.node_id}/"
    learner = school.sign_in(desk.camille)
    learner.post(f"{task_page}again")
    learner.post(f"{task_page}questions/2", {"answer": LETTER, "do": "hand"})
    teacher = school.sign_in(desk.dominique)
    second = Work.select().order_by(Work.id.desc()).first()
    assert second.id != first.id
    for work, mark in ((first, "10"), (second, "15")):
        assert teacher.post(address(work), {"mark": mark}).status_code == 303
    assert [work.mark for work in Work.select().order_by(Work.id)] == ["1/2", "3/4"]


OTHERS = {
    "another class's teacher": 404,
    "a content manager": 403,
    "an examiner": 403,
    "the learner themself": 403,
    "another learner": 403,
    "a guest": 303,
}


@pytest.mark.parametrize("path", ["/form", "/send-back"])
def test_nobody_but_their_teachers_changes_anything_of_a_work(desk, school, path):
    work = desk.letter(desk.camille)
    form = {"do": "levels", "remark": "Encore.", "mark": "20"}
    seats = {
        "another class's teacher": school.sign_in(desk.noor),
        "a content manager": school.sign_in(Role.CONTENT_MANAGER),
        "an examiner": school.sign_in(Role.EXAMINER),
        "the learner themself": school.sign_in(desk.camille),
        "another learner": school.sign_in(desk.sacha),
        "a guest": school.seat(),
    }
    told = {who: seat.post(address(work, path), form).status_code for who, seat in seats.items()}
    assert told == OTHERS
    assert (Work.get().state, Habit.select().count()) == ("waiting", 0)


def test_who_begins_again_after_a_work_was_sent_back_finds_what_they_had_written(desk, school):
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    teacher.post(address(work, "/send-back"), {"remark": "Il manque la date.", "seen": "0"})
    learner, here = school.sign_in(desk.camille), f"/library/{work.node_id}/"
    learner.get(here)
    learner.post(f"{here}questions/1", {"answer": "true"})
    learner.post(f"{here}again")
    page = main_of(learner.page(here))
    assert "Ce que j'ai écrit avant" in page and LETTER in page
    learner.post(f"{here}questions/2", {"answer": "Un autre texte.", "do": "keep"})
    assert "Ce que j'ai écrit avant" not in main_of(learner.page(here))
    other = school.sign_in(desk.sacha)
    assert LETTER not in other.page(here)
