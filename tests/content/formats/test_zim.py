"""An archive of pages to a bundle."""

import pytest

from content.bundle import build, open_bundle
from content.formats.channels import NoLicense, OtherLicense
from content.formats.collection import FileNotTaken
from content.formats.zim import language_of, license_of
from i18n.translate import in_language
from tests.content.formats.brought import brought, left_out, tree
from tests.content.zim.writer import small


def put(tmp_path, data, name="outils.zim"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_it_becomes_a_channel_of_one_node_that_says_what_the_archive_says(tmp_path):
    data = small().to_bytes()
    made = brought(put(tmp_path, data), license="", language="")
    channel, (node,) = made.draft.catalogue.channel, made.draft.catalogue.nodes
    assert tree(made) == [(1, "zim", "Les outils de l'atelier")]
    assert (channel.language, channel.license, channel.author) == ("fr", "CC BY-SA 4.0", "Atelier")
    (main,) = node.files
    assert (main.role, main.type, main.size) == ("main", "application/zim", len(data))
    assert open_bundle(build(made.draft, tmp_path / "built")).min_program == 2


def test_in_a_folder_it_stands_among_others_and_a_broken_one_is_left_out(tmp_path):
    folder = tmp_path / "cours"
    folder.mkdir()
    put(folder, small().to_bytes(), "1 outils.zim")
    put(folder, small().to_bytes()[:-9], "2 coupe.zim")
    with in_language("en"):
        made = brought(folder)
        assert [kind for _, kind, _ in tree(made)] == ["zim"]
        assert "ends too early" in left_out(made)["2 coupe.zim"]


@pytest.mark.parametrize(
    ("name", "spoil", "said"),
    [
        ("a.zim", lambda d: d[:-9], "a.zim is damaged"),
        ("a.zim", lambda d: d[:300] + b"\xff" + d[301:], "a.zim is damaged"),
        ("a.zim", lambda d: b"<html>", "a.zim is not a ZIM archive"),
        ("a.zimaa", lambda d: d[:-9], "a.zimaa is one of several pieces"),
    ],
)
def test_a_broken_one_is_refused_with_its_name(tmp_path, name, spoil, said):
    with in_language("en"), pytest.raises(FileNotTaken) as refused:
        brought(put(tmp_path, spoil(small().to_bytes()), name))
    assert said in str(refused.value)


def test_a_licence_that_nobody_said_or_that_is_none_of_ours_is_asked_for(tmp_path):
    writer = small()
    writer.pages = [page for page in writer.pages if page.path != "License"]
    with pytest.raises(NoLicense):
        brought(put(tmp_path, writer.to_bytes()), license="")
    writer.say(License="CC BY-SA 3.0")
    with pytest.raises(OtherLicense):
        brought(put(tmp_path, writer.to_bytes()), license="")
    made = brought(put(tmp_path, writer.to_bytes()), license="CC BY-SA 4.0")
    assert made.draft.catalogue.channel.license == "CC BY-SA 4.0"


@pytest.mark.parametrize(
    ("said", "ours"), [("fra", "fr"), ("fre,eng", "fr"), ("ara", "ar"), ("en", "en"), ("bre", "")]
)
def test_languages_are_ours(said, ours):
    assert language_of(said) == ours


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("CC-BY-SA 4.0", "CC BY-SA 4.0"),
        ("cc-by", "CC BY 4.0"),
        ("CC BY-NC-ND", "CC BY-NC-ND 4.0"),
        ("CC0 1.0", "CC0"),
        ("CC BY-SA 3.0", ""),
        ("GPL", ""),
    ],
)
def test_licences_are_ours_where_that_is_certain(said, ours):
    assert license_of(said) == ours
