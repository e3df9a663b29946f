"""An exercise of the types that exams brought: answered by its forms alone, marked, shown again."""

from hashlib import sha256

import pytest

from content.models import File, Node
from content.questions.exercise import Exercise
from server.records.models import AnswerGiven, Attempt
from tests.content.questions.examples import choice, dictation, labels, parts, spot

SAID = {"general": "<p>Voir page 12.</p>"}
MINUS = choice(rule="weights", weights=("1", "-1"), remarks=("", "<p>Non, pas b.</p>"))
ASKED = Exercise("", (parts(**SAID), labels(), spot(several=True), dictation(), MINUS))
RIGHT = {
    1: {"answer.0": "chat", "answer.1": "4", "answer.2": "0"},
    2: {"answer.0": "Oran", "answer.1": "Alger"},
    3: {"answer": ["0"]},
    4: {"answer.0": "le chat dort", "answer.1": "il rêve"},
    5: {"answer": "0"},
}


@pytest.fixture
def address(school, node):
    item, data = node("Exercice de tout"), ASKED.to_bytes()
    name = sha256(data).hexdigest()
    if not school.site.library.store.has(name):
        school.site.library.store.add(name, [data])
    row = Node.get(Node.node_id == item.id)
    here = (File.node == row) & (File.media_type == "application/json")
    before = {each.id: each.sha256 for each in File.select().where(here)}
    File.update(sha256=name).where(here).execute()
    yield f"/library/{item.id}/"
    for number, old in before.items():
        File.update(sha256=old).where(File.id == number).execute()
    school.site.library.store.remove(name)


@pytest.fixture
def seat(school, address):
    seat = school.sign_in(school.learner())
    assert "asked.css" in seat.page(address)
    return seat


def test_every_type_is_answered_by_its_form_alone(seat, address):
    for number, form in RIGHT.items():
        assert seat.post(f"{address}questions/{number}", form).status_code == 303
    assert set(Attempt.get().marks().values()) == {1}
    page = seat.page(address)
    assert "Voir page 12." in page and 'value="le chat dort"' in page


def test_what_is_not_whole_stays_in_the_form_and_is_not_counted(seat, address):
    response = seat.post(f"{address}questions/2", {"answer.0": "Lyon"})
    assert response.status_code == 422 and "<option selected>Lyon</option>" in response.text
    assert AnswerGiven.select().count() == 0


def test_a_wrong_answer_takes_no_points_off_in_an_exercise(seat, address):
    seat.post(f"{address}questions/5", {"answer": "1"})
    assert Attempt.get().marks() == {4: 0}
    assert "Non, pas b." in seat.page(address)
