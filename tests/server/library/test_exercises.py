"""Answering, and what must never be told before: pages, files, search, speech."""

import json
import re
from html import unescape

import pytest

from content.html import text_of
from content.models import File, Node
from content.questions.exercise import Exercise
from content.questions.types import Choice, Gaps, Match, Number, Order, Short
from server.records.models import AnswerGiven, Attempt
from server.roles import Role
from tests.server.course import KEYS

RIGHT = {
    1: {"answer": "1"},
    2: {"answer": ["0", "2"]},
    3: {"answer": "true"},
    4: {"answer": "SAMARCANDE"},
    5: {"answer": "4 242"},
    6: {"answer.0": "petit", "answer.1": "froid"},
    8: {"answer.0": "soixante-dix-sept", "answer.1": "valparaiso"},
}


@pytest.fixture
def address(node):
    return f"/library/{node('Exercice de tout').id}/"


@pytest.fixture
def seat(school, address):
    seat = school.sign_in(school.learner())
    seat.get(address)
    return seat


@pytest.fixture
def answer(seat, address):
    return lambda number, form: seat.post(f"{address}questions/{number}", form)


def order_of(seat, address, *things):
    """Return the form that puts things in this order, whatever order the page has."""
    page = seat.page(address)
    shown = re.findall(r'<label for="question-7-\d+"[^>]*>([^<]+)</label>', page)
    assert sorted(shown) == sorted(things)
    return {f"answer.{place}": str(things.index(thing) + 1) for place, thing in enumerate(shown)}


def test_every_kind_of_question_is_answered_by_its_form_alone(seat, address, answer):
    forms = {**RIGHT, 7: order_of(seat, address, "hier", "demain", "plus tard")}
    for number, form in forms.items():
        response = answer(number, form)
        assert response.headers["Location"].endswith(f"#question-{number}")
    assert set(Attempt.get().marks().values()) == {1}
    assert Attempt.get().finished_at is not None
    assert "8" in seat.page(address)


def test_what_the_author_says_comes_after_the_answer(seat, address, answer):
    assert "Oui, cela fait la paire" not in seat.page(address)
    answer(1, {"answer": "1"})
    assert "Oui, cela fait la paire" in seat.page(address)


def test_a_wrong_answer_is_told_what_to_look_at_and_not_the_right_one(seat, address, answer):
    answer(4, {"answer": "Paris"})
    page = seat.page(address)
    assert "Regardez la carte du mur" in page
    assert "Samarcande" not in page


def test_nothing_answered_is_said_and_nothing_is_kept(answer):
    for number, form in {
        1: {},
        2: {"answer": []},
        4: {"answer": "  "},
        7: {"answer.0": "1"},
    }.items():
        response = answer(number, form)
        assert 'role="alert"' in response.text
    assert AnswerGiven.select().count() == 0


@pytest.mark.parametrize(
    "form",
    [
        pytest.param({"mark": "1", "answer": "0"}, id="a mark sent along"),
        pytest.param({"answer": ["0", "1"]}, id="two answers where there is one"),
        pytest.param({"answer": "1000"}, id="an option that is not there"),
        pytest.param({"answer": "-1"}, id="a number below zero"),
        pytest.param({"answer": "1'; DROP TABLE attempt"}, id="something else"),
        pytest.param({"answer": "²"}, id="a digit that is no number"),
        pytest.param({"answer": "9" * 5000}, id="a very long number"),
        pytest.param({"answer": "0", "person": "1", "exercise": "x"}, id="another person"),
        pytest.param({"answer.1": "1", "answer": "2"}, id="fields of another kind"),
        pytest.param({"answer": "\x00"}, id="a zero byte"),
    ],
)
def test_a_form_that_was_tampered_with_earns_nothing(answer, form):
    assert answer(1, form).status_code == 303
    assert Attempt.get().marks() == {0: 0}


@pytest.mark.parametrize("number", [0, 9, 999])
def test_a_question_that_is_not_there_is_not_found(answer, number):
    assert answer(number, {"answer": "1"}).status_code == 404
    assert Attempt.select().count() == 0


def test_ticking_everything_earns_less_than_ticking_what_is_right(answer):
    answer(2, {"answer": ["0", "1", "2", "0", "2"]})
    assert Attempt.get().marks()[1] < 1


def test_the_answer_of_another_exercise_is_marked_by_this_ones_key(seat, node, address):
    other = f"/library/{node('Le mot juste').id}/"
    seat.post(f"{other}questions/1", {"answer": "0", "version": "ar-easy"})
    assert [attempt.node_id for attempt in Attempt.select()] == [node("Le mot juste").id]
    assert Attempt.get().marks() == {0: 0}


def test_a_lesson_has_no_questions_to_answer(seat, node):
    lesson = node("Les fractions").id
    assert seat.post(f"/library/{lesson}/questions/1", {"answer": "1"}).status_code == 404
    assert seat.post(f"/library/{lesson}/again").status_code == 303
    assert Attempt.select().count() == 0


