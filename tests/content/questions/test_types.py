"""An exercise kept as bytes, and what of it may be read aloud."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.markdown import to_html
from content.questions.exercise import Exercise
from content.questions.mastery import Mastery
from content.questions.parse import parse
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

## Listes
Tu [[(x) mange|bois]] ici.

## Phrase
/ je / viens / demain
/ demain / je / viens

## Texte
@ texte 3-30

## Fichier
@ fichier

## Voix
@ voix 60
"""
EXERCISE = parse(ALL, to_html)


def test_an_exercise_of_every_type_comes_back_as_it_was_kept():
    assert Exercise.from_bytes(EXERCISE.to_bytes()) == EXERCISE
    assert len({question.type for question in EXERCISE.questions}) == 12


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


def ruled(**values):
    return json.dumps({**json.loads(EXERCISE.to_bytes()), **values}).encode()


def test_a_rule_and_a_lesson_are_kept_and_left_out_where_there_is_none():
    assert b"mastery" not in EXERCISE.to_bytes() and b"lesson" not in EXERCISE.to_bytes()
    first = Exercise(EXERCISE.intro, EXERCISE.questions[:10], Mastery("of", 4, 5), "a" * 32)
    assert Exercise.from_bytes(first.to_bytes()) == first


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
        pytest.param(changed(8, options=[["mange"]]), id="nothing wrong to choose"),
        pytest.param(changed(8, options=[["bois", "dort"]]), id="a right word not in the list"),
        pytest.param(changed(8, options=[["mange", "mange", "bois"]]), id="a word twice in a list"),
        pytest.param(changed(8, options=[]), id="a gap without a list"),
        pytest.param(changed(8, options=5), id="a number for lists"),
        pytest.param(changed(9, key=[]), id="no order of words"),
        pytest.param(changed(9, key=[["a"]]), id="a sentence of one word"),
        pytest.param(changed(9, key=[["a", "b"], ["a", "c"]]), id="orders of other words"),
        pytest.param(changed(9, key=["ab", "ba"]), id="texts for orders of words"),
        pytest.param(changed(10, least=9, most=3), id="more words at least than at most"),
        pytest.param(changed(10, least=-1), id="fewer words than none"),
        pytest.param(changed(10, most=True), id="true for a number of words"),
        pytest.param(changed(10, most=10**9), id="words without end"),
        pytest.param(changed(12, longest=0), id="a spoken answer of no time"),
        pytest.param(changed(12, longest=10**9), id="a spoken answer of years"),
        pytest.param(changed(11, key="x"), id="a key where a teacher marks"),
        pytest.param(ruled(mastery={"model": "row", "right": 3, "window": 3}), id="waits in a row"),
        pytest.param(ruled(mastery={"model": "exam"}), id="a rule that is not known"),
        pytest.param(ruled(mastery={"tries": 99}), id="tries without end"),
        pytest.param(ruled(mastery={"tries": "2"}), id="a text for tries"),
        pytest.param(ruled(mastery={"draw": 14}), id="more drawn than there are"),
        pytest.param(ruled(mastery={"more": 1}), id="a rule with a field too many"),
        pytest.param(ruled(mastery=[]), id="a list for a rule"),
        pytest.param(ruled(mastery="all"), id="words for a rule"),
        pytest.param(ruled(lesson="../../etc"), id="a path for a lesson"),
        pytest.param(ruled(lesson=7), id="a number for a lesson"),
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
FIELDS = ["prompt", "hint", "key", "options", "several", "tolerance", "pieces", "type", "least"]


@given(st.sampled_from(["model", "right", "window", "tries", "draw"]), JSON)
def test_a_changed_rule_is_refused_or_harmless(name, value):
    try:
        exercise = Exercise.from_bytes(ruled(mastery={name: value}))
    except CatalogueRefused:
        return
    assert Exercise.from_bytes(exercise.to_bytes()) == exercise


@given(st.integers(0, 12), st.sampled_from(FIELDS), JSON)
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
