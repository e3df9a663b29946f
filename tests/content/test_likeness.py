"""Titles that look like others, for whoever decides by them."""

import pytest

from content.likeness import is_mixed, skeleton


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("Les mаths", id="a Cyrillic letter"),
        pytest.param("Les mατhs", id="Greek letters"),
        pytest.param("LES  MATHS !", id="capitals and a sign"),
        pytest.param("Les\u200b ma\u00adths", id="signs that are not seen"),
        pytest.param("1es rnaths", id="a digit, and two letters for one"),
        pytest.param("𝐋𝐞𝐬 𝐦𝐚𝐭𝐡𝐬", id="letters of formulas"),
        pytest.param("Les máths", id="an accent"),
    ],
)
def test_a_title_that_looks_like_another_is_like_it(other):
    assert skeleton(other) == skeleton("Les maths")


def test_arabic_that_is_written_in_two_ways_is_alike():
    assert skeleton("الرياضيات ١") == skeleton("الریاضیات 1")


@pytest.mark.parametrize("other", ["Le français", "Les maths 2", "رياضيات"])
def test_other_titles_are_not(other):
    assert skeleton(other) != skeleton("Les maths")


def test_a_word_of_two_alphabets_is_told_from_words_of_two():
    assert is_mixed("Les mаths")
    assert not is_mixed("Le russe : русский язык, α et β")
