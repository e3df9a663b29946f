"""Piper's voices: a neural model that speaks what eSpeak NG spelled out in phonemes.

The model runs in a process of its own (``model_process``), sentence by sentence. It says nothing
of when a word is heard: the moments are those that eSpeak takes for the same sentence, stretched
to the sound that the model made. They are right at each sentence, and an estimate within one.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from i18n.model import Model, ModelFailed
from i18n.speech.espeak import Espeak
from i18n.speech.model_process import SPEAKS
from i18n.speech.phonemes import numbers, phonemes
from i18n.speech.recording import (
    LONGEST,
    Mark,
    Recording,
    TooLong,
    VoiceUnavailable,
    heard_between,
)
from i18n.speech.text import portions, sentences

MEMORY = 2 << 30
"""Bytes of addresses for the process of a model: one of 110 MB takes a tenth of it at work."""
PATIENCE = 120.0
"""Seconds for a model to be read, and for a sentence: after that its process is ended."""
MOST_SIGNS = 400
"""Characters said at once: the memory that a model takes grows with them."""
PAUSE = 0.25
"""Seconds of silence between two sentences."""
MADE = "1"
"""Raise it when the same model would be made to speak otherwise."""


@dataclass(frozen=True)
class PiperVoice:
    """A voice: where its model is, and what it is to be told."""

    sha256: str
    """Of the file of the voice: names it in the cache."""
    path: Path
    offset: int
    size: int
    """The bytes of the model in a file."""
    language: str
    espeak: str
    """The voice of eSpeak NG that spells out for it."""
    rate: int
    """Samples a second."""
    scales: tuple[float, float, float]
    """How much chance, how slow, how much chance in how slow: as its author set them."""
    ids: Mapping[str, tuple[int, ...]]
    """The numbers of each phoneme."""


def is_installed() -> bool:
    """Say whether this computer has what runs the models."""
    return find_spec("onnxruntime") is not None and find_spec("numpy") is not None


class Piper:
    """The engine of one voice; its process starts at the first sentence.

    Once it has failed it does not try again: whoever made it takes another engine.
    """

    def __init__(self, voice: PiperVoice, espeak: Espeak) -> None:
        """Prepare to speak.

        Args:
            voice: whose model speaks.
            espeak: spells out, and says when words are heard.
        """
        self.voice = voice
        self._espeak = espeak
        self._lock = threading.Lock()
        told = {"path": str(voice.path), "offset": voice.offset, "size": voice.size}
        self._model = Model(
            *SPEAKS, told | {"memory": MEMORY}, patience=PATIENCE, most=LONGEST * voice.rate * 2
        )
        self._has_failed = False

    def version(self) -> str:
        """See ``Engine.version``."""
        return f"{MADE} {self._espeak.version()}"

    def say(self, text: str, voice: str, words_a_minute: int) -> Recording:
        """See ``Engine.say``; the voice is this one, at its own pace."""
        with self._lock:
            samples, marks = bytearray(), list[Mark]()
            for place, sentence in self._portions(text):
                before = len(samples) / 2 / self.voice.rate
                sound = self._sound(sentence)
                marks += self._marks(sentence, sound, place, before)
                samples += sound + bytes(2 * int(PAUSE * self.voice.rate))
                if len(samples) / 2 / self.voice.rate > LONGEST:
                    raise TooLong()
            return Recording(bytes(samples), self.voice.rate, tuple(marks))

    def close(self) -> None:
        """End its process; it starts again if something is to be said."""
        with self._lock:
            self._model.close()

    def _portions(self, text: str) -> list[tuple[int, str]]:
        language = self.voice.language
        return [
            (place + within, portion)
            for place, sentence in sentences(text, language)
            for within, portion in portions(sentence, language, MOST_SIGNS)
            if any(sign.isalnum() for sign in portion)
        ]

    def _sound(self, sentence: str) -> bytes:
        said = phonemes(sentence, lambda words: self._espeak.phonemes(words, self.voice.espeak))
        asked = {
            "ids": numbers(said, self.voice.ids),
            "scales": self.voice.scales,
            "speaker": 0,
        }
        if self._has_failed:
            raise VoiceUnavailable()
        try:
            sound = self._model.ask(asked)
        except ModelFailed:
            sound = b""
        if not sound or len(sound) % 2:
            self._has_failed = True
            self._model.close()
            raise VoiceUnavailable()
        return sound

    def _marks(self, sentence: str, sound: bytes, place: int, before: float) -> list[Mark]:
        """Return when the words of a sentence are heard, as eSpeak says it in the same time."""
        spelled = self._espeak.say(sentence, self.voice.espeak, 140)
        own_begin, own_end = heard_between(spelled.samples, spelled.rate)
        begin, end = heard_between(sound, self.voice.rate)
        stretch = (end - begin) / max(own_end - own_begin, 0.001)
        return [
            Mark(
                place + mark.position,
                before + min(end, begin + max(0.0, mark.at - own_begin) * stretch),
            )
            for mark in spelled.marks
        ]
