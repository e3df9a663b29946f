"""Which paragraph of a version says what one of another says; and where nothing does."""

import pytest

from content import alignment
from content.alignment import Part, aligned, counterpart
from content.markdown import to_html
from content.side_by_side import abreast, sentences_of


def parts(*told):
    """Make parts of "h2 text", "p text"."""
    return [Part(*each.split(" ", 1)) for each in told]


def told(pairs):
    return ["+".join(str(i) for i in a) + "=" + "+".join(str(j) for j in b) for a, b in pairs]


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        pytest.param([], [], [], id="nothing beside nothing"),
        pytest.param(["p Bonjour."], [], ["0="], id="a text beside none"),
        pytest.param(
            ["h2 Le jour", "p Il fait jour."],
            ["h2 The day", "p It is day."],
            ["0=0", "1=1"],
            id="paragraph by paragraph",
        ),
        pytest.param(
            ["p " + "mot " * 20, "p " + "autre " * 20, "p fin " * 3],
            ["p " + "word " * 20 + "other " * 20, "p end " * 3],
            ["0+1=0", "2=1"],
            id="two paragraphs made one",
        ),
        pytest.param(
            ["p " + "mot " * 40, "p Le prix est de 45 euros."],
            ["p " + "word " * 20, "p " + "word " * 20, "p It costs 45 euros."],
            ["0=0+1", "1=2"],
            id="one paragraph made two",
        ),
        pytest.param(
            ["h2 Avant", "p Payez 12 euros.", "h2 Pendant", "p Attendez.", "h2 Après", "p 36 46"],
            ["h2 Before", "p Pay 12 euros.", "h2 After", "p 36 46"],
            ["0=0", "1=1", "2=", "3=", "4=2", "5=3"],
            id="a section that was left out",
        ),
        pytest.param(
            ["p Le bureau ouvre à 9 heures.", "p Apportez 3 photos."],
            ["p Bring 3 photos.", "p The office opens at 9."],
            None,
            id="paragraphs in another order are never told for each other",
        ),
        pytest.param(
            ["h2 Titre", "p Texte."],
            ["p Text.", "h2 Title"],
            None,
            id="a heading is never a paragraph",
        ),
    ],
)
def test_parts_are_paired(one, other, wanted):
    one, other = parts(*one), parts(*other)
    pairs = aligned(one, other)
    assert [i for a, _ in pairs for i in a] == list(range(len(one)))
    assert [j for _, b in pairs for j in b] == list(range(len(other)))
    if wanted is not None:
        assert told(pairs) == wanted


def test_what_moved_is_not_told_for_something_else():
    pairs = aligned(
        parts("p Le bureau ouvre à 9 heures.", "p Apportez 3 photos."),
        parts("p Bring 3 photos.", "p The office opens at 9."),
    )
    assert "0=0" not in told(pairs) and "1=1" not in told(pairs)


def test_an_id_that_both_have_leads_whatever_lies_around_it():
    one = [Part("p", "Long " * 30), Part("p", "Ici.", id="x"), Part("p", "Fin.")]
    other = [Part("p", "Here.", id="x"), Part("p", "End.")]
    assert told(aligned(one, other)) == ["0=", "1=0", "2=1"]


def test_ids_in_another_order_lead_as_far_as_they_agree():
    one = [Part("p", "a", id="a"), Part("p", "b", id="b"), Part("p", "c", id="c")]
    other = [Part("p", "c", id="c"), Part("p", "a", id="a"), Part("p", "b", id="b")]
    pairs = aligned(one, other)
    assert counterpart(pairs, 0) == (1,) and counterpart(pairs, 1) == (2,)


def test_a_picture_is_found_again_by_what_it_shows():
    shown = frozenset({"f" * 64})
    one = [Part("p", "Regardez."), Part("figure", "", shows=shown), Part("p", "Bien.")]
    other = [Part("figure", "", shows=shown), Part("p", "Good.")]
    assert counterpart(aligned(one, other), 1) == (0,)


