"""Aiken: a question, choices, and the line that names the right one."""

import pytest

from content.formats.questions import reading, writing
from content.formats.questions.brought import Brought
from content.questions.types import Choice, Number

GOOD = "Who?\nA) One\nB. Two\nC)Three\nANSWER: B\n"


def test_choices_have_a_bracket_or_a_point_after_their_letter(brought):
    (read,) = brought(GOOD).questions
    assert isinstance(read.question, Choice)
    assert read.question.prompt == "<p>Who?</p>"
    assert (read.question.options, read.question.key) == (("One", "Two", "Three"), (1,))
    assert (read.name, read.where) == ("Who?", "line 1")


def test_what_looks_like_html_is_text(brought):
    (read,) = brought("Is <b> & x > 1?\nA) <i>\nB) &amp;\nANSWER: A").questions
    assert read.question.prompt == "<p>Is &lt;b&gt; &amp; x &gt; 1?</p>"
    assert read.question.options == ("&lt;i&gt;", "&amp;amp;")


def test_a_question_may_have_several_lines(brought):
    (read,) = brought("Read this.\nWho?\nA) One\nB) Two\nRéponse : b").questions
    assert read.question.prompt == "<p>Read this.<br>Who?</p>"
    assert read.question.key == (1,)


@pytest.mark.parametrize(
    ("bad", "line", "says"),
    [
        pytest.param("Few\nA) One\nANSWER: A", 3, "fewer than two", id="one choice"),
        pytest.param("A) Lost", 1, "before any question", id="a choice alone"),
        pytest.param("ANSWER: A", 1, "before any question", id="an answer alone"),
        pytest.param("Open\nA) One\nB) Two", 5, "no line ANSWER", id="never answered"),
        pytest.param("Odd\nA) One\nB) Two\nANSWER: C", 4, "letter", id="no such choice"),
        pytest.param("Odd\nA) One\nB) Two\nANSWER: A, B", 4, "letter", id="two are right"),
    ],
)
def test_a_bad_question_is_named_by_its_line_and_stops_no_other(brought, bad, line, says):
    read = brought(f"{bad}\n\n{GOOD}")
    assert [each.name for each in read.questions] == ["Who?"]
    (problem,) = read.left_out
    assert problem.where == f"line {line}"
    assert says in problem.what


def test_a_file_that_ends_too_early_is_said(brought):
    read = brought(f"{GOOD}\nOpen\nA) One")
    assert len(read.questions) == 1
    assert [problem.where for problem in read.left_out] == ["line 7"]


def test_what_is_written_comes_back(brought):
    read = brought(GOOD)
    data = writing.written(read.questions, "aiken")
    assert data.decode() == "Who?\nA) One\nB) Two\nC) Three\nANSWER: B\n"
    assert reading.read(data).questions == read.questions


def test_what_has_no_words_in_aiken_is_said():
    number = Brought("Sum", Number("<p>1+1?</p>", "", "", "", key="2", tolerance="0"))
    done = writing.put([number], "aiken")
    assert done.data == b""
    assert [problem.where for problem in done.left_out] == ["“Sum”"]


def test_moodles_own_files_are_read_as_it_reads_them(shared):
    good = reading.read((shared / "aiken" / "questions.aiken.txt").read_bytes())
    assert [each.question.key for each in good.questions] == [(1,), (0,)]
    bad = reading.read((shared / "aiken" / "aiken_errors.txt").read_bytes())
    assert len(bad.questions) == 3
    assert [problem.where for problem in bad.left_out] == ["line 3", "line 5", "line 7", "line 18"]
