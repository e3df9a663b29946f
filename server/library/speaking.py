"""A page as speech: in which voice, where its sound is, when each word is heard."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from content.html import Block
from i18n.speech import aloud
from i18n.speech.aloud import Chosen
from i18n.speech.cache import Limits
from i18n.speech.passages import Passage
from i18n.speech.recording import TooLong, VoiceUnavailable
from server.console import Site
from server.library.reading import NoSuchFile, Reading
from server.voices import choosing
from sync.space import RESERVE

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Voice:
    """Where a site keeps what was spoken, how much of it, and who speaks."""

    folder: Path
    limits: Limits
    better: Mapping[str, Chosen] = field(default_factory=dict)
    """By language, the voices that are better than the one that is always there."""
    makes: bool = False
    """Whether a better voice is made to speak; else only what it has spoken already is heard: it
    takes a tenth to one second for each second of speech, and nobody is to wait for it."""

    @classmethod
    def of(cls, site: Site, *, ahead: bool = False) -> "Voice":
        """Return the voice of a site; ``ahead`` of any listener it takes nothing else's place."""
        most = site.settings.speech_room * 1_000_000
        limits = Limits(most, RESERVE, replace=not ahead)
        return cls(site.home.cache, limits, choosing.engines(site.library), makes=ahead)

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """End the processes of better voices when the block ends."""
        try:
            yield
        finally:
            for chosen in self.better.values():
                chosen.engine.close()


@dataclass(frozen=True)
class SpokenBlock:
    """A block of a page and how it sounds."""

    name: str
    spoken: aloud.Spoken


def speak(reading: Reading, voice: Voice) -> list[SpokenBlock]:
    """Return the sound of each block of a page, made now where it is not kept yet.

    All of it is in the same voices: the better ones if they have spoken all of it, the one that is
    always there else. A block that nobody could listen to, a table of thousands of numbers, is left
    out.

    Raises:
        NoVoice: no voice speaks this language.
        VoiceUnavailable, NoRoom, Full, OSError: see ``aloud.speak``.
    """
    if voice.better:
        try:
            better = _all_spoken(reading, partial(_better, reading, voice=voice))
        except VoiceUnavailable:
            log.warning("a better voice does not work: eSpeak NG speaks")
            better = None
        if better is not None:
            return better
    usual = _all_spoken(reading, partial(_spoken, reading, voice=voice))
    assert usual is not None
    return usual


def said(text: str, language: str, voice: Voice, passages: Sequence[Passage] = ()) -> aloud.Spoken:
    """Return a word, a sentence, a question as sound: by a better voice if it has spoken it.

    Raises:
        NoVoice, NothingToSay, TooLong, VoiceUnavailable, NoRoom, Full, OSError: see
            ``aloud.speak``.
    """
    if voice.better:
        try:
            better = _in_better(text, language, voice, passages)
        except VoiceUnavailable:
            log.warning("a better voice does not work: eSpeak NG speaks")
            better = None
        if better is not None:
            return better
    return aloud.speak(text, language, voice.folder, voice.limits, passages=passages)


def _all_spoken(
    reading: Reading, spoken: Callable[[Block], aloud.Spoken | None]
) -> list[SpokenBlock] | None:
    """Return the sound of each block; None as soon as one has none."""
    found = []
    for block in reading.blocks():
        try:
            sound = spoken(block)
        except (aloud.NothingToSay, TooLong):
            continue
        if sound is None:
            return None
        found.append(SpokenBlock(block.name, sound))
    return found


def _better(reading: Reading, block: Block, *, voice: Voice) -> aloud.Spoken | None:
    return _in_better(block.text, reading.version.language, voice, block.passages)


def _in_better(
    text: str, language: str, voice: Voice, passages: Sequence[Passage]
) -> aloud.Spoken | None:
    if not voice.makes:
        return aloud.kept(text, language, voice.folder, voice.better, passages)
    return aloud.speak(text, language, voice.folder, voice.limits, voice.better, passages)


def spoken_as(spoken: Iterable[SpokenBlock], address: Callable[[str], str]) -> dict[str, Any]:
    """Return blocks and their sound as ``listen.js`` is told of them.

    Args:
        spoken: the blocks of a page.
        address: of the sound of a block, by its name.
    """
    return {
        "blocks": [
            {
                "id": block.name,
                "audio": told_voice(address(block.name), block.spoken.voice),
                "sentences": [round(at, 3) for at in block.spoken.sentences],
                "cues": [
                    [c.start, c.length, round(c.at, 3), round(c.until, 3)]
                    for c in block.spoken.cues
                ],
            }
            for block in spoken
        ]
    }


def told_voice(address: str, voice: str) -> str:
    """Return the address of a sound that says whose it is: its words are lit as they were told."""
    if not voice:
        return address
    return f"{address}{'&' if '?' in address else '?'}voice={voice}"


def sound_of(reading: Reading, name: str, voice: Voice, asked: str = "") -> Path:
    """Return the MP3 of one block of a page.

    Args:
        reading: the page.
        name: of the block.
        voice: of the site.
        asked: what names the voice in the address, see ``aloud.Spoken.voice``.

    Raises:
        NoSuchFile: the page has no such block.
        NoVoice, NothingToSay, TooLong, VoiceUnavailable, NoRoom, OSError: see ``aloud.speak``.
    """
    for block in reading.blocks():
        if block.name == name:
            if asked and voice.better:
                found = _better(reading, block, voice=replace(voice, makes=False))
                if found is not None and found.voice == asked:
                    return found.mp3
            return _spoken(reading, block, voice=voice).mp3
    raise NoSuchFile()


def _spoken(reading: Reading, block: Block, *, voice: Voice) -> aloud.Spoken:
    said = block.text, reading.version.language, voice.folder, voice.limits
    return aloud.speak(*said, passages=block.passages)
