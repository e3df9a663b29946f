"""Speaking a text: from what people see to a sound file and its cues."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from i18n import languages
from i18n.refusals import Invalid
from i18n.speech import cache, mp3
from i18n.speech.cache import USUAL, Limits
from i18n.speech.engines import DEFAULT, ENGINES
from i18n.speech.passages import Passage, runs
from i18n.speech.recording import Engine, Mark, Recording, TooLong, at_rate, without_end
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

BETWEEN_VOICES = 0.08
"""Seconds of silence where one voice ends within a sentence and another goes on."""

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


Better = Mapping[str, Chosen]
"""By language, who speaks it in place of the engine that is always there."""
NONE_BETTER: Better = MappingProxyType({})


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
    voice: str = ""
    """Names who speaks, where it is not the engine that is always there alone."""


def speak(
    text: str,
    language: str,
    cache_folder: Path,
    limits: Limits = USUAL,
    better: Better = NONE_BETTER,
    passages: Sequence[Passage] = (),
) -> Spoken:
    """Speak a paragraph or a sentence, or find it spoken already.

    Args:
        text: as people see it, at most ``LONGEST`` characters.
        language: code of the language that it is in.
        cache_folder: where spoken pieces are kept; made where it is missing.
        limits: how much is kept there.
        better: by language, who speaks; the engine that is always there for all others.
        passages: what in it is in another language, or said otherwise than it is written.

    Raises:
        NoVoice: the language is unknown, or no engine speaks it.
        NothingToSay: nothing in the text has a sound.
        TooLong: more than ``LONGEST`` characters, or too long to listen to.
        VoiceUnavailable: the engine does not work on this computer.
        NoRoom, Full: it cannot be kept, see ``cache.keep``.
        OSError: the cache cannot be written; it holds no half of a piece.
    """
    parts = _parts(text, language, better, passages)
    return _spoken(text, language, parts, _piece(parts, cache_folder, limits))


def kept(
    text: str,
    language: str,
    cache_folder: Path,
    better: Better,
    passages: Sequence[Passage] = (),
) -> Spoken | None:
    """Return a text as it was spoken before by these voices; None where it was not.

    Raises:
        NoVoice, NothingToSay, TooLong, VoiceUnavailable: see ``speak``.
    """
    parts = _parts(text, language, better, passages)
    piece = cache.find(cache_folder, _name(parts))
    return _spoken(text, language, parts, piece) if piece else None


@dataclass(frozen=True)
class _Part:
    """What one voice says of a text."""

    form: SpokenForm
    language: str
    by: Chosen


def _usual(language: str) -> Chosen:
    voice = languages.get(language).voice
    assert voice is not None
    return Chosen(DEFAULT, ENGINES[DEFAULT], voice)


def _parts(text: str, language: str, better: Better, passages: Sequence[Passage]) -> list[_Part]:
    """Return what is said of a text, each language by its own voice."""
    if not languages.known(language) or languages.get(language).voice is None:
        raise NoVoice(language=language)
    if len(text) > LONGEST:
        raise TooLong()
    found = []
    for run in runs(text, language, passages):
        instead = [
            replace(each, start=each.start - run.start, end=each.end - run.start)
            for each in run.said
        ]
        form = spoken_form(text[run.start : run.end], run.language, instead)
        if form.text:
            origins = tuple(run.start + origin for origin in form.origins)
            by = better.get(run.language) or _usual(run.language)
            found.append(_Part(SpokenForm(form.text, origins), run.language, by))
    if not found:
        raise NothingToSay()
    return [_leading_on(part) for part in found[:-1]] + found[-1:]


def _leading_on(part: _Part) -> _Part:
    """Return a part that another voice goes on behind: its last word is not said as an end."""
    form = part.form
    if form.text[-1] in ".!?…:;,،؟؛。！？":
        return part
    return replace(part, form=SpokenForm(f"{form.text},", (*form.origins, form.origins[-1])))


def _spoken(text: str, language: str, parts: Sequence[_Part], piece: cache.Piece) -> Spoken:
    origins = [origin for part in parts for origin in part.form.origins]
    heard = cues(text, traced(piece.marks, origins), piece.seconds)
    places = [place for place, _ in sentences(text, language)]
    usual = all(part.by.name == DEFAULT for part in parts)
    voice = "" if usual else _name(parts)[:16]
    return Spoken(piece.mp3, heard, piece.seconds, sentence_times(places, heard), voice)


def _name(parts: Sequence[_Part]) -> str:
    """Return what names a piece; a text in one language is named by what it alone says."""
    names = [
        cache.key(
            *(part.by.name, part.by.engine.version(), part.by.voice),
            WORDS_A_MINUTE,
            part.form.text,
        )
        for part in parts
    ]
    return names[0] if len(names) == 1 else cache.key("several", "1", "", 0, " ".join(names))


def _piece(parts: Sequence[_Part], folder: Path, limits: Limits) -> cache.Piece:
    name = _name(parts)
    piece = cache.find(folder, name)
    if piece:
        return piece
    with _making[int(name[:2], 16) % len(_making)]:
        piece = cache.find(folder, name)
        if piece:
            return piece
        recording = _joined(parts)
        if not recording.samples:
            raise NothingToSay()
        return _kept(recording, folder, name, limits)


def _joined(parts: Sequence[_Part]) -> Recording:
    """Have each part said by its voice, one after the other, at the rate of the first."""
    samples, marks, rate, before = bytearray(), list[Mark](), 0, 0
    for number, part in enumerate(parts, start=1):
        said = _said(part)
        rate = rate or said.rate
        said = at_rate(said, rate)
        said = said if number == len(parts) else without_end(said, BETWEEN_VOICES)
        since = len(samples) / 2 / rate
        marks += [Mark(before + mark.position, since + mark.at) for mark in said.marks]
        samples += said.samples
        before += len(part.form.text)
    if rate and len(samples) / 2 / rate > LONGEST_SOUND:
        raise TooLong()
    return Recording(bytes(samples), rate, tuple(marks))


def _said(part: _Part) -> Recording:
    """Have one part said, portion by portion where it is long."""
    samples, marks, rate = bytearray(), list[Mark](), 1
    for place, portion in portions(part.form.text, part.language, AT_ONCE):
        said = part.by.engine.say(portion, part.by.voice, WORDS_A_MINUTE)
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
