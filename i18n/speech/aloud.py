"""Speaking a text: from what people see to a sound file and its cues."""

import threading
from dataclasses import dataclass
from pathlib import Path

from i18n import languages
from i18n.refusals import Invalid
from i18n.speech import cache, mp3
from i18n.speech.engines import DEFAULT, ENGINES
from i18n.speech.recording import Mark, TooLong
from i18n.speech.text import SpokenForm, spoken_form
from i18n.speech.timings import Cue, cues, traced
from i18n.translate import N_

LONGEST = 5_000
"""Characters spoken at once: more than any paragraph, six minutes of speech."""

WORDS_A_MINUTE = 140
"""A calm teacher's pace; the page makes it faster or slower without a new file."""

_making = threading.Lock()


class NoVoice(Invalid):
    """A text in a language that no engine speaks."""

    message = N_("There is no voice for the language “{language}”.")


class NothingToSay(Invalid):
    """A text without a word, a number or a sign that has a name."""

    message = N_("There is nothing to read aloud here.")


@dataclass(frozen=True)
class Spoken:
    """A text as sound."""

    mp3: Path
    """In the cache; may be sent as it is."""
    cues: tuple[Cue, ...]
    """In the order heard, places in the text handed in."""
    seconds: float
    """How long the MP3 plays."""


def speak(text: str, language: str, cache_folder: Path) -> Spoken:
    """Speak a paragraph or a sentence, or find it spoken already.

    Args:
        text: as people see it, at most ``LONGEST`` characters.
        language: code of the language that it is in.
        cache_folder: where spoken pieces are kept; made where it is missing.

    Raises:
        NoVoice: the language is unknown, or no engine speaks it.
        NothingToSay: nothing in the text has a sound.
        TooLong: more than ``LONGEST`` characters, or too long to listen to.
        VoiceUnavailable: the engine does not work on this computer.
        OSError: the cache cannot be written; it holds no half of a piece.
    """
    voice = languages.get(language).voice if languages.known(language) else None
    if voice is None:
        raise NoVoice(language=language)
    if len(text) > LONGEST:
        raise TooLong()
    form = spoken_form(text, language)
    if not form.text:
        raise NothingToSay()
    piece = _piece(form, voice, cache_folder)
    marks = traced(piece.marks, form.origins)
    return Spoken(piece.mp3, cues(text, marks, piece.seconds), piece.seconds)


def _piece(form: SpokenForm, voice: str, folder: Path) -> cache.Piece:
    engine = ENGINES[DEFAULT]
    name = cache.key(DEFAULT, engine.version(), voice, WORDS_A_MINUTE, form.text)
    piece = cache.find(folder, name)
    if piece:
        return piece
    with _making:
        return cache.find(folder, name) or _made(form, voice, folder, name)


def _made(form: SpokenForm, voice: str, folder: Path, name: str) -> cache.Piece:
    recording = ENGINES[DEFAULT].say(form.text, voice, WORDS_A_MINUTE)
    if not recording.samples:
        raise NothingToSay()
    sound = mp3.encode(recording.samples, recording.rate)
    late = mp3.delay(sound)
    marks = [Mark(mark.position, mark.at + late) for mark in recording.marks]
    return cache.keep(folder, name, sound, marks, round(mp3.seconds(sound), 3))
