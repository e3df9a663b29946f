"""What can be known of a model without running it: that it is whole, and what it asks for.

Source: ``onnx.proto`` of ONNX (IR version 3 to 12) for the numbers of the fields, and the encoding
of Protocol Buffers for their form. Weights are passed over, so a large model takes little memory.
"""

from collections.abc import Iterator
from typing import BinaryIO

from content.voice.layout import LARGEST_MODEL, DamagedVoice
from i18n.refusals import Phrase
from i18n.translate import N_

ASKED = ("input", "input_lengths", "scales")
"""What a model of Piper's is given, and ``sid`` where it has several speakers."""
MOST_FIELDS = 500_000
DEEPEST = 12
_HIGHEST = (1 << 29) - 1
"""Of a field's number: of a higher one the engine may read the lower bits alone, and take it for
another field."""
_GRAPH, _OPSET, _FUNCTIONS = 7, 8, 25
_NODE, _INITIALIZER, _SPARSE, _INPUT, _OUTPUT = 1, 5, 15, 11, 12
_NAME = 1
_EXTERNAL_DATA, _DATA_LOCATION = 13, 14
_ATTRIBUTES, _DOMAIN = 5, 7
_WITH_TENSORS = {5: "tensor", 10: "tensor", 6: "graph", 11: "graph", 22: "sparse", 23: "sparse"}
"""Of an attribute: t, tensors, g, graphs, sparse_tensor, sparse_tensors."""
_SMALL = 4_096
"""Bytes of a name."""
_KNOWN = ("", "ai.onnx", "ai.onnx.ml", "com.microsoft")
"""Whose operators a model may use: those that the engine brings itself."""


class _Model:
    """A model while it is gone through."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.fields = 0
        self.inputs: list[str] = []
        self.outputs = 0
        self.nodes = 0

    def fields_in(self, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield each field up to a place: number, kind, and its length or value."""
        while (here := self.file.tell()) < end:
            self.fields += 1
            key = self._number(end)
            number, kind = key >> 3, key & 7
            is_one = 0 < number <= _HIGHEST and kind in (0, 1, 2, 5)
            if self.fields > MOST_FIELDS or not is_one:
                raise DamagedVoice(Phrase(N_("its model is no ONNX from byte {at} on"), at=here))
            value = {1: 8, 5: 4}.get(kind) or self._number(end)
            after = self.file.tell() + (0 if kind == 0 else value)
            if after > end:
                raise DamagedVoice(Phrase(N_("its model ends too early, at byte {at}"), at=end))
            yield number, kind, value
            self.file.seek(after)

    def _number(self, end: int) -> int:
        value = shift = 0
        while shift < 70 and self.file.tell() < end:
            byte = self.file.read(1)
            if not byte:
                break
            value |= (byte[0] & 0x7F) << shift
            if byte[0] < 0x80:
                return value
            shift += 7
        raise DamagedVoice(Phrase(N_("its model ends too early, at byte {at}"), at=end))

    def graph(self, end: int, depth: int) -> None:
        """Go through a graph; only the outermost one has inputs of the model."""
        if depth > DEEPEST:
            raise DamagedVoice(N_("its model is deeper than one may be"))
        for number, kind, length in self.fields_in(end):
            if kind != 2:
                continue
            after = self.file.tell() + length
            if number == _NODE:
                self.nodes += 1
                self.node(after, depth)
            elif number == _INITIALIZER:
                self.tensor(after)
            elif number == _SPARSE:
                self.sparse(after)
            elif number == _INPUT and depth == 0:
                self.inputs += self._names(after)
            elif number == _OUTPUT and depth == 0:
                self.outputs += 1

    def node(self, end: int, depth: int) -> None:
        """Go through an operator."""
        for number, kind, length in self.fields_in(end):
            if kind == 2 and number == _DOMAIN:
                self._must_be_known(self.file.read(min(length, _SMALL)))
            elif kind == 2 and number == _ATTRIBUTES:
                for held, what, size in self.fields_in(self.file.tell() + length):
                    after = self.file.tell() + size
                    if what != 2:
                        continue
                    if (inside := _WITH_TENSORS.get(held)) == "graph":
                        self.graph(after, depth + 1)
                    elif inside == "tensor":
                        self.tensor(after)
                    elif inside == "sparse":
                        self.sparse(after)

    def sparse(self, end: int) -> None:
        """Go through a sparse tensor: values and indices, tensors both."""
        for number, kind, length in self.fields_in(end):
            if kind == 2 and number in (1, 2):
                self.tensor(self.file.tell() + length)

    def tensor(self, end: int) -> None:
        """Refuse weights that lie in another file: a path in a model leads anywhere."""
        for number, kind, value in self.fields_in(end):
            if number == _EXTERNAL_DATA or (number == _DATA_LOCATION and (kind or value)):
                raise DamagedVoice(N_("its model leads to another file"))

    def _names(self, end: int) -> list[str]:
        return [
            self.file.read(min(length, _SMALL)).decode("utf-8", "replace")
            for number, kind, length in self.fields_in(end)
            if (number, kind) == (_NAME, 2)
        ]

    def _must_be_known(self, domain: bytes) -> None:
        name = domain.decode("utf-8", "replace")
        if name not in _KNOWN:
            raise DamagedVoice(Phrase(N_("its model needs operators of “{name}”"), name=name[:60]))


def check(file: BinaryIO) -> None:
    """Look at a model, from where a file is to its end.

    Raises:
        DamagedVoice: it is not whole, not one of Piper's, or leads to another file.
    """
    begin = file.tell()
    end = file.seek(0, 2)
    file.seek(begin)
    if end - begin > LARGEST_MODEL:
        raise DamagedVoice(N_("its model is larger than it may be"))
    if end == begin:
        raise DamagedVoice(N_("it has no model"))
    model = _Model(file)
    for number, kind, length in model.fields_in(end):
        if kind != 2:
            continue
        if number == _GRAPH:
            model.graph(file.tell() + length, 0)
        elif number == _FUNCTIONS:
            raise DamagedVoice(N_("its model brings operators of its own"))
    given = set(model.inputs)
    if not set(ASKED) <= given or given - {*ASKED, "sid"} or not model.outputs:
        raise DamagedVoice(N_("its model is not a voice of Piper's: it asks for something else"))
