"""What a form says becomes a question, and the question fills the same form again."""

import pytest

from content.questions.types import (
    Accepted,
    Area,
    Choice,
    Dictation,
    Gaps,
    Handed,
    Labels,
    Match,
    Number,
    Order,
    Part,
    Parts,
    Picks,
    Picture,
    Segment,
    Short,
    Sound,
    Spoken,
    Spot,
    Text,
    TrueFalse,
    Words,
)
from server.bank.fields import Fields
from server.bank.form_chosen import share_in
from server.bank.form_pictured import clicked
from server.bank.form_refusals import NotAllMarked, NotWritten
from server.bank.forms import KINDS, fields_of, kind_of, new, question_of
from server.bank.texts import FormulaNotRead, html_of, text_of

SAID = {"prompt": "<p>Que lisez-vous ?</p>", "hint": "", "right": "", "review": ""}
EMPTY = {"prompt": "", "hint": "", "right": "", "review": ""}
FILE = "files/" + "ab" * 32
PICTURE = Picture(f"{FILE}.png", "un plan", 400, 300)

QUESTIONS = [
    Choice(**SAID, options=("a", "<strong>b</strong>"), key=(1,), several=False),
    Choice(**SAID, options=("a", "b", "c"), key=(0, 2), several=True, rule="coherence"),
    Choice(
        **SAID,
        options=("a", "b", "c"),
        key=(0, 1),
        several=True,
        rule="weights",
        weights=("1/3", "2/3", "-1/2"),
        shuffle=False,
    ),
    Choice(**SAID, options=("a", "b"), key=(0,), several=True, rule="bm:1/-0.5"),
    TrueFalse(**SAID, key=False, general="<p>Voilà.</p>"),
    Short(**SAID, key=(("Paris", False), ("paname", True)), weights=("1", "1/2")),
    Short(**SAID, key=(("*haut*", False),), wildcards=True, case=True, accents=True),
    Number(**SAID, key="3.14", tolerance="0.01"),
    Number(
        **SAID,
        key="2",
        tolerance="0",
        more=(Accepted("3", "0.5", "relative", "1/2"),),
        units=(("m", "1"), ("cm", "100")),
        unit_rule="optional",
        unit_penalty="1/10",
        unit_first=True,
    ),
    Match(**SAID, key=(("un", "1"), ("deux", "2")), others=("3",)),
    Order(**SAID, key=("lever", "laver", "partir"), rule="places"),
    Gaps(**SAID, pieces=("Je ", " du pain.\nEt ", "."), key=(("mange", "achète"), ("toi",))),
    Picks(**SAID, pieces=("Il ", "."), options=(("va", "vas"),), key=(("va",),)),
    Parts(
        **SAID,
        text="<p>Il est [[1]] heures et [[2]] ; il [[3]].</p>",
        key=(
            Part(Number(**EMPTY, key="7", tolerance="0.5"), weight="2"),
            Part(Short(**EMPTY, key=(("dix", False), ("10", False)))),
            Part(Choice(**EMPTY, options=("pleut", "pleus"), key=(0,), several=False)),
        ),
    ),
    Words(**SAID, key=(("je", "viens", "demain"), ("demain", "je", "viens"))),
    Match(**SAID, key=(("un", "one"), ("deux", "two")), others=("three",), language="en"),
    Order(**SAID, key=("one", "two"), language="en"),
    Gaps(**SAID, pieces=("I ", " home."), key=(("go",),), language="en"),
    Picks(**SAID, pieces=("", " he."), options=(("Is", "Are"),), key=(("Is",),), language="en"),
    Words(**SAID, key=(("I", "come"),), language="en"),
    Text(**SAID, least=30, most=120, template="Monsieur,", notes="politesse"),
    Handed(**SAID, notes="le schéma"),
    Spoken(**SAID, longest=60),
    Labels(
        **SAID,
        picture=PICTURE,
        labels=("cuisine", "chambre", "cave"),
        places=((10, 20), (30, 40)),
        key=(0, 1),
        named=("en haut", "en bas"),
    ),
    Spot(
        **SAID,
        picture=PICTURE,
        areas=(Area("circle", (10, 10, 8), "ici"), Area("rect", (20, 20, 40, 40), "là")),
        key=(1,),
    ),
    Dictation(**SAID, segments=(Segment(Sound(f"{FILE}.mp3", plays=2), "Il pleut."),)),
    TrueFalse(**SAID, key=True, sounds=(Sound(f"{FILE}.ogg", "Annonce", 2),)),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.type)
