"""Pictures of others are as large as their pages showed them, and hold their place until seen."""

import struct
from xml.etree import ElementTree

import pytest

from content.formats.sizing import Looks, fit, lengths, own_size, stand_in_line
from tests.content.formats.brought import brought, text
from tests.content.formats.drives import DOT
from tests.content.formats.epub.books import book, page

SHEET = """
@charset "utf-8"; /* img { width: 1px } */
img.icon, .note > .sign { width: 1.5em; height: auto !important }
.half { width: 50%; }
@media print { .half { width: 10px } .late { width: 10px } }
.low { height: 2em } .bound { max-width: 300px } #x img { width: 1px }
.far .narrow { width: 90px } .narrow.wide { width: 120px } .calc { width: calc(1px + 2px) }
"""


def shown(attributes, own=(400, 200), sheet=SHEET):
    looks = Looks()
    looks.read(sheet)
    image = ElementTree.fromstring(f"<img {attributes}/>")
    fit(image, looks, own)
    assert not {"class", "style"} & set(image.attrib)
    return image.get("width"), image.get("height")


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        pytest.param("", ("400", "200"), id="nothing is said of it"),
        pytest.param("class='icon big'", ("24", "12"), id="its class says so in letters"),
        pytest.param("class='sign'", ("24", "12"), id="its class inside a note"),
        pytest.param("class='half'", ("320", "160"), id="half a line; print is another thing"),
        pytest.param("class='late'", ("400", "200"), id="for print alone"),
        pytest.param("class='low'", ("64", "32"), id="only its height is said"),
        pytest.param("class='bound'", ("300", "150"), id="at most so wide"),
        pytest.param("class='narrow'", ("90", "45"), id="a class in a class"),
        pytest.param("class='narrow wide'", ("120", "60"), id="two classes count more"),
        pytest.param("class='calc'", ("400", "200"), id="what is not simple"),
        pytest.param("style='width: 25%'", ("160", "80"), id="its own style"),
        pytest.param("width='100'", ("100", "50"), id="written at it"),
        pytest.param("width='100' class='icon'", ("24", "12"), id="a sheet counts more"),
        pytest.param("height='50'", ("100", "50"), id="only a height written at it"),
        pytest.param("style='width:99999px'", ("1280", "640"), id="too large"),
        pytest.param("style='width:1px'", ("8", "4"), id="too small"),
        pytest.param("width='x' style='width:-2px;height:1e9px'", ("400", "200"), id="nonsense"),
    ],
)
def test_a_picture_is_as_large_as_its_sheet_says(attributes, size):
    assert shown(attributes) == size


def test_a_picture_of_unknown_size_has_what_is_said_and_no_more():
    assert shown("", (0, 0)) == (None, None)
    assert shown("class='icon'", (0, 0)) == ("24", None)


def test_a_sheet_for_every_picture_is_read_and_braces_that_never_end_do_no_harm():
    assert shown("", sheet="}}} img { width: 10px") == ("10", "5")
    assert shown("", sheet="{" * 300_000 + "img{width:1px}") == ("400", "200")
    assert lengths("width") == lengths("width:;:;") == {}


@pytest.mark.parametrize(
    ("media_type", "data", "size"),
    [
        (
            "image/png",
            b"\x89PNG\r\n\x1a\n" + bytes(4) + b"IHDR" + struct.pack(">II", 30, 20),
            (30, 20),
        ),
        ("image/svg+xml", b'<svg xmlns="x" viewBox="0 0 48.2 24"/>', (48, 24)),
        ("image/svg+xml", b'<svg viewBox="0 0 e e"/>', (0, 0)),
        ("image/svg+xml", b'<svg width="3"/>', (0, 0)),
    ],
)
def test_a_picture_says_how_large_it_is(media_type, data, size):
    assert own_size(media_type, data) == size


def test_small_pictures_stand_in_the_line_of_their_words():
    icon, large = "<img width='16' height='16' />", "<img width='400' height='16' />"
    body = ElementTree.fromstring(f"<div><p>Un {icon} mot {large}</p><p>{icon}</p></div>")
    stand_in_line(body)
    lines = [[child.tag for child in parent] for parent in body]
    assert lines == [["span", "img"], ["img"]]
    assert body[0][0].tail == " mot "


def test_a_book_keeps_the_size_that_its_sheet_gives_a_picture(tmp_path):
    inside = page('<h1>Un</h1><p><img class="icon" src="a.png" alt=""/> Attention.</p>')
    linked = '<link rel="stylesheet" href="looks.css"/></head>'
    others = {"OEBPS/a.png": DOT, "OEBPS/looks.css": ".icon { width: 2em }"}
    documents = {"a.xhtml": inside.replace("</head>", linked)}
    made = brought(book(tmp_path / "plantes.epub", documents, others=others))
    lesson = text(made, "Un")
    assert 'alt="" width="32" height="32"></span> Attention.' in lesson
    assert "class" not in lesson and "style" not in lesson
