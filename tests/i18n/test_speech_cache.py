import os
import time

import pytest

from i18n.speech import cache
from i18n.speech.cache import BLOCK, FOLDERS, Full, Limits, NoRoom
from i18n.speech.recording import Mark

NAME = "ab" + "0" * 62
OTHER, THIRD = ("ab" + digit * 62 for digit in "12")
TWO = Limits(most=FOLDERS * 4 * BLOCK, reserve=0)
"""Room for two small pieces in a folder: each is two files."""
ENDLESS = 1 << 60
"""More bytes than any disk has."""


def keep(folder, name, limits=TWO, *, age=0.0):
    """Keep a small piece that was asked for so many seconds ago."""
    piece = cache.keep(folder, name, b"sound", [], 1.0, limits)
    heard = time.time() - age
    for path in (piece.mp3, piece.mp3.with_suffix(".json")):
        os.utime(path, (heard, heard))
    return piece


def kept(folder):
    return {name for name in (NAME, OTHER, THIRD) if cache.find(folder, name)}


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


def test_a_new_piece_takes_the_place_of_the_one_not_heard_for_longest(tmp_path):
    keep(tmp_path, NAME, age=9_000)
    keep(tmp_path, OTHER, age=8_000)
    assert cache.find(tmp_path, NAME)
    keep(tmp_path, THIRD)
    assert kept(tmp_path) == {NAME, THIRD}
    assert len(list((tmp_path / "ab").iterdir())) == 4


def test_a_piece_on_its_way_to_somebody_stays_even_beyond_the_limit(tmp_path):
    keep(tmp_path, NAME, age=5)
    keep(tmp_path, OTHER, age=5)
    keep(tmp_path, THIRD)
    assert kept(tmp_path) == {NAME, OTHER, THIRD}


def test_what_a_killed_program_left_half_written_is_given_up_too(tmp_path):
    keep(tmp_path, NAME)
    part = tmp_path / "ab" / f"{OTHER}.mp3x1.part"
    part.write_bytes(b"s" * 2 * BLOCK)
    os.utime(part, (0, 0))
    keep(tmp_path, THIRD)
    assert not part.exists()
    assert kept(tmp_path) == {NAME, THIRD}


def test_speech_ahead_of_time_ends_where_the_room_is_full_and_takes_no_place(tmp_path):
    ahead = Limits(most=TWO.most, reserve=0, replace=False)
    for name in (NAME, OTHER):
        keep(tmp_path, name, ahead, age=9_000)
    with pytest.raises(Full):
        keep(tmp_path, THIRD, ahead)
    assert kept(tmp_path) == {NAME, OTHER}


@pytest.mark.parametrize("replace", [True, False])
def test_a_disk_that_is_nearly_full_is_left_as_it_is(tmp_path, replace):
    with pytest.raises(NoRoom) as refused:
        keep(tmp_path, NAME, Limits(reserve=ENDLESS, replace=replace))
    assert refused.value.in_words()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_on_a_disk_that_is_nearly_full_a_piece_goes_where_another_was(tmp_path):
    keep(tmp_path, NAME, age=9_000)
    keep(tmp_path, OTHER, Limits(reserve=ENDLESS))
    assert kept(tmp_path) == {OTHER}
