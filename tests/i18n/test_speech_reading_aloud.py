"""What is written in figures, signs and short forms is said as a teacher says it."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.speech.rules import french, roman
from i18n.speech.text import spoken_form

TABLES = Path(__file__).parent / "reading_aloud"
LANGUAGES = sorted(table.stem for table in TABLES.glob("*.tsv"))
AT_LEAST = {"fr": 120, "en": 30, "ar": 30, "es": 30}


def cases():
    return list(rows())


def rows():
    for code in LANGUAGES:
        for line in (TABLES / f"{code}.tsv").read_text().splitlines():
            text, _, said = line.partition("\t")
            yield pytest.param(code, text, said, id=f"{code}: {text}")


@pytest.mark.parametrize(("code", "text", "said"), cases())
def test_it_is_said_as_a_teacher_says_it(code, text, said):
    assert spoken_form(text, code).text == said


def test_each_language_has_a_table_worth_the_name():
    found = cases()
    for code in LANGUAGES:
        assert sum(case.values[0] == code for case in found) >= AT_LEAST.get(code, 15)


@pytest.mark.parametrize(("code", "text", "said"), cases())
def test_what_is_said_leads_back_to_where_it_is_written(code, text, said):
    """Written behind other words it is said as before, and every sign of it stands behind them."""
    form = spoken_form(f"Hum — {text}", code)
    origins = form.origins[form.text.index(",") + 2 :]
    assert list(origins) == sorted(origins)
    assert all(6 <= origin < 6 + len(text) for origin in origins)


SIGNS = (
    "0 1 12 1999 / : . , - – ( ) € £ $ % ° °C km m m² h min XIV Ve e er re ᵉ ² ³ ⁻ ₂ ½ √ π = < x × "
    "÷ + n° p. art. M. av. J.-C. le Louis a s د ص كم م ، ^ * _ # & @ É \u0301 \u064f"
).split()
WRITTEN = st.lists(st.sampled_from([*SIGNS, " ", "  ", "\u00a0", "\u202f", "\n"]), max_size=25).map(
    "".join
)


@given(WRITTEN, st.sampled_from(LANGUAGES))
def test_whatever_is_written_is_safe_and_keeps_its_place(text, code):
    form = spoken_form(text, code)
    assert len(form.origins) == len(form.text)
    assert list(form.origins) == sorted(form.origins)
    assert all(0 <= origin < len(text) for origin in form.origins)
    assert all(unicodedata.category(sign) not in {"Cc", "Cs", "Cn"} for sign in form.text)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    "written",
    ["1 ", "111 ", "0 ", "1/", "1.", "XIV ", "IXIX", "² ", "12 km ", "- 1", "a(s)", "1:1"],
)
def test_a_page_of_nothing_but_signs_is_read_in_no_time(code, written):
    """Twenty thousand characters: a rule that goes through them again and again never ends."""
    assert len(spoken_form(written * (20_000 // len(written)), code).text) > 0


@pytest.mark.parametrize(
    ("numeral", "number"), [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XXI", 21), ("XXXIX", 39)]
)
def test_roman_numerals_have_their_value(numeral, number):
    assert roman.value(numeral) == number


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "premier"),
        (5, "cinquième"),
        (9, "neuvième"),
        (11, "onzième"),
        (21, "vingt et unième"),
        (71, "soixante et onzième"),
        (80, "quatre-vingtième"),
        (91, "quatre-vingt-onzième"),
        (99, "quatre-vingt-dix-neuvième"),
    ],
)
def test_french_ordinals_are_words(number, word):
    assert french.ordinal(number) == word
