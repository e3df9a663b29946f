"""A process of our own for what others made: it is started here, and shuts itself in there.

A model is somebody else's program, however well it was signed. Such a process is this program
started again; it gets so much memory and, on Linux, can neither open a connection, start a program
nor write a file.
"""

import contextlib
import ctypes
import os
import platform
import signal
import struct
import subprocess
import sys
from pathlib import Path

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


def start(module: str, word: str) -> "subprocess.Popen[bytes]":
    """Start such a process, told and heard through pipes.

    Args:
        module: what it is to run, of this program.
        word: what makes of the frozen program such a process, see ``server.__main__``.

    Raises:
        OSError: the system refuses.
    """
    frozen = getattr(sys, "frozen", False)
    root = str(Path(__file__).parents[1])
    found = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *([word] if frozen else ["-m", module])],
        env=os.environ if frozen else {**os.environ, "PYTHONPATH": found},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def shut_in(memory: int) -> None:
    """Take from this process what no model needs; for good.

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


def stand_back() -> None:
    """Let all else on this computer go before this process; for good."""
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        below_normal = 0x4000
        kernel.SetPriorityClass(ctypes.c_void_p(kernel.GetCurrentProcess()), below_normal)
    else:
        os.nice(10)


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
