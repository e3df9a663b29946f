"""Items of Perseus, to questions; and what has no counterpart, by name."""

import json

import pytest

from content.formats.questions import reading
from content.formats.questions.brought import BadArchive
from content.questions.scoring import score
from content.questions.types import Choice, Match, Number, Order, Parts, Short
from tests.content.formats.drives import packed
from tests.content.formats.questions.perseus import item, number, package, radio, widget

DOT = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01 dot"


def read(*items, **more):
    """What came out of a package of these items."""
    return reading.read(package({f"i{n}": each for n, each in enumerate(items)}, **more))


def one(asked, **more):
    """The one question of an item."""
    (found,) = read(asked, **more).questions
    return found.question


def why(asked):
    """Why an item was left out, as a text."""
    (problem,) = read(asked).left_out
    return problem.in_words()


def test_a_list_to_choose_from_with_its_formulas_remarks_and_steps():
    choices = radio("=$\\dfrac{2}{3}$", "$\\dfrac{2}{6}$", randomize=True)
    choices["options"]["choices"][1]["rationale"] = "On n'ajoute pas le bas."
    steps = ["Regardez le bas.", "C'est $\\blueD{\\frac{2}{3}}$."]
    asked = item(
        "Combien font $\\frac{1}{3}+\\frac{1}{3}$ ?\n\n[[☃ radio 1]]", steps, radio_1=choices
    )
    question = one(asked)
    assert isinstance(question, Choice)
    assert (question.key, question.several, question.shuffle) == ((0,), False, True)
    assert "<mfrac>" in question.prompt
    assert "☃" not in question.prompt
    assert all("<mfrac>" in option for option in question.options)
    assert question.remarks[1] == "<p>On n'ajoute pas le bas.</p>"
    assert "Regardez" in question.hint
    assert "mfrac" not in question.hint, "only the last step tells the answer"
    assert "Regardez" in question.review
    assert "mfrac" in question.review


def test_several_right_ones_are_all_to_be_found():
    question = one(item("[[☃ radio 1]]Lesquels ?", radio_1=radio("=a", "=b", "c")))
    assert (question.several, question.key) == (True, (0, 1))


@pytest.mark.parametrize(
    ("asked", "right", "wrong"),
    [
        (number(5), ["5", "5,0"], ["4"]),
        (number(0.5, maxError=0.1), ["0,6"], ["0.7"]),
        (number(0.6666666667, answerForms=["proper"]), ["2/3"], ["0.67"]),
        (number(1.5, answerForms=["mixed", "improper"]), ["1 1/2", "3/2", "1,5"], ["2"]),
        (widget("input-number", value="1/4", answerType="rational"), ["1/4"], ["1"]),
        (widget("input-number", value=12, inexact=True, maxError=1), ["13"], ["14"]),
    ],
)
def test_a_number_is_right_in_the_ways_that_it_asks_for(asked, right, wrong):
    kind = asked["type"]
    content = f"Combien ?\n\n[[☃ {kind} 1]]"
    named = {"question": {"content": content, "widgets": {f"{kind} 1": asked}}}
    question = one(named)
    assert isinstance(question, Parts)
    assert isinstance(question.key[0].question, Number | Short)
    assert all(score(question, (text,)) == 1 for text in right)
    assert all(score(question, (text,)) == 0 for text in wrong)


def test_several_answers_stand_in_the_text():
    words = widget(
        "dropdown", choices=[{"content": "pair"}, {"content": "impair", "correct": True}]
    )
    asked = item("7 est [[☃ dropdown 1]], 7 + 1 = [[☃ numeric-input 1]].", dropdown_1=words)
    asked["question"]["widgets"]["numeric-input 1"] = number(8)
    question = one(asked)
    assert "[[1]], 7 + 1 = [[2]]" in question.text
    assert score(question, ("1", "8")) == 1


def test_things_are_ordered_matched_and_sorted():
    order = one(item("[[☃ sorter 1]]", sorter_1=widget("sorter", correct=["un", "deux"])))
    assert isinstance(order, Order)
    assert order.key == ("un", "deux")
    pairs = widget("matcher", left=["chien", "chat"], right=["niche", "panier"])
    assert one(item("[[☃ matcher 1]]", matcher_1=pairs)).key[1] == ("chat", "panier")
    kinds = {"items": ["lion", "rose"], "categories": ["plante", "animal", "pierre"]}
    into = one(
        item("[[☃ categorizer 1]]", categorizer_1=widget("categorizer", values=[1, 0], **kinds))
    )
    assert isinstance(into, Match)
    assert (into.key, into.others) == ((("lion", "animal"), ("rose", "plante")), ("pierre",))


def test_pictures_come_out_of_the_package_whoever_names_them():
    content = "![Un point](${☣ LOCALPATH}/images/a.png)\n\n[[☃ image 1]]\n\n[[☃ radio 1]]"
    shown = widget("image", backgroundImage={"url": "${☣ CONTENTSTORAGE}/a.png"}, alt="Encore")
    asked = item(content, image_1=shown, radio_1=radio("=a", "b"))
    (found,) = read(asked, images__a_png=DOT).questions
    assert found.question.prompt.count('src="files/') == 2
    assert 'alt="Encore"' in found.question.prompt
    assert list(found.media.values()) == [DOT]


def test_a_missing_picture_is_told_and_the_question_stays():
    found = read(item("![x](images/no.png) [[☃ radio 1]]", radio_1=radio("=a", "b")))
    assert "images/no.png" in found.changed[0].in_words()
    assert len(found.questions) == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (item("[[☃ radio 1]]", radio_1=radio("a", "b")), "survey"),
        (item("Rien"), "asks nothing"),
        (item("[[☃ plotter 1]]", plotter_1=widget("plotter")), "plotter"),
        (item("[[☃ radio 1]]", radio_1={**radio("=a", "b"), "static": True}), "static"),
        (item("web+graphie:x [[☃ radio 1]]", radio_1=radio("=a", "b")), "drawing"),
        (item("$\\frac{1}$ [[☃ radio 1]]", radio_1=radio("=a", "b")), "Markdown"),
        (item("x" * 200_000), "too long"),
        (item("[[☃ radio 1]]", radio_1=radio("=a", *"b" * 101)), "100"),
        (item("[[☃ sorter 1]]", sorter_1=widget("sorter", correct=["$x$", "b"])), "formula"),
        ({"question": 7}, "asks nothing"),
        ([], "cannot be read"),
        (item("[[☃ numeric-input 1]]", **{"numeric0input_1": number("1e400")}), "no number"),
        (item("[[☃ numeric-input 1]]", **{"numeric0input_1": number(True)}), "no number"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_has_no_counterpart_is_left_out_by_its_reason(asked, said):
    assert said in why(asked)


@pytest.mark.parametrize("body", [7, "x", None, {"question": {"content": [], "widgets": []}}])
def test_json_of_any_shape_ends_in_a_reason(body):
    assert read(body).left_out


def test_one_broken_item_stops_none_of_the_others():
    data = packed(
        {
            "exercise.json": json.dumps({"all_assessment_items": ["a", "gone", "b", 7]}),
            "a.json": "{",
            "b.json": json.dumps(item("[[☃ radio 1]]", radio_1=radio("=a", "b"))),
        }
    )
    found = reading.read(data)
    assert [each.ident for each in found.questions] == ["b"]
    assert len(found.left_out) == 2


def test_a_package_without_items_is_refused():
    with pytest.raises(BadArchive):
        reading.read(packed({"exercise.json": "{}"}))
