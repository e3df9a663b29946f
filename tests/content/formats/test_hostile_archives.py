"""Archives made to do harm, in every format that is one: nothing comes out but their text."""

import io
import stat
import tarfile
import zipfile

import pytest

from content.formats.collection import FileNotTaken, UnknownFile
from i18n.refusals import Refusal
from tests.content.formats.brought import brought
from tests.content.formats.samples import SAMPLES

ENDINGS = (".epub", ".docx", ".odt", ".pptx", ".odp", ".imscc", ".zip", ".perseus")
ZIPS = [name for name in SAMPLES if name.endswith(ENDINGS) or name == "cours.mbz"]
CLIMBING = (
    "../../evil.html",
    "/tmp/evil.html",
    "C:\\evil.html",
    "a\\..\\..\\evil.html",
    "a\x01b.html",
)


@pytest.fixture
def sample(tmp_path):
    """Return a function that gives the entries of a sample by its name."""

    def entries(name):
        SAMPLES[name](tmp_path / name)
        with zipfile.ZipFile(tmp_path / name) as archive:
            return {each.filename: archive.read(each) for each in archive.infolist()}

    return entries


def wrapped(entries, more=()):
    """An archive of entries and of further ones, each with its facts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
        for about, data in more:
            archive.writestr(about, data)
    return target.getvalue()


def why_not(path, data):
    """Make a channel of bytes; return why not, "" if it was made."""
    path.write_bytes(data)
    try:
        brought(path)
    except Refusal as refusal:
        assert isinstance(refusal, FileNotTaken | UnknownFile)
        assert path.name in refusal.in_words()
        return refusal.in_words()
    return ""


@pytest.mark.parametrize("name", ZIPS)
def test_names_that_climb_and_links_lead_nowhere(sample, tmp_path, name):
    link = zipfile.ZipInfo("lien.html")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    more = [(each, b"evil") for each in CLIMBING] + [(link, b"/etc/passwd")]
    before = {*tmp_path.iterdir()}
    data = wrapped(sample(name), [*more, ("nul.html", b"evil")]).replace(b"nul.h", b"\0ul.h")
    assert why_not(tmp_path / name, data) == ""
    assert {*tmp_path.iterdir()} - before == {tmp_path / name}
    assert not (tmp_path.parent / "evil.html").exists()


@pytest.mark.parametrize("name", ZIPS)
def test_a_password_is_told(sample, tmp_path, name):
    data = bytearray(wrapped(sample(name)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    assert "password" in why_not(tmp_path / name, bytes(data))


@pytest.mark.parametrize("name", ZIPS)
def test_texts_that_swell_or_refer_to_themselves_are_refused(sample, tmp_path, name):
    entries = sample(name)
    texts = {
        each for each in entries if each.endswith((".xml", ".opf", ".xhtml", ".html", ".json"))
    }
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    nested = b"<x>" * 3_000 + b"</x>" * 3_000
    lists = b"[" * 100_000 + b"]" * 100_000
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    for harm in (bomb, nested, lists, outside, b"\xff\xfe" + b"\0<" * 500, b"1" * 70_000):
        harmed = {each: harm if each in texts else data for each, data in entries.items()}
        assert why_not(tmp_path / name, wrapped(harmed))


@pytest.mark.parametrize("name", ZIPS)
def test_a_length_that_is_a_lie_is_found(sample, tmp_path, name):
    data = bytearray(wrapped(sample(name)))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 24 : place + 28] = b"\xf0\xff\xff\xff"
        place = data.find(b"PK\x01\x02", place + 4)
    why_not(tmp_path / name, bytes(data))


def test_a_tar_brings_no_link_no_device_and_no_climbing_name(tmp_path):
    path = tmp_path / "vieux.mbz"
    SAMPLES["vieux.mbz"](path)
    target = io.BytesIO()
    with tarfile.open(path) as known, tarfile.open(fileobj=target, mode="w:gz") as made:
        for name, kind in (("../evil", b"0"), ("lien", b"2"), ("dur", b"1"), ("fifo", b"6")):
            about = tarfile.TarInfo(name)
            about.type, about.linkname = kind, "/etc/passwd"
            made.addfile(about)
        for member in known:
            made.addfile(member, known.extractfile(member) if member.isreg() else None)
    before = {*tmp_path.iterdir(), *tmp_path.parent.iterdir()}
    assert why_not(path, target.getvalue()) == ""
    assert {*tmp_path.iterdir(), *tmp_path.parent.iterdir()} == before