def test_an_easy_version_is_paired_by_its_words():
    one = parts(
        "p Pour ouvrir un compte, la banque demande une pièce d'identité et un justificatif.",
        "p Gardez toujours une copie de votre contrat.",
        "p Le découvert coûte cher : surveillez vos dépenses chaque semaine.",
    )
    other = parts(
        "p Vous ouvrez un compte à la banque.",
        "p La banque demande une carte d'identité.",
        "p Un découvert, c'est : vous dépensez trop.",
        "p Le découvert coûte cher.",
    )
    pairs = aligned(one, other, same_language=True)
    assert told(pairs) == ["0=0+1", "1=", "2=2+3"]


def test_the_other_way_round_the_counterpart_is_the_same():
    one, other = parts("p " + "mot " * 40, "p 45 euros"), parts("p " + "w " * 80, "p 45 euro")
    pairs = aligned(one, other)
    assert counterpart(pairs, 0) == (0,) and counterpart(pairs, 1, of_one=False) == (1,)


def test_a_long_text_is_paired_to_its_end():
    one = [Part("p", f"Phrase numéro {n} du long texte.") for n in range(400)]
    other = [Part("p", f"Sentence number {n} of the text.") for n in range(400) if n != 7]
    pairs = aligned(one, other)
    assert counterpart(pairs, 7) == () and counterpart(pairs, 399) == (398,)


FRENCH = """Le marché ouvre à 8 heures. Il ferme à midi. Venez tôt !

- du pain
- du lait

| Jour | Heure |
|------|-------|
| lundi | 8 h |
"""
ENGLISH = """The market opens at 8. It closes at noon. Come early!

- bread
- milk

| Day | Hour |
|-----|------|
| Monday | 8 am |
"""


def test_points_of_a_list_and_tables_stand_in_rows_of_their_own():
    rows = abreast(to_html(FRENCH), to_html(ENGLISH), ("fr", "en")).rows
    assert [row.one[0].part.kind for row in rows] == ["p", "li", "li", "div"]
    assert rows[1].one[0].html.startswith("<ul><li") and "bread" in rows[1].other[0].html
    assert "<table>" in rows[3].other[0].html


def test_points_that_are_numbered_keep_their_numbers():
    fragment = to_html("1. un\n2. deux\n")
    rows = abreast(fragment, fragment, ("fr", "fr")).rows
    assert rows[1].one[0].html.startswith('<ol start="2">')


def test_a_sentence_is_told_by_the_sentence_that_says_it():
    found = abreast(to_html(FRENCH), to_html(ENGLISH), ("fr", "en"))
    sentence, same = found.like("b1", 1)
    assert sentence.text == "Il ferme à midi."
    assert [each.text for each in same] == ["It closes at noon."]
    assert found.like("b1", 9) == (None, ()) and found.like("b99", 0) == (None, ())


def test_a_cell_of_a_table_is_told_by_its_cell():
    found = abreast(to_html(FRENCH), to_html(ENGLISH), ("fr", "en"))
    block = next(s for s in sentences_of(to_html(FRENCH), "fr") if s.text == "lundi").block
    assert [each.text for each in found.like(block, 0)[1]] == ["Monday"]


def test_every_letter_of_a_text_is_in_one_row():
    fragment = to_html(FRENCH + '\n!!! note "Rappel"\n    Fermé le lundi.\n')
    rows = abreast(fragment, to_html(ENGLISH), ("fr", "en")).rows
    blocks = [name for row in rows for piece in row.one for name in piece.blocks]
    assert blocks == sorted(blocks, key=lambda name: int(name[1:])) and len(blocks) == len(
        set(blocks)
    )


@pytest.mark.parametrize(("one", "other"), [(2_500, 125), (125, 2_500), (1_000, 1_000)])
def test_of_very_long_texts_only_what_is_near_is_weighed(one, other):
    """One far longer than the other was weighed as a whole: minutes of a page."""
    weighed = 0

    def cost(a, b):
        nonlocal weighed
        weighed += 1
        return 1.0 if len(a) == len(b) else 2.0

    pairs = alignment._cheapest(range(one), range(other), cost)
    assert [at for a, _ in pairs for at in a] == [*range(one)]
    assert [at for _, b in pairs for at in b] == [*range(other)]
    assert weighed < 900_000
