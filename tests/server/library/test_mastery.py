"""Exercises that are mastered by a rule: what comes, what is told; a break costs nothing."""

import pytest

from server.records.models import AnswerGiven, Attempt, Visit
from tests.server import exercising
from tests.server.exercising import Pupil


@pytest.fixture
def pupil(school, node, tmp_path):
    """Return what sits somebody down at an exercise."""
    exercising.install(school.site.library, tmp_path)

    def at(title, person="Camille Martin", seat=None):
        seat = seat or school.sign_in(school.learner(person))
        return Pupil(seat, node(title).id)

    return at


def is_done(school, node, title):
    return node(title).id in Visit.finished_by(school.learner().id)


def test_three_in_a_row_come_one_at_a_time_until_they_are_right(school, node, pupil):
    one = pupil("De suite")
    for right in (True, True, False, True, True):
        assert len(one.asked()) == 1
        one.answer(right=right)
        assert not is_done(school, node, "De suite")
    one.answer()
    assert is_done(school, node, "De suite")
    assert one.asked() == {}
    assert "Maîtrisé" in one.page()
    assert set(Attempt.mastered_by(school.learner().id)) == {node("De suite").id}


def test_two_of_three_forgive_a_slip(school, node, pupil):
    one = pupil("Sur")
    for right in (True, False, True):
        one.answer(right=right)
    assert is_done(school, node, "Sur")
    assert Attempt.get().mastered_at == Attempt.get().finished_at


def test_a_wrong_answer_leads_back_to_the_lesson_and_says_what_to_do(node, pupil):
    one = pupil("De suite")
    one.answer(right=False)
    page = one.page()
    assert "Comptez deux fois" in page
    assert f'href="/library/{node("Les mois").id}/"' in page.partition("Comptez deux fois")[2]


def test_an_exercise_that_names_no_lesson_leads_back_to_the_one_before(node, pupil):
    one = pupil("Sur")
    one.answer(right=False)
    assert f'href="/library/{node("Les mois").id}/"' in one.page().partition("Comptez deux")[2]


def test_whoever_tries_on_and_on_is_sent_to_the_lesson_kindly(pupil):
    one = pupil("Sur")
    for _ in range(8):
        one.answer(right=False)
    assert "C'est difficile" in one.page()
    assert len(one.asked()) == 1


def test_nobody_skips_to_a_question_whose_turn_has_not_come(pupil):
    one = pupil("De suite")
    assert one.send(2, 22).status_code == 404
    assert one.send(99_999, 22).status_code == 404
    one.answer()
    assert one.send(3, 22).status_code == 404
    assert AnswerGiven.select().count() == 1


def test_after_mastery_nothing_more_is_counted(pupil):
    one = pupil("Sur")
    one.answer()
    one.answer()
    assert one.send(3, 22).status_code == 404
    assert AnswerGiven.select().count() == 2


def test_a_drawn_quiz_has_the_same_questions_after_the_bell_and_goes_on_at_the_same_one(
    school, pupil
):
    one = pupil("Tirage")
    drawn = one.asked()
    assert len(drawn) == 3
    one.answer()
    one.seat.post("/sign-out")
    school.wait(days=3)
    again = pupil("Tirage")
    page = again.page()
    assert "Rien n'est perdu" in page and 'href="#question-2"' in page
    assert list(again.asked().items()) == list(drawn.items())[1:]
    again.answer()
    assert "Rien n'est perdu" not in again.page()


def test_a_quiz_is_paused_while_nobody_is_at_it_and_never_failed(school, pupil):
    one = pupil("Tirage")
    one.answer()
    assert not Attempt.get().is_paused
    one.seat.post("/sign-out")
    assert Attempt.get().is_paused
    again = pupil("Tirage")
    again.answer()
    again.answer()
    assert not Attempt.get().is_paused
    assert Attempt.get().finished_at is not None


def test_three_in_a_row_go_on_after_the_bell_where_they_were(school, pupil):
    one = pupil("De suite")
    one.answer()
    one.answer()
    asked = one.asked()
    one.seat.post("/sign-out")
    again = pupil("De suite")
    assert again.asked() == asked
    again.answer()
    assert Attempt.get().mastered_at is not None


def test_a_quiz_begun_again_draws_anew_and_two_people_have_draws_of_their_own(pupil):
    drawn = set()
    for number in range(6):
        drawn.add(tuple(pupil("Tirage", f"Élève {number}").asked().values()))
    assert len(drawn) > 1


def test_opening_a_drawn_quiz_twice_begins_it_once_and_shows_nothing_as_done(school, pupil):
    one = pupil("Tirage")
    one.page()
    one.page()
    assert Attempt.select().count() == 1
    assert "Tirage" not in one.seat.page("/mine").partition("Mes pages")[0].partition("<main")[2]
    one.seat.post(f"{one.address}again")
    assert Attempt.select().count() == 1


def test_the_test_before_tells_nothing_until_it_is_done(school, node, pupil):
    one = pupil("Avant et après")
    assert len(one.asked()) == 3
    one.answer()
    one.answer(right=False)
    page = one.page()
    assert "Comptez deux fois" not in page and "Le double de" not in page
    assert "C'est juste" not in page and "Pas encore" not in page
    assert page.count("Votre réponse est gardée") == 2
    one.answer()
    page = one.page()
    assert "Comptez deux fois" in page and "Le double de" in page
    assert not is_done(school, node, "Avant et après")


def test_the_test_after_asks_other_questions_and_shows_both_results(school, node, pupil):
    one = pupil("Avant et après")
    before = one.asked()
    for right in (True, False, False):
        one.answer(right=right)
    one.seat.post(f"{one.address}again")
    after = one.asked()
    assert set(before.values()).isdisjoint(after.values())
    for _ in range(3):
        one.answer()
    page = one.page()
    assert "3 bonnes réponses sur 3" in page
    assert "1 sur 3" in page
    assert is_done(school, node, "Avant et après")
    assert Attempt.mastered_by(school.learner().id)


def test_a_question_can_be_tried_again_as_often_as_its_author_says(school, pupil):
    one = pupil("Essais")
    one.send(1, 1)
    assert "encore 2 fois" in one.page()
    one.send(1, 1)
    assert AnswerGiven.get().tries == 1, "the same answer sent twice is one try"
    one.send(1, 2)
    assert "encore une fois" in one.page()
    one.send(1, 0)
    answer = AnswerGiven.get()
    assert (answer.tries, answer.first_mark, answer.mark) == (3, "0", "1")
    assert "C'est juste" in one.page()
    one.send(1, 2)
    assert AnswerGiven.get().mark == "1"


def test_when_all_tries_are_used_up_the_answer_stays(pupil):
    one = pupil("Essais")
    for _ in range(2):
        one.send(1, 1)
        one.send(1, 2)
    one.send(1, 0)
    assert AnswerGiven.get().mark == "0"
    assert Attempt.get().finished_at is not None


def test_a_guest_tries_every_question_whatever_the_rule(school, node, pupil):
    pupil("De suite")
    guest = Pupil(school.seat(), node("De suite").id)
    assert len(guest.asked()) == 6
    page = guest.send(3, 1).text
    assert "Comptez deux fois" in page
    assert AnswerGiven.select().count() == 0


def test_the_words_of_an_answered_question_lead_where_they_should_for_a_guest_too(
    school, node, pupil
):
    pupil("De suite")
    guest = Pupil(school.seat(), node("De suite").id)
    page = guest.send(1, 1).text
    assert f'href="/library/{node("Les mois").id}/"' in page