def test_the_back_button_changes_nothing(answer):
    answer(1, {"answer": "0"})
    answer(1, {"answer": "1"})
    assert Attempt.get().marks() == {0: 0}


def test_beginning_again_shows_empty_questions(seat, address, answer):
    answer(1, {"answer": "0"})
    assert "disabled" in seat.page(address)
    seat.post(f"{address}again")
    assert "disabled" not in seat.page(address).partition("<main")[2]
    assert Attempt.select().count() == 2


def test_a_learner_sees_no_answer_of_another(school, seat, address, answer):
    answer(4, {"answer": "xylophone"})
    assert "xylophone" not in school.sign_in(school.learner("Sacha Petit")).page(address)


def test_a_guest_is_told_how_it_went_and_nothing_is_kept(school, address):
    seat = school.seat()
    seat.get(address)
    page = seat.post(f"{address}questions/1", {"answer": "1"}).text
    assert "cela fait la paire" in page
    assert AnswerGiven.select().count() == 0
    assert "cela fait la paire" not in seat.page(address)


def everything_a_learner_can_open(seat, node_id: str, languages=("fr", "en", "ar")) -> str:
    """Return all that pages, speech and search tell about an exercise before it is answered."""
    told = []
    for version in languages:
        told.append(seat.page(f"/library/{node_id}/?version={version}"))
        told.append(seat.get(f"/library/{node_id}/speech/{version}").text)
    return "\n".join(told)


@pytest.mark.parametrize("who", [None, Role.LEARNER, Role.TEACHER])
def test_the_key_is_on_no_page_before_the_answer(school, node, who):
    seat = school.sign_in(who) if who else school.seat()
    exercise = node("Exercice de tout")
    told = everything_a_learner_can_open(seat, exercise.id)
    told += seat.page("/library/courses/maths/") + seat.page(f"/library/{exercise.parent}/")
    assert not [key for key in KEYS if key in told]
    assert "cela fait la paire" not in told and "carte du mur" not in told


@pytest.mark.parametrize("key", KEYS)
def test_the_key_is_not_found_by_searching(school, key):
    seat = school.sign_in(school.learner())
    for words in (key, key[:-1], key.lower()):
        page = seat.page(f"/search?q={words}").partition("<main")[2]
        assert "Exercice de tout" not in page
        if words != key:
            assert key not in page


def test_the_file_with_the_key_is_never_sent(school, node):
    exercise = node("Exercice de tout")
    row = Node.get(Node.node_id == exercise.id)
    blobs = [f.sha256 for f in File.select().where(File.node == row)]
    assert blobs
    for who in (None, Role.LEARNER, Role.TEACHER, Role.ADMINISTRATOR):
        seat = school.sign_in(who) if who else school.seat()
        for sha256 in blobs:
            for ending in ("json", "html", "svg", "bin"):
                for place in (exercise.id, node("Les fractions").id):
                    path = f"/library/{place}/files/{sha256}.{ending}"
                    assert seat.get(path).status_code == 404
            assert seat.get(f"/library/covers/{sha256}.json").status_code == 404


def secrets_of(exercise: Exercise) -> list[str]:
    """Return what only the key of an exercise says."""
    shown = text_of(exercise.read_aloud()) + " ".join(text_of(q.hint) for q in exercise.questions)
    for question in exercise.questions:
        match question:
            case Match():
                shown += " ".join(right for _, right in question.key)
            case Order():
                shown += " ".join(question.key)
            case Gaps():
                shown += " ".join(question.pieces)
    hidden = [text_of(said) for q in exercise.questions for said in (q.right, q.review)]
    for question in exercise.questions:
        match question:
            case Short():
                hidden += [text for text, _ in question.key]
            case Gaps():
                hidden += [word for words in question.key for word in words]
    return [text for text in hidden if len(text) > 3 and text not in shown]


def test_no_page_of_the_demo_tells_an_answer(demo_school):
    seat = demo_school.sign_in(demo_school.learner())
    library = demo_school.site.library
    rows = (
        Node.select(Node.node_id, File.language, File.sha256)
        .join(File, on=File.node == Node.id)
        .where(Node.kind == "exercise", File.media_type == "application/json")
        .tuples()
    )
    pages = 0
    for node_id, language, sha256 in rows:
        data = library.store.read(sha256)
        exercise = Exercise.from_bytes(data)
        response = seat.get(f"/library/{node_id}/?version={language}")
        assert response.status_code == 200
        assert seat.get(f"/library/{node_id}/files/{sha256}.json").status_code == 404
        main = response.text.partition("<article")[2].partition("</article>")[0]
        told = " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())
        for secret in secrets_of(exercise):
            assert " ".join(secret.split()) not in told, (node_id, language, secret)
        for question in exercise.questions:
            if isinstance(question, Number) and len(question.key) > 1:
                assert f'value="{question.key}"' not in main
            if isinstance(question, Choice):
                assert "checked" not in main
        assert '"key"' not in response.text and "tolerance" not in response.text
        assert json.dumps(exercise.questions[0].prompt) not in response.text
        pages += 1
    assert pages >= 30
