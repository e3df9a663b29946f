"""Texts that a teacher marks: kept while they are written, handed in once, read by two people."""

from fractions import Fraction

import pytest

from server.actors import Actor
from server.records import marks
from server.records.marks import AlreadyMarked, NotHandedIn, Verdict, WrongMark
from server.records.models import AnswerGiven, Attempt, Visit, Work
from server.records.works import NoSuchWork
from server.roles import Role

WRITTEN = "Madame, je voudrais emprunter un dictionnaire. Merci. Camille"
EXERCISE = "À écrire"


@pytest.fixture
def write(seat, address):
    def written(text=WRITTEN, do="hand"):
        return seat.post(f"{address}questions/2", {"answer": text, "do": do})

    return written


@pytest.fixture
def teacher(school):
    return school.person("Dominique Leroy", Role.TEACHER)


def by(teacher):
    return Actor(teacher.name, None, teacher.id)


@pytest.fixture
def give(school):
    def given(teacher, verdict, number=0):
        work_id = number or Work.get().id
        return marks.mark(work_id, teacher, verdict, by(teacher), at=school.now)

    return given


def test_a_text_is_handed_in_and_waits(seat, write, address):
    assert write().status_code == 303
    work = Work.get()
    assert (work.state, work.text, work.words) == ("waiting", WRITTEN, 8)
    assert work.prompt.startswith("Écrivez")
    page = seat.page(address)
    assert WRITTEN in page and "Remis le" in page
    assert "<textarea" not in page


def test_a_text_kept_for_later_is_there_the_next_day_at_another_seat(school, write, seat, address):
    write("Madame,", do="keep")
    seat.post("/sign-out")
    school.wait(days=1)
    again = school.sign_in(school.learner())
    assert ">Madame,</textarea>" in again.page(address)
    assert AnswerGiven.select().count() == 0


def test_a_text_is_kept_while_it_is_written(seat, address):
    for text in ("Mada", "Madame, je"):
        assert seat.post(f"{address}questions/2/draft", {"answer": text}).status_code == 204
    assert [work.text for work in Work.select()] == ["Madame, je"]
    assert Attempt.get().session_id is not None


def test_a_text_too_short_is_told_so_and_is_not_lost(seat, write, address):
    page = write("Trois mots seulement").text
    assert 'role="alert"' in page and "3 mots" in page
    assert ">Trois mots seulement</textarea>" in seat.page(address)
    assert Work.get().state == "draft"


def test_a_text_too_long_is_told_so_and_is_not_lost(seat, write, address):
    assert 'role="alert"' in write("mot " * 31).text
    assert "mot mot" in seat.page(address)
    assert Work.get().state == "draft"


def test_no_word_at_all_is_no_text(write):
    assert 'role="alert"' in write("  … ").text
    assert AnswerGiven.select().count() == 0


def test_a_text_that_was_handed_in_stays_as_it_is(seat, write, address):
    write()
    write("Une tout autre lettre, envoyée depuis un second onglet.")
    seat.post(f"{address}questions/2/draft", {"answer": "encore"})
    assert Work.get().text == WRITTEN
    assert AnswerGiven.select().count() == 1


def test_what_a_learner_writes_is_on_no_page_of_another(school, write, address):
    write()
    for other in (school.learner("Sacha Petit"), Role.TEACHER, Role.CONTENT_MANAGER):
        assert "dictionnaire" not in school.sign_in(other).page(address)


def test_what_is_written_stays_text(seat, write, address):
    write("<script>alert(1)</script> <b>un deux</b> trois quatre cinq six")
    assert "<script>alert(1)" not in seat.get(address).text


@pytest.mark.parametrize(
    "form",
    [
        pytest.param({"answer": WRITTEN, "mark": "1", "state": "marked"}, id="a mark sent along"),
        pytest.param({"answer": WRITTEN, "person": "1", "words": "900"}, id="another person"),
        pytest.param({"answer": [WRITTEN, "x"]}, id="two texts"),
    ],
)
def test_a_form_that_was_tampered_with_hands_in_the_text_and_no_more(seat, address, form):
    seat.post(f"{address}questions/2", {"do": "hand", **form})
    assert (Work.get().state, Work.get().mark, Work.get().words) == ("waiting", "", 8)


