"""What was answered, and what would have been right, in plain words."""

import pytest

from content.questions import wording
from content.questions.types import (
    Choice,
    Gaps,
    Match,
    Number,
    Order,
    Picks,
    Short,
    Text,
    TrueFalse,
    Words,
)
from i18n.translate import in_language
from tests.content.questions.examples import dictation, labels, parts, spot

ASKED = {"prompt": "<p>?</p>", "hint": "", "right": "", "review": ""}
ONE = Choice(**ASKED, options=("<p>un</p>", "<p><b>deux</b></p>", ""), key=(1,), several=False)
TWO = Choice(**ASKED, options=("a", "b", "c"), key=(0, 2), several=True)


@pytest.mark.parametrize(
    ("question", "answer", "said", "key"),
    [
        pytest.param(ONE, ["0"], "un", "deux", id="one of several"),
        pytest.param(ONE, ["2"], "(3)", "deux", id="an option without words"),
        pytest.param(ONE, ["9"], "…", "deux", id="an option that is none"),
        pytest.param(TWO, ["0", "1"], "a / b", "a / c", id="several of several"),
        pytest.param(TrueFalse(**ASKED, key=True), ["false"], "faux", "vrai", id="true or false"),
        pytest.param(Short(**ASKED, key=(("Oui", False),)), [" non "], "non", "Oui", id="a word"),
        pytest.param(
            Number(**ASKED, key="12", tolerance="0.1", mode="relative", units=(("m", "1"),)),
            ["12", "cm"], "12 cm", "12 m ± 10 %", id="a number with a unit",
        ),
        pytest.param(
            labels(), ["Lyon", ""], "1 → Lyon / 2 → …", "1 → Oran / 2 → Alger", id="labels"
        ),
        pytest.param(spot(), ["1"], "2", "1 (à gauche)", id="an area"),
        pytest.param(spot(), ["7"], "…", "1 (à gauche)", id="an area that is none"),
        pytest.param(
            parts(), ["rat", "", "1"], "rat / … / b", "chat / 4 / a", id="parts of a text"
        ),
        pytest.param(
            dictation(), ["Le chat", ""], "Le chat / …", "Le chat dort. / Il rêve.", id="dictation"
        ),
        pytest.param(
            Number(**ASKED, key="3.80", tolerance="0.1"), ["4"], "4", "3,80 ± 0,1", id="a number"
        ),
        pytest.param(
            Match(**ASKED, key=(("<p>chaud</p>", "froid"), ("haut", "bas"))), ["", "bas"],
            "chaud → … / haut → bas", "chaud → froid / haut → bas", id="pairs",
        ),
        pytest.param(
            Match(**ASKED, key=(("chaud", "froid"),)), [""], "…", "chaud → froid", id="no pair",
        ),
        pytest.param(Order(**ASKED, key=("a", "b")), ["b", "a"], "b → a", "a → b", id="an order"),
        pytest.param(
            Gaps(**ASKED, pieces=("", "", ""), key=(("x", "y"), ("z",))), ["", "q"], "… / q",
            "x / z", id="gaps",
        ),
        pytest.param(
            Picks(**ASKED, pieces=("", ""), options=(("a", "b"),), key=(("a",),)), ["b"], "b", "a",
            id="gaps with a list",
        ),
        pytest.param(
            Words(**ASKED, key=(("je", "lis"),)), ["lis", "je"], "lis je", "je lis", id="words"
        ),
        pytest.param(Text(**ASKED, least=0, most=0), ["Bonjour"], "Bonjour", "", id="a text"),
    ],
)  # fmt: skip
def test_an_answer_and_the_key_are_told_in_words(question, answer, said, key):
    with in_language("fr"):
        assert wording.said(question, answer) == said
        assert wording.key(question) == key


def test_a_spelling_of_the_same_word_is_alike_and_another_option_is_not():
    word = Short(**ASKED, key=(("Oui", False),))
    assert wording.alike(word, ["Été"]) == wording.alike(word, ["ete "])
    assert wording.alike(ONE, ["0"]) != wording.alike(ONE, ["1"])
