"""A translator of CTranslate2's to a bundle."""

import struct

import pytest

from content.bundle import build, open_bundle
from content.formats.channels import NoLicense
from content.formats.collection import NothingTaken
from content.media import fault_in_file
from content.translator.layout import MAGIC, DamagedTranslator, pack_at
from tests.content.formats.brought import brought, left_out, tree
from tests.small_translator import files, write

pytest.importorskip("ctranslate2", reason="ctranslate2 (ardoise[translate])")
pytest.importorskip("sentencepiece", reason="sentencepiece (ardoise[translate])")


@pytest.fixture
def whole(tmp_path):
    """Return the file that a bundle carries, changed where a test asks for it."""

    def make(change=lambda data: data, **other):
        made = brought(write(tmp_path / "pack", **other))
        (node,) = made.draft.catalogue.nodes
        path = tmp_path / "whole.translator"
        with made.draft.blobs[node.files[0].sha256].open() as file:
            path.write_bytes(change(file.read()))
        return path

    return make


def test_a_translator_becomes_one_page_with_its_languages_and_licence(tmp_path):
    made = brought(write(tmp_path / "pack"), license="", language="")
    channel, (node,) = made.draft.catalogue.channel, made.draft.catalogue.nodes
    assert tree(made) == [(1, "translator", "Français → English – Essai")]
    assert (channel.language, channel.license) == ("fr", "CC BY 4.0")
    assert node.versions[0].description == "Essai 1" and not left_out(made)
    assert open_bundle(build(made.draft, tmp_path / "built")).min_program == 3


def test_a_site_finds_its_files_in_it_where_they_lie(whole):
    path = whole()
    assert fault_in_file("application/vnd.ardoise.translator", path) == ""
    pack = pack_at((path, 0, path.stat().st_size))
    assert (pack.language, pack.into, pack.end) == ("fr", "en", ("</s>",))
    data = path.read_bytes()
    assert {name: data[at : at + size] for name, (at, size) in pack.files.items()} == files()


def test_a_licence_that_is_none_of_ours_is_asked_of_whoever_builds(tmp_path):
    folder = write(tmp_path / "pack", license="Apache-2.0")
    with pytest.raises(NoLicense):
        brought(folder, license="")


@pytest.mark.parametrize(
    ("told", "why"),
    [
        pytest.param({"from": "xx"}, "language", id="a language that nobody knows"),
        pytest.param({"to": "fr"}, "language", id="from French into French"),
        pytest.param({"end": "</s>"}, "settings", id="pieces that are no list"),
        pytest.param({"end": ["x"] * 9}, "settings", id="too many pieces"),
        pytest.param({"model_bin": files()["model.bin"][:-40]}, "ends too early", id="cut off"),
        pytest.param({"model_bin": b"\x06\0\0\0\x05\0Evil\0" * 9}, "model.bin", id="another kind"),
        pytest.param(
            {"model_bin": struct.pack("<I", 5) + files()["model.bin"][4:]},
            "model.bin",
            id="an old form",
        ),
        pytest.param({"model_bin": files()["model.bin"] + b"x"}, "model.bin", id="more behind it"),
        pytest.param({"config_json": b"[1]"}, "config.json", id="settings that are none"),
        pytest.param({"source_vocabulary_json": b"[1]"}, "vocabulary", id="words that are none"),
        pytest.param({"source_spm": b"\x08\x01"}, "source.spm", id="pieces that are none"),
    ],
)
def test_what_is_no_translator_is_left_out_and_says_why(tmp_path, told, why):
    with pytest.raises(NothingTaken, match=why):
        brought(write(tmp_path / "pack", **told))


@pytest.mark.parametrize(
    "name", ["translator.toml", "config.json", "target.spm", "source_vocabulary.json", "model.bin"]
)
def test_a_file_that_is_missing_is_named(tmp_path, name):
    folder = write(tmp_path / "pack")
    (folder / name).unlink()
    with pytest.raises(NothingTaken, match=name.replace("source_v", "shared_v")):
        brought(folder)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: data[:-1], id="cut off"),
        pytest.param(lambda data: data + b"x", id="more behind it"),
        pytest.param(lambda data: b"x" + data[1:], id="another beginning"),
        pytest.param(lambda data: MAGIC + b"\xff" * 8 + data[len(MAGIC) + 8 :], id="no end"),
        pytest.param(lambda data: data[: len(MAGIC) + 3], id="its first bytes alone"),
    ],
)
def test_a_file_that_was_changed_is_not_taken_in(whole, change):
    path = whole(change)
    assert "translator" in fault_in_file("application/vnd.ardoise.translator", path)
    if path.read_bytes().startswith(MAGIC):
        return
    with pytest.raises(DamagedTranslator):
        pack_at((path, 0, path.stat().st_size))
