"""Who asks the process of a model, see ``process``: started at the first sentence, ended after."""

import json
import struct
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from i18n import shut_in
from i18n.refusals import Unavailable
from i18n.speech.text import sentences
from i18n.translate import N_
from i18n.translation.process import READY, TRANSLATE

MEMORY = 3 << 30
"""Bytes of addresses for the process of a model: one of 300 MB is read whole, then laid out."""
PATIENCE = 120.0
"""Seconds for a model to be read, and for a sentence: after that its process is ended."""
MOST_SIGNS = 800
"""Characters of a sentence: a longer one is none, or no model has learned any like it."""
LONGEST = 20_000
"""Bytes of an answer."""
WITHOUT_SPACES = ("ja", "th", "zh")
"""Languages that put none between two sentences."""


class TranslatorFailed(Unavailable):
    """The process of a model cannot be started, or has ended."""

    message = N_(
        "The translator does not work on this server. What it had drafted is kept; translate the "
        "rest yourself, and tell the administrator."
    )


@dataclass(frozen=True)
class Pack:
    """A model and what it is to be told."""

    language: str
    into: str
    """From which language into which: codes."""
    path: Path
    files: Mapping[str, tuple[int, int]]
    """Where each of its files lies in the one at ``path``, and how long it is."""
    begin: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    """Pieces before and after each sentence."""
    first: tuple[str, ...] = ()
    """Pieces with which each translation begins."""

    @property
    def size(self) -> int:
        """Return how many bytes its files have."""
        return sum(size for _, size in self.files.values())


def is_installed() -> bool:
    """Say whether this computer has what runs the models."""
    return find_spec("ctranslate2") is not None and find_spec("sentencepiece") is not None


class Translator:
    """Runs one pack. One thread asks it; its process starts at the first sentence."""

    def __init__(self, pack: Pack, memory: int = MEMORY) -> None:
        """Prepare to translate.

        Args:
            pack: whose model translates.
            memory: bytes of addresses for its process.
        """
        self.pack = pack
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None

    def translate(self, text: str) -> str:
        """Return a draft of a passage without line breaks; "" where one sentence of it has none.

        Raises:
            TranslatorFailed: its process does not start, or has ended.
        """
        drafts = []
        for _, sentence in sentences(text, self.pack.language):
            draft = self._sentence(sentence) if len(sentence) <= MOST_SIGNS else ""
            if not draft:
                return ""
            drafts.append(draft)
        return ("" if self.pack.into in WITHOUT_SPACES else " ").join(drafts)

    def close(self) -> None:
        """End its process; it starts again if something is to be translated."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _sentence(self, text: str) -> str:
        process = self._process or self._started()
        timer = threading.Timer(PATIENCE, process.kill)
        timer.start()
        try:
            _tell(process, {"text": text})
            assert process.stdout is not None
            (length,) = struct.unpack(">I", process.stdout.read(4))
            if length > LONGEST:
                raise TranslatorFailed()
            return str(process.stdout.read(length), "utf-8")
        except (OSError, struct.error, UnicodeDecodeError) as error:
            self.close()
            raise TranslatorFailed() from error
        finally:
            timer.cancel()

    def _started(self) -> "subprocess.Popen[bytes]":
        here = self.pack
        told = {
            "path": str(here.path),
            "files": here.files,
            "begin": here.begin,
            "end": here.end,
            "first": here.first,
            "memory": self._memory,
        }
        try:
            process = self._process = shut_in.start("i18n.translation.process", TRANSLATE)
        except OSError as error:
            raise TranslatorFailed() from error
        timer = threading.Timer(PATIENCE, process.kill)
        timer.start()
        try:
            _tell(process, told)
            assert process.stdout is not None
            answer = process.stdout.readline(80)
        except OSError:
            answer = b""
        finally:
            timer.cancel()
        if answer != READY:
            self.close()
            raise TranslatorFailed()
        return process


def _tell(process: "subprocess.Popen[bytes]", what: object) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(what).encode() + b"\n")
    process.stdin.flush()
