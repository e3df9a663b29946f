"""A PDF becomes a page of its own."""

import pytest

from content.bundle import build
from content.formats.collection import FileNotTaken
from tests.content.documents import document, written
from tests.content.formats.brought import brought, changed, tree


@pytest.fixture
def kept(tmp_path):
    def write(data, name="3 - Mes droits.pdf"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def test_a_document_has_its_title_its_language_and_minutes(kept, tmp_path):
    made = brought(kept(written("mot " * 200, "mot " * 200, language="en-GB")), language="")
    (page,) = made.draft.catalogue.nodes
    assert tree(made) == [(1, "document", "Le guide")]
    assert (page.language, page.minutes, changed(made)) == ("en", 3, [])
    assert build(made.draft, tmp_path / "out").is_dir()


@pytest.mark.parametrize("title", ["", "Microsoft Word - lettre.doc", "Sans titre", "guide.indd"])
def test_a_title_that_a_program_wrote_is_none(kept, title):
    assert tree(brought(kept(written("Un", title=title)))) == [(1, "document", "Mes droits")]


def test_scanned_pages_are_told(kept):
    ((_, why), *_) = changed(brought(kept(written("Un", "", picture=2))))
    assert "1 of its 2 pages" in why


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%PDF-1.7\n", id="cut off"),
        pytest.param(b"<html>", id="a web page"),
        pytest.param(document(b"/OpenAction << /S /JavaScript /JS (x) >>"), id="with a program"),
        pytest.param(document(b"/Names << /EmbeddedFiles 3 0 R >>"), id="with other files"),
    ],
)
def test_what_no_site_would_take_in_is_refused(kept, data):
    with pytest.raises(FileNotTaken):
        brought(kept(data))
