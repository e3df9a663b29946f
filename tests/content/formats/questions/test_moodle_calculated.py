"""Moodle's calculated questions become a question for each of their sets of numbers."""

import pytest

from content.formats.questions.moodle_xml.formula import BadFormula, rounded, value_of
from content.questions.scoring import score
from content.questions.types import Choice, Number


def items(*values):
    return "".join(
        f"<dataset_item><number>{n}</number><value>{value}</value></dataset_item>"
        for n, value in enumerate(values, start=1)
    )


def data(**columns):
    sets = "".join(
        f"<dataset_definition><status><text>private</text></status><name><text>{name}</text>"
        f"</name><type>calculated</type><distribution><text>uniform</text></distribution>"
        f"<itemcount>2</itemcount><dataset_items>{items(*values)}</dataset_items>"
        f"<number_of_items>2</number_of_items></dataset_definition>"
        for name, values in columns.items()
    )
    return f"<dataset_definitions>{sets}</dataset_definitions>"


def answer(formula, tolerance="0.01", mode="1", length="2", form="1", fraction="100"):
    return (
        f'<answer fraction="{fraction}"><text>{formula}</text><tolerance>{tolerance}</tolerance>'
        f"<tolerancetype>{mode}</tolerancetype><correctanswerformat>{form}</correctanswerformat>"
        f"<correctanswerlength>{length}</correctanswerlength>"
        '<feedback format="html"><text></text></feedback></answer>'
    )


def question(inside, kind="calculated", text="<p>{a} + {b} ? Pas {={a}*{b}}.</p>"):
    return (
        f'<quiz><question type="category"><category><text>$course$/Calcul</text></category>'
        f'</question><question type="{kind}"><name><text>Somme</text></name><questiontext '
        f'format="html"><text><![CDATA[{text}]]></text></questiontext><idnumber>7</idnumber>'
        f"{inside}</question></quiz>"
    )


def test_each_set_of_numbers_is_a_question_of_a_category_of_its_own(brought):
    found = brought(question(answer("{a}+{b}") + data(a=("1.5", "-2"), b=("2", "3"))))
    assert [each.name for each in found.questions] == ["Somme (1)", "Somme (2)"]
    assert {each.category for each in found.questions} == {("Calcul", "Somme")}
    assert [each.ident for each in found.questions] == ["7.1", "7.2"]
    first, second = (each.question for each in found.questions)
    assert isinstance(first, Number)
    assert first.prompt == "<p>1.5 + 2 ? Pas 3.</p>"
    assert (first.key, first.tolerance, first.mode) == ("3.5", "0.01", "relative")
    assert [score(second, (text,)) for text in ("1", "1,01", "1,02")] == [1, 1, 0]
    (change,) = found.changed
    assert "2 questions" in change.in_words() and "drawn from that category" in change.in_words()


def test_several_options_are_reckoned_too(brought):
    options = "".join(
        f'<answer fraction="{share}"><text>{text}</text></answer>'
        for share, text in (("100", "{={a}*2} m"), ("0", "{={a}/3} m"))
    )
    found = brought(
        question(f"<single>true</single>{options}{data(a=('4', '6'))}", "calculatedmulti", "{a} ?")
    )
    assert all(isinstance(each.question, Choice) for each in found.questions)
    assert [each.question.options for each in found.questions] == [
        ("8 m", "1.333333333 m"),
        ("12 m", "2 m"),
    ]


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        pytest.param(answer("{a}+1"), "which numbers", id="no numbers"),
        pytest.param(answer("system({a})") + data(a="12"), "system", id="no function of numbers"),
        pytest.param(answer("{a}/0") + data(a="12"), "1/0", id="no value"),
        pytest.param(answer("{c}") + data(a="12"), "{c}", id="no such number"),
    ],
)
def test_what_cannot_be_reckoned_is_left_out(brought, inside, says):
    found = brought(question(inside, text="{a} ?"))
    assert found.questions == []
    (problem,) = found.left_out
    assert says in problem.in_words()


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("2+3*4", 14),
        ("(2+3)*4", 20),
        ("-2--3", 1),
        ("7%4", 3),
        ("pow(2, 10)", 1024),
        ("round(2.345, 2)", 2.35),
        ("max(1, 5, 3)", 5),
        ("sqrt(16) + pi() - pi()", 4),
        ("1.5e2/3", 50),
        ("log(8, 2)", 3),
    ],
)
def test_a_formula_is_reckoned(formula, value):
    assert value_of(formula) == pytest.approx(value)


@pytest.mark.parametrize(
    "formula",
    [
        *("", "1+", "(1", "1)", "2 3", "__import__('os')", "pow(10, 400)", "1/0", "sqrt(-1)", "a"),
        *("(" * 40 + "1" + ")" * 40, "1" * 2_000, "exp(1e9)", "lambda: 1", "open('x')", "9**9**9"),
    ],
)
def test_what_is_no_formula_is_refused(formula):
    with pytest.raises(BadFormula):
        value_of(formula)


def test_an_answer_is_rounded_as_it_says():
    assert [rounded(1234.567, 2, False), rounded(0.00123456, 3, True)] == ["1234.57", "0.00123"]
    assert [rounded(1234.567, 2, True), rounded(2.5, 0, False)] == ["1200", "3"]
