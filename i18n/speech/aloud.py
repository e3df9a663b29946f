"""Speaking a text: from what people see to a sound file and its cues."""

import threading
from dataclasses import dataclass
from pathlib import Path

from i18n import languages
from i18n.refusals import Invalid
from i18n.speech import cache, mp3
from i18n.speech.cache import USUAL, Limits
from i18n.speech.engines import DEFAULT, ENGINES
from i18n.speech.recording import Engine, Mark, Recording, TooLong
from i18n.speech.text import SpokenForm, portions, sentences, spoken_form
from i18n.speech.timings import Cue, cues, sentence_times, traced
from i18n.translate import N_

LONGEST = 20_000
"""Characters of one text: nobody listens to half an hour without a paragraph."""

AT_ONCE = 5_000
"""Characters that an engine gets at once: six minutes of speech, more than most paragraphs."""

LONGEST_SOUND = 30 * 60
"""Seconds of one text: 80 MB in memory before it becomes an MP3."""

WORDS_A_MINUTE = 140
"""A calm teacher's pace; the page makes it faster or slower without a new file."""

_making = tuple(threading.Lock() for _ in range(16))
"""By the name of a piece, so that nothing is spoken twice and few wait for others."""


class NoVoice(Invalid):
    """A text in a language that no engine speaks."""

    message = N_("There is no voice for the language “{language}”.")


class NothingToSay(Invalid):
    """A text without a word, a number or a sign that has a name."""

    message = N_("There is nothing to read aloud here.")


@dataclass(frozen=True)
class Chosen:
    """An engine with one of its voices."""

    name: str
    """Of the engine, in the names of what is kept."""
    engine: Engine
    voice: str


@dataclass(frozen=True)
class Spoken:
    """A text as sound."""

    mp3: Path
    """In the cache; may be sent as it is."""
    cues: tuple[Cue, ...]
    """In the order heard, places in the text handed in."""
    seconds: float
    """How long the MP3 plays."""
    sentences: tuple[float, ...]
    """When each sentence begins to be heard, in seconds; the first one at 0."""


def speak(
    text: str,
    language: str,
    cache_folder: Path,
    limits: Limits = USUAL,
    chosen: Chosen | None = None,
) -> Spoken:
    """Speak a paragraph or a sentence, or find it spoken already.

    Args:
        text: as people see it, at most ``LONGEST`` characters.
        language: code of the language that it is in.
        cache_folder: where spoken pieces are kept; made where it is missing.
        limits: how much is kept there.
        chosen: who speaks; None for the engine that is always there.

    Raises:
        NoVoice: the language is unknown, or no engine speaks it.
        NothingToSay: nothing in the text has a sound.
        TooLong: more than ``LONGEST`` characters, or too long to listen to.
        VoiceUnavailable: the engine does not work on this computer.
        NoRoom, Full: it cannot be kept, see ``cache.keep``.
        OSError: the cache cannot be written; it holds no half of a piece.
    """
    form = _form(text, language)
    by = chosen or _usual(language)
    return _spoken(text, language, form, _piece(form, language, by, cache_folder, limits))


def kept(text: str, language: str, cache_folder: Path, chosen: Chosen) -> Spoken | None:
    """Return a text as it was spoken before by a voice; None where it was not.

    Raises:
        NoVoice, NothingToSay, TooLong, VoiceUnavailable: see ``speak``.
    """
    form = _form(text, language)
    piece = cache.find(cache_folder, _name(form, chosen))
    return _spoken(text, language, form, piece) if piece else None


def _usual(language: str) -> Chosen:
    voice = languages.get(language).voice
    assert voice is not None
    return Chosen(DEFAULT, ENGINES[DEFAULT], voice)


def _form(text: str, language: str) -> SpokenForm:
    voice = languages.get(language).voice if languages.known(language) else None
    if voice is None:
        raise NoVoice(language=language)
    if len(text) > LONGEST:
        raise TooLong()
    form = spoken_form(text, language)
    if not form.text:
        raise NothingToSay()
    return form


def _spoken(text: str, language: str, form: SpokenForm, piece: cache.Piece) -> Spoken:
    marks = traced(piece.marks, form.origins)
    heard = cues(text, marks, piece.seconds)
    places = [place for place, _ in sentences(text, language)]
    return Spoken(piece.mp3, heard, piece.seconds, sentence_times(places, heard))


def _name(form: SpokenForm, by: Chosen) -> str:
    return cache.key(by.name, by.engine.version(), by.voice, WORDS_A_MINUTE, form.text)


def _piece(
    form: SpokenForm, language: str, by: Chosen, folder: Path, limits: Limits
) -> cache.Piece:
    name = _name(form, by)
    piece = cache.find(folder, name)
    if piece:
        return piece
    with _making[int(name[:2], 16) % len(_making)]:
        piece = cache.find(folder, name)
        if piece:
            return piece
        recording = _said(form.text, language, by)
        if not recording.samples:
            raise NothingToSay()
        return _kept(recording, folder, name, limits)


def _said(text: str, language: str, by: Chosen) -> Recording:
    """Have a text said, portion by portion where it is long."""
    samples, marks, rate = bytearray(), list[Mark](), 1
    for place, portion in portions(text, language, AT_ONCE):
        said = by.engine.say(portion, by.voice, WORDS_A_MINUTE)
        rate = said.rate
        before = len(samples) / 2 / rate
        marks += [Mark(place + mark.position, before + mark.at) for mark in said.marks]
        samples += said.samples
        if len(samples) / 2 / rate > LONGEST_SOUND:
            raise TooLong()
    return Recording(bytes(samples), rate, tuple(marks))


def _kept(recording: Recording, folder: Path, name: str, limits: Limits) -> cache.Piece:
    sound = mp3.encode(recording.samples, recording.rate)
    late = mp3.delay(sound)
    marks = [Mark(mark.position, mark.at + late) for mark in recording.marks]
    return cache.keep(folder, name, sound, marks, round(mp3.seconds(sound), 3), limits)
