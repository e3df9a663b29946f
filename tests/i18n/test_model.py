"""A model in a process of its own: started when asked, never waited for in vain, never believed."""

import pytest

from i18n.model import Model, ModelFailed
from tests import small_model

MEMORY = 2 << 30


@pytest.fixture
def model():
    made = []

    def make(patience=60, most=1000, **told):
        told |= {"memory": MEMORY}
        made.append(Model(*small_model.HOW, told, patience=patience, most=most))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_its_process_starts_at_the_first_question_and_ends_when_it_is_closed(model):
    by = model()
    assert not by.runs
    assert by.ask({"say": "oui"}) == b"oui"
    running = by._process
    assert by.ask({"say": "non"}) == b"non"
    assert by._process is running
    by.close()
    assert (by.runs, running.poll() is not None) == (False, True)


def test_a_question_that_it_fails_at_has_no_answer_and_the_next_one_has(model):
    by = model()
    assert by.ask({"nothing": "to say"}) == b""
    assert by.ask({"say": "oui"}) == b"oui"


def test_a_process_that_ended_between_two_questions_is_started_again(model):
    by = model()
    by.ask({"say": "oui"})
    by._process.kill()
    by._process.wait()
    assert by.ask({"say": "oui"}) == b"oui"


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        pytest.param("die", {}, id="that ends while it is asked"),
        pytest.param("hang", {"patience": 3}, id="that does not answer"),
        pytest.param({"say": "a", "times": 1001}, {}, id="that answers more than it may"),
        pytest.param({"say": "a"}, {"refuses": True}, id="that cannot load its model"),
    ],
)
def test_one_is_ended_and_told(model, asked, made):
    by = model(**made)
    with pytest.raises(ModelFailed):
        by.ask(asked)
    assert not by.runs


def test_after_a_failure_it_may_be_asked_again(model):
    by = model()
    with pytest.raises(ModelFailed):
        by.ask("die")
    assert by.ask({"say": "oui"}) == b"oui"
