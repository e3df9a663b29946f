"""Films and recordings: probed by their tables, refused with what to do, with what lies beside."""

import shutil
from pathlib import Path

import pytest

from content.bundle import build
from content.formats.collection import FileNotTaken
from content.formats.media import mp4, streams, webm
from content.formats.media.probed import Broken, probed
from content.formats.works import NotRead
from tests.content.formats.brought import brought, changed, left_out, node, tree

SAMPLES = Path(__file__).parent / "samples"
READERS = {
    **{".mp4": mp4.read, ".m4a": mp4.read, ".webm": webm.read},
    **{".mp3": streams.read_mp3, ".ogg": streams.read_ogg},
}
PLAYED = ("film.mp4", "film.webm", "voice.m4a", "voice.mp3", "voice.ogg")
CAPTIONS = "1\n00:00:00,500 --> 00:00:01,500\nBonjour à tous.\n"


@pytest.fixture
def folder(tmp_path):
    """A folder with one film, and what belongs to it."""
    root = tmp_path / "Films"
    root.mkdir()
    shutil.copy(SAMPLES / "film.mp4", root / "Le tri.mp4")
    return root


def roles(made, title):
    return sorted((file.role, file.language, file.type) for file in node(made, title).files)


def words(made, title, role, language="fr"):
    (file,) = [f for f in node(made, title).files if (f.role, f.language) == (role, language)]
    blob = made.draft.blobs[file.sha256]
    return blob.decode() if isinstance(blob, bytes) else blob.read_text("utf-8")


@pytest.mark.parametrize("name", PLAYED)
def test_what_browsers_play_is_taken_with_its_length(name, tmp_path):
    probe = probed(SAMPLES / name, READERS[Path(name).suffix])
    assert probe.seconds == pytest.approx(2, abs=0.1)
    made = brought(SAMPLES / name, license="CC0")
    (page,) = made.draft.catalogue.nodes
    assert page.kind == ("video" if name.startswith("film") else "audio") and page.minutes == 1
    assert build(made.draft, tmp_path / "out").is_dir()


@pytest.mark.parametrize(
    ("name", "before", "after", "says"),
    [
        pytest.param("hevc.mp4", b"", b"", "H.265", id="H.265"),
        pytest.param("ten.mp4", b"", b"", "10 bit", id="ten bits"),
        pytest.param("film.mp4", b"avc1", b"av01", "AV1", id="AV1 in MP4"),
        pytest.param("film.mp4", b"avc1", b"mp4v", "MPEG-4 Part 2", id="MPEG-4 Part 2"),
        pytest.param("film.mp4", b"mp4a", b"ac-3", "AC-3", id="AC-3"),
        pytest.param("film.webm", b"V_VP9", b"V_AV1", "AV1", id="AV1 in WebM"),
        pytest.param("film.webm", b"webm", b"mkv\0", "Matroska", id="Matroska"),
        pytest.param("voice.ogg", b"OpusHead", b"\x80theora ", "Theora", id="Theora"),
        pytest.param("film.mp4", b"moov", b"mooo", "damaged", id="without its table"),
    ],
)
def test_what_old_browsers_cannot_play_is_refused_with_what_to_do(
    name, before, after, says, tmp_path
):
    path = tmp_path / name
    path.write_bytes(
        (SAMPLES / name).read_bytes().replace(before, after)
        if before
        else (SAMPLES / name).read_bytes()
    )
    with pytest.raises(FileNotTaken) as refusal:
        brought(path)
    told = str(refusal.value.values["why"])
    assert says in told
    assert "HandBrake" in told or "damaged" in told


@pytest.mark.parametrize("name", ["Vieux film.avi", "Film.mkv", "Son.wav", "Son.wma"])
def test_kinds_that_no_browser_plays_name_a_program(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(b"RIFF....")
    with pytest.raises(FileNotTaken) as refusal:
        brought(path)
    assert ("Audacity" if "Son" in name else "HandBrake") in str(refusal.value.values["why"])


@pytest.mark.parametrize("name", PLAYED)
def test_a_file_cut_off_or_of_nonsense_ends_in_a_sentence(name, tmp_path):
    data, read = (SAMPLES / name).read_bytes(), READERS[Path(name).suffix]
    path = tmp_path / name
    for cut in (0, 1, 7, 40, len(data) // 3):
        for tail in (b"", b"\xff" * 300, b"\0" * 300):
            path.write_bytes(data[:cut] + tail)
            try:
                assert probed(path, read).seconds >= 0
            except NotRead as reason:
                assert "{" not in str(reason.args[0])


def test_boxes_without_end_are_given_up(tmp_path):
    path = tmp_path / "film.mp4"
    path.write_bytes(b"\0\0\0\x08free" * 30_000)
    with path.open("rb") as file, pytest.raises(Broken):
        mp4.read(file, path.stat().st_size)


def test_what_lies_beside_a_film_belongs_to_it(folder, tmp_path):
    (folder / "Le tri.srt").write_text(CAPTIONS, "utf-8")
    (folder / "Le tri.en.vtt").write_text("WEBVTT\n\n00:00.500 --> 00:01.500\nHello.\n", "utf-8")
    (folder / "Le tri.chapters.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nDébut\n")
    shutil.copy(SAMPLES / "film.webm", folder / "Le tri.signs.webm")
    made = brought(folder)
    assert tree(made) == [(1, "video", "Le tri")]
    assert roles(made, "Le tri") == [
        ("captions", "en", "text/vtt"),
        ("captions", "fr", "text/vtt"),
        ("chapters", "fr", "text/vtt"),
        ("main", "fr", "video/mp4"),
        ("signs", "fr", "video/webm"),
        ("transcript", "fr", "text/html"),
    ]
    assert words(made, "Le tri", "captions").startswith("WEBVTT")
    assert words(made, "Le tri", "transcript") == '<p data-block="b1">Bonjour à tous.</p>'
    assert {"captions", "transcript"} <= set(node(made, "Le tri").labels)
    assert left_out(made) == {} and changed(made) == []
    assert build(made.draft, tmp_path / "out").is_dir()


def test_what_was_written_down_is_the_transcript(folder):
    (folder / "Le tri.srt").write_text(CAPTIONS, "utf-8")
    (folder / "Le tri.md").write_text("## Le tri\n\nOn **trie** <script>x</script>.", "utf-8")
    said = words(brought(folder), "Le tri", "transcript")
    assert "<strong>trie</strong>" in said and "script" not in said


def test_captions_that_cannot_be_read_stop_nothing_and_are_told(folder):
    (folder / "Le tri.srt").write_text("rien")
    made = brought(folder)
    assert roles(made, "Le tri") == [("main", "fr", "video/mp4")]
    told = " ".join(why for _, why in changed(made))
    assert "Le tri.srt" in told and "captions" in told


def test_one_broken_film_does_not_stop_the_others(folder):
    (folder / "Autre.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    made = brought(folder)
    assert tree(made) == [(1, "video", "Le tri")]
    assert list(left_out(made)) == ["Autre.mp4"]
