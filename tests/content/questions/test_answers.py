"""What a page gets of a question, and what its form sends back."""

from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from content.markdown import to_html
from content.questions.answers import (
    choices_of,
    fields_of,
    from_form,
    lists_of,
    shuffled,
    sounds_of,
    things_of,
    words_of,
)
from content.questions.complete import (
    GapsOpen,
    LabelTooOften,
    NotOffered,
    PairsOpen,
    PlacesOpen,
    SameNumber,
    StretchesOpen,
    ThingsOpen,
    WordsOpen,
    WordTooOften,
)
from content.questions.parse import parse
from content.questions.scoring import score
from tests.content.questions.examples import SOUND, dictation, labels, number, parts

THINGS = st.lists(st.text(min_size=1, max_size=6), min_size=2, max_size=6, unique=True)


def one(answers):
    (question,) = parse(f"## Q\n{answers}", to_html).questions
    return question


def form(**sent):
    return lambda field: sent.get(field.replace("q1.", "f"), sent.get(field, []))


@given(THINGS, st.text(max_size=9))
def test_things_are_never_shown_in_the_order_they_were_given(things, seed):
    shown = shuffled(things, seed)
    assert shown != things
    assert sorted(shown) == sorted(things)
    assert shuffled(things, seed) == shown


def test_one_thing_is_shown_as_it_is():
    assert shuffled(["a"], "s") == ["a"]
    assert shuffled([], "s") == []


@given(st.lists(st.sampled_from("abcdef"), min_size=2, max_size=6), st.text(max_size=9))
def test_right_sides_never_stand_beside_their_left_sides(rights, seed):
    assume(len(set(rights)) > 1)
    question = one("\n".join(f"- {n} -> {right}" for n, right in enumerate(rights)))
    assert choices_of(question, seed) != list(dict.fromkeys(rights))
    assert sorted(choices_of(question, seed)) == sorted(set(rights))


@given(st.text(max_size=9))
def test_the_things_to_order_are_never_shown_in_order(seed):
    assert things_of(one("1. a\n2. b"), seed) == ["b", "a"]
    assert things_of(one("1. a\n2. b\n3. c\n4. d"), seed) != ["a", "b", "c", "d"]


def test_different_pages_have_different_orders():
    question = one("1. a\n2. b\n3. c\n4. d")
    assert len({tuple(things_of(question, f"seed {n}")) for n in range(20)}) > 5


@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        pytest.param("- ( ) a\n- (x) b", ["q1"], id="a choice has one field"),
        pytest.param("= 3", ["q1"], id="a number has one field"),
        pytest.param("- a -> b\n- c -> d", ["q1.0", "q1.1"], id="one for each pair"),
        pytest.param("1. a\n2. b\n3. c", ["q1.0", "q1.1", "q1.2"], id="one for each thing"),
        pytest.param("[[a]] et [[b]]", ["q1.0", "q1.1"], id="one for each gap"),
        pytest.param("[[(x) a|b]] et [[(x) c|d]]", ["q1.0", "q1.1"], id="one for each list"),
        pytest.param("/ a / b / c", ["q1.0", "q1.1", "q1.2"], id="one for each word"),
        pytest.param("@ texte", ["q1"], id="a text has one field"),
    ],
)
def test_a_question_has_a_field_for_each_part(answers, fields):
    assert fields_of(one(answers), "q1") == fields


@pytest.mark.parametrize(
    ("answers", "sent", "answer"),
    [
        pytest.param("- ( ) a\n- (x) b", {"q1": ["1"]}, ("1",), id="one option"),
        pytest.param("- ( ) a\n- (x) b", {"q1": ["1", "0"]}, ("1",), id="the first of two options"),
        pytest.param("- [x] a\n- [x] b", {"q1": ["1", "0", "1"]}, ("0", "1"), id="options"),
        pytest.param("- [x] a\n- [x] b", {}, (), id="no option"),
        pytest.param("= a", {"q1": ["  janvier "]}, ("janvier",), id="a word with blanks"),
        pytest.param("= a", {"q1": ["   "]}, (), id="only blanks"),
        pytest.param("= a", {"q2": ["a"]}, (), id="the field of another question"),
        pytest.param("= a", {"q1": ["x" * 9000]}, ("x" * 2000,), id="a novel is cut"),
        pytest.param("/ a / b", {"f0": ["b"], "f1": ["a"]}, ("b", "a"), id="words in an order"),
        pytest.param(
            "/ a / a", {"f0": ["a"], "f1": ["a"]}, ("a", "a"), id="a word that comes twice"
        ),
        pytest.param("[[(x) a|b]]", {"f0": ["b"]}, ("b",), id="one of a list"),
        pytest.param("@ texte", {"q1": ["un\r\ndeux "]}, ("un\ndeux",), id="a text in lines"),
        pytest.param("@ texte", {"q1": [" "]}, (), id="a text of blanks"),
    ],
)
def test_a_form_gives_an_answer_of_plain_texts(answers, sent, answer):
    assert from_form(one(answers), "q1", form(**sent), "s") == answer


def test_the_right_places_give_the_right_order():
    question = one("1. a\n2. b\n3. c")
    right = []
    for places in permutations("123"):
        sent = {f"f{n}": [place] for n, place in enumerate(places)}
        right.append(score(question, from_form(question, "q1", form(**sent), "s")))
    assert sorted(right) == [0, 0, 0, 0, 0, 1]


