"""A page of others as a document: what stays, what goes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.framed.documents import document, words_of


def shown(html, path="a/b/page"):
    return document(html.encode(), path)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<a href="c#d">x</a>', '<a href="c#d">'),
        ('<a href="../c?d">x</a>', '<a href="../c?d">'),
        ('<a href="../../c">x</a>', '<a href="../../c">'),
        ('<a href="../../../c">x</a>', "<a>"),
        ('<a href="%2e%2e/%2e%2e/../x">x</a>', "<a>"),
        ('<a href="/c">x</a>', '<a href="../../../p/c">'),
        ('<a href="//example.org">x</a>', '<a href="../../../outside?to=%2F%2Fexample.org">'),
        ('<a href="mailto:a@b">x</a>', '<a href="../../../outside?to=mailto%3Aa%40b">'),
        ('<a href="javascript:x()">x</a>', "<a>"),
        ('<a href="java\nscript:x()">x</a>', "<a>"),
        ('<a href="data:text/html,x">x</a>', "<a>"),
        ('<img src="c.png" onerror="x()">', '<img src="c.png">'),
        ('<img src="\\\\example.org/c.png">', "<img>"),
        ('<img srcset="c.png 2x, https://example.org/d.png 3x">', '<img srcset="c.png 2x">'),
        ('<video poster="https://x.org/a" src="v.mp4">', '<video src="v.mp4">'),
        ('<p style="background:url(//x.org/a)">a</p>', "<p>"),
        ('<link rel="prefetch" href="c">', '<link href="c">'),
        ('<link rel="stylesheet" href="//x.org/c.css">', '<link rel="stylesheet">'),
        ("<style>p{color:red}</style>", "<style>p{color:red}</style>"),
        ('<p data-x="1" onclick="x()" class="a">a</p>', '<p class="a">'),
        ('<svg viewBox="0 0 9 9"><path d="M0 0"></path></svg>', '<path d="M0 0">'),
    ],
)
def test_what_becomes_of_it(given, kept):
    assert kept in shown(given)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<base href="../../"><a href="c#d">x</a>', '<a href="../../../p/c#d">'),
        (
            '<base href="../../"><img src="été 1.png">',
            '<img src="../../../p/%C3%A9t%C3%A9%201.png">',
        ),
        (
            "<base target=x href=../c/><link rel=stylesheet href=s.css>",
            'href="../../../p/a/c/s.css"',
        ),
        ('<base href="/"><a href="c/">x</a>', '<a href="../../../p/c/">'),
        ('<base href="../../../"><a href="c">x</a>', "<a>"),
        ('<base href="../../"><a href="../c">x</a>', "<a>"),
        ('<base href="../../"><a href="#d">x</a>', '<a href="#d">'),
        ('<base href="https://example.org/"><a href="c">x</a>', '<a href="c">'),
    ],
)
def test_a_page_may_say_where_its_addresses_begin(given, kept):
    # so the help of LibreOffice: without it, no page of it has styles, pictures or links
    assert kept in shown(given)


@pytest.mark.parametrize(
    "given",
    [
        "<script>x()</script>",
        "<iframe src=c></iframe>",
        "<object data=c></object>",
        "<form action=c><input></form>",
        "<meta http-equiv=refresh content='0;url=c'>",
        "<base href=c>",
        "<svg><script>x()</script><a href='javascript:x()'>a</a><use href='//x'/></svg>",
        "<embed src=c>",
        "<svg><animate attributeName=href values=c></svg>",
    ],
)
def test_what_acts_or_loads_by_itself_goes(given):
    text = shown(given)
    assert not re.search(r"<(script|iframe|object|form|meta|base|embed|use|animate)", text)
    assert "javascript" not in text


@given(st.text(alphabet="<>/='\"ahrefscipt:javon img\n&;#x0", max_size=120))
def test_nothing_that_can_be_written_acts(text):
    found = shown(text)
    assert not re.search(r"<script|\son\w+\s*=(?=[^<>]*>)|=\"javascript:", found)


def test_the_words_of_a_page_stay_apart():
    assert words_of(b"<title>t</title><p>Un</p><p>deux&nbsp;&eacute;</p><script>x</script>") == (
        "Un deux é"
    )
