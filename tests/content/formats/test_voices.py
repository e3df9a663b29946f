"""A voice of Piper's to a bundle."""

import json

import pytest

from content.bundle import build, open_bundle
from content.formats import voices
from content.formats.channels import NoLicense
from content.formats.collection import FileNotTaken
from content.media import fault_in_file
from content.voice.layout import MAGIC, voice_at
from tests import small_voice
from tests.content.formats.brought import brought, left_out, tree
from tests.small_voice import field, model, settings, write

NAME = "fr_FR-essai-low.onnx"


def test_a_voice_becomes_a_page_with_its_language_and_licence(tmp_path):
    made = brought(write(tmp_path / "voix"), license="", language="")
    channel, (node,) = made.draft.catalogue.channel, made.draft.catalogue.nodes
    assert tree(made) == [(1, "voice", "Français – essai low")]
    assert (channel.language, channel.license, node.author) == ("fr", "CC0", "Piper")
    assert not left_out(made)
    assert open_bundle(build(made.draft, tmp_path / "built")).min_program == 3


def test_a_site_reads_from_it_what_its_author_set(tmp_path):
    made = brought(write(tmp_path / "voix"))
    (node,) = made.draft.catalogue.nodes
    blob = made.draft.blobs[node.files[0].sha256]
    path = tmp_path / "whole.voice"
    with blob.open() as file:
        path.write_bytes(file.read())
    found = voice_at((path, 0, path.stat().st_size), node.files[0].sha256)
    assert (found.language, found.espeak, found.rate) == ("fr", "fr", small_voice.RATE)
    assert found.scales == (0.6, 1.0, 0.8)
    assert found.ids["a"] == tuple(small_voice.IDS["a"])
    assert path.read_bytes()[found.offset :] == model()


def test_a_voice_without_a_card_needs_its_licence_from_whoever_builds(tmp_path):
    folder = write(tmp_path / "voix", card="")
    with pytest.raises(NoLicense):
        brought(folder, license="")
    assert brought(folder, license="CC BY 4.0").draft.catalogue.channel.license == "CC BY 4.0"


def told(**other):
    return json.dumps(settings(**other))


BROKEN = {
    "cut off": ({"data": model()[:-40]}, "ends too early"),
    "another file behind the ending": ({"data": b"ID3" + bytes(400)}, "no ONNX"),
    "empty": ({"data": b""}, "no model"),
    "a model of something else": ({"data": model(asked="image")}, "something else"),
    "weights in another file": (
        {"data": model(more=field(13, field(1, "location") + field(2, "/etc/passwd")))},
        "another file",
    ),
    "weights said to be elsewhere": ({"data": model(more=field(14, 1))}, "another file"),
    "weights said to be elsewhere, in a field that the engine reads as another": (
        {"data": model(more=field((1 << 29) + 14, 1))},
        "no ONNX",
    ),
    "operators of its own": ({"data": model(domain=field(7, "evil"))}, "evil"),
    "settings that are no JSON": ({"told": "{"}, "no JSON"),
    "settings of another shape": ({"told": "[]"}, "no JSON"),
    "phonemes of its own": ({"told": told(phoneme_type="text")}, "eSpeak"),
    "a rate that nothing plays": ({"told": told(audio={"sample_rate": 12})}, "samples a second"),
    "no voice of eSpeak": ({"told": told(espeak={"voice": "../../fr"})}, "eSpeak"),
    "a table that is none": ({"told": told(phoneme_id_map={"a": [-1]})}, "phonemes"),
    "numbers that are none": ({"told": told(inference={"noise_w": "much"})}, "three numbers"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_refused_in_words_is_a_voice_that_has(what, tmp_path):
    given, reason = BROKEN[what]
    path = write(tmp_path / "voix", **given) / NAME
    with pytest.raises(FileNotTaken) as refusal:
        brought(path, license="CC0")
    assert reason in refusal.value.in_words()
    assert NAME in refusal.value.in_words()


@pytest.mark.parametrize("missing", [NAME, f"{NAME}.json"])
def test_half_a_voice_names_the_file_that_is_missing(missing, tmp_path):
    folder = write(tmp_path / "voix")
    (folder / missing).unlink()
    with pytest.raises(FileNotTaken, match="must lie beside it") as refusal:
        brought(next(each for each in folder.iterdir() if each.name.startswith(NAME)))
    assert missing in refusal.value.in_words()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(MAGIC, id="its beginning"),
        pytest.param(MAGIC + (1 << 40).to_bytes(8, "big"), id="settings without end"),
        pytest.param(MAGIC + (2).to_bytes(8, "big") + b"{}" + model(), id="settings without words"),
    ],
)
def test_a_site_takes_in_no_file_that_only_calls_itself_a_voice(data, tmp_path):
    path = tmp_path / "one.voice"
    path.write_bytes(data)
    assert "damaged voice" in fault_in_file("application/vnd.ardoise.voice", path)


@pytest.mark.parametrize("name", ["a", "b.zip", ".json", "c.json"])
def test_a_file_with_a_short_name_is_no_voice(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"x")
    assert not voices.FORMAT.recognises(path)
