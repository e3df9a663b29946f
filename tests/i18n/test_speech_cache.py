from i18n.speech import cache
from i18n.speech.recording import Mark

NAME = "ab" + "0" * 62


def test_a_piece_comes_back_as_it_was_kept(tmp_path):
    kept = cache.keep(tmp_path, NAME, b"sound", [Mark(0, 0.05), Mark(4, 0.5)], 1.25)
    assert kept == cache.find(tmp_path, NAME)
    assert kept.mp3.read_bytes() == b"sound"
    assert kept.marks == (Mark(0, 0.05), Mark(4, 0.5))
    assert kept.seconds == 1.25


def test_what_was_never_kept_is_not_there(tmp_path):
    assert cache.find(tmp_path, NAME) is None


def test_marks_without_their_sound_are_no_piece(tmp_path):
    cache.keep(tmp_path, NAME, b"sound", [], 1.0).mp3.unlink()
    assert cache.find(tmp_path, NAME) is None


def test_a_file_half_written_is_never_taken_for_a_piece(tmp_path):
    folder = tmp_path / NAME[:2]
    folder.mkdir()
    (folder / f"{NAME}.mp3x1.part").write_bytes(b"so")
    assert cache.find(tmp_path, NAME) is None
    assert cache.keep(tmp_path, NAME, b"sound", [], 1.0).mp3.read_bytes() == b"sound"


def test_nothing_but_the_piece_is_left_in_the_folder(tmp_path):
    cache.keep(tmp_path, NAME, b"sound", [], 1.0)
    cache.keep(tmp_path, NAME, b"sound again", [], 1.0)
    names = {path.name for path in (tmp_path / NAME[:2]).iterdir()}
    assert names == {f"{NAME}.json", f"{NAME}.mp3"}


def test_everything_that_decides_the_sound_decides_the_name():
    names = {
        cache.key("espeak", "1.52", "fr", 140, "Bonjour"),
        cache.key("piper", "1.52", "fr", 140, "Bonjour"),
        cache.key("espeak", "1.53", "fr", 140, "Bonjour"),
        cache.key("espeak", "1.52", "ar", 140, "Bonjour"),
        cache.key("espeak", "1.52", "fr", 150, "Bonjour"),
        cache.key("espeak", "1.52", "fr", 140, "Bonsoir"),
    }
    assert len(names) == 6
    assert all(len(name) == 64 for name in names)
