"""Markdown as teachers write it, and the marks that let a page be read aloud."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.html import blocks, clean, text_of
from content.markdown import BadFormula, TooManyBrackets, to_html
from tests.content.test_html import HOSTILE, Faults

LESSON = """Voici **A**, [Good *morning*]{en}, `l'<b>`\x20\x20
et $\\frac{1}{2} < x$ & 😀.

## Un titre

- **gras** puis
    - dedans *ici*
    - encore
- simple

1. un

    deux

        code  <x>
         y

| Mot | Où ? |
|-----|------|
| ami | $x^2$ |

!!! note "À retenir"
    Ceci.

Terme
:   Sens **net**

    - liste

> cité
>
> - point

$$\\sum_{i=1}^{n} i$$

مرحبا بكم [bonjour]{fr}
"""

WORDS = st.sampled_from(
    """- 1. > | |-- : !!! note ** * _ ` ``` $ $$ [ ]{en} ](x) ![ ]( <b> </b> ## ### === ---
    \\ & &lt; a é ب {ar} [^1] [x]: *[HTML]: http://e.example""".split()
) | st.sampled_from(["\n", "\n\n", "    ", " ", "\n- ", "\n    - ", "\n\n    ", "\n: ", "\n> "])
MARKDOWN = st.lists(WORDS | st.text(max_size=3), max_size=30).map("".join)


class Innermost(HTMLParser):
    """Counts by how many marks each piece of text is held."""

    def __init__(self, fragment):
        super().__init__()
        self.open, self.held = [], []
        self.feed(fragment)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in ("br", "hr", "img"):
            self.open.append("data-block" in dict(attrs))

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        if data.strip():
            self.held.append((data.strip(), sum(self.open)))


@given(MARKDOWN | HOSTILE)
@example("<img/src=//evil.example>")
@example("[x](javascript:alert\\(1\\)) <http://e.example> <a@e.example>")
def test_whatever_is_written_the_page_is_clean_and_can_be_read(text):
    try:
        fragment = to_html(text)
    except BadFormula:
        return
    assert Faults(fragment).found == []
    assert clean(fragment) == fragment
    assert len({block.name for block in blocks(fragment)}) == len(blocks(fragment))


NO_HTML = st.lists(
    st.sampled_from(
        [
            *("a", "é", "**b**", "*c*", "- ", "1. ", "\n", "\n\n", "    ", "> ", "\n- ", " "),
            *("\n    - ", "\n\n    ", "\n: ", '!!! note "T"\n    ', "`x`", "[m]{en}", "$x$"),
            *("| a | b |\n|---|---|\n| c | d |\n", "\n## t\n"),
        ]
    ),
    max_size=20,
).map("".join)


@given(NO_HTML)
@example("- **gras** puis\n    - dedans")
@example("- a\n    - b\n\n    fin\n- `c` d\n    - $x$")
@example('- !!! note "T"\n    a')
@example(LESSON)
def test_each_piece_of_text_is_read_aloud_exactly_once(text):
    assert [piece for piece, marks in Innermost(to_html(text)).held if marks != 1] == []


def test_what_is_read_aloud_is_the_whole_page_in_order():
    said = [" ".join(block.text.split()) for block in blocks(to_html(LESSON))]
    assert said[1:9] == [
        *("Un titre", "gras puis", "dedans ici", "encore", "simple"),
        *("un", "deux", "code <x> y"),
    ]
    assert said[-1] == "مرحبا بكم bonjour"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("**A** *b*", "<strong>A</strong> <em>b</em>", id="bold and italic"),
        pytest.param("a  \nb", "a<br>\nb", id="two spaces break the line"),
        pytest.param("de 5 $ à 6 $", "de 5 $ à 6 $", id="prices are no formula"),
        pytest.param("\\$5 et \\$6", "$5 et $6", id="escaped dollars are no formula"),
        pytest.param("`$x$`", "<code>$x$</code>", id="no formula in code"),
        pytest.param("[m]{en}", '<span dir="ltr" lang="en">m</span>', id="English"),
        pytest.param("[م]{ar}", '<span dir="rtl" lang="ar">م</span>', id="Arabic"),
        pytest.param("[m]{zz}", "[m]{zz}", id="an unknown language stays text"),
        pytest.param("l'œuvre & 3 < 4", "l'œuvre &amp; 3 &lt; 4", id="signs of HTML"),
        pytest.param("[x](#ici)", '<a href="#ici">x</a>', id="a link within the page"),
    ],
)
def test_what_is_written_in_a_line_is_shown(text, shown):
    assert to_html(text) == f'<p data-block="b1">{shown}</p>'


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("## A\n\n### B", ["<h2", "<h3"], id="headings"),
        pytest.param("- a\n- b", ["<ul>", "<li"], id="a list"),
        pytest.param("3. a\n4. b", ['<ol start="3">'], id="a list that goes on"),
        pytest.param("| a |\n|---|\n| b |", ['scope="col"', "<td"], id="a table says its columns"),
        pytest.param(
            '!!! tip "T"\n    x', ['class="admonition tip"', "admonition-title"], id="tip"
        ),
        pytest.param("T\n:   d", ["<dl>", "<dt", "<dd"], id="a definition"),
        pytest.param("> a", ["<blockquote>"], id="a quotation"),
        pytest.param("    x", ["<pre", "<code>"], id="code"),
        pytest.param("$$x$$", ['display="block"'], id="a formula of its own"),
        pytest.param("$\\frac{1}{2}$", ["<mfrac>", 'display="inline"'], id="a formula in a line"),
    ],
)
def test_what_stands_on_its_own_is_shown(text, parts):
    assert [part for part in parts if part not in to_html(text)] == []


