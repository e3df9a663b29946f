"""Texts with questions in them, by Moodle's grammar of embedded answers."""

import pytest

from content.formats.questions import cloze
from content.formats.questions.brought import LeftOut
from content.formats.questions.marked import Said
from content.formats.questions.texts import HTML, fragment
from content.questions.types import Choice, Number, Short


def read(text):
    return cloze.parts(
        Said(""), text, lambda t: fragment(t, HTML), lambda t: fragment(t, HTML, inline=True)
    )


def gap(inside):
    (part,) = read(f"<p>a {{{inside}}} b</p>").key
    return part


@pytest.mark.parametrize(
    ("word", "shown", "several", "shuffle"),
    [
        *(("MULTICHOICE", "", False, False), ("MC", "", False, False), ("MCS", "", False, True)),
        *(("MCV", "column", False, False), ("MULTICHOICE_VS", "column", False, True)),
        *(("MCH", "row", False, False), ("MULTICHOICE_HS", "row", False, True)),
        *(("MR", "", True, False), ("MULTIRESPONSE_S", "", True, True), ("MRHS", "", True, True)),
        ("mc", "", False, False),
    ],
)
def test_a_choice_is_a_list_a_column_or_a_row(word, shown, several, shuffle):
    part = gap(f"1:{word}:=a#yes~b~c")
    assert isinstance(part.question, Choice)
    assert (part.shown, part.question.several, part.question.shuffle) == (shown, several, shuffle)
    assert part.question.options == ("a", "b", "c")
    assert part.question.remarks == ("yes", "", "")


@pytest.mark.parametrize(
    ("word", "case"),
    [("SHORTANSWER", False), ("SA", False), ("MW", False), ("SAC", True), ("MWC", True)],
)
def test_a_word_is_typed_with_or_without_its_capitals(word, case):
    part = gap(f"2:{word}:=owl~%50%bird~*#no")
    assert isinstance(part.question, Short)
    assert part.weight == "2"
    assert part.question.case is case
    assert part.question.weights == ("1", "1/2", "0")
    assert [text for text, _exact in part.question.key] == ["owl", "bird", "*"]


def test_a_number_has_its_tolerance_after_a_colon():
    part = gap(":NUMERICAL:=23,8:0.1#good~%50%20:2")
    assert isinstance(part.question, Number)
    assert (part.weight, part.question.key, part.question.tolerance) == ("1", "23.8", "0.1")
    assert part.question.more[0].weight == "1/2"


@pytest.mark.parametrize(
    ("inside", "weights"),
    [
        pytest.param("=a~=b~c", ("1/2", "1/2", "-1/2"), id="plainly"),
        pytest.param("%100%a~%100%b~%-50%c", ("1/2", "1/2", "-1/2"), id="with weights"),
        pytest.param("=a~%50%b~c", ("2/3", "1/3", "0"), id="unequal"),
    ],
)
def test_several_right_answers_earn_all_together(inside, weights):
    question = gap(f"1:MULTIRESPONSE:{inside}").question
    assert isinstance(question, Choice)
    assert (question.weights or ("1/2", "1/2", "-1/2")) == weights


def test_signs_are_escaped_or_written_as_references():
    question = gap(r"1:SA:=a\}b\~c\#d~=&lt;x&gt; &amp; &#126;").question
    assert [text for text, _exact in question.key] == ["a}b~c#d", "<x> & ~"]


def test_formats_within_an_option_stay():
    assert gap("1:MC:=<b>one</b>~two").question.options == ("<b>one</b>", "two")


def test_the_text_keeps_the_place_of_each_gap():
    question = read("<p>The {1:SA:=owl} [[1]] and {1:NM:=3} eggs {x}.</p>")
    assert question.text == "<p>The [[1]] [ [1]] and [[2]] eggs {x}.</p>"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("no gap {here}", "no question", id="no gap"),
        pytest.param("{1:MULTICHOICE}", "fewer than two", id="no option"),
        pytest.param("{1:MC:=a}", "fewer than two", id="one option"),
        pytest.param("{1:MC:a~%50%b}", "all of the points", id="none earns all"),
        pytest.param("{1:NM:=zero}", "no number", id="no number"),
        pytest.param("{1:SA:=a} {1:SA:", "gap 2", id="never closed"),
        pytest.param("{1:SA:}", "no answer", id="empty"),
    ],
)
def test_what_is_wrong_is_said_with_the_number_of_the_gap(text, says):
    with pytest.raises(LeftOut) as refused:
        read(text)
    assert says in refused.value.what
