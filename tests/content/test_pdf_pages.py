"""What the pages of a PDF say."""

import pytest

from content import pdf_pages
from content.pdf import fault_in_pdf
from content.pdf_pages import Heading
from tests.content.documents import document, written

LONG = "Pour demander une permission, il faut écrire une lettre à la direc-\ntion avant vendredi."


@pytest.fixture
def place(tmp_path):
    def kept(data):
        path = tmp_path / "document.pdf"
        path.write_bytes(b"before" + data + b"behind")
        return path, len(b"before"), len(data)

    return kept


def test_a_document_says_what_it_is(place, tmp_path):
    data = written("Un", "Deux")
    path = tmp_path / "whole.pdf"
    path.write_bytes(data)
    with path.open("rb") as file:
        assert fault_in_pdf(file) == ""
    facts = pdf_pages.facts(place(data))
    assert (facts.pages, facts.title, facts.language, facts.tagged) == (2, "Le guide", "fr", False)
    assert facts.outline == (Heading("Chapitre 1", 1, 1), Heading("Chapitre 2", 2, 1))


def test_lines_of_a_sentence_are_put_together_again(place):
    found = pdf_pages.leaf(place(written("Un", LONG + "\n• Le nom.\n• Le <prénom>.")), 2)
    assert found.paragraphs == (
        "Pour demander une permission, il faut écrire une lettre à la direction avant vendredi.",
        "• Le nom.",
        "• Le <prénom>.",
    )
    assert '<p data-block="b3">• Le &lt;prénom&gt;.</p>' in found.html()


def test_a_page_that_is_only_a_picture_is_scanned(place):
    first, second, third = pdf_pages.leaves(place(written("Un", "", "", picture=2)))
    assert first.paragraphs and not first.scanned
    assert second.scanned and not second.paragraphs
    assert not third.scanned and not third.paragraphs


def test_there_is_nothing_on_a_page_that_is_not_there(place):
    here = place(written("Un"))
    assert pdf_pages.leaf(here, 0) == pdf_pages.leaf(here, 2) == pdf_pages.NOTHING


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%PDF-1.7\n", id="cut off"),
        pytest.param(document(b"/Outlines 3 0 R"), id="an outline that is a page"),
        pytest.param(written("Un")[:-300], id="without its end"),
        pytest.param(document(b"").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"), id="in a circle"),
        pytest.param(written("Un").replace(b"/Next", b"/Prev"), id="an outline in a circle"),
    ],
)
def test_what_cannot_be_read_is_passed_over(place, data):
    here = place(data)
    assert pdf_pages.facts(here).outline is not None
    assert [leaf.scanned for leaf in pdf_pages.leaves(here)] in ([], [False])
    assert not pdf_pages.leaf(here, 1).scanned
