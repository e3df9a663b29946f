"""Packages of QTI: found whatever the manifest forgets, refused where they would do harm."""

import io
import json
import zipfile

import pytest

from content.formats.questions import reading
from content.formats.questions.brought import BadArchive
from tests.content.formats.questions.items import choices, item, package, response

GOOD = item(response("A"), choices(("A", "one"), ("B", "two")))


def test_items_are_found_where_no_manifest_names_them():
    read = reading.read(package({"x/a.xml": GOOD, "b.xml": GOOD}, manifest=""))
    assert len(read.questions) == 2


def test_an_item_that_is_no_xml_stops_no_other():
    read = reading.read(package({"a.xml": GOOD, "b.xml": b"<assessmentItem", "c.xml": GOOD}))
    assert len(read.questions) == 2
    assert [problem.where for problem in read.left_out] == ["“b.xml”"]


def test_an_item_that_is_named_and_not_there_is_said():
    manifest = (
        '<manifest><resources><resource type="imsqti_item_xmlv2p1" href="a.xml"/>'
        '<resource type="imsqti_item_xmlv2p2" href="no.xml"/></resources></manifest>'
    )
    read = reading.read(package({"a.xml": GOOD}, manifest=manifest))
    assert len(read.questions) == 1
    assert [problem.where for problem in read.left_out] == ["“no.xml”"]


def test_an_address_that_climbs_finds_nothing():
    body = f'<p><img src="../../../../etc/x.png" alt="x"/></p>{choices(("A", "1"), ("B", "2"))}'
    read = reading.read(package({"a.xml": item(response("A"), body)}))
    assert read.questions[0].media == {}
    assert len(read.changed) == 1


def test_an_entry_that_swells_is_not_read():
    read = reading.read(package({"a.xml": GOOD, "b.xml": b" " * (17 << 20)}))
    assert len(read.questions) == 1
    assert [problem.where for problem in read.left_out] == ["“b.xml”"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"PK\x03\x04 and no more", id="cut off"),
        pytest.param(package({}, others={"a.txt": b"x"}), id="no item"),
        pytest.param(package({"a.xml": GOOD})[:-30], id="without its end"),
    ],
)
def test_an_archive_without_items_is_refused(data):
    with pytest.raises(BadArchive):
        reading.read(data)


def test_an_archive_that_is_locked_is_said():
    data = bytearray(package({"a.xml": GOOD}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + place] |= 1
    read = reading.read(bytes(data))
    assert read.questions == []
    assert len(read.left_out) == 2


def test_packages_of_other_programs_are_read_as_their_manifest_says(shared):
    expected = json.loads((shared / "manifest.json").read_text())["qti21"]["derived"]
    for path in sorted((shared / "qti21").rglob("*.zip")):
        entry = expected[path.relative_to(shared / "qti21").as_posix()]
        read = reading.read(path.read_bytes(), path.name)
        items = {
            name: each
            for name, each in entry.get("xml", {}).items()
            if each.get("kind") == "assessmentItem"
        }
        if "invalid" in path.parts:
            assert read.left_out, path
            continue
        assert read.left_out == [], path
        assert len(read.questions) == len(items), path
        for brought in read.questions:
            (name,) = [name for name in items if name in brought.where]
            right = items[name]["correct"]["RESPONSE"]
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
                text = archive.read(name).decode()
            places = sorted(range(len(right)), key=lambda n: text.index(f'"{right[n]}"'))
            assert len(brought.question.key) == len(places), path
