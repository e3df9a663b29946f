"""What can be known of a translator's files without running them: that each is what it must be.

Source: CTranslate2's own writer of models (``model_spec.ModelSpec``, binary version 6) for
``model.bin``; SentencePiece's ``sentencepiece_model.proto`` for the sentence pieces, and the
encoding of Protocol Buffers. Weights are passed over, so a large model takes little memory.
"""

import json
import struct
from math import prod
from typing import Any, BinaryIO

from content.translator.layout import MODEL, PIECES, DamagedTranslator, settings_in
from i18n.refusals import Phrase
from i18n.translate import N_

VERSION = 6
KIND = "TransformerSpec"
"""What translates; CTranslate2 has other kinds, which speak or write on."""
MOST_VARIABLES = 20_000
MOST_DIMENSIONS = 4
_BYTES = (4, 1, 2, 4, 2, 2)
"""Of one number, by the number of its type: float32, int8, int16, int32, float16, bfloat16."""
_FIELDS = range(1, 6)
"""Of a model of sentence pieces: pieces, three sets of settings, and what it was tried on."""
MOST_PIECES = 1_000_000


def check(file: BinaryIO) -> None:
    """Look at a whole translator, from where a file is to its end.

    Raises:
        DamagedTranslator: a file of it is not what it must be.
    """
    settings = settings_in(file)
    begin = file.tell()
    end = file.seek(0, 2)
    if begin + sum(size for _, size in settings["files"]) != end:
        raise _ends_at(end)
    for name, size in settings["files"]:
        file.seek(begin)
        begin += size
        if name == MODEL:
            _check_model(_Reader(file, begin))
        elif name in PIECES:
            _check_pieces(name, file, begin)
        else:
            _check_words(name, file.read(size))


class _Reader:
    """Reads the numbers and names of a model, never beyond its end."""

    def __init__(self, file: BinaryIO, end: int) -> None:
        self._file, self._end = file, end

    def number(self, form: str) -> int:
        """Return the next number, of a form of ``struct``."""
        (value,) = struct.unpack(f"<{form}", self._bytes(struct.calcsize(f"<{form}")))
        return int(value)

    def name(self) -> str:
        """Return the next name."""
        data = self._bytes(self.number("H"))
        if not data.endswith(b"\0") or len(data) > 500:
            raise _not_as_it_must_be(MODEL)
        return data[:-1].decode("utf-8", "replace")

    def skip(self, count: int) -> None:
        """Pass over bytes."""
        if count > self.left():
            raise _ends_at(self._end)
        self._file.seek(count, 1)

    def left(self) -> int:
        """Return how many bytes are left."""
        return self._end - self._file.tell()

    def _bytes(self, count: int) -> bytes:
        if count > self.left():
            raise _ends_at(self._end)
        return self._file.read(count)


def _check_model(model: _Reader) -> None:
    known = model.number("I") == VERSION and model.name() == KIND
    model.number("I")
    if not known or not 0 < (count := model.number("I")) <= MOST_VARIABLES:
        raise _not_as_it_must_be(MODEL)
    for _ in range(count):
        model.name()
        rank = model.number("B")
        if rank > MOST_DIMENSIONS:
            raise _not_as_it_must_be(MODEL)
        held = prod(model.number("I") for _ in range(rank))
        kind, size = model.number("B"), model.number("I")
        if kind >= len(_BYTES) or size != held * _BYTES[kind]:
            raise _not_as_it_must_be(MODEL)
        model.skip(size)
    aliases = model.number("I")
    for _ in range(2 * min(aliases, MOST_VARIABLES)):
        model.name()
    if model.left():
        raise _not_as_it_must_be(MODEL)


def _check_pieces(name: str, file: BinaryIO, end: int) -> None:
    for _ in range(MOST_PIECES):
        if file.tell() >= end:
            return
        key, length = _varint(file), _varint(file)
        if key & 7 != 2 or key >> 3 not in _FIELDS or not 0 <= length <= end - file.tell():
            break
        file.seek(length, 1)
    raise _not_as_it_must_be(name)


def _varint(file: BinaryIO) -> int:
    """Return a number of Protocol Buffers; -1 where there is none."""
    value = shift = 0
    while shift < 35 and (byte := file.read(1)):
        value |= (byte[0] & 0x7F) << shift
        if byte[0] < 0x80:
            return value
        shift += 7
    return -1


def _check_words(name: str, data: bytes) -> None:
    """Look at its settings of CTranslate2, or at a vocabulary."""
    try:
        text = data.decode("utf-8")
        held: Any = json.loads(text) if name.endswith(".json") else text.splitlines()
    except (ValueError, RecursionError):
        held = None
    is_config = name == "config.json"
    words = held if isinstance(held, list) else []
    good = isinstance(held, dict) if is_config else all(isinstance(each, str) for each in words)
    if not good or not (is_config or words):
        raise _not_as_it_must_be(name)


def _not_as_it_must_be(name: str) -> DamagedTranslator:
    return DamagedTranslator(Phrase(N_("{name} in it is not what it must be"), name=name))


def _ends_at(end: int) -> DamagedTranslator:
    return DamagedTranslator(Phrase(N_("its model ends too early, at byte {at}"), at=end))
