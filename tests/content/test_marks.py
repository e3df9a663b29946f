"""Who made a version, and who read it again: as a folder says it, as a catalogue keeps it."""

from datetime import date

import pytest

from content.bundle import said_of
from content.catalogue import Catalogue
from content.entries import VersionEntry
from content.formats.folder import FolderRefused, read
from content.marks import Mark, is_whole, mark

CHANNEL = """id = "marches"
release = 1
title = "Marchés"
language = "fr"
author = "Nous"
license = "CC0"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "channel.toml").write_text(CHANNEL)
    (tmp_path / "01-page.md").write_text("---\ntitle: Le marché\n---\n\nAu marché.\n")
    return tmp_path


def write(folder, name, *front):
    (folder / name).write_text("\n".join(["---", "title: T", *front, "---", "", "Texte.", ""]))


def refused(folder):
    with pytest.raises(FolderRefused) as raised:
        read(folder)
    return [(each.file, each.line, each.message) for each in raised.value.problems]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Ana, 2026-11-01", Mark(False, "Ana", date(2026, 11, 1))),
        ("Ana 2026-11-01", Mark(False, "Ana", date(2026, 11, 1))),
        ("relu par Ana", Mark(False, "relu par Ana", None)),
        ("Ana, 2026-13-01", Mark(False, "Ana, 2026-13-01", None)),
        ("2026-11-01", Mark(False, "", date(2026, 11, 1))),
        ("", Mark(False, "", None)),
    ],
)
def test_who_and_the_day_are_told_apart(said, found):
    assert mark("", said) == found
    assert is_whole(said) == bool(found.who and found.day)


@pytest.mark.parametrize("word", ["machine", "آلة"])
def test_a_translation_by_machine_is_told_so_in_the_catalogue(folder, word):
    write(folder, "01-page.en.md", f"translated: {word}")
    catalogue = read(folder).catalogue
    (version,) = [v for v in catalogue.nodes[0].versions if v.language == "en"]
    assert (version.translated, version.checked) == ("machine", "")
    again = Catalogue.from_bytes(catalogue.to_bytes())
    assert again == catalogue and b'"translated":"machine"' in catalogue.to_bytes()


def test_a_version_by_a_person_looks_as_it_did_before_there_were_machines(folder):
    write(folder, "01-page.en.md", "translated: person", "checked: Ana, 2026-11-01")
    assert b"translated" not in read(folder).catalogue.to_bytes()


def test_a_catalogue_by_an_older_program_is_read(folder):
    data = read(folder).catalogue.to_bytes()
    assert b"translated" not in data
    for way in (data, data.replace(b'{"channel"', b'{ "channel"', 1)):
        (node,) = Catalogue.from_bytes(way).nodes
        assert node.versions[0].translated == ""


def test_only_a_program_that_knows_the_mark_takes_it_in(folder, tmp_path_factory):
    from content.bundle import build, open_bundle

    def needs():
        return open_bundle(build(read(folder), tmp_path_factory.mktemp("out"))).min_program

    before = needs()
    write(folder, "01-page.en.md", "translated: machine")
    assert before == 2 and needs() == 3
    assert "en" in said_of(read(folder).catalogue)["languages"]


@pytest.mark.parametrize(
    ("name", "front", "line"),
    [
        ("01-page.en.md", "translated: robot", 3),
        ("01-page.en.md", "checked: Ana", 3),
        ("01-page.falc.md", "checked: 2026-11-01", 3),
        ("01-page.md", "translated: machine", 3),
        ("01-page.md", "checked: Ana, 2026-11-01", 3),
    ],
)
def test_a_mark_that_says_nothing_is_refused_with_its_line(folder, name, front, line):
    write(folder, name, front)
    assert [(file, at) for file, at, _ in refused(folder)] == [(name, line)]


def test_a_catalogue_with_an_unknown_mark_is_refused(folder):
    write(folder, "01-page.en.md", "translated: machine")
    data = read(folder).catalogue.to_bytes().replace(b'"machine"', b'"angels"')
    with pytest.raises(Exception, match="translated"):
        Catalogue.from_bytes(data)


def test_an_entry_says_nothing_unless_it_is_told():
    assert VersionEntry("fr", False, "T").translated == ""
