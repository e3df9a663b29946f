"""What others write as XHTML is read as they meant it."""

import pytest

from content.formats.markup import as_html, tree
from content.formats.works import NotRead

_XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('<a id="x"/>b', '<a id="x"></a>b'),
        ("<br/>a<hr />", "<br>a<hr>"),
        ("<m:mfrac><m:mi/></m:mfrac>", "<mfrac><mi></mi></mfrac>"),
        ("<svg>", "<svg>"),
        ("<svg" * 3, "<svg" * 3),
    ],
    ids=["an empty anchor", "void elements", "names with a prefix", "an open drawing", "several"],
)
def test_empty_elements_are_closed_and_prefixes_go(written, read):
    assert read in as_html(_XHTML.format(written).encode()).decode()


def test_html_that_is_no_xhtml_stays_as_it_is():
    assert as_html(b"<p>a<br/>b") == b"<p>a<br/>b"


def test_names_of_signs_are_known_in_xml_and_a_named_document_type_is_passed_over():
    found = tree(b'<!DOCTYPE html PUBLIC "a" "b.dtd"><a>&eacute;&nbsp;&amp;</a>')
    assert found.text() == "é\u00a0&"


@pytest.mark.parametrize("data", [b"", b"<a>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_what_is_no_xml_is_refused(data):
    with pytest.raises(NotRead):
        tree(data)