def test_a_question_goes_into_its_form_and_comes_out_the_same(question):
    fields = Fields.sent(fields_of(question))
    assert question_of(kind_of(question), fields, question) == question


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        pytest.param("gaps", {"text": "Il dit [I [[go]]]{en}."}, id="half a text"),
        pytest.param("order", {"thing.0": "[one]{en}", "thing.1": "deux"}, id="one thing of two"),
        pytest.param("words", {"orders": "[I / go]{en}\ngo / I"}, id="one order of two"),
    ],
)
def test_words_of_which_only_some_are_marked_with_a_language_are_told(kind, written):
    with pytest.raises(NotAllMarked):
        question_of(kind, Fields({"prompt": "Q", **written}))


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_form_says_what_is_missing(kind):
    with pytest.raises(NotWritten):
        question_of(kind, new(kind))


def test_a_form_without_what_is_right_says_so_and_keeps_nothing():
    base = {"prompt": "Quoi ?", "option.0": "a", "option.1": "b"}
    with pytest.raises(NotWritten, match="Mark what is right"):
        question_of("choice", Fields(base))
    with pytest.raises(NotWritten, match="several right"):
        question_of("choice", Fields(base | {"right.0": "yes", "right.1": "yes"}))


def test_empty_lines_between_answers_do_not_count():
    fields = Fields(prompt="Quoi ?") | {"option.1": "a", "option.4": "b", "right.4": "yes"}
    made = question_of("choice", Fields(fields))
    assert (made.options, made.key) == (("a", "b"), (1,))


@pytest.mark.parametrize(
    "text",
    [
        "Une ligne.",
        "Deux paragraphes.\n\nEt **gras**, *italique*.",
        "- un\n- deux",
        "1. un\n2. deux",
        "Un prix de 5 € & 3 < 4",
        f"Regardez :\n\n![une carte]({FILE}.png)",
        "2*3*4 et snake_case_long",
        "<table><tbody><tr><td>x</td></tr></tbody></table>",
        "# pas un titre ?",
    ],
)
def test_a_text_comes_back_as_something_that_gives_the_same(text):
    html = html_of(text)
    assert html_of(text_of(html)) == html


def test_a_text_of_others_comes_back_whole():
    html = '<p>Voir <a href="#x">ceci</a></p><pre>a\n  b</pre>'
    assert html_of(text_of(html)) == html


def test_a_formula_that_cannot_be_drawn_is_told():
    with pytest.raises(FormulaNotRead):
        html_of(r"$\frac{1$")


def test_a_click_on_the_picture_adds_a_place():
    fields = Fields(width="400", height="300") | {
        "x.0": "5",
        "y.0": "6",
        "spot.x": "70",
        "spot.y": "80",
    }
    fields = Fields(fields)
    clicked(fields, "spot")
    assert (fields["x.1"], fields["y.1"], fields["radius.1"]) == ("70", "80", "18")
    assert "spot.x" not in fields


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("50", "1/2"),
        ("33,33333", "1/3"),
        ("-25 %", "-1/4"),
        ("0,5", "1/2"),
        ("1/3", "1/3"),
        ("1", "1"),
    ],
)
def test_weights_are_read_as_people_write_them(written, kept):
    assert share_in(written) == kept


def test_a_text_whose_parts_the_form_cannot_show_is_left_to_its_file():
    part = Part(Short(**EMPTY, key=(("a", True),)))
    assert kind_of(Parts(**SAID, text="<p>[[1]]</p>", key=(part,))) == ""
