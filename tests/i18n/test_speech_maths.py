"""Formulas of a school, in words."""

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from content.markdown import formula
from i18n.speech.maths import MOST_ELEMENTS, spoken
from i18n.speech.maths_words import WORDS
from i18n.speech.text import spoken_form


def said(source, language):
    return spoken_form(spoken(formula(source, block=False), language), language).text


TABLES = Path(__file__).parent / "formulas"


def cases():
    return [
        pytest.param(table.stem, *line.split("\t"), id=f"{table.stem}: {line}")
        for table in sorted(TABLES.glob("*.tsv"))
        for line in table.read_text().splitlines()
    ]


@pytest.mark.parametrize(("language", "source", "words"), cases())
def test_a_formula_is_said_as_at_the_blackboard(language, source, words):
    assert said(source, language) == words


def test_a_language_without_words_of_its_own_says_formulas_in_french():
    assert spoken(formula(r"\frac{a}{b}", block=False), "ka") == "a sur b"


def test_every_language_has_a_name_for_each_greek_letter_and_the_same_signs():
    assert {len(words.greek) for words in WORDS.values()} == {24}
    assert all(set(words.sums) == set("∑∏∫") for words in WORDS.values())


def test_a_formula_as_long_as_a_page_is_left_out():
    row = Element("math")
    row.extend(Element("mi") for _ in range(MOST_ELEMENTS))
    assert spoken(row, "fr") == ""


@pytest.mark.parametrize(
    "tag", "mfrac msup msub msubsup munder mover munderover mroot mtable".split()
)
@pytest.mark.parametrize("count", [0, 1, 2])
def test_half_a_formula_of_somebody_else_is_said_as_far_as_it_goes(tag, count):
    row = Element("math")
    half = Element(tag)
    for _ in range(count):
        letter = Element("mi")
        letter.text = "x"
        half.append(letter)
    row.append(half)
    assert isinstance(spoken(row, "fr"), str)
