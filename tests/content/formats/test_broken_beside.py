"""Files that belong to another, cut off and changed: the other is read all the same, or refused.

Captions lie beside a film; a dictionary of dictd is two files; translations lie beside a table.
"""

import random
import shutil
from pathlib import Path

import pytest

from content.bundle import build
from content.formats.collection import FileNotTaken
from i18n.refusals import Refusal
from tests.content.formats.brought import brought, changed, node
from tests.content.formats.dictionaries.written import dictd
from tests.content.formats.samples import MEDIA

CUTS, CHANGES = 12, 24
CAPTIONS = {
    "vtt": "WEBVTT\n\n1\n00:00.500 --> 00:01.500\nBonjour <b>à</b> tous.\n\n"
    "00:02.000 --> 00:03.000\nAu revoir.\n",
    "srt": "1\n00:00:00,500 --> 00:00:01,500\nBonjour à tous.\n\n"
    "2\n00:00:02,000 --> 00:00:03,000\nAu revoir.\n",
}
HOSTILE = {
    "times without end": b"1\n" + b"00:00:00,500 --> " * 5_000,
    "a page": b"<html><script>alert(1)</script></html>",
    "a film": b"\0\0\0\x18ftypmp42" * 50,
    "an archive with a password": b"PK\x03\x04\x14\x00\x01\x00" + b"\x99" * 200,
    "nothing": b"",
}


def broken(data: bytes, seed: str) -> list[bytes]:
    """Bytes cut off at places all over, and changed here and there."""
    chance = random.Random(seed)
    found = [data[: len(data) * cut // CUTS] for cut in range(CUTS)]
    for _ in range(CHANGES):
        other = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            other[chance.randrange(len(other))] = chance.choice(b"\x00\xff<&P\x7f1:\n")
        found.append(bytes(other))
    return found


@pytest.fixture
def film(tmp_path) -> Path:
    """A folder with a film of six seconds."""
    shutil.copy(MEDIA / "film.mp4", tmp_path / "film.mp4")
    return tmp_path


@pytest.mark.parametrize("ending", CAPTIONS)
def test_a_film_is_read_whatever_its_captions_are_and_what_is_wrong_with_them_is_said(film, ending):
    path = film / f"film.{ending}"
    for data in broken(CAPTIONS[ending].encode(), ending):
        path.write_bytes(data)
        made = brought(film)
        has = "captions" in {file.role for file in node(made, "film").files}
        assert has or path.name in " ".join(why for _, why in changed(made))


@pytest.mark.parametrize("ending", CAPTIONS)
@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_captions_is_said_and_nothing_of_it_is_kept(film, tmp_path, ending, kind):
    (film / f"film.{ending}").write_bytes(HOSTILE[kind])
    made = brought(film)
    assert {file.role for file in node(made, "film").files} == {"main"}
    assert f"film.{ending}" in " ".join(why for _, why in changed(made))
    assert build(made.draft, tmp_path / "out").is_dir()


@pytest.mark.parametrize("ending", [".index", ".dict.dz", ".dict"])
def test_a_dictionary_of_two_files_ends_in_a_sentence_or_in_what_is_left(tmp_path, ending):
    index = dictd(tmp_path, name="freedict-urd-eng", packed=ending != ".dict")
    path = index.with_name(f"freedict-urd-eng{ending}")
    for data in broken(path.read_bytes(), ending):
        path.write_bytes(data)
        try:
            assert brought(index, license="CC0").draft.catalogue.nodes
        except Refusal as refusal:
            assert isinstance(refusal, FileNotTaken)
            assert index.name in refusal.in_words()


def test_translations_beside_a_table_end_in_a_sentence_or_in_what_is_left(tmp_path):
    table, beside = tmp_path / "mots.csv", tmp_path / "mots.ka.csv"
    table.write_text("# language: ur\nword;meaning\nعلم;جاننا\n")
    for data in [*broken("word;ka\nعلم;ცოდნა\n".encode(), "ka"), *HOSTILE.values()]:
        beside.write_bytes(data)
        try:
            assert brought(table).draft.catalogue.nodes
        except FileNotTaken as refusal:
            assert beside.name in refusal.in_words()