@pytest.mark.parametrize("number", [0, 1, 3, 999])
def test_a_draft_is_for_a_question_that_asks_for_a_text(seat, address, number):
    assert seat.post(f"{address}questions/{number}/draft", {"answer": "a"}).status_code == 404
    assert Work.select().count() == 0


def test_a_guest_is_told_to_sign_in_and_leaves_no_text(school, address):
    guest = school.seat()
    assert "connectez-vous" in guest.page(address)
    assert guest.post(f"{address}questions/2", {"answer": WRITTEN}).status_code == 404
    assert Work.select().count() == 0


def test_the_exercise_is_done_when_its_text_is_handed_in_and_mastered_when_it_is_right(
    school, seat, write, address, teacher, node
):
    seat.post(f"{address}questions/1", {"answer": "true"})
    write()
    assert node("À écrire").id in Visit.finished_by(school.learner().id)
    assert Attempt.get().mastered_at is None
    marks.mark(
        Work.get().id,
        teacher,
        Verdict(Fraction(1), remark="Très bien."),
        by(teacher),
        at=school.now,
    )
    assert Attempt.get().mastered_at is not None
    page = seat.page(address)
    assert "Très bien." in page and "Dominique Leroy" in page


def test_a_mark_below_the_whole_says_what_to_look_at_again(school, seat, write, address, teacher):
    write()
    marks.mark(
        Work.get().id,
        teacher,
        Verdict(Fraction(3, 4), remark="La date ?"),
        by(teacher),
        at=school.now,
    )
    page = seat.page(address)
    assert "à revoir" in page and "La date ?" in page
    assert AnswerGiven.get(AnswerGiven.place == 1).mark == "3/4"
    assert "work.marked" in school.actions()


def test_two_teachers_do_not_mark_the_same_text(school, write, teacher, give):
    write()
    other = school.person("Andrea Blanc", Role.TEACHER)
    give(teacher, Verdict(Fraction(1)))
    with pytest.raises(AlreadyMarked) as refusal:
        marks.mark(
            Work.get().id, other, Verdict(Fraction(0), remark="non"), by(other), at=school.now
        )
    assert "Dominique Leroy" in refusal.value.in_words()
    assert (Work.get().mark, Work.get().remark) == ("1", "")


@pytest.mark.parametrize("earned", [Fraction(-1, 20), Fraction(21, 20)])
def test_a_mark_is_between_nothing_and_the_whole(school, write, teacher, earned, give):
    write()
    with pytest.raises(WrongMark):
        give(teacher, Verdict(earned))
    assert Work.get().state == "waiting"


def test_a_draft_cannot_be_marked_nor_what_is_not_there(school, write, teacher, give):
    write("Madame,", do="keep")
    with pytest.raises(NotHandedIn):
        give(teacher, Verdict(Fraction(1)))
    with pytest.raises(NoSuchWork):
        give(teacher, Verdict(Fraction(1)), 999)


def test_what_waits_is_found_by_whom_it_is_from_the_oldest_first(school, address, write):
    write()
    school.wait(hours=1)
    sacha = school.learner("Sacha Petit")
    other = school.sign_in(sacha)
    other.post(f"{address}questions/2", {"answer": WRITTEN, "do": "hand"})
    both = [school.learner().id, sacha.id]
    names = [work.person.name for work in Work.waiting_of(both)]
    assert names == ["Camille Martin", "Sacha Petit"]
    assert [work.person.name for work in Work.waiting_of([sacha.id])] == ["Sacha Petit"]
    assert list(Work.waiting_of([])) == []


def test_home_says_what_the_teacher_has_answered_until_it_was_seen(
    school, seat, write, address, teacher
):
    write()
    school.wait(hours=1)
    seat = school.sign_in(school.learner())
    assert "L'enseignant a répondu" not in seat.page("/")
    marks.mark(
        Work.get().id, teacher, Verdict(Fraction(1), remark="Bien."), by(teacher), at=school.now
    )
    home = seat.page("/").partition("<main")[2]
    assert "L'enseignant a répondu" in home and f'href="{address}#question-2"' in home
    school.wait(minutes=1)
    seat.get(address)
    assert "L'enseignant a répondu" not in seat.page("/")
