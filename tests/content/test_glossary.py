"""Our own glossary of school and prison words, one file a language, as it lies in the tree."""

import csv
import unicodedata

import pytest

from content.dictionary.layout import folded
from content.formats.asked import Asked
from content.formats.sources import sources
from tests.content.test_demo import DEMO

WORDS = DEMO / "mots" / "mots.csv"
SCRIPTS = {
    "ar": "ARABIC",
    "en": "LATIN",
    "es": "LATIN",
    "it": "LATIN",
    "ka": "GEORGIAN",
    "pt": "LATIN",
    "ro": "LATIN",
    "ru": "CYRILLIC",
    "sq": "LATIN",
    "tr": "LATIN",
    "uk": "CYRILLIC",
}
NOT_IN = {"ru": "іїєґІЇЄҐ", "uk": "ыэъёЫЭЪЁ", "ro": "şţŞŢ"}
"""Letters of a neighbour, or cedillas where Romanian has commas."""


def table(path):
    """What a file says above its table, its headings and its rows."""
    lines = path.read_text().splitlines()
    told = [line for line in lines if line.startswith("#")]
    head, *rows = csv.reader(lines[len(told) :], delimiter=";")
    return "\n".join(told), head, rows


def beside(code):
    return table(WORDS.with_name(f"mots.{code}.csv"))


def test_it_explains_three_hundred_words_each_once_in_short_sentences():
    _, head, rows = table(WORDS)
    assert head == ["mot", "nature", "définition"]
    assert len(rows) >= 310
    words = [word for word, _, _ in rows]
    assert [word for word in words if words.count(word) > 1] == []
    assert words == sorted(words, key=folded)
    for word, kind, means in rows:
        assert kind in ("nom", "verbe", "adjectif"), word
        assert means.endswith((".", "?")), word
        assert all(len(each.split()) <= 20 for each in means.split(". ")), word


@pytest.mark.parametrize("code", SCRIPTS)
def test_every_word_is_there_in_every_language_once_and_in_its_own_letters(code):
    told, head, rows = beside(code)
    assert "faites par une machine, non relues" in told
    assert head == ["mot", code]
    assert [word for word, _ in rows] == [word for word, *_ in table(WORDS)[2]]
    for word, cell in rows:
        said = cell.split("|")
        assert all(each and each == each.strip() for each in said), word
        assert len(set(said)) == len(said), word
        assert unicodedata.normalize("NFC", cell) == cell, word
        assert not set(cell) & set(NOT_IN.get(code, "")), word
        letters = [sign for sign in cell if sign.isalpha()]
        assert {unicodedata.name(sign).split()[0] for sign in letters} == {SCRIPTS[code]}, word


def test_no_language_lies_beside_it_that_is_not_looked_at_here():
    found = {path.name.split(".")[1] for path in WORDS.parent.glob("mots.*.csv")}
    assert found == set(SCRIPTS)


def test_it_becomes_one_dictionary_of_all_languages_that_says_how_each_was_made():
    (source,) = sources(WORDS, Asked(1))
    made = source()
    assert made.notes.left_out == []
    (node,) = made.draft.catalogue.nodes
    said = node.versions[0].description
    assert said.count("faites par une machine, non relues") == len(SCRIPTS)
