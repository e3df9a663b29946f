"""A process of our own for what others made: it is started here, and shuts itself in there.

A model is somebody else's program, however well it was signed. Such a process is this program
started again; it gets so much memory and, on Linux, can neither open a connection, start a program,
write, change or remove a file, nor touch another process.
"""

import contextlib
import ctypes
import os
import platform
import signal
import subprocess
import sys
from pathlib import Path

from i18n.forbidden_calls import filter_for

_DIES_WITH_ITS_PARENT, _NO_NEW_RIGHTS, _FILTER = 1, 38, 22
"""``PR_SET_PDEATHSIG``, ``PR_SET_NO_NEW_PRIVS`` and ``PR_SET_SECCOMP`` of ``prctl(2)``."""
_STEP = 8
"""Bytes of an instruction of a filter."""


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
        _without_those_calls()


def stand_back() -> None:
    """Let all else on this computer go before this process; for good."""
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        below_normal = 0x4000
        kernel.SetPriorityClass(ctypes.c_void_p(kernel.GetCurrentProcess()), below_normal)
    else:
        os.nice(10)


def _without_those_calls() -> None:
    """Refuse the calls of ``i18n.forbidden_calls``."""
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl(_DIES_WITH_ITS_PARENT, signal.SIGKILL, 0, 0, 0)
    steps = filter_for(platform.machine())
    if not steps:
        return
    code = ctypes.create_string_buffer(steps)
    program = _Program(len(steps) // _STEP, ctypes.cast(code, ctypes.c_void_p))
    if prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0) == 0:
        prctl(_FILTER, 2, ctypes.byref(program), 0, 0)
