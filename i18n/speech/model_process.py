"""The process in which the model of a voice runs: it is handed numbers and gives sound back.

A model is somebody else's program, however well it was signed. Its process opens one file, gets
so much memory and, on Linux, can neither open a connection, start a program nor write a file. It
is this program started again; nothing of it is imported where nobody uses such a voice.

    {"path", "offset", "size", "memory"} ──> "ready", or why not
    {"ids", "scales", "speaker"}         ──> length (4 bytes), 16-bit samples; length 0 for nothing
    {"letters", "marks"}                 ──> length (4 bytes), the number of a mark for each letter
"""

import contextlib
import ctypes
import json
import os
import platform
import signal
import struct
import sys
from importlib import import_module
from typing import Any, BinaryIO

SPEAK = "speak-with-a-model"
"""The word that makes of the program such a process."""
READY = b"ready\n"
MISSING = b"missing\n"
"""What it answers first: that it can speak; that ``onnxruntime`` is not installed."""
LOUDEST = 32_767
_DIES_WITH_ITS_PARENT, _NO_NEW_RIGHTS, _FILTER = 1, 38, 22
"""``PR_SET_PDEATHSIG``, ``PR_SET_NO_NEW_PRIVS`` and ``PR_SET_SECCOMP`` of ``prctl(2)``."""
_CALLS = {
    "x86_64": (0xC000003E, (41, 42, 53, 59, 322, 425)),
    "aarch64": (0xC00000B7, (198, 199, 203, 221, 281, 425)),
}
"""For ``seccomp(2)``: the machine, and its numbers of socket, socketpair, connect, execve, execveat
and io_uring_setup (``asm/unistd.h``)."""
_OTHER_TABLE = 0x4000_0000
"""From here on the calls of x32 on the same machine: none is needed."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def shut_in(memory: int) -> None:
    """Take from this process what no voice needs; for good.

    Args:
        memory: bytes of addresses it may use.
    """
    if sys.platform == "win32":
        return
    import resource

    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # less is allowed already
            resource.setrlimit(limit, (most, most))
    if sys.platform == "linux":
        _without_connections()


def _without_connections() -> None:
    """Refuse the system calls that open connections or start programs."""
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl(_DIES_WITH_ITS_PARENT, signal.SIGKILL, 0, 0, 0)
    if platform.machine() not in _CALLS:
        return
    machine, calls = _CALLS[platform.machine()]
    load, equal, least, answer, fine, refused = 0x20, 0x15, 0x35, 0x06, 0x7FFF0000, 0x00050001
    after = len(calls)
    steps = [(load, 0, 0, 4), (equal, 0, after + 3, machine), (load, 0, 0, 0)]
    steps += [(least, after + 1, 0, _OTHER_TABLE)]
    steps += [(equal, after - place, 0, call) for place, call in enumerate(calls)]
    steps += [(answer, 0, 0, fine), (answer, 0, 0, refused)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = _Program(len(steps), ctypes.cast(code, ctypes.c_void_p))
    if prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0) == 0:
        prctl(_FILTER, 2, ctypes.byref(program), 0, 0)


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
