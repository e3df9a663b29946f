"""The process in which the model of a voice runs: it is handed numbers and gives sound back.

It opens one file and is shut in (``i18n.shut_in``); nothing of it is imported where nobody uses
such a voice.

    {"path", "offset", "size", "memory"} ──> "ready", or why not
    {"ids", "scales", "speaker"}         ──> length (4 bytes), 16-bit samples; length 0 for nothing
    {"letters", "marks"}                 ──> length (4 bytes), the number of a mark for each letter
"""

import json
import os
import struct
import sys
from importlib import import_module
from typing import Any, BinaryIO

from i18n.shut_in import shut_in

SPEAK = "speak-with-a-model"
"""The word that makes of the program such a process."""
READY = b"ready\n"
MISSING = b"missing\n"
"""What it answers first: that it can speak; that ``onnxruntime`` is not installed."""
LOUDEST = 32_767


def serve() -> None:
    """Be such a process: speak what comes on standard input, until there is no more."""
    told, out = sys.stdin.buffer, sys.stdout.buffer
    asked = json.loads(told.readline())
    shut_in(int(asked["memory"]))
    try:
        session = _loaded(asked)
    except ImportError:
        _answer(out, MISSING)
        return
    except Exception as error:
        _answer(out, f"{type(error).__name__}\n".encode())
        return
    _answer(out, READY)
    for line in told:
        try:
            asked = json.loads(line)
            made = _marks(session, asked) if "letters" in asked else _sound(session, asked)
        except Exception:
            made = b""
        _answer(out, struct.pack(">I", len(made)) + made)


def _loaded(asked: dict[str, Any]) -> Any:
    os.environ["OMP_NUM_THREADS"] = "1"
    onnxruntime = import_module("onnxruntime")

    with open(asked["path"], "rb") as file:  # noqa: PTH123 - a str from JSON
        file.seek(asked["offset"])
        data = file.read(asked["size"])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


def _sound(session: Any, asked: dict[str, Any]) -> bytes:
    numpy = import_module("numpy")

    given = {
        "input": numpy.array([asked["ids"]], dtype=numpy.int64),
        "input_lengths": numpy.array([len(asked["ids"])], dtype=numpy.int64),
        "scales": numpy.array(asked["scales"], dtype=numpy.float32),
    }
    if any(each.name == "sid" for each in session.get_inputs()):
        given["sid"] = numpy.array([asked["speaker"]], dtype=numpy.int64)
    sound = session.run(None, given)[0].reshape(-1)
    if not numpy.isfinite(sound).all():
        return b""
    highest = max(0.01, float(numpy.abs(sound).max(initial=0.0)))
    return bytes((sound * (LOUDEST / highest)).clip(-LOUDEST, LOUDEST).astype("<i2").tobytes())


def _marks(session: Any, asked: dict[str, Any]) -> bytes:
    numpy = import_module("numpy")

    given = {
        "char_inputs": numpy.array([asked["letters"]], dtype=numpy.int64),
        "diac_inputs": numpy.array([asked["marks"]], dtype=numpy.int64),
        "input_lengths": numpy.array([len(asked["letters"])], dtype=numpy.int64),
    }
    return bytes(session.run(None, given)[0].reshape(-1).astype("u1").tobytes())


def _answer(out: BinaryIO, data: bytes) -> None:
    out.write(data)
    out.flush()


if __name__ == "__main__":
    serve()
