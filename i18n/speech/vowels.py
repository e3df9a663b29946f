"""Arabic with its vowels: people write it without, and eSpeak NG needs them to say it.

Which vowels a word has is told by a model, libtashkeel's, that the package ``piper-tts`` carries as
data (``piper/tashkeel``); none of that package's program is run. The model runs shut in, as voices
do (``model_process``), a few milliseconds for a sentence. The vowels that an author wrote win.
Where the package is not installed, Arabic is said as it is written.
"""

import json
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from i18n.model import Model, ModelFailed
from i18n.speech.espeak import Espeak
from i18n.speech.model_process import SPEAKS
from i18n.speech.recording import Mark, Recording
from i18n.speech.text import SpokenForm, portions

MEMORY = 2 << 30
PATIENCE = 30.0
"""Seconds for an answer: after that the process is ended, and Arabic is said as it is written."""
IDLE = 60.0
"""Seconds after which the process ends when nobody asks."""
MOST_SIGNS = 600
"""Characters looked at together."""
MADE = "vowels 1"
"""Raise it when the same text would get other vowels."""

SHADDA = "\u0651"
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_WORD = re.compile(rf"[\u0621-\u064a{_MARKS}\u0670]+")
_ENDS_IN_AN = re.compile("\u0627\u064b|\u0649\u064b")
"""« شكراً »: the mark of the letter before stands on the one after it already."""
_ENOUGH = 3
"""A word of whose letters one in three has a mark is as its author wants it."""


def with_vowels(text: str, told: Sequence[str]) -> SpokenForm:
    """Return a text with the marks that its letters lack, and the way back.

    Args:
        text: Arabic among other things.
        told: for each character of the text, the marks it should have; "" for none.
    """
    added: dict[int, str] = {}
    for word in _WORD.finditer(text):
        letters = [at for at in range(word.start(), word.end()) if text[at] not in _MARKS]
        marks = word.end() - word.start() - len(letters)
        if len(letters) < 2 or marks * _ENOUGH >= len(letters):
            continue
        for at in letters:
            own = text[at + 1 : at + 2]
            if own == SHADDA and text[at + 2 : at + 3] not in _MARKS:
                added[at + 1] = told[at].replace(SHADDA, "")
            elif (own not in _MARKS or not own) and not _ENDS_IN_AN.match(text, at + 1):
                added[at] = told[at]
    pieces, origins = list[str](), list[int]()
    for at, sign in enumerate(text):
        piece = sign + added.get(at, "")
        pieces.append(piece)
        origins += [at] * len(piece)
    return SpokenForm("".join(pieces), tuple(origins))


@dataclass(frozen=True)
class Files:
    """The files of the model."""

    path: Path
    letters: dict[str, int]
    hints: dict[str, int]
    marks: dict[int, str]


@cache
def files() -> Files | None:
    """Return the model, where it and what runs it are installed; None else."""
    found = find_spec("piper") if find_spec("onnxruntime") and find_spec("numpy") else None
    for place in (found and found.submodule_search_locations) or ():
        folder = Path(place) / "tashkeel"
        try:
            letters, hints, marks = (
                json.loads((folder / f"{name}_id_map.json").read_bytes())
                for name in ("input", "hint", "target")
            )
        except (OSError, ValueError):
            continue
        if (folder / "model.onnx").is_file():
            named = {number: mark for mark, number in marks.items() if mark != "_"}
            return Files(folder / "model.onnx", letters, hints, named)
    return None


class Vowels:
    """Asks the model; its process starts at the first text, and ends when nobody asks."""

    def __init__(self, used: Files) -> None:
        """Prepare to ask."""
        self._files = used
        told = {"path": str(used.path), "offset": 0, "size": -1}
        self._model = Model(*SPEAKS, told | {"memory": MEMORY}, patience=PATIENCE, most=MOST_SIGNS)
        self._lock = threading.Lock()
        self._end: threading.Timer | None = None
        self._has_failed = False

    def told(self, text: str) -> list[str]:
        """Return for each character of a text the marks it should have; "" for those without."""
        found = [""] * len(text)
        for place, portion in portions(text, "ar", MOST_SIGNS):
            for at, mark in self._portion(portion):
                found[place + at] = mark
        return found

    def close(self) -> None:
        """End the process; it starts again at the next text."""
        with self._lock:
            self._stop()

    def _portion(self, text: str) -> list[tuple[int, str]]:
        letters, hints, places = list[int](), list[int](), list[int]()
        for at, sign in enumerate(text):
            if sign in _MARKS:
                if hints:
                    hints[-1] = self._files.hints.get(sign, hints[-1])
                continue
            known = self._files.letters.get("#" if sign.isdecimal() else sign)
            if known is not None:
                letters.append(known)
                hints.append(self._files.hints[""])
                places.append(at)
        if not any(_WORD.match(text[at]) for at in places):
            return []
        answer = self._asked({"letters": letters, "marks": hints})
        marks = (self._files.marks.get(number, "") for number in answer)
        return list(zip(places, marks, strict=False))

    def _asked(self, asked: dict[str, list[int]]) -> bytes:
        """Return the answer of the model; b"" where it has none, from then on for good."""
        with self._lock:
            if self._has_failed:
                return b""
            try:
                answer = self._model.ask(asked)
            except ModelFailed:
                answer = b""
            if not answer:
                self._has_failed = True
                self._stop()
                return b""
            self._end_later()
            return answer

    def _end_later(self) -> None:
        if self._end is not None:
            self._end.cancel()
        self._end = threading.Timer(IDLE, self.close)
        self._end.daemon = True
        self._end.start()

    def _stop(self) -> None:
        if self._end is not None:
            self._end.cancel()
        self._model.close()


class Reader(Espeak):
    """eSpeak NG, which gets Arabic with its vowels where they can be told."""

    def __init__(self, vowels: Vowels | None = None) -> None:
        """Prepare to speak; ``vowels``: who tells them, the installed model if it is left out."""
        super().__init__()
        self._vowels = vowels
        self._making = threading.Lock()

    def version(self) -> str:
        """See ``Engine.version``."""
        return f"{super().version()} {MADE}" if self._told_by() else super().version()

    def say(self, text: str, voice: str, words_a_minute: int) -> Recording:
        """See ``Engine.say``; places are those of the text without the vowels that were added."""
        form = self._form(text, voice)
        if form is None:
            return super().say(text, voice, words_a_minute)
        said = super().say(form.text, voice, words_a_minute)
        last = len(form.origins) - 1
        marks = [
            Mark(form.origins[min(max(mark.position, 0), last)], mark.at) for mark in said.marks
        ]
        return Recording(said.samples, said.rate, tuple(marks))

    def phonemes(self, text: str, voice: str) -> str:
        """See ``Espeak.phonemes``."""
        form = self._form(text, voice)
        return super().phonemes(form.text if form else text, voice)

    def close(self) -> None:
        """End what told the vowels; the library stays loaded."""
        if self._vowels is not None:
            self._vowels.close()

    def _form(self, text: str, voice: str) -> SpokenForm | None:
        vowels = self._told_by() if voice == "ar" and text else None
        return with_vowels(text, vowels.told(text)) if vowels else None

    def _told_by(self) -> Vowels | None:
        with self._making:
            if self._vowels is None and (found := files()) is not None:
                self._vowels = Vowels(found)
            return self._vowels