def test_a_picture_alone_is_a_figure_and_its_title_the_caption():
    shown = to_html('![Une pomme](p.svg "La pomme")', lambda target: "files/" + "a" * 64 + ".svg")
    assert shown.startswith("<figure>")
    assert '<figcaption data-block="b1">La pomme</figcaption>' in shown
    assert 'alt="Une pomme"' in shown


def test_every_picture_and_link_is_asked_for_its_address():
    asked = []
    to_html("![a](p.svg) [b](c.md) [d][e]\n\n[e]: f.md", lambda target: asked.append(target) or "")
    assert asked == ["p.svg", "c.md", "f.md"]


@pytest.mark.parametrize(
    "formula",
    [
        pytest.param("\\frac{1}", id="half a fraction"),
        pytest.param("{x", id="an open brace"),
        pytest.param("x}", id="a closing brace"),
        pytest.param("\\demi", id="a sign that does not exist"),
        pytest.param("x^", id="a power of nothing"),
        pytest.param("\\left(x", id="half a pair of brackets"),
    ],
)
def test_a_formula_that_cannot_be_read_is_named(formula):
    with pytest.raises(BadFormula, match=re.escape(formula)):
        to_html(f"a ${formula}$ b")


def test_a_formula_can_be_searched_around_but_is_not_spoken_sign_by_sign():
    (block,) = blocks(to_html("soit $x+1$ ici"))
    assert block.text.replace("\ufffc", " ").split() == ["soit", "ici"]
    assert "x" in text_of(to_html("soit $x+1$ ici"))


HARD = [
    LESSON,
    "- **gras** puis\n    - dedans\n\n    fin\n\n    > cité",
    '<pre data-block="b1">\n\nun\r\n\tdeux</pre><p data-block="b2">&nbsp;a&#13;b\u2028c\u0085</p>',
    '<table><tr><td data-block="b1"> x <td data-block="b2">y</table>',
    '<p data-block="b1">a<p data-block="b2">b<div>c</p><span data-block="b3">😀&amp;lt;</span>',
    '<p data-block="b1"><ruby>a<rt>b</ruby><bdi>c</bdi><img alt="non">\x0cd\x00e</p>',
]

TEXTS = """(fragment) => {
  document.body.innerHTML = fragment;
  return [...document.querySelectorAll("[data-block]")].map((element) => {
    const copy = element.cloneNode(true);
    for (const math of copy.querySelectorAll("math"))
      math.textContent = "\ufffc".repeat([...math.textContent].length);
    return [element.dataset.block, copy.textContent];
  });
}"""


@pytest.mark.browser
def test_a_block_says_character_for_character_what_a_browser_has_in_it(browser):
    page = browser.new_page()
    for text in HARD:
        fragment = clean(text) if text.startswith("<") else to_html(text)
        shown = [(name, said) for name, said in page.evaluate(TEXTS, fragment) if said.strip()]
        assert [(block.name, block.text) for block in blocks(fragment)] == shown
    page.close()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 5_000, id="open brackets"),
        pytest.param("![" * 5_000, id="open pictures"),
        pytest.param("[" * 5_000 + "]" * 5_000, id="brackets in each other"),
        pytest.param("Un mot.\n\n" + "[a " * 5_000 + "](b)", id="behind a paragraph"),
    ],
)
def test_brackets_that_would_be_read_for_minutes_are_refused(text):
    with pytest.raises(TooManyBrackets):
        to_html(text)


def test_a_page_of_links_and_intervals_is_read():
    links = " ".join(f"[le mot {n}](#m{n})" for n in range(1_000))
    assert to_html(f"{links}\n\nDans ]0 ; 1[ et [0 ; 1[ aussi.").count("<a ") == 1_000
