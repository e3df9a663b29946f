"""What a learner has read and answered is kept, and marked once."""

import json
from datetime import timedelta
from fractions import Fraction

import pytest

from server.database import database
from server.library import exercises, reading
from server.records import attempts
from server.records import operations as records
from server.records.attempts import NoSuchQuestion, NothingAnswered, Task
from server.records.models import AnswerGiven, Attempt, Visit


@pytest.fixture
def exercise(school, node):
    """The exercise with a question of each kind, and what is needed to answer it."""

    class Open:
        read = reading.open_page(school.site.library, node("Exercice de tout"), None, "fr")
        person = school.learner().id

        def answer(self, number, *given, person=None, at=None):
            task = exercises.task_of(self.read)
            return attempts.answer(person or self.person, task, number, given, at=at or school.now)

        def again(self):
            task = exercises.task_of(self.read)
            return attempts.start_again(self.person, task, None, at=school.now)

        def answer_all(self):
            right = [("1",), ("0", "2"), ("true",), ("samarcande",), ("4 242",)]
            right += [("petit", "froid"), ("hier", "demain", "plus tard"), ("x", "valparaiso")]
            return [self.answer(number, *given) for number, given in enumerate(right)]

    return Open()


def test_the_first_answer_counts_and_one_sent_again_gets_the_same_mark(exercise):
    assert exercise.answer(0, "0") == 0
    assert exercise.answer(0, "1") == 0
    assert json.loads(AnswerGiven.get().answer) == ["0"]


def test_a_new_go_begins_from_nothing_and_keeps_the_one_before(exercise):
    exercise.answer(0, "0")
    exercise.again()
    assert exercise.answer(0, "1") == 1
    assert Attempt.select().count() == 2
    assert AnswerGiven.select().count() == 2


def test_a_mark_is_an_exact_fraction(exercise):
    exercise.answer(1, "0")
    exercise.answer(5, "petit", "petit")
    assert Attempt.get().marks() == {1: Fraction(1, 2), 5: Fraction(1, 2)}


def test_the_last_answer_finishes_the_attempt_and_the_page(exercise):
    marks = exercise.answer_all()
    assert marks == [1, 1, 1, 1, 1, 1, 1, Fraction(1, 2)]
    attempt = Attempt.get()
    assert attempt.finished_at is not None
    assert exercise.read.node.id in Visit.finished_by(exercise.person)


def test_an_exercise_half_done_is_not_finished(exercise):
    exercise.answer(0, "1")
    assert Attempt.get().finished_at is None
    assert Visit.finished_by(exercise.person) == set()


@pytest.mark.parametrize("number", [-1, 8, 9_999])
def test_a_question_that_the_exercise_does_not_have_is_refused(exercise, number):
    with pytest.raises(NoSuchQuestion):
        exercise.answer(number, "1")
    assert Attempt.select().count() == 0


def test_nothing_is_no_answer(exercise):
    with pytest.raises(NothingAnswered):
        exercise.answer(0)
    assert Attempt.select().count() == 0


def test_two_learners_have_attempts_of_their_own(exercise, school):
    other = school.learner("Sacha Petit").id
    exercise.answer(0, "0")
    assert exercise.answer(0, "1", person=other) == 1


def test_an_exercise_that_changed_begins_anew_and_the_old_answers_stay(exercise, school):
    exercise.answer(0, "0")
    task = Task(exercise.read.node, "f" * 64, exercise.read.exercise)
    changed = attempts.answer(exercise.person, task, 0, ("1",), at=school.now)
    assert changed == 1
    assert Attempt.select().count() == 2


def test_an_answer_and_its_attempt_are_kept_together_or_not_at_all(exercise):
    database.execute_sql(
        "CREATE TRIGGER full BEFORE INSERT ON answer_given "
        "BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    )
    with pytest.raises(Exception, match="disk full"):
        exercise.answer(0, "1")
    assert Attempt.select().count() == 0


def test_a_page_looked_at_again_at_once_is_the_same_visit(school, node):
    person, lesson = school.learner().id, node("Les fractions")
    first = school.now
    records.visited(person, lesson, "fr", at=first)
    records.visited(person, lesson, "fr", at=first + timedelta(seconds=10))
    assert Visit.get().visited_at == records.visited(person, lesson, "fr", at=first).visited_at
    records.visited(person, lesson, "fr", at=first + timedelta(minutes=5))
    assert Visit.get().visited_at - first > timedelta(minutes=4)
    assert Visit.select().count() == 1


def test_the_place_on_a_page_is_kept_and_nonsense_is_not(school, node):
    person, lesson = school.learner().id, node("Les fractions")
    records.visited(person, lesson, "fr", at=school.now)
    for place in ("b12", "b" * 17, "<script>", "b 3", "'; --"):
        records.reached(person, lesson, "fr", place, at=school.now)
    assert Visit.get().place == "b12"


def test_going_back_to_the_top_of_a_page_is_kept(school, node):
    person, lesson = school.learner().id, node("Les fractions")
    records.visited(person, lesson, "fr", at=school.now)
    for place in ("b12", ""):
        records.reached(person, lesson, "fr", place, at=school.now)
    assert Visit.get().place == ""


def test_another_version_of_a_page_begins_at_its_top(school, node):
    person, lesson = school.learner().id, node("Les fractions")
    records.visited(person, lesson, "fr", at=school.now)
    records.reached(person, lesson, "fr", "b3", at=school.now)
    assert records.visited(person, lesson, "fr", at=school.now).place == "b3"
    assert records.visited(person, lesson, "fr-easy", at=school.now).place == ""
    assert Visit.get().version == "fr-easy"


def test_reading_to_the_end_counts_the_first_time(school, node):
    person, lesson, first = school.learner().id, node("Les fractions"), school.now
    records.finished(person, lesson, at=first)
    records.finished(person, lesson, at=first + timedelta(days=1))
    assert Visit.get().finished_at - first < timedelta(seconds=1)


def test_visits_come_newest_first(school, node):
    person = school.learner().id
    titles = ["Les fractions", "La lettre A", "Au guichet"]
    for minutes, title in enumerate(titles):
        records.visited(person, node(title), "fr", at=school.now + timedelta(minutes=minutes))
    found = [visit.node_id for visit in Visit.latest_of(person, 2)]
    assert found == [node("Au guichet").id, node("La lettre A").id]
