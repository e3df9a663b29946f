"""Hints for whoever writes for weak readers."""

import pytest

from content.simpler import ACRONYM, HARD_WORD, LONG, NEGATION, PASSIVE, hints


def kinds(text: str) -> list[tuple[str, str]]:
    return [(hint.kind, hint.words) for hint in hints(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Le chat dort.",
        "Vous regardez la TV au XXI siècle.",
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
        ("C'est l'anticonstitutionnellement.", (HARD_WORD, "anticonstitutionnellement")),
    ],
)
def test_what_makes_a_sentence_hard_is_named(text: str, expected: tuple[str, str]) -> None:
    assert expected in kinds(text)


def test_an_acronym_is_told_once() -> None:
    assert kinds("Écrivez au SPIP. Le SPIP répond.") == [(ACRONYM, "SPIP")]


def test_a_long_line_of_small_words_is_read_in_no_time() -> None:
    assert [hint.kind for hint in hints("ne " * 20_000)] == [LONG]
