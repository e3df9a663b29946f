"""Questions in a spreadsheet, as spreadsheets of France write them."""

from fractions import Fraction

import pytest

from content.formats.questions import reading, writing
from content.questions.types import (
    Choice,
    Gaps,
    Match,
    Number,
    Parts,
    Picks,
    Short,
    Text,
    TrueFalse,
)

HEAD = "type;question;points;reponse_1;reponse_2;reponse_3;bonnes;tolerance;unite;categorie"


def one(row, head=HEAD):
    read = reading.read(f"{head}\n{row}\n".encode())
    assert [problem.in_words() for problem in read.left_out] == []
    return read.questions[0]


def test_a_choice_of_one_with_its_points_and_category():
    read = one("choix;Capitale ?;1,5;Lyon;Paris;;B;;;Géographie / France")
    assert isinstance(read.question, Choice)
    assert read.question.options == ("Lyon", "Paris")
    assert read.question.key == (1,)
    assert (read.points, read.category) == (Fraction(3, 2), ("Géographie", "France"))


@pytest.mark.parametrize("right", ["A,C", "AC", "a c", "A ; C".replace(";", "/"), "1,3", "A et C"])
def test_several_right_answers_are_letters_however_they_are_written(right):
    question = one(f"qcm;Pairs ?;;2;3;4;{right};;;").question
    assert (question.key, question.several, question.rule) == ((0, 2), True, "")


@pytest.mark.parametrize(("word", "key"), [("vrai", True), ("F", False), ("Faux", False)])
def test_a_statement(word, key):
    question = one(f"vrai_faux;Il pleut.;;;;;{word};;;").question
    assert isinstance(question, TrueFalse)
    assert question.key is key


def test_a_number_with_its_tolerance_and_unit():
    question = one("nombre;Combien ?;;2,04;;;;0,1;m;").question
    assert isinstance(question, Number)
    assert (question.key, question.tolerance, question.units) == ("2.04", "0.1", (("m", "1"),))
    assert question.unit_rule == "optional"


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        pytest.param(";Capitale ?;;Lyon;Paris;;B;;;", Choice, id="letters make a choice"),
        pytest.param(";Combien ?;;12;;;;;;", Number, id="a number is a number"),
        pytest.param(";Qui ?;;Hugo;;;;;;", Short, id="a word is typed"),
        pytest.param(";Racontez.;;;;;;;;", Text, id="nothing is an essay"),
        pytest.param(";Vrai ?;;;;;vrai;;;", TrueFalse, id="true or false"),
        pytest.param(";Le [[chat]].;;;;;;;;", Gaps, id="brackets are gaps"),
        pytest.param(";Le [[(x) a|b]].;;;;;;;;", Picks, id="lists in brackets"),
        pytest.param(";Le {1:SA:=a}.;;;;;;;;", Parts, id="gaps of Moodle"),
    ],
)
def test_a_row_without_a_type_is_what_it_looks_like(row, kind):
    assert isinstance(one(row).question, kind)


def test_pairs_have_an_arrow():
    question = one("association;Reliez.;;chat -> miaou;chien→ouaf;;;;;").question
    assert isinstance(question, Match)
    assert question.key == (("chat", "miaou"), ("chien", "ouaf"))


@pytest.mark.parametrize(
    "encode",
    [
        pytest.param(lambda text: text.encode(), id="UTF-8"),
        pytest.param(lambda text: text.encode("utf-8-sig"), id="UTF-8 with its mark"),
        pytest.param(lambda text: text.encode("cp1252"), id="Windows"),
        pytest.param(lambda text: text.encode("utf-16"), id="UTF-16"),
        pytest.param(lambda text: text.replace(";", ",").encode(), id="commas"),
        pytest.param(lambda text: text.replace(";", "\t").encode(), id="tabs"),
        pytest.param(lambda text: f"sep=;\r\n{text}".encode(), id="the separator said first"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="Windows lines"),
    ],
)
def test_what_spreadsheets_write_is_read(encode):
    text = "Type de question;Énoncé;Réponse A;Réponse B;Bonne réponse\nQCU;Été ?;juin;août;B\n"
    (read,) = reading.read(encode(text)).questions
    assert read.question.prompt == "<p>Été ?</p>"
    assert (read.question.options, read.question.key) == (("juin", "août"), (1,))


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        pytest.param("dessin;Q;;;;;;;;", "dessin", id="an unknown type"),
        pytest.param("choix;;;a;b;;A;;;", "no text", id="no question"),
        pytest.param("choix;Q;;a;b;;D;;;", "“D”", id="a letter too far"),
        pytest.param("choix;Q;;a;b;;;;;", "bonnes", id="nothing is right"),
        pytest.param("choix;Q;;a;b;;A,B;;;", "qcm", id="two are right of one"),
        pytest.param("nombre;Q;;beaucoup;;;;;;", "no number", id="no number"),
        pytest.param("court;Q;beaucoup;a;;;;;;", "points", id="no points"),
        pytest.param("association;Q;;a;b;;;;;", "arrow", id="no arrow"),
        pytest.param("trous;Q;;;;;;;;", "[[word]]", id="no gap"),
        pytest.param('court;"Q;;a;;;;;;', "quotation mark", id="a quote that stays open"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_stops_no_other(bad, says):
    good = "court;Bon ?;;oui;;;;;;"
    read = reading.read(f"{HEAD}\n{good}\n{bad}\n\n{good}\n{good}\n".encode())
    assert len(read.questions) == 3
    (problem,) = read.left_out
    assert problem.where == "line 3"
    assert says in problem.what


def test_a_cell_of_several_lines_does_not_shift_the_lines_of_the_others():
    read = reading.read(f'{HEAD}\ncourt;"Un\nDeux";;a;;;;;;\ncourt;Q;;b;;;;;;\n'.encode())
    assert [each.where for each in read.questions] == ["line 2", "line 4"]
    assert read.questions[0].question.prompt == "<p>Un<br>Deux</p>"


def test_no_cell_is_a_formula():
    read = reading.read(f"{HEAD}\ncourt;'=SUM(A1);;'+33;-2;;;;;\n".encode())
    assert read.questions[0].question.prompt == "<p>=SUM(A1)</p>"
    data = writing.written(read.questions, "csv").decode("utf-8-sig")
    assert "court;'=SUM(A1);1;'+33;-2;" in data.replace('"', "") or "'=SUM(A1)" in data
    assert ";=SUM" not in data


def test_the_template_is_read_whole():
    read = reading.read(writing.template())
    assert read.left_out == []
    assert [each.question.type for each in read.questions] == [
        *("choice", "choice", "truefalse", "short", "number", "match", "order"),
        *("gaps", "picks", "text", "file", "voice"),
    ]


def test_a_table_of_kolibri_is_read(shared):
    read = reading.read((shared / "csv" / "ExerciseQuestions.csv").read_bytes())
    assert read.left_out == []
    assert {each.question.type for each in read.questions} == {"choice", "number"}
    assert read.questions[1].question.key == (0, 4)
