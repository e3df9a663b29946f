"""An exercise kept as bytes, and what of it may be read aloud."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.markdown import to_html
from content.questions.parse import parse
from content.questions.types import Exercise
from content.refusals import CatalogueRefused

ALL = """Lisez.

## Choix
- ( ) KEYa
- (x) KEYb
? indice
+ juste
! revoir

## Plusieurs
- [x] a
- [ ] b

## Vrai ?
= vrai

## Mot
= SECRET
== Secret

## Nombre
= 2,04 ± 0,05

## Relier
- gauche -> SECRET
- droite -> AUTRE SECRET

## Ordre
1. SECRET un
2. SECRET deux

## Trous
Je [[SECRET|bois]] ici.
"""
EXERCISE = parse(ALL, to_html)


def test_an_exercise_of_every_type_comes_back_as_it_was_kept():
    assert Exercise.from_bytes(EXERCISE.to_bytes()) == EXERCISE
    assert len({question.type for question in EXERCISE.questions}) == 7


def test_the_same_exercise_is_always_the_same_bytes():
    assert parse(ALL, to_html).to_bytes() == EXERCISE.to_bytes()


def test_what_is_read_aloud_holds_no_key():
    read = EXERCISE.read_aloud()
    assert "SECRET" not in read
    assert all(word in read for word in ("Lisez", "KEYa", "KEYb", "gauche", "Trous"))
    assert "indice" not in read


def changed(question, **values):
    body = json.loads(EXERCISE.to_bytes())
    entry = body["questions"][question]
    entry.update(values)
    return json.dumps(body).encode()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"null", id="null"),
        pytest.param(b"[" * 90_000, id="brackets without end"),
        pytest.param(b'{"format":2,"intro":"","questions":[]}', id="another format"),
        pytest.param(b'{"format":1,"intro":"","questions":[]}', id="no question"),
        pytest.param(b'{"format":1,"intro":"","questions":"abc"}', id="a text for questions"),
        pytest.param(b'{"format":1,"intro":"","questions":{"a":1}}', id="an object for questions"),
        pytest.param(changed(0, key=[9]), id="an option that does not exist"),
        pytest.param(changed(0, key=[]), id="no right option"),
        pytest.param(changed(0, key=[0, 1]), id="two of one are right"),
        pytest.param(changed(0, key=["1"]), id="a text for a place"),
        pytest.param(changed(0, key=[True]), id="true for a place"),
        pytest.param(changed(0, options=[1, 2]), id="numbers for options"),
        pytest.param(changed(0, type="essay"), id="an unknown type"),
        pytest.param(changed(0, more=1), id="a field too many"),
        pytest.param(changed(0, prompt=None), id="no prompt"),
        pytest.param(changed(2, key="true"), id="a text for true"),
        pytest.param(changed(3, key=[["", False]]), id="an empty word"),
        pytest.param(changed(3, key=[["a\ud800", False]]), id="half a sign"),
        pytest.param(changed(4, key="NaN"), id="not a number"),
        pytest.param(changed(4, key="douze"), id="a word for a number"),
        pytest.param(changed(4, key=12), id="a number for its text"),
        pytest.param(changed(4, key="1e99999999"), id="a number beyond everything"),
        pytest.param(changed(4, tolerance="-1"), id="a tolerance below zero"),
        pytest.param(changed(5, key=[["a", {}]]), id="an object for a right side"),
        pytest.param(changed(5, key=[["a", "b", "c"]]), id="three sides"),
        pytest.param(changed(6, key=["a", "a"]), id="the same thing twice in order"),
        pytest.param(changed(7, pieces=["a"]), id="fewer pieces than gaps"),
        pytest.param(changed(7, key=[[""]], pieces=["a", "b"]), id="a gap that accepts nothing"),
    ],
)
def test_an_exercise_that_cannot_be_shown_or_marked_is_refused(data):
    with pytest.raises(CatalogueRefused):
        Exercise.from_bytes(data)


def test_an_exercise_whose_html_would_act_is_refused():
    bad = "<p>a<script>b</script></p>"
    for others in ({"prompt": bad}, {"hint": bad}, {"options": [bad, "b"]}):
        with pytest.raises(CatalogueRefused):
            Exercise.from_bytes(changed(0, **others))
    with pytest.raises(CatalogueRefused):
        Exercise.from_bytes(changed(5, key=[[bad, "r"], ["b", "s"]]))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
FIELDS = ["prompt", "hint", "key", "options", "several", "tolerance", "pieces", "type"]


@given(st.integers(0, 7), st.sampled_from(FIELDS), JSON)
def test_a_changed_field_is_refused_or_harmless(question, name, value):
    try:
        exercise = Exercise.from_bytes(changed(question, **{name: value}))
    except CatalogueRefused:
        return
    assert Exercise.from_bytes(exercise.to_bytes()) == exercise


@given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_other_bytes_are_refused(data):
    with pytest.raises(CatalogueRefused):
        Exercise.from_bytes(data)
