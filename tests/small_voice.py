"""A voice for tests in the form of Piper's: a real model that hums, one tone for each phoneme.

It is no voice that anybody would listen to. Written by hand as Protocol Buffers, so that no library
is needed to make it.
"""

import json
import math
import struct

from i18n.speech.piper import PiperVoice

RATE = 16_000
A_PHONEME = 512
"""Samples that it hums for each number."""
SIGNS = "_^$ .,!?;:'abcdefghijklmnopqrstuvwxyzɑɔəɛœøʁʃʒŋɡɲɥˈˌː\u0303"
IDS = {sign: [number] for number, sign in enumerate(SIGNS)}
FLOAT, INT64 = 1, 7


def _varint(value):
    data = b""
    while value > 0x7F:
        data += bytes([value & 0x7F | 0x80])
        value >>= 7
    return data + bytes([value])


def field(number, value):
    """A field of Protocol Buffers: a number, or bytes with their length."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _node(kind, given, made, attribute=b""):
    names = b"".join(field(1, name) for name in given)
    return names + field(2, made) + field(4, kind) + attribute


def _tensor(name, kind, dims, data):
    sizes = b"".join(field(1, size) for size in dims)
    return sizes + field(2, kind) + field(8, name) + field(9, data)


def _value(name, kind, dims):
    shape = b"".join(field(1, field(1, each) if each else field(2, "n")) for each in dims)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, shape)))


def model(more=b"", asked="input", domain=b"", speaks=True):
    """The bytes of the model, whole; changed where a test asks for something wrong."""
    tone = [math.sin(at / A_PHONEME * math.tau * 7) for at in range(A_PHONEME)]
    cast = field(5, field(1, "to") + field(3, FLOAT) + field(20, 2))
    nodes = [
        _node("Cast", [asked], "a", cast),
        _node("Unsqueeze", ["a", "axes"], "b"),
        _node("Mul", ["b", "tone"], "c"),
        _node("Reshape", ["c", "shape" if speaks else "axes"], "output") + domain,
    ]
    held = [
        _tensor("axes", INT64, [1], struct.pack("<q", 2)),
        _tensor("tone", FLOAT, [A_PHONEME], struct.pack(f"<{A_PHONEME}f", *tone)) + more,
        _tensor("shape", INT64, [3], struct.pack("<3q", 1, 1, -1)),
    ]
    inputs = [
        _value(asked, INT64, [1, 0]),
        _value("input_lengths", INT64, [1]),
        _value("scales", FLOAT, [3]),
    ]
    graph = b"".join(field(1, node) for node in nodes) + field(2, "hum")
    graph += b"".join(field(5, tensor) for tensor in held)
    graph += b"".join(field(11, each) for each in inputs)
    graph += field(12, _value("output", FLOAT, [1, 1, 0]))
    return field(1, 8) + field(8, field(2, 13)) + field(7, graph)


def settings(**other):
    """What lies beside a model, as Piper writes it."""
    return {
        "audio": {"sample_rate": RATE, "quality": "low"},
        "espeak": {"voice": "fr"},
        "inference": {"noise_scale": 0.6, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": IDS,
        "num_speakers": 1,
        "language": {"code": "fr_FR", "family": "fr"},
        "dataset": "essai",
    } | other


def write(folder, data=None, told=None, card="* License: CC0\n", name="fr_FR-essai-low"):
    """Write a voice into a folder as people have them, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.onnx").write_bytes(model() if data is None else data)
    held = json.dumps(settings()) if told is None else told
    (folder / f"{name}.onnx.json").write_text(held)
    if card:
        (folder / "MODEL_CARD").write_text(card)
    return folder


def voice(folder, data=None):
    """The voice for the engine, its model in a file."""
    path = write(folder, data) / "fr_FR-essai-low.onnx"
    ids = {sign: tuple(held) for sign, held in IDS.items()}
    size = path.stat().st_size
    return PiperVoice("ab" * 32, path, 0, size, "fr", "fr", RATE, (0.6, 1.0, 0.8), ids)
