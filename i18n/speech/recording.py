"""What engines give, what they need, and how they refuse: the same for all of them."""

import array
import sys
from dataclasses import dataclass, replace
from typing import Protocol

from i18n.refusals import Invalid, Unavailable
from i18n.translate import N_

LONGEST = 15 * 60
"""Seconds of sound after which an engine stops: no paragraph is longer, a list of digits is."""


QUIET = 500
"""The loudest a sample is that counts as silence, of 32,767."""


class VoiceUnavailable(Unavailable):
    """The program that speaks cannot be loaded, or has lost its voices."""

    message = N_("Reading aloud does not work on this computer. The text can still be read.")


class TooLong(Invalid):
    """A text that would be spoken for longer than anyone listens at once."""

    message = N_("This text is too long to be read aloud in one piece.")


@dataclass(frozen=True)
class Mark:
    """From a moment on, the engine speaks what stands at a place in the text."""

    position: int
    """Characters (code points) from the start of the text that the engine got."""
    at: float
    """Seconds from the start of the sound."""


@dataclass(frozen=True)
class Recording:
    """One text, spoken."""

    samples: bytes
    """One channel of signed 16-bit numbers, lowest byte first."""
    rate: int
    """Samples a second."""
    marks: tuple[Mark, ...]
    """In the order heard; about one a word, more for numbers."""

    @property
    def seconds(self) -> float:
        """Return how long the sound lasts."""
        return len(self.samples) / 2 / self.rate


def at_rate(said: Recording, rate: int) -> Recording:
    """Return a recording with so many samples a second: engines have their own."""
    if said.rate == rate or not said.samples:
        return replace(said, rate=rate)
    sound = _numbers(said.samples)
    last, step = len(sound) - 1, said.rate / rate
    made = array.array("h")
    for number in range(int(len(sound) / step)):
        at = number * step
        before = int(at)
        after = sound[min(last, before + 1)]
        made.append(round(sound[before] + (after - sound[before]) * (at - before)))
    return Recording(_bytes(made), rate, said.marks)


def without_end(said: Recording, pause: float) -> Recording:
    """Return a recording whose silence at the end lasts ``pause`` seconds at most."""
    _, end = heard_between(said.samples, said.rate)
    kept = int((end + pause) * said.rate) * 2
    return replace(said, samples=said.samples[:kept])


def heard_between(samples: bytes, rate: int) -> tuple[float, float]:
    """Return the seconds between which a sound is not silent; all of it where it is nowhere."""
    sound = _numbers(samples)
    step = max(1, rate // 100)
    loud = [at for at in range(0, len(sound), step) if _is_loud(sound[at : at + step])]
    if not loud:
        return 0.0, len(sound) / rate
    return loud[0] / rate, min(len(sound), loud[-1] + step) / rate


def _is_loud(part: "array.array[int]") -> bool:
    return max(part) > QUIET or min(part) < -QUIET


def _numbers(samples: bytes) -> "array.array[int]":
    sound = array.array("h", samples)
    if sys.byteorder == "big":
        sound.byteswap()
    return sound


def _bytes(sound: "array.array[int]") -> bytes:
    if sys.byteorder == "big":
        sound.byteswap()
    return sound.tobytes()


class Engine(Protocol):
    """A program that speaks. It may be called from any thread."""

    def version(self) -> str:
        """Return what must change when the same text would sound different.

        Raises:
            VoiceUnavailable: the engine cannot be loaded.
        """
        ...

    def say(self, text: str, voice: str, words_a_minute: int) -> Recording:
        """Speak a text without control characters.

        Raises:
            VoiceUnavailable: the engine cannot be loaded or has no such voice.
            TooLong: it would last longer than ``LONGEST``.
        """
        ...

    def close(self) -> None:
        """Give back what it holds while it does not speak; it may be called again."""
        ...
