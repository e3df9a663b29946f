"""Who asks the process of a model, see ``process``: started at the first sentence, ended after."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from i18n.model import Model, ModelFailed
from i18n.refusals import Unavailable
from i18n.speech.text import sentences
from i18n.translate import N_
from i18n.translation.process import TRANSLATE

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
        told = {
            "path": str(pack.path),
            "files": pack.files,
            "begin": pack.begin,
            "end": pack.end,
            "first": pack.first,
            "memory": memory,
        }
        module = "i18n.translation.process"
        self._model = Model(module, TRANSLATE, told, patience=PATIENCE, most=LONGEST)

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
        self._model.close()

    def _sentence(self, text: str) -> str:
        try:
            return self._model.ask({"text": text}).decode()
        except (ModelFailed, UnicodeDecodeError) as error:
            self._model.close()
            raise TranslatorFailed() from error
