"""A lesson's text as Markdown again: what comes back of it, and what is kept as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import html
from content.as_markdown import is_kept, names_in, put_back, said
from content.markdown import to_html
from content.paragraphs import paragraphs, together

SIGNS = "ab1 .,:;!?*_`#>+-=|[](){}$\\&<>\"'é~\n"


def again(fragment):
    """Return a fragment after it was Markdown."""
    found = said(fragment)
    text = together(paragraphs(found.text))
    return html.clean(put_back(to_html(text), found.kept, "fr", "ltr"))


def letters(fragment):
    return "".join(html.text_of(fragment).split())


WRITTEN = [
    ("Un **mot** et *un autre*.\n", ["Un **mot** et *un autre*."]),
    ("## Titre\n\nTexte.\n", ["## Titre", "Texte."]),
    ("- un\n- deux\n    - trois\n\nFin.\n", ["- un\n- deux\n    - trois", "Fin."]),
    ("3. un\n4. deux\n", ["3. un\n4. deux"]),
    ("| a | b |\n|---|---|\n| 1 | 2 |\n", ["| a | b |\n| --- | --- |\n| 1 | 2 |"]),
    ('!!! note "Avis"\n    Un.\n\n    Deux.\n', ['!!! note "Avis"\n    Un.\n\n    Deux.']),
    ("> Dit-il.\n", ["> Dit-il."]),
    ("1986\\. Rien.\n", ["1986\\. Rien."]),
]


@pytest.mark.parametrize(("text", "pieces"), WRITTEN)
def test_what_was_markdown_is_the_same_markdown(text, pieces):
    found = said(to_html(text))
    assert paragraphs(found.text) == pieces and not found.kept
    assert to_html(found.text) == to_html(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("![Une pomme](p.svg)", "image"),
        ("    du code", "code"),
        ("Mot\n:   ce qu'il dit", "box"),
    ],
)
def test_what_no_translator_changes_is_kept_as_a_paragraph(text, what):
    picture = f"files/{'a' * 64}.svg"
    fragment = to_html(text, lambda name: picture if name == "p.svg" else name)
    found = said(fragment)
    assert is_kept(found.text) and names_in(found.text)[0].startswith(f"{what}-")
    assert letters(again(fragment)) == letters(fragment)
    assert picture in again(fragment) or what != "image"


def test_a_formula_a_link_and_small_letters_are_kept_in_their_sentence():
    fragment = to_html("Voici $x^2$ et [une page](../" + "a" * 32 + "/).") + "<p>H<sub>2</sub>O</p>"
    found = said(fragment)
    assert [name.partition("-")[0] for name in names_in(found.text)] == ["math", "text"]
    assert "[une page](#link-" in found.text
    back, seen = again(fragment), html.clean(fragment)
    assert letters(back) == letters(seen) and "<sub>2</sub>" in back and "<msup>" in back
    assert f'href="../{"a" * 32}/"' in back


def test_a_name_that_stands_for_nothing_is_left_out():
    made = to_html("Un [[image-000000]] [mot](#link-000000).\n\n[[table-abcdef]]")
    assert letters(put_back(made, {}, "fr", "ltr")) == "Unmot."
    assert "[[" not in put_back(made, {}, "fr", "ltr")


def test_what_only_looks_like_a_name_stays_what_it_is():
    fragment = "<p>[[image-000000]] [[x]]</p>"
    assert letters(again(fragment)) == letters(fragment)


def test_what_is_put_back_says_its_language_and_each_block_has_a_name_of_its_own():
    fragment = to_html("| a |\n|---|\n| b |\n").replace("<td", '<td colspan="1"')
    back = again(f"<p>Un.</p>{fragment}<p>Deux.</p>")
    assert '<div lang="fr" dir="ltr">' in back
    names = [block.name for block in html.blocks(back)]
    assert len(names) == len(set(names)) == 4


@given(st.text(SIGNS, max_size=60), st.text(SIGNS, max_size=30))
def test_whatever_a_page_says_it_says_again(one, other):
    def told(text):
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    fragment = html.clean(
        f"<p>{told(one)}</p><ul><li>{told(other)} <strong>{told(one)}</strong></li></ul>"
    )
    assert letters(again(fragment)) == letters(fragment)
