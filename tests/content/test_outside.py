"""What a link outside named is kept in words; nothing of it can be followed."""

import pytest

from content import foreign
from content.html import clean
from content.outside import LONGEST, address_of, key_of, way, ways_out
from content.shape import fault_in


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        pytest.param(
            " https://Example.org/a b\n", "https://example.org/a%20b", id="capitals, blanks"
        ),
        pytest.param("//example.org/a#b", "https://example.org/a", id="no scheme, a spot"),
        pytest.param("http://me:word@example.org/", "http://example.org/", id="a name, a password"),
        pytest.param("http://example.org:8080/a?b=c", "http://example.org:8080/a?b=c", id="a port"),
        pytest.param("https://مثال.example/أ", "https://مثال.example/أ", id="Arabic"),
        *((bad, "") for bad in ("", "mailto:a@b.c", "javascript:alert(1)", "/a", "a.html")),
        *((bad, "") for bad in ("http://", "http://[", "http://a:b/", "https://-/", "data:,x")),
        pytest.param("https://example.org/" + "a" * LONGEST, "", id="longer than any place"),
    ],
)
def test_an_address_is_kept_as_the_place_that_it_names(written, kept):
    assert address_of(written) == kept


def test_the_same_page_is_known_however_it_is_written():
    same = ("https://www.example.org/a/", "http://example.org/a", "//example.org/%61?utm_source=x")
    assert {key_of(each) for each in same} == {"example.org/a"}
    assert key_of("https://example.org/a?b=c") != key_of("https://example.org/a")


def test_it_is_told_as_people_read_it():
    found = way("https://example.org/vos%20droits/%C3%A9crire/\u202e?q=1")
    assert (found.host, found.path) == ("example.org", "vos droits › écrire")


def lesson(html):
    return foreign.lesson([foreign.read(html.encode())], [(lambda a: "", lambda a: "")])


def test_a_lesson_keeps_where_a_link_led_and_any_program_can_read_it():
    made = lesson('<p>Voir <a href="https://example.org/a?b=1&amp;c=2" title="x">ici</a>.</p>')
    assert '<a title="https://example.org/a?b=1&amp;c=2">ici</a>' in made
    assert clean(made) == made and not fault_in([made])


def test_where_it_is_read_such_a_link_leads_to_our_page_and_its_words_stay():
    made = lesson('<p>A <a href="https://example.org/a">b</a> <a href="mailto:a@b.c">c</a></p>')
    shown = ways_out(made, "/library/0/outside")
    assert (
        '<a title="example.org" href="/library/0/outside?to=https%3A%2F%2Fexample.org%2Fa">b</a>'
        in shown
    )
    assert "<a>c</a>" in shown and "mailto" not in shown


@pytest.mark.parametrize(
    "other",
    [
        '<a href="#b" title="https://example.org/">b</a>',
        '<a title="httpstatus">b</a>',
        '<span title="https://example.org/">b</span>',
        '<a title="http://[">b</a>',
    ],
)
def test_what_is_no_such_link_stays_as_it_is(other):
    assert ways_out(other, "/x") == other
