"""Names for the blocks of a question: each text in one, none in two, nothing else changed."""

import re

import pytest

from content.block_names import named
from content.html import blocks, clean, text_of

_MARKS = re.compile(r' data-block="[^"]*"|</?span[^>]*>|</?div[^>]*>')
CASES = {
    "a line": ("Le prix ?", ["Le prix ?"]),
    "a line with signs in it": ("Le <b>prix</b> ?", ["Le prix ?"]),
    "paragraphs": ("<p>Un.</p>\n<p>Deux <i>mots</i>.</p>", ["Un.", "Deux mots."]),
    "a list": ("<p>Choisir :</p><ul><li>a</li><li>b</li></ul>", ["Choisir :", "a", "b"]),
    "a list in a list": ("<ul><li>a\n<ul>\n<li>b</li></ul></li></ul>", ["a\n\nb"]),
    "a paragraph in a line of a list": ("<ul><li><p>a</p></li></ul>", ["a"]),
    "text beside a paragraph": ("Avant <p>a</p>", ["Avant a"]),
    "text after a paragraph": ("<ul><li><p>a</p> b</li></ul>", ["a b"]),
    "a table": ("<table><tbody><tr><th>a</th><td>b</td></tr></tbody></table>", ["a", "b"]),
    "a picture alone": ('<p><img alt="Un"></p><p>b</p>', ["b"]),
    "names of a page": ('<p data-block="b1">a</p><p data-block="b2">b</p>', ["a", "b"]),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("fragment", "said"), CASES.values(), ids=CASES)
def test_each_text_is_in_one_block(fragment, said):
    shown = named(fragment, "q")
    found = blocks(shown)
    assert [block.text for block in found] == said
    assert [block.name for block in found] == [f"q-{n}" for n in range(1, len(said) + 1)]
    assert text_of(shown) == text_of(fragment) and clean(shown) == shown
    assert _MARKS.sub("", shown) == _MARKS.sub("", fragment)


def test_a_formula_is_said_where_it_stands():
    shown = named("<p>Combien font <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> ?</p>", "q")
    assert [passage.said for block in blocks(shown, "fr") for passage in block.passages] == ["1/2"]
