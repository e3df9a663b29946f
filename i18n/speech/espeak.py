"""eSpeak NG, called in this process.

The library keeps its voice, its speed and its events in global state: one lock around
everything. The declarations follow ``espeak-ng/speak_lib.h`` of version 1.52.
"""

import ctypes
import os
import sys
import tempfile
import threading
from ctypes import POINTER, c_char, c_char_p, c_int, c_short, c_ubyte, c_uint, c_void_p
from pathlib import Path
from typing import Any

import espeakng_loader

from i18n.speech.recording import LONGEST, Mark, Recording, TooLong, VoiceUnavailable

SYNCHRONOUS = 2  # espeak_Synth returns when all sound has gone to the callback
DO_NOT_EXIT = 0x8000
UTF8 = 1
IPA = 2  # espeak_TextToPhonemes: letters of the phonetic alphabet
END_PAUSE = 0x1000
RATE = 1
OK, ABORT = 0, 1
END_OF_LIST, WORD = 0, 1

LONGEST_PATH = 150
"""Bytes of a folder's path that the library keeps: N_PATH_HOME is 160 in speech.h, with
"/voices" to come. With more it finds none of its files."""


class _Name(ctypes.Union):
    _fields_ = (("number", c_int), ("name", c_char_p), ("string", c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", c_int),
        ("unique_identifier", c_uint),
        ("text_position", c_int),
        ("length", c_int),
        ("audio_position", c_int),
        ("sample", c_int),
        ("user_data", c_void_p),
        ("id", _Name),
    )


class _Voice(ctypes.Structure):
    _fields_ = (
        ("name", c_char_p),
        ("languages", c_char_p),
        ("identifier", c_char_p),
        ("gender", c_ubyte),
        ("age", c_ubyte),
        ("variant", c_ubyte),
        ("xx1", c_ubyte),
        ("score", c_int),
        ("spare", c_void_p),
    )


_Callback = ctypes.CFUNCTYPE(c_int, POINTER(c_short), c_int, POINTER(_Event))


class Espeak:
    """The engine that is always there: small, quick, 141 languages, word by word."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._library: Any = None
        self._callback: Any = None  # kept: the library calls it for as long as it lives
        self._near: tempfile.TemporaryDirectory[str] | None = None
        self._rate = 0
        self._version = ""
        self._sound = bytearray()
        self._marks: list[Mark] = []

    def version(self) -> str:
        """See ``Engine.version``."""
        if not self._version:  # once loaded, nobody waits for what is being said
            with self._lock:
                self._load()
        return self._version

    def say(self, text: str, voice: str, words_a_minute: int) -> Recording:
        """See ``Engine.say``."""
        data = text.encode()
        with self._lock:
            library = self._load()
            self._choose(voice)
            library.espeak_SetParameter(RATE, words_a_minute, 0)
            self._sound.clear()
            self._marks.clear()
            flags = UTF8 | END_PAUSE
            status = library.espeak_Synth(data, len(data) + 1, 0, 1, 0, flags, None, None)
            if len(self._sound) > LONGEST * self._rate * 2:
                library.espeak_Cancel()
                raise TooLong()
            if status != OK:
                raise VoiceUnavailable()
            return Recording(bytes(self._sound), self._rate, tuple(self._marks))

    def close(self) -> None:
        """Do nothing: the library stays loaded."""

    def phonemes(self, text: str, voice: str) -> str:
        """Return how a text is said, in letters of the phonetic alphabet, words parted by spaces.

        Raises:
            VoiceUnavailable: the engine cannot be loaded or has no such voice.
        """
        with self._lock:
            library = self._load()
            self._choose(voice)
            kept = ctypes.create_string_buffer(text.encode())
            place = c_void_p(ctypes.addressof(kept))
            found = []
            while place.value:
                said = library.espeak_TextToPhonemes(ctypes.byref(place), UTF8, IPA)
                found.append((said or b"").decode("utf-8", "replace"))
            return " ".join(filter(None, found))

    def _choose(self, voice: str) -> None:
        """Take a voice by the name of its file ("fr") or by its language ("en-gb")."""
        if self._library.espeak_SetVoiceByName(voice.encode()) == OK:
            return
        wanted = _Voice(languages=voice.encode())
        if self._library.espeak_SetVoiceByProperties(ctypes.byref(wanted)) != OK:
            raise VoiceUnavailable()

    def _load(self) -> Any:
        if self._library is None:
            try:
                library = ctypes.CDLL(espeakng_loader.get_library_path())
                data = self._within_reach(espeakng_loader.get_data_path())
            except (OSError, RuntimeError, UnicodeError) as problem:
                raise VoiceUnavailable() from problem
            self._rate = library.espeak_Initialize(SYNCHRONOUS, 0, data, DO_NOT_EXIT)
            if self._rate <= 0:
                raise VoiceUnavailable()
            library.espeak_Info.restype = c_char_p
            library.espeak_TextToPhonemes.restype = c_char_p
            self._version = (library.espeak_Info(None) or b"").decode("ascii", "replace")
            self._callback = _Callback(self._receive)
            library.espeak_SetSynthCallback(self._callback)
            self._library = library
        return self._library

    def _within_reach(self, folder: str) -> bytes:
        """Return a path to the voices that is short enough, by a link where it is not."""
        if sys.platform == "win32":
            return folder.encode("mbcs")
        if len(os.fsencode(folder)) > LONGEST_PATH:
            self._near = tempfile.TemporaryDirectory(prefix="voices-")
            link = Path(self._near.name) / "data"
            link.symlink_to(folder, target_is_directory=True)
            folder = str(link)
        return os.fsencode(folder)

    def _receive(self, wave: Any, count: int, events: Any) -> int:
        """Take a piece of sound and its events; called by the library while it speaks."""
        if count > 0:
            self._sound += ctypes.string_at(wave, count * 2)
        index = 0
        while events[index].type != END_OF_LIST:
            event = events[index]
            if event.type == WORD:  # its length is wrong where words are elided: left unread
                self._marks.append(Mark(event.text_position - 1, event.sample / self._rate))
            index += 1
        return ABORT if len(self._sound) > LONGEST * self._rate * 2 else OK
