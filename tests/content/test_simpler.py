"""Hints for whoever writes for weak readers."""

import pytest

from content.simpler import (
    ACRONYM,
    BRACKETS,
    HARD_WORD,
    LONG,
    NEGATION,
    PASSIVE,
    PLAINER,
    RARE,
    ROMAN,
    hints,
    line_of,
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(hint.kind, hint.words) for hint in hints(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Le chat dort.",
        "Vous regardez la TV le soir.",
        "Vous choisissez une pomme et vous la mangerez demain.",
        "Elle est partie hier. Il est fatigué.",
        "La caisse d'allocations familiales (CAF) vous aide. La CAF répond.",
        "RÈGLES DE LA CLASSE",
        "",
    ],
)
def test_a_plain_text_gets_no_hint(text: str) -> None:
    assert kinds(text) == []


def test_a_long_sentence_is_told_with_its_words() -> None:
    (hint,) = hints("Le chat " * 11 + "dort.")
    assert (hint.kind, hint.count) == (LONG, 23)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vous ne devez pas sortir.", (NEGATION, "ne devez pas")),
        ("Il n’a jamais écrit.", (NEGATION, "n’a jamais")),
        ("La lettre est écrite par le juge.", (PASSIVE, "est écrite par")),
        ("La demande a été refusée.", (PASSIVE, "a été refusée")),
        ("Écrivez au SPIP.", (ACRONYM, "SPIP")),
        ("Vous êtes (si tout va bien) attendu.", (BRACKETS, "si tout va bien")),
        ("Lisez le chapitre XIV du livre.", (ROMAN, "XIV")),
        ("Demandez la domiciliation au bureau.", (RARE, "domiciliation")),
        ("Il faut effectuer la demande.", (PLAINER, "effectuer")),
        ("C'est l'anticonstitutionnellement.", (HARD_WORD, "anticonstitutionnellement")),
    ],
)
def test_what_makes_a_sentence_hard_is_named(text: str, expected: tuple[str, str]) -> None:
    assert expected in kinds(text)


def test_an_acronym_is_told_once() -> None:
    assert kinds("Écrivez au SPIP. Le SPIP répond.") == [(ACRONYM, "SPIP")]


def test_a_long_line_of_small_words_is_read_in_no_time() -> None:
    assert [hint.kind for hint in hints("ne " * 20_000)] == [LONG]


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("IV", "4"), ("XIV", "14"), ("XXI", "21"), ("XC", "90"), ("CLII", "152")],
)
def test_a_roman_numeral_is_told_with_its_number(numeral: str, number: str) -> None:
    (hint,) = [each for each in hints(f"Lisez la page {numeral}.") if each.kind == ROMAN]
    assert (hint.words, hint.instead) == (numeral, number)


def test_a_plainer_word_is_told_where_there_is_one() -> None:
    (hint,) = hints("Il faut effectuer la demande.")
    assert (hint.words, hint.instead) == ("effectuer", "faire")


def test_a_name_is_no_rare_word() -> None:
    assert kinds("Bonjour Zbigniew, comment allez-vous ?") == []


def test_a_hint_is_told_with_its_line() -> None:
    source = "## Titre\n\nVenez au bureau.\n\nIl faut **effectuer** la demande.\n"
    (hint,) = hints("Titre\nVenez au bureau.\nIl faut effectuer la demande.")
    assert line_of(hint, source) == 5
    assert line_of(hint, "Autre chose.") == 0
