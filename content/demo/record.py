"""Speak the transcripts of a course and write their recordings and captions.

An *audio page* is a Markdown file with ``kind: audio``; its paragraphs are the transcript.
A paragraph that opens with ``**Name :**`` is a *turn* of that speaker; the first speaker
of a page has the first voice, the second the other. One sentence makes one caption.

    python record.py au-quotidien     # the course folder, or several
"""

from __future__ import annotations

import ctypes
import re
import sys
from array import array
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NamedTuple

import espeakng_loader
import lameenc

SYNCHRONOUS, UTF8 = 2, 1  # AUDIO_OUTPUT_SYNCHRONOUS, espeakCHARS_UTF8
RATE, PITCH, WORDS_A_MINUTE = 1, 3, 135  # the first two are espeak_PARAMETER
VOICES: Final = ((b"fr+f2", 50), (b"fr+m3", 42))
PAUSE: Final = 0.45  # seconds of silence after a sentence: time to understand it

Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class Sentence(NamedTuple):
    """A sentence: its speaker's rank, what the caption shows, what is said."""

    speaker: int
    caption: str
    spoken: str


class Speech:
    """eSpeak NG; each call gives one sentence as 16-bit mono samples.

    Raises:
        OSError: its library or its data cannot be loaded.
    """

    def __init__(self) -> None:
        self._samples = array("h")
        self._espeak = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self.rate: int = self._espeak.espeak_Initialize(SYNCHRONOUS, 0, data, 0)
        if self.rate <= 0:
            raise OSError("eSpeak NG did not start: its data folder is missing or damaged.")
        self._espeak.espeak_ng_SetRandSeed(1)  # else the clock seeds the breath of the voice
        self._callback = Callback(self._collect)  # kept: C holds only its address
        self._espeak.espeak_SetSynthCallback(self._callback)

    def _collect(self, wave: ctypes._Pointer[ctypes.c_short], count: int, _events: int) -> int:
        if wave and count:
            self._samples.frombytes(ctypes.string_at(wave, count * 2))
        return 0

    def say(self, text: str, speaker: int) -> array[int]:
        """Return the samples of ``text`` in the voice of this speaker."""
        voice, pitch = VOICES[speaker % len(VOICES)]
        self._samples = array("h")
        self._espeak.espeak_SetVoiceByName(voice)
        self._espeak.espeak_SetParameter(RATE, WORDS_A_MINUTE, 0)
        self._espeak.espeak_SetParameter(PITCH, pitch, 0)
        words = text.encode() + b"\0"
        self._espeak.espeak_Synth(words, len(words), 0, 1, 0, UTF8, None, None)
        return self._samples


def front_matter(page: Path) -> tuple[dict[str, str], str]:
    """Return the keys of a page and the text after them."""
    _, head, body = page.read_text(encoding="utf-8").split("---\n", 2)
    return dict(line.split(": ", 1) for line in head.splitlines()), body


def sentences(body: str) -> Iterator[Sentence]:
    """Cut a transcript into sentences; headings, pictures and tables are not spoken."""
    speakers: list[str] = []
    for paragraph in re.split(r"\n\s*\n", body.strip()):
        if paragraph.startswith(("#", "!", "|", "-")):
            continue
        turn = re.match(r"\*\*(.+?)\s*:\*\*\s*", paragraph)
        name = turn[1] if turn else ""
        speakers += [name] * (name not in speakers)
        text = " ".join(paragraph[turn.end() if turn else 0 :].replace("*", "").split())
        label = f"{name} : " if name else ""
        for spoken in re.split(r"(?<=[.!?…])\s+", text):
            yield Sentence(speakers.index(name), label + spoken, spoken)
            label = ""


def clock(seconds: float) -> str:
    """Write a time as WebVTT does: ``00:00:07.250``."""
    minutes, thousandths = divmod(round(seconds * 1000), 60000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{thousandths / 1000:06.3f}"


def mp3(samples: array[int], rate: int) -> bytes:
    """Encode 16-bit mono samples."""
    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_bit_rate(32)
    encoder.set_quality(2)
    return bytes(encoder.encode(samples.tobytes()) + encoder.flush())


def record(page: Path) -> float | None:
    """Write the recording and the captions of an audio page beside it.

    Returns:
        Its length in seconds, or None if the page is not an audio page.
    """
    keys, body = front_matter(page)
    if keys.get("kind") != "audio":
        return None
    speech, samples, cues = Speech(), array("h"), ["WEBVTT\n"]
    for sentence in sentences(body):
        start = len(samples) / speech.rate
        samples += speech.say(sentence.spoken, sentence.speaker)
        samples += array("h", bytes(2 * round(PAUSE * speech.rate)))
        end = len(samples) / speech.rate  # the caption stays during the pause: time to read
        cues.append(f"{clock(start)} --> {clock(end)}\n{sentence.caption}\n")
    page.with_name(keys["file"]).write_bytes(mp3(samples, speech.rate))
    page.with_name(keys["captions"]).write_text("\n".join(cues), encoding="utf-8", newline="\n")
    return len(samples) / speech.rate


def main(folders: list[str]) -> None:
    """Record every audio page of these course folders.

    Each page has its own process: the engine remembers, and a recording must stay the same.
    """
    pages = sorted(page for folder in folders for page in Path(folder).rglob("*.md"))
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for page, seconds in zip(pages, pool.imap(record, pages, chunksize=1), strict=True):
            if seconds is not None:
                print(f"{page}: {seconds:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
