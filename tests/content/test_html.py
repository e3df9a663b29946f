"""What may be shown to a learner, and what it says."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content import shape, texts
from content.html import FORMULA, Block, blocks, clean, text_of, with_names
from content.refusals import CatalogueRefused
from content.shape import LOCAL_FILE, LOCAL_PAGE, fault_in
from i18n.speech.passages import Passage

FILE = "files/" + "a" * 64 + ".svg"
PAGE = "../" + "b" * 32 + "/"
NEVER = {"script", "style", "iframe", "object", "embed", "form", "input", "link", "meta", "base"}
NEVER |= {"svg", "template", "button", "video", "audio", "source", "frame", "applet", "title"}


class Faults(HTMLParser):
    """Lists what in a fragment could act, load or lead away."""

    def __init__(self, fragment):
        super().__init__()
        self.found = []
        self.feed(fragment)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in NEVER:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            shape = {"src": LOCAL_FILE, "href": LOCAL_PAGE}.get(name)
            leads_away = shape and not shape.fullmatch(value or "")
            if name.startswith("on") or name in ("style", "srcset", "action") or leads_away:
                self.found.append(f"{name}={value}")

    def handle_comment(self, data):
        self.found.append("comment")

    def handle_pi(self, data):
        self.found.append("instruction")


PIECES = st.sampled_from(
    """<script> </script> <style> </style> <img <a <p <svg> </svg> <math> </math> <mtext> <mi>
    <annotation-xml <foreignObject> <table> <td> <li> <pre> </pre> <b> </b> </p> </a> <!-- -->
    <![CDATA[ ]]> <? > /> / = " ' ` src= href= src='//e.org/x' href="javascript:alert(1)" onclick=x
    onerror= xlink:href= style= srcset= data:text/html, //e.org http://e.org &#106; &colon; &#0;
    &lt; &amp; & class="note" data-block="b1" id="x" <template> <noscript> <iframe <object <form
    <select> <option> <title> <textarea> <plaintext> <xmp> <base <div <span""".split()
) | st.sampled_from([" ", "\n", "\t", "\r", "\x0c", "\x00", "é", "\u2028", "<pre>\n\n", "😀"])
HOSTILE = st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join)


@given(HOSTILE)
@example("<img/src=//evil.example/x.png>")
@example("<a\x0chref=//evil.example>x</a>")
@example("<img title=' src=\"' src=//evil.example b='\">")
@example("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>")
def test_nothing_that_acts_loads_or_leads_away_survives(fragment):
    assert Faults(clean(fragment)).found == []


@given(HOSTILE)
@example("<pre>\n\nx</pre>")
@example("a&#13;&#10;b&#13;")
@example("<pre title='>'>&#13;x</pre>")
def test_cleaning_again_changes_nothing(fragment):
    once = clean(fragment)
    assert clean(once) == once


@given(HOSTILE)
@example('<a title="\u00a0<>&">\u00a0&gt;</a>')
@example('<b data-block="b1"><i data-block="b2">x</i></b>')
def test_what_was_cleaned_is_written_as_a_lesson_is(fragment):
    assert fault_in([clean(fragment)]) in ("", "a text to be read aloud within another")


TAGS = (
    '<p>,</p>,<b>,</b>,<br>,</br>,<i data-block="b2">,</i>,<br data-block="b1">,<p data-block="b1">'
    ',<p class="tip">,<p onclick="x">,<script>,<a href="#x">,</a>,<a href="//x">,<img>'
    ',<p title=">">,<p title="<b>">,>,<,&,&amp;,&euro;,</,<p x,\u00a0,x'
).split(",")
NEARLY = st.lists(st.sampled_from(TAGS), max_size=12)


@given(HOSTILE | NEARLY.map("".join))
@example("<p>" * 61 + "</p>" * 61)
@example("<p>" * 60 + "</p>" * 60)
@example('<p data-block="b1"><i>x</i></p><p data-block="b2">y</p>')
@example('<p data-block="b1"><i>x</i><br data-block="b2"></p>')
@example("<p>x</p>>")
@example("<p>x</p>\u00a0")
def test_the_quick_look_at_a_fragment_finds_a_fault_whenever_the_slow_one_does(fragment):
    assert shape._is_plain(fragment) == (not shape._fault_found(fragment))


WRAPS = (
    "p div h3 ul li a b i blockquote figure figcaption dl dt dd code span table tr td pre".split()
)


def _around(name, inner):
    return f"<{name}>{''.join(inner)}</{name}>"


TREES = st.recursive(
    st.sampled_from(["x", "<br>", "<hr>", '<img alt="x">', "&amp;"]),
    lambda inner: st.builds(_around, st.sampled_from(WRAPS), st.lists(inner, max_size=4)),
    max_leaves=12,
)


@given(TREES)
@example("<p>a<b>b<i>c</i></b></p><ul><li>d<p>e</p></li></ul>")
@example("<dl><dt>a</dt><dd><div>b</div></dd></dl><figure><p>c</p></figure>")
@example("<b><i><b><i><b>x</b></i></b></i></b>")
def test_what_is_settled_is_written_as_a_lesson_is_once_it_is_clean(fragment):
    if shape.is_settled(fragment):
        assert (fault_in([fragment]), clean(fragment)) == ("", fragment)


@given(HOSTILE | NEARLY.map("".join) | TREES)
def test_a_lesson_is_refused_when_it_comes_whenever_it_could_not_be_shown(fragment):
    data = fragment.encode(errors="surrogatepass")
    assert refusal_of(texts.check, data) == refusal_of(texts.read, data)


def refusal_of(take, data):
    try:
        take(data, "text/html")
    except CatalogueRefused as refused:
        return refused.values
    return None


def test_a_lesson_that_is_no_utf_8_is_refused_when_it_comes():
    assert refusal_of(texts.check, b"<p>\xe9</p>") == refusal_of(texts.read, b"<p>\xe9</p>")
    assert refusal_of(texts.check, b"<p>\xe9</p>") is not None


@given(HOSTILE)
def test_any_fragment_can_be_read_aloud_and_searched(fragment):
    assert all(block.text.strip() for block in blocks(fragment))
    assert "\n\n" not in text_of(fragment)


@pytest.mark.parametrize(
    "fragment",
    [
        pytest.param(f'<img src="{FILE}" alt="Une pomme">', id="a picture of the page"),
        pytest.param(f'<a href="{PAGE}">B</a>', id="a link to another page"),
        pytest.param(f'<a href="{PAGE}#deux">B</a>', id="a link into another page"),
        pytest.param('<a href="#deux">B</a>', id="a link within the page"),
        pytest.param('<p>On écrit src=pomme.svg ou href="x" : c\'est du texte.</p>', id="markup"),
        pytest.param('<span dir="rtl" lang="ar">سلام</span>', id="another language"),
        pytest.param('<div class="admonition tip"><p>x</p></div>', id="a call-out"),
        pytest.param('<th scope="col">Mot</th>', id="a heading outside of a table is text"),
        pytest.param("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", id="a formula"),
        pytest.param(
            "<math><mmultiscripts><mi>U</mi><mprescripts></mprescripts><mn>92</mn><none></none>"
            "</mmultiscripts></math>",
            id="signs before a letter",
        ),
        pytest.param(
            '<math><mstyle displaystyle="true"><mo movablelimits="false">∑</mo></mstyle></math>',
            id="a sum in a line",
        ),
    ],
)
def test_what_a_lesson_may_hold_stays_as_it_is(fragment):
    wanted = "Mot" if fragment.startswith("<th") else fragment
    assert clean(fragment) == wanted


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("http://e.example/x.png", id="another host"),
        pytest.param("//e.example/x.png", id="another host, by two slashes"),
        pytest.param("&#47;&#47;e.example/x.png", id="slashes written as entities"),
        pytest.param("\\\\e.example/x.png", id="slashes the other way round"),
        pytest.param("javascript:alert(1)", id="a program"),
        pytest.param("data:text/html,x", id="data"),
        pytest.param("/sign-out", id="another page of the program"),
        pytest.param("../../admin/", id="up the tree"),
        pytest.param(FILE + "\n", id="a file and a new line"),
        pytest.param(FILE + "?x=//e.example", id="a file and a question"),
        pytest.param("", id="nothing"),
    ],
)
@pytest.mark.parametrize("tag", ['<img src="{}">', '<img/src="{}">', '<a href="{}">x</a>'])
def test_an_address_outside_is_taken_away_and_the_rest_stays(tag, address):
    assert clean(tag.format(address)) == re.sub("[ /](src|href)=.*?>", ">", tag)


@pytest.mark.parametrize(
    ("fragment", "left"),
    [
        pytest.param("a<script>alert(1)</script>b", "ab", id="a script, with what it says"),
        pytest.param("<style>p{}</style>b", "b", id="a style"),
        pytest.param("<form><input>Nom</form>", "Nom", id="a form, not its text"),
        pytest.param('<p onclick="x()">a</p>', "<p>a</p>", id="a handler"),
        pytest.param('<p style="position:fixed">a</p>', "<p>a</p>", id="a style of its own"),
        pytest.param('<p class="site-header">a</p>', '<p class="">a</p>', id="a foreign class"),
        pytest.param("a<!-- x -->b", "ab", id="a comment"),
        pytest.param("<h1>a</h1>", "a", id="a second title of the page"),
    ],
)
def test_what_a_lesson_may_not_hold_is_gone(fragment, left):
    assert clean(fragment) == left


def test_the_text_for_searching_has_a_line_for_each_block_and_what_pictures_show():
    fragment = f'<h2>A</h2><ul><li>b <b>c</b></li></ul><p>d<img src="{FILE}" alt="une pomme"></p>'
    assert text_of(fragment).split("\n") == ["A", "b c", "d une pomme"]


def test_blocks_come_in_order_with_their_text_as_it_stands():
    fragment = '<p data-block="b1">l\'<b>élè</b>ve\n lit&nbsp;: &lt;3</p><p data-block="b2">oui</p>'
    assert blocks(fragment) == [Block("b1", "l'élève\n lit\u00a0: <3"), Block("b2", "oui")]


def test_a_block_without_text_is_not_read_aloud():
    assert blocks('<p data-block="b1"> </p><p data-block="b2">a</p>') == [Block("b2", "a")]


def test_a_formula_is_one_word_with_words_of_its_own_and_what_follows_keeps_its_place():
    fragment = '<p data-block="b1">a <math><mi>x</mi><mo>+</mo><mn>12</mn></math> b</p>'
    said = Passage(2, 6, "", "x + 12")
    assert blocks(fragment) == [Block("b1", f"a {FORMULA * 4} b", (said,))]


def test_a_formula_is_said_in_the_language_that_it_stands_in():
    half = "<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>"
    fragment = f'<p data-block="b1">{half}<span lang="en">{half}</span></p>'
    (french, english) = blocks(fragment, "fr")[0].passages
    assert (french.language, french.said) == ("", "a sur b")
    assert (english.language, english.said) == ("en", "eh over b")


def test_a_formula_shown_is_named_in_the_language_that_it_stands_in_and_nothing_else_changes():
    half = "<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>"
    named = '<math aria-label="{}"><mfrac><mi>a</mi><mi>b</mi></mfrac></math>'
    fragment = (
        f'<p>é\n\n{half}</p>\n<p>😀 <span lang="en">{half}</span> <i lang="ka">{half}</i></p>'
    )
    shown = with_names(fragment, "fr")
    french, english = named.format("a sur b"), named.format("eh over b")
    assert shown == fragment.replace(half, french, 1).replace(half, english, 1)
    assert clean(shown) == fragment  # a lesson as it is kept has no such names
    assert [block.text for block in blocks(shown)] == [block.text for block in blocks(fragment)]


def test_the_name_of_a_formula_is_never_markup():
    fragment = '<p><math><mtext>a" onclick="x" b\'&lt;b&gt;&amp;</mtext></math></p>'
    shown = with_names(fragment, "fr")
    assert shown.startswith('<p><math aria-label="') and shown != fragment
    assert clean(shown) == fragment and text_of(shown) == text_of(fragment)


FIGURE = f'<figure><img src="{FILE}" alt="Une pomme"><figcaption>{{}}</figcaption></figure>'
NAMED = FIGURE.replace("<figure>", '<figure role="figure" aria-label="{}">')


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        pytest.param("La pomme\n<em>rouge</em>", "La pomme rouge", id="word for word"),
        pytest.param(
            'Dire "oui" &amp; &lt;b&gt;', "Dire &quot;oui&quot; &amp; &lt;b&gt;", id="signs"
        ),
    ],
)
def test_a_figure_shown_has_its_role_and_the_words_of_its_caption_as_its_name(caption, name):
    fragment = f"<p>é</p>\n<ul><li>{FIGURE.format(caption)}</li></ul>"
    shown = with_names(fragment, "fr")
    assert NAMED.format(name, caption) in shown
    assert clean(shown) == fragment  # a lesson as it is kept has no such names
    assert text_of(shown) == text_of(fragment)


def test_each_of_several_figures_is_named_once_also_with_a_formula_in_it_or_another_around_it():
    half = "<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>"
    twice = "<figcaption>Deux</figcaption><figcaption>Trois</figcaption>"
    fragment = f"<figure><p>{half}</p>{FIGURE.format('Un')}{twice}</figure>{FIGURE.format(half)}"
    found = re.findall(
        r'<(math|figure)(?: role="figure")? aria-label="([^"]*)">', with_names(fragment, "fr")
    )
    formula = ("math", "a sur b")
    assert found == [("figure", "Deux"), formula, ("figure", "Un"), ("figure", "ab"), formula]


def test_without_a_caption_a_figure_has_no_name():
    for fragment in (FIGURE.format(" "), "<figure><p>a</p></figure>", "<figcaption>a</figcaption>"):
        assert with_names(fragment, "fr") == fragment


def test_without_words_or_end_a_formula_has_no_name():
    for fragment in ("<p>a</p>", "<p><math></math></p>", "<math><mi>x</mi>"):
        assert with_names(fragment, "fr") == fragment
    assert with_names("<math><mi>x</mi></math>", "de") == "<math><mi>x</mi></math>"


def test_a_block_says_which_of_its_words_are_in_another_language():
    fragment = (
        '<p data-block="b1">Lis <span lang="ar">اقرأ <b>هذا</b></span> et '
        '<i lang="en-GB">go</i>.</p>'
        '<blockquote lang="es"><p data-block="b2">Hola</p></blockquote>'
    )
    first, second = blocks(fragment)
    assert first.passages == (Passage(4, 12, "ar"), Passage(16, 18, "en"))
    assert second.passages == (Passage(0, 4, "es"),)


def test_a_formula_that_is_never_closed_says_nothing():
    fragment = '<p data-block="b1">a <math><mi>x</mi>'
    assert blocks(fragment) == [Block("b1", f"a {FORMULA}")]


def test_the_first_new_line_of_preformatted_text_does_not_count_as_in_a_browser():
    assert blocks('<pre data-block="b1">\nx\n</pre>') == [Block("b1", "x\n")]
    assert blocks('<pre data-block="b1"><code>\nx</code></pre>') == [Block("b1", "\nx")]
