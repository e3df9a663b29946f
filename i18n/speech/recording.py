"""What engines give, what they need, and how they refuse: the same for all of them."""

from dataclasses import dataclass
from typing import Protocol

from i18n.refusals import Invalid, Unavailable
from i18n.translate import N_

LONGEST = 15 * 60
"""Seconds of sound after which an engine stops: no paragraph is longer, a list of digits is."""


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
