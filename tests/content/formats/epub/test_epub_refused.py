"""Books that are locked, broken or none, each refused in a sentence with its name."""

import pytest

from content.formats.collection import FileNotTaken
from tests.content.formats.brought import brought, zipped
from tests.content.formats.epub.books import CONTAINER, book, page

_LOCKED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData>'
    '<EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'
)
_DRM = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
_BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.fixture
def at(tmp_path):
    return tmp_path / "livre.epub"


def sound(path):
    """The bytes of a book that can be read."""
    return book(path, {"a.xhtml": page("<h1>Un</h1>")}).read_bytes()


@pytest.mark.parametrize(
    ("files", "why"),
    [
        pytest.param({"a.txt": "x"}, "does not say what it holds", id="an archive of texts"),
        pytest.param(
            {"META-INF/container.xml": CONTAINER, "META-INF/rights.xml": "<x/>"},
            "DRM",
            id="rights of a seller",
        ),
        pytest.param(
            {"META-INF/container.xml": CONTAINER, "META-INF/encryption.xml": _LOCKED.format(_DRM)},
            "DRM",
            id="chapters in cipher",
        ),
        pytest.param(
            {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": _BOMB}, "DOCTYPE", id="entities"
        ),
        pytest.param(
            {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": "<package>"},
            "not XML",
            id="a package cut off",
        ),
        pytest.param(
            {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": "<x>" * 200 + "</x>" * 200},
            "deep",
            id="a package of a thousand boxes",
        ),
    ],
)
def test_a_book_of_which_nothing_can_be_read_is_refused(at, files, why):
    at.write_bytes(zipped(files))
    with pytest.raises(FileNotTaken, match=rf"livre\.epub.*{why}"):
        brought(at)


def test_a_book_that_was_cut_off_is_refused(at):
    at.write_bytes(sound(at)[:-200])
    with pytest.raises(FileNotTaken, match=r"livre\.epub.*archive cannot be read"):
        brought(at)


def test_what_only_bears_the_name_of_a_book_is_refused(at):
    at.write_bytes(b"%PDF-1.7")
    with pytest.raises(FileNotTaken, match=r"livre\.epub.*archive cannot be read"):
        brought(at)


def test_a_book_is_known_without_its_ending(at):
    data = sound(at)
    other = at.with_suffix(".bin")
    other.write_bytes(data)
    assert brought(other).draft.catalogue.nodes


def test_veiled_fonts_lock_nothing(at):
    veil = _LOCKED.format("http://www.idpf.org/2008/embedding")
    book(at, {"a.xhtml": page("<h1>Un</h1>")}, others={"META-INF/encryption.xml": veil})
    assert brought(at).draft.catalogue.nodes


def test_a_chapter_that_swells_a_thousandfold_is_left_out(at):
    swelling = page("<p>" + "a" * (9 << 20) + "</p>")
    made = brought(book(at, {"a.xhtml": page("<h1>Un</h1>"), "b.xhtml": swelling}))
    assert "b.xhtml" in made.notes.left_out[0].why()


def test_names_that_climb_lead_to_nothing(at):
    documents = {"a.xhtml": page('<h1>Un</h1><img src="../../../etc/passwd" alt="x"/>')}
    made = brought(book(at, documents))
    assert all(file.type == "text/html" for file in made.draft.catalogue.nodes[0].files)
