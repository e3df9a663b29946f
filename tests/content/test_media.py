"""What a file really is, and whether it could act."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import pdf
from content.dictionary.layout import Entry, Sense
from content.dictionary.writing import written
from content.media import fault_in
from content.vocabulary import MEDIA_TYPES
from i18n.translate import in_language
from tests.content.documents import document, packed
from tests.content.zim.writer import small

ONE = Sense("", (("en", ("one",)),))
HONEST = {
    "image/png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x03\x20\0\0\x02\x58",
    "image/jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(10) + b"\xff\xc0\0\x11\x08\x02\x58\x03\x20",
    "image/webp": b"RIFF\x0a\n\0\0WEBPVP8 " + bytes(10) + b"\x20\x03\x58\x02",
    "image/gif": b"GIF89a\x01\0\x01\0",
    "image/svg+xml": b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    "audio/mpeg": b"\xff\xfb\x90\x00" + bytes(20),
    "audio/ogg": b"OggS\0\x02" + bytes(20),
    "audio/mp4": b"\0\0\0\x20ftypM4A " + bytes(20),
    "video/mp4": b"\0\0\0\x0aftypisom" + bytes(20),
    "video/webm": b"\x1a\x45\xdf\xa3" + bytes(20),
    "application/zim": small().to_bytes(),
    "application/vnd.ardoise.dictionary": written("fr", ["en"], [Entry("un", "", "", (ONE,))], {}),
    "text/vtt": "\ufeffWEBVTT\n\n00:00.000 --> 00:01.000\nÀ demain".encode(),
}
PROGRAM = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0"
PAGE = b"<!doctype html><script>fetch('//x')</script>"


def fault(media_type, data):
    with in_language("en"):
        return str(fault_in(media_type, io.BytesIO(data)))


@pytest.mark.parametrize("media_type", HONEST)
def test_an_honest_file_has_no_fault(media_type):
    assert fault(media_type, HONEST[media_type]) == ""


ENORMOUS = {
    "image/png": HONEST["image/png"][:16] + b"\0\0\x80\0\0\0\x80\0",
    "image/jpeg": HONEST["image/jpeg"][:-4] + b"\xff\xff\xff\xff",
    "image/gif": b"GIF89a\xff\xff\xff\xff",
    "image/webp": HONEST["image/webp"][:-4] + b"\xff\x3f\xff\x3f",
    "image/webp, extended": b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\xff\xff\x01\xff\xff\x01",
    "image/webp, lossless": b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + b"\xff\xff\xff\x0f" + bytes(5),
}
NO_SIZE = {
    "image/png": HONEST["image/png"][:20],
    "image/jpeg": HONEST["image/jpeg"][:-9] + b"\xff\xfe\0\0" * 2_000,
    "image/gif": b"GIF89a\0\0\x01\0",
    "image/webp": b"RIFF\0\0\0\0WEBPNONE" + bytes(20),
}


@pytest.mark.parametrize("name", ENORMOUS)
def test_a_picture_that_no_screen_could_hold_is_refused(name):
    assert "points" in fault(name.partition(",")[0], ENORMOUS[name])


@pytest.mark.parametrize("media_type", NO_SIZE)
def test_a_picture_of_no_size_is_refused(media_type):
    assert "size" in fault(media_type, NO_SIZE[media_type])


@pytest.mark.parametrize("media_type", [*HONEST, "application/pdf"])
@pytest.mark.parametrize("data", [PROGRAM, PAGE, b""], ids=["program", "page", "nothing"])
def test_a_file_that_only_has_the_name_is_no_such_file(media_type, data):
    assert fault(media_type, data)


@pytest.mark.parametrize(
    "data",
    [
        document(b""),
        document(b"/OpenAction [3 0 R /XYZ 0 0 1]"),
        document(b"/Outlines 4 0 R", b"<< /A << /S /URI /URI (https://example.org) >> >>"),
        packed(
            *(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"),
        ),
        document(b"/A << /S /GoToR /F (R-ints.pdf) /D (chapter.2) >>"),
        document(b"/A << /S /GoToR /F << /Type /Filespec /UF (fr/R.pdf) /F (R.pdf) >> >>"),
    ],
    ids=[
        *("one page", "opens at a page", "names an address", "packed"),
        *("names another document", "names another document in two ways"),
    ],
)
def test_a_document_to_read_is_taken(data):
    assert fault("application/pdf", data) == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (document(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "/JavaScript"),
        (document(b"/OpenAction << /S /J#61vaScript /JS 4 0 R >>", b"(x)"), "/JavaScript"),
        (document(b"/Names << /JavaScript << /Names [] >> >>"), "/JavaScript"),
        (document(b"/AA << /WC 4 0 R >>", b"<< /S /Launch /F (cmd.exe) >>"), "/Launch"),
        (document(b"/A [[[4 0 R]]]", b"<< /Next << /S /SubmitForm >> >>"), "/SubmitForm"),
        (document(b"/Names << /EmbeddedFiles << /Names [] >> >>"), "/EmbeddedFiles"),
        (document(b"/AF 4 0 R", b"<< /Type /EmbeddedFile >>"), "/EmbeddedFile"),
        (document(b"/AcroForm << /XFA [] >>"), "/XFA"),
        (
            packed(b"<< /Type /Catalog /OpenAction 2 0 R >>", b"<< /S /Launch /F (x) >>"),
            "/Launch",
        ),
        (packed(b"<< /OpenAction 2 0 R >>", b"<< /S 3 0 R >>", b"/JavaScript"), "/JavaScript"),
        (packed(b"<< /X 2 0 R >>", b"<< /URI 3 0 R >>", b"(javascript:x)"), "an address that acts"),
        (packed(b"<< /X 2 0 R >>", b"<< /Type 3 0 R >>", b"/EmbeddedFile"), "/EmbeddedFile"),
        (packed(b"<< /OpenAction 2 0 R >>", b"<< /S /GoToR /F (x.pdf) >>"), "/GoToR"),
        (document(b"/A << /S /GoToR /F (file:///x.pdf) >>"), "/GoToR"),
        (document(b"/A << /S /GoToR /F (\\\\\\\\srv\\\\x.pdf) >>"), "/GoToR"),
        (document(b"/A << /S /GoToR /F << /FS /URL /F (x.pdf) >> >>"), "/GoToR"),
        (document(b"/A << /S /GoToR /F 7 >>"), "/GoToR"),
        (b"%PDF-1.7\nrubbish", "cannot be read"),
        (document(b"")[:-60], ""),
    ],
)
def test_a_document_that_could_act_or_carries_files_is_refused(data, said):
    found = fault("application/pdf", data)
    assert found
    assert said in found


def test_a_locked_document_is_refused():
    locked = document(b"").replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard >>")
    assert fault("application/pdf", locked)


def test_objects_that_hold_each_other_are_looked_at_once():
    assert fault("application/pdf", document(b"/X 4 0 R", b"[5 0 R]", b"[4 0 R 5 0 R 1 0 R]")) == ""


@given(st.sampled_from(sorted(set(MEDIA_TYPES.values()))), st.binary(max_size=200))
def test_any_bytes_get_an_answer(media_type, data):
    fault(media_type, data)


@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_any_document_with_other_bytes_in_it_gets_an_answer(where, bytes_):
    whole = document(b"/OpenAction 4 0 R", b"<< /S /GoTo /D [3 0 R /Fit] >>")
    fault("application/pdf", whole[:where] + bytes_ + whole[where + len(bytes_) :])


@pytest.mark.parametrize("bound", ["MOST_OBJECTS", "MOST_VALUES", "MOST_READS"])
def test_a_document_that_takes_too_long_to_look_through_is_refused(bound, monkeypatch):
    many = document(b"/A [4 0 R 5 0 R 6 0 R]", *[b"[1 2 3 4]"] * 3)
    assert fault("application/pdf", many) == ""
    monkeypatch.setattr(pdf, bound, 5)
    assert fault("application/pdf", many) == "more objects than a document needs"
