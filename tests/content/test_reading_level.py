"""How hard a French text is to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.reading_level import (
    EASIEST,
    Counts,
    counts,
    kandel_moles,
    sentences,
    statistics,
    syllables,
)

SPOKEN = {
    "chat": 1,
    "table": 1,
    "tables": 1,
    "salade": 2,
    "ordinateur": 4,
    "le": 1,
    "des": 1,
    "l'école": 2,
    "l’école": 2,
    "peut-être": 2,
    "idée": 2,
    "famille": 2,
    "payer": 2,
    "yeux": 1,
    "naïf": 2,
    "Noël": 2,
    "poème": 2,
    "théâtre": 2,
    "vidéo": 3,
    "réel": 2,
    "lumière": 2,
    "eau": 1,
    "août": 1,
    "quatre": 1,
    "Incarcération": 5,
    "2026": 4,
    "n'": 1,
    "SMIC": 1,
    "TGV": 1,
}

EASY = """Voici Paul.
Paul a un chat. Le chat est gris. Il dort sur le lit.
Le soir, Paul donne du lait au chat. Le chat boit. Il est content."""

SCHOOL = """La photosynthèse permet aux plantes de fabriquer leur propre nourriture. Elles
utilisent la lumière du soleil, l'eau du sol et un gaz présent dans l'air. Cette réaction se
déroule dans les feuilles, qui contiennent un pigment vert appelé chlorophylle.""".replace(
    "\n", " "
)

LAW = (
    "Lorsque la juridiction de jugement, par décision spécialement motivée, prononce une peine "
    "d'emprisonnement sans sursis inférieure ou égale à six mois, elle détermine les modalités "
    "d'exécution conformément aux dispositions relatives à l'aménagement des peines, sauf "
    "impossibilité résultant de la personnalité ou de la situation du condamné."
)


@pytest.mark.parametrize(("word", "count"), SPOKEN.items())
def test_a_word_has_as_many_syllables_as_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_stop_ends_a_sentence_and_so_does_a_line() -> None:
    text = "Un titre\nBonjour ! Comment allez-vous ? « Bien. » Merci…\n- un point\n***"
    assert sentences(text) == [
        "Un titre",
        "Bonjour !",
        "Comment allez-vous ?",
        "« Bien. »",
        "Merci…",
        "- un point",
    ]


def test_the_dot_of_a_shortened_word_or_of_a_number_ends_no_sentence() -> None:
    text = "Il voit M. Martin et Mme. Petit à 8.30 h, cf. la page 3. Puis il part."
    assert len(sentences(text)) == 2


def test_a_text_scores_as_the_formula_says() -> None:
    counted = statistics("Le chat dort. La table est là.")
    assert (counted.words, len(counted.sentences), counted.syllables) == (7, 2, 7)
    assert counted.kandel_moles == pytest.approx(207 - 1.015 * 3.5 - 73.6)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["Le", "chat", "dort.", "»", "?", "M.", "l'école,", "8.30", "\n", "…)"]
            ),
            st.text(max_size=8),
        ),
        max_size=40,
    ).map(" ".join)
)
def test_what_is_counted_quickly_is_what_is_found(text: str) -> None:
    found, counted = statistics(text), counts(text)
    assert counted == Counts(len(found.sentences), found.words, found.syllables)
    assert counted.kandel_moles == found.kandel_moles


def test_an_easy_text_a_lesson_and_a_law_stand_in_this_order() -> None:
    easy, school, law = map(kandel_moles, (EASY, SCHOOL.replace("\n", " "), LAW))
    assert easy > 100
    assert 60 < school < 95
    assert law < 50


def test_a_text_without_a_word_has_the_score_that_nothing_is_taken_from() -> None:
    assert kandel_moles("") == kandel_moles("…\n—") == EASIEST
    assert statistics("").words_per_sentence == statistics("").syllables_per_word == 0.0


def test_a_page_of_nothing_but_stops_is_read_as_it_stands() -> None:
    assert len(sentences("ab. " * 50_000)) == 50_000
    assert len(sentences("a. " * 50_000)) == 1
    assert sentences(". " * 50_000) == []
    assert len(sentences("((((" * 50_000 + "a")) == 1
