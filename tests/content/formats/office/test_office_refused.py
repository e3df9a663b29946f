"""Office files that are locked, old, broken or hostile, each refused with what to do."""

import pytest

from content.formats.collection import FileNotTaken
from content.formats.office.old import COMPOUND
from tests.content.formats.brought import brought, zipped
from tests.content.formats.office.written import docx, odf, para, pptx

_LOCKED = '<m xmlns:manifest="m"><manifest:encryption-data/></m>'
_ENTITY = '<!DOCTYPE x [<!ENTITY a "b">]><x/>'


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.doc", COMPOUND + b"\0" * 9, "old format.*odt, docx"),
        ("a.ppt", COMPOUND + b"\0" * 9, "old format.*odp, pptx"),
        ("a.rtf", rb"{\rtf1 x}", "old format"),
        ("a.docx", COMPOUND + b"\0" * 9, "password"),
        ("a.pptx", zipped({"x": "y"}), "not what the ending"),
        ("a.docx", b"PK\x03\x04", "archive cannot be read"),
        ("a.odt", b"", "archive cannot be read"),
    ],
    ids=["doc", "ppt", "rtf", "password", "another archive", "cut off", "empty"],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(tmp_path, name, data, why):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(FileNotTaken, match=why):
        brought(path)


@pytest.mark.parametrize(
    ("write", "why"),
    [
        (lambda p: odf(p / "a.odt", "", **{"META-INF/manifest__xml": _LOCKED}), "password"),
        (lambda p: odf(p / "a.odt", "<x>" * 200 + "</x>" * 200), "deep"),
        (lambda p: odf(p / "a.odt", ""), "nothing that can be read"),
        (lambda p: docx(p / "a.docx", ""), "nothing that can be read"),
        (lambda p: docx(p / "a.docx", "<w:p>" * 2_000 + "</w:p>" * 2_000), "cannot be read"),
        (lambda p: docx(p / "a.docx", "", **{"word/x__xml": _ENTITY}), "not XML"),
        (lambda p: docx(p / "a.docx", "", **{"word/x__xml": b" " * (25 << 20)}), "25165824"),
        (lambda p: docx(p / "a.docx", "<w:p/>" * 400_001), "save it as several documents"),
        (lambda p: odf(p / "a.odt", "<x/>" * 500_001), "elements"),
        (lambda p: pptx(p / "a.pptx"), "nothing that can be read"),
        (lambda p: pptx(p / "a.pptx", "<p:open>"), "not XML"),
    ],
    ids=[
        *("odt with a password", "odt too deep", "empty odt", "empty docx", "docx too deep"),
        *("docx with entities", "docx that swells", "docx of a million pieces"),
        *("odt of a million pieces", "empty pptx", "broken slide"),
    ],
)
def test_a_document_that_is_locked_broken_or_hostile_is_refused(tmp_path, write, why):
    with pytest.raises(FileNotTaken, match=why):
        brought(write(tmp_path))


def test_a_document_reads_nothing_outside_itself(tmp_path):
    outside = tmp_path / "secret.png"
    outside.write_bytes(b"\x89PNG\r\n\x1a\nsecret")
    lead = (
        '<Relationships><Relationship Id="p1" Type="x/image" TargetMode="External" '
        f'Target="file://{outside}"/></Relationships>'
    )
    picture = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip "
        'r:link="p1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    body = para("Bonjour") + para(picture)
    path = docx(tmp_path / "a.docx", body, **{"word/_rels/document__xml__rels": lead})
    try:
        made = brought(path)
    except FileNotTaken:
        return
    assert not any(b"secret" in blob for blob in made.draft.blobs.values())
