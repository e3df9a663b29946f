"""Paragraphs of Markdown drafted by who knows sentences only: here, one who shouts."""

import pytest

from content.drafts import draft


def shout(text):
    """Say a passage in capitals, its tokens as they are."""
    return " ".join(w if w.startswith("X") else w.upper() for w in text.split())


@pytest.mark.parametrize(
    ("paragraph", "drafted"),
    [
        pytest.param("Au marché.", "AU MARCHÉ.", id="a sentence"),
        pytest.param("Un\ndeux  \ntrois", "UN DEUX  \nTROIS", id="lines that go on"),
        pytest.param("## Les prix", "## LES PRIX", id="a heading"),
        pytest.param("- un **gros** lot\n- deux", "- UN **GROS** LOT\n- DEUX", id="a list"),
        pytest.param("1. un\n2. deux", "1. UN\n2. DEUX", id="a numbered list"),
        pytest.param(
            "Voir [les *prix*](page-3.md), ici.", "VOIR [LES *PRIX*](page-3.md), ICI.", id="a link"
        ),
        pytest.param(
            "| mot | sens |\n|---|:-:|\n| a \\| b | 3 € |",
            "| MOT | SENS |\n|---|:-:|\n| A \\| B | 3 € |",
            id="a table",
        ),
        pytest.param(
            '!!! note "À voir"\n    Un\n    mot.\n\n    Deux.',
            '!!! note "À VOIR"\n    UN MOT.\n\n    DEUX.',
            id="a box",
        ),
        pytest.param('![un chat](a.svg "Noir")', '![UN CHAT](a.svg "NOIR")', id="a figure"),
        pytest.param("Soit $x_1$ et `du`.", "SOIT $x_1$ ET `du`.", id="a formula, and code"),
        pytest.param("Dire [Good day]{en} ici", "DIRE [Good day]{en} ICI", id="another language"),
        pytest.param("$$\\frac{1}{2}$$", "$$\\frac{1}{2}$$", id="no word in it"),
        pytest.param("Terme\n:   Un sens", "TERME\n:   UN SENS", id="a definition"),
    ],
)
def test_the_signs_of_a_paragraph_stay_and_its_words_are_translated(paragraph, drafted):
    assert draft(paragraph, shout) == drafted


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [
        pytest.param("Un **mot** ici", "A word here", id="bold is gone"),
        pytest.param("Un **mot** ici", "A X2X word X1X here", id="bold the wrong way round"),
        pytest.param("Un **mot** ici", "A X1X X2X word here", id="bold around nothing"),
        pytest.param("Un **mot** ici", "X1X A X2X word X1X here X2X", id="bold twice"),
        pytest.param(
            "**Un** mot [ici](a.md)", "X1X A X3X word X2X here X4X", id="a link across its bold"
        ),
        pytest.param("Un mot", "A * word", id="a sign that was not there"),
        pytest.param("Un mot", "- a word", id="a list that was not there"),
        pytest.param("Il a 12 ans", "He is 21 years, 2 months", id="other figures"),
        pytest.param("Un mot", "", id="no draft"),
        pytest.param("Un X1X mot", "A X1X word", id="a token in the text itself"),
    ],
)
def test_a_draft_that_lost_something_is_none(paragraph, said):
    assert draft(paragraph, lambda text: said) == ""


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param("Un ![chat](a.png) noir", id="a picture in a sentence"),
        pytest.param("Je [[bois]] un café", id="a gap to fill"),
        pytest.param("    print(1)", id="code"),
    ],
)
def test_what_a_machine_would_break_is_left_to_people(paragraph):
    assert draft(paragraph, shout) == ""
