import math
import struct

import pytest

from i18n.speech import mp3
from i18n.speech.aloud import speak

RATE = 22_050


def tone(seconds, rate=RATE):
    """Return a hum as an engine gives it."""
    count = int(seconds * rate)
    return struct.pack(
        f"<{count}h", *(int(9_000 * math.sin(n * 880 * math.pi / rate)) for n in range(count))
    )


def info_frame(frame):
    """Return the frame an encoder signs: same header, silence, "Info" after side information."""
    return frame[:4] + bytes(9) + b"Info" + bytes(len(frame) - 17)


def file_of(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_sound_becomes_frames_of_32_kilobits_a_second_in_one_channel():
    sound = mp3.encode(tone(2), RATE)
    frames = list(mp3.frames(sound))
    assert b"".join(frames) == sound
    assert {frame[3] >> 6 for frame in frames} == {3}
    assert len(sound) == pytest.approx(mp3.seconds(sound) * 32_000 / 8, rel=0.01)


def test_sound_lasts_as_long_as_before_and_a_frame_or_two_more():
    assert 0 < mp3.seconds(mp3.encode(tone(2), RATE)) - 2 < 0.1


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100, 48_000])
def test_the_rates_of_other_engines_are_read_too(rate):
    assert mp3.seconds(mp3.encode(tone(1, rate), rate)) == pytest.approx(1, abs=0.2)


def test_a_player_is_silent_for_a_moment_before_the_sound():
    assert mp3.delay(mp3.encode(tone(1), RATE)) == pytest.approx(0.0501, abs=0.0001)


def test_tags_and_the_encoders_frame_are_no_sound():
    sound = mp3.encode(tone(1), RATE)
    first = next(mp3.frames(sound))
    tag = b"ID3\x04\x00\x00" + bytes([0, 0, 1, 2]) + bytes(130)
    dressed = tag + info_frame(first) + sound + b"TAG" + bytes(125)
    assert b"".join(mp3.frames(dressed)) == sound
    assert mp3.seconds(dressed) == mp3.seconds(sound)


def test_pieces_joined_play_as_long_as_they_do_alone(tmp_path, folder):
    spoken = [speak(text, "fr", folder) for text in ("Un titre.", "Un texte.", "Une fin.")]
    signed = spoken[1].mp3.read_bytes()
    signed = info_frame(next(mp3.frames(signed))) + signed
    second = file_of(tmp_path, "signed.mp3", signed)
    whole = b"".join(mp3.join([spoken[0].mp3, second, spoken[2].mp3]))
    assert mp3.seconds(whole) == pytest.approx(sum(each.seconds for each in spoken), abs=0.01)
    assert b"Info" not in whole


def test_nothing_joined_is_nothing():
    assert list(mp3.join([])) == []


def test_pieces_are_opened_one_at_a_time(tmp_path):
    sound = mp3.encode(tone(0.2), RATE)
    joined = mp3.join([file_of(tmp_path, "a.mp3", sound), tmp_path / "not there.mp3"])
    assert next(joined) == sound
    with pytest.raises(FileNotFoundError):
        next(joined)


def test_pieces_of_different_kinds_do_not_join(tmp_path):
    slow = file_of(tmp_path, "slow.mp3", mp3.encode(tone(0.2), RATE))
    quick = file_of(tmp_path, "quick.mp3", mp3.encode(tone(0.2, 16_000), 16_000))
    with pytest.raises(mp3.NotMp3, match=r"quick\.mp3"):
        list(mp3.join([slow, quick]))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"RIFF....WAVE", id="another format"),
        pytest.param(b"\xff\xf3\xf0\xc4", id="a bit rate that does not exist"),
        pytest.param(b"\xff\xf3\x4c\xc4", id="a sampling rate that does not exist"),
        pytest.param(b"\xff\xf3", id="half a header"),
        pytest.param(b"\xff\xf3\x40\xc4" + bytes(50), id="half a frame"),
    ],
)
def test_what_is_no_mp3_is_refused(data):
    with pytest.raises(mp3.NotMp3):
        list(mp3.frames(data))


def test_no_frames_are_no_sound():
    with pytest.raises(mp3.NotMp3):
        mp3.delay(b"")
