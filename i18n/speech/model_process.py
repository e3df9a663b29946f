"""The process in which the model of a voice runs: it is handed numbers and gives sound back.

It opens one file; nothing of it is imported where nobody uses such a voice. See ``i18n.model``.

    {"path", "offset", "size", "memory"} ──> "ready", or why not
    {"ids", "scales", "speaker"}         ──> 16-bit samples
    {"letters", "marks"}                 ──> the number of a mark for each letter, a byte each

A size of -1 is to the end of the file.
"""

import os
from collections.abc import Callable
from importlib import import_module
from typing import Any

from i18n import model

SPEAK = "speak-with-a-model"
"""The word that makes of the program such a process."""
SPEAKS = (__name__, SPEAK)
"""How it is started, see ``i18n.model.Model``."""
LOUDEST = 32_767


def serve() -> None:
    """Be such a process, see ``i18n.model``."""
    model.answer(_loaded)


def _loaded(asked: dict[str, Any]) -> Callable[[dict[str, Any]], bytes]:
    os.environ["OMP_NUM_THREADS"] = "1"
    onnxruntime = import_module("onnxruntime")

    with open(asked["path"], "rb") as file:  # noqa: PTH123 - a str from JSON
        file.seek(asked["offset"])
        data = file.read(asked["size"])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    return lambda asked: (_marks if "letters" in asked else _sound)(session, asked)


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


if __name__ == "__main__":
    serve()