PAIRS, THREE, GAPS = "- a -> b\n- c -> d", "1. a\n2. b\n3. c", "[[a]] [[b]]"
LISTS, WORDS = "[[(x) a|b]] et [[(x) c|d]]", "/ a / a / b"


@pytest.mark.parametrize(
    ("answers", "sent", "refusal", "values"),
    [
        pytest.param(GAPS, ["", "b"], GapsOpen, {"left": 1, "total": 2}, id="a gap is empty"),
        pytest.param(LISTS, ["a", ""], GapsOpen, {"left": 1, "total": 2}, id="a list is not used"),
        pytest.param(PAIRS, ["d", ""], PairsOpen, {"left": 1, "total": 2}, id="a pair is open"),
        pytest.param(THREE, ["1", "", ""], ThingsOpen, {"left": 2, "total": 3}, id="no number"),
        pytest.param(THREE, ["1", "1", "2"], SameNumber, {"number": 1}, id="a number twice"),
        pytest.param(THREE, ["1", "1", ""], SameNumber, {"number": 1}, id="twice, and one open"),
        pytest.param(THREE, ["1", "2", "9"], NotOffered, {}, id="a number that does not exist"),
        pytest.param(THREE, ["1", "2", "٣"], NotOffered, {}, id="another kind of digit"),
        pytest.param(THREE, ["1", "2", "x"], NotOffered, {}, id="no number at all"),
        pytest.param(THREE, ["01", "2", "3"], NotOffered, {}, id="a nought before"),
        pytest.param(WORDS, ["b", "a", ""], WordsOpen, {"left": 1, "total": 3}, id="a word left"),
        pytest.param(WORDS, ["b", "b", "a"], WordTooOften, {"word": "b"}, id="a word too often"),
        pytest.param(WORDS, ["b", "a", "z"], NotOffered, {}, id="a word of one's own"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused_with_what_is_missing(
    answers, sent, refusal, values
):
    fields = {f"f{n}": [text] for n, text in enumerate(sent)}
    with pytest.raises(refusal) as refused:
        from_form(one(answers), "q1", form(**fields), "s")
    assert refused.value.values == values


@pytest.mark.parametrize("answers", [GAPS, LISTS, PAIRS, THREE, WORDS])
def test_an_answer_that_was_not_begun_is_none(answers):
    assert from_form(one(answers), "q1", form(f0=["  "]), "s") == ()


def test_a_long_list_is_put_in_order_by_number_not_by_sign():
    question = one("\n".join(f"{n}. chose {n}" for n in range(1, 13)))
    shown = things_of(question, "s")
    sent = {f"f{n}": [str(question.key.index(thing) + 1)] for n, thing in enumerate(shown)}
    assert score(question, from_form(question, "q1", form(**sent), "s")) == 1


def test_a_list_says_nothing_by_its_order():
    question = one("Il y a [[(x) 9|10|1,5]] et [[des|(x) œufs|Eté|Ane]].")
    assert lists_of(question) == [["1,5", "9", "10"], ["Ane", "des", "Eté", "œufs"]]


def test_a_sentence_is_right_in_each_of_its_orders():
    question = one("/ Demain / je / viens\n/ je / viens / Demain")
    assert score(question, ("Demain", "je", "viens")) == score(question, question.key[1]) == 1
    assert score(question, ("viens", "je", "Demain")) == 0
    assert sorted(words_of(question, "s")) == ["Demain", "je", "viens"]


def test_each_gap_with_a_list_earns_its_share():
    question = one("[[(x) a|b]] et [[(x) c|d]]")
    assert [score(question, given) for given in (("a", "c"), ("a", "d"), ("b",), ("", "x"))] == [
        1,
        Fraction(1, 2),
        0,
        0,
    ]


def test_what_a_teacher_marks_is_never_marked_here():
    with pytest.raises(TypeError):
        score(one("@ texte"), ("un texte",))


@pytest.mark.parametrize(
    ("question", "sent", "refusal"),
    [
        pytest.param(labels(), {"f0": ["Oran"], "f1": [""]}, PlacesOpen, id="a place open"),
        pytest.param(labels(), {"f0": ["Oran"], "f1": ["Paris"]}, NotOffered, id="another label"),
        pytest.param(labels(), {"f0": ["Oran"], "f1": ["Oran"]}, LabelTooOften, id="one twice"),
        pytest.param(dictation(), {"f0": ["Le chat dort."]}, StretchesOpen, id="a line open"),
        pytest.param(parts(), {"f0": ["chat"], "f2": ["0"]}, GapsOpen, id="a part open"),
    ],
)
def test_an_answer_of_an_exam_type_that_is_not_whole_is_said(question, sent, refusal):
    with pytest.raises(refusal):
        from_form(question, "q1", form(**sent), "s")


def test_a_unit_without_a_number_is_no_answer():
    question = number("12", units=(("m", "1"),), unit_listed=True)
    assert fields_of(question, "q1") == ["q1", "q1.unit"]
    assert from_form(question, "q1", form(funit=["m"]), "s") == ()


def test_wrong_sides_stand_among_the_right_ones():
    question = replace(one("- a -> 1\n- b -> 2"), others=("3",))
    assert sorted(choices_of(question, "s")) == ["1", "2", "3"]


def test_sounds_are_numbered_through_a_question_and_its_stretches():
    question = dictation("un", "deux", sounds=(replace(SOUND, name="avant"),))
    assert [sound.name for sound in sounds_of(question)] == ["avant", "Dialogue", "Dialogue"]
