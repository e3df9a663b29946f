"""A question kept as bytes, alone: what comes back, and what is refused."""

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.questions.build import entry_of
from content.questions.reading import files_of, from_bytes, to_bytes
from content.questions.types import Area, Match, Order, Part, Sound
from content.refusals import QuestionRefused
from tests.content.questions.examples import (
    EVERYTHING,
    MAP,
    SAID,
    SOUND,
    choice,
    dictation,
    labels,
    number,
    parts,
    short,
    spot,
)


@pytest.mark.parametrize("question", EVERYTHING, ids=lambda question: question.type)
def test_a_question_comes_back_as_it_was_kept(question):
    assert from_bytes(to_bytes(question)) == question
    assert to_bytes(from_bytes(to_bytes(question))) == to_bytes(question)


def test_what_a_question_does_not_say_is_not_written():
    assert json.loads(to_bytes(choice())) == {
        "type": "choice",
        "prompt": "<p>Q</p>",
        "hint": "",
        "right": "",
        "review": "",
        "options": ["a", "b"],
        "key": [0],
        "several": False,
    }


def test_the_files_of_a_question_are_known():
    drawing = f'<p><img src="files/{"b" * 64}.svg" alt=""></p>'
    question = replace(labels(sounds=(SOUND,)), prompt=drawing)
    assert files_of(question) == {f"files/{'b' * 64}.svg", MAP.file, SOUND.file}
    assert files_of(dictation()) == {SOUND.file}
    assert files_of(short()) == set()


REFUSED = {
    "a sound from elsewhere": choice(sounds=(Sound("http://x/a.mp3"),)),
    "a sound played for ever": choice(sounds=(Sound(SOUND.file, "", 10**6),)),
    "a rule of another type": choice(rule="neighbours"),
    "coherence of one option": choice(rule="coherence"),
    "points that are none": choice(rule="bm:0/0"),
    "a wrong answer that pays more": choice(rule="bm:1/2"),
    "weights without their rule": choice(weights=("1", "0")),
    "their rule without weights": choice(rule="weights"),
    "a weight too few": choice(rule="weights", weights=("1",)),
    "a weight above all": choice(rule="weights", weights=("2", "0")),
    "a weight by nothing": choice(rule="weights", weights=("1/0", "0")),
    "no weight that earns": choice(rule="weights", weights=("0", "-1")),
    "a key beside the weights": choice(rule="weights", weights=("0", "1")),
    "a place twice": choice(several=True, key=(0, 0)),
    "a remark too few": choice(remarks=("a",)),
    "a word that earns less than nothing": short("a", weights=("-1/2",)),
    "an order with a rule of choices": Order(*SAID, key=("a", "b"), rule="coherence"),
    "a language that would be markup": Order(*SAID, key=("a", "b"), language='en" x="'),
    "a wrong side that is empty": Match(*SAID, key=(("a", "b"),), others=("",)),
    "a unit of no size": number(units=(("m", "0"),)),
    "a unit twice": number(units=(("m", "1"), ("m", "2"))),
    "a list of no units": number(unit_listed=True),
    "a tolerance of no known kind": number(mode="roughly"),
    "anything as the first number": number(key="*"),
    "a penalty above all": number(units=(("m", "1"),), unit_penalty="2"),
    "a place beside the picture": labels(places=((10, 20), (500, 20))),
    "a label on two places": labels(key=(0, 0)),
    "a label that does not exist": labels(key=(0, 7)),
    "a label twice": labels(labels=("a", "a", "b")),
    "a picture of no size": labels(picture=replace(MAP, width=0)),
    "a picture from elsewhere": spot(picture=replace(MAP, file="../../etc/passwd")),
    "a circle without a radius": spot(areas=(Area("circle", (5, 5)),)),
    "a triangle of two points": spot(areas=(Area("poly", (5, 5, 9, 9)),)),
    "a star": spot(areas=(Area("star", (5, 5, 9, 9)),)),
    "an area that is not there": spot(key=(3,)),
    "two right areas of one": spot(key=(0, 1)),
    "a stretch of no words": dictation(" "),
    "a dictation of no points": dictation(total="0"),
    "a tariff in words": dictation(tariff="un demi"),
    "a part without a place": parts(text="<p>[[1]] [[2]]</p>"),
    "a place without a part": parts(text="<p>[[1]] [[2]] [[3]] [[4]]</p>"),
    "a part asked twice": parts(text="<p>[[1]] [[1]] [[2]] [[3]]</p>"),
    "a part in an attribute": parts(text='<p title="[[1]]">[[2]] [[3]]</p>'),
    "a part in a formula": parts(text="<p>[[1]] [[2]]<math><mtext>[[3]]</mtext></math></p>"),
    "parts that all count for nothing": parts(
        text="<p>[[1]]</p>", key=(Part(short(), weight="0"),)
    ),
    "a word in a row": parts(text="<p>[[1]]</p>", key=(Part(short(), shown="row"),)),
}


@pytest.mark.parametrize("question", REFUSED.values(), ids=REFUSED)
def test_a_question_that_cannot_be_asked_is_refused(question):
    with pytest.raises(QuestionRefused):
        from_bytes(json.dumps(entry_of(question)).encode())


def test_a_text_with_parts_cannot_hold_another():
    entry = entry_of(parts())
    entry["key"][0]["question"] = entry_of(parts())
    with pytest.raises(QuestionRefused):
        from_bytes(json.dumps(entry).encode())


def test_html_that_would_act_is_refused_wherever_it_stands():
    bad = "<p>a<script>b</script></p>"
    acting = [
        choice(general=bad),
        choice(remarks=(bad, "")),
        parts(text=f"{bad}[[1]] [[2]] [[3]]"),
        parts(key=(Part(choice(options=(bad, "b"))),), text="[[1]]"),
    ]
    for question in acting:
        with pytest.raises(QuestionRefused):
            from_bytes(json.dumps(entry_of(question)).encode())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(st.sampled_from(EVERYTHING), st.data(), JSON)
def test_a_changed_field_is_refused_or_harmless(question, data, value):
    entry = entry_of(question)
    entry[data.draw(st.sampled_from([each.name for each in fields(question)]))] = value
    try:
        kept = from_bytes(json.dumps(entry).encode())
    except QuestionRefused:
        return
    assert from_bytes(to_bytes(kept)) == kept
