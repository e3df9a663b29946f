"""A piece of work done in a child process, one of whose system calls goes wrong.

strace counts the calls that change the disk while the work is done once unharmed; then it makes
any one of them the child's last, or lets it fail as a full or broken disk does. The real kernel
sees every call of Python and of SQLite, and a call that is killed has changed nothing.
"""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from peewee import DatabaseError

from i18n.refusals import Refusal

STRACE = shutil.which("strace")
CHANGING = (
    *("openat", "open", "creat", "write", "pwrite64", "writev", "pwritev", "pwritev2"),
    *("copy_file_range", "sendfile", "fallocate", "truncate", "ftruncate", "rename", "renameat"),
    *("renameat2", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat", "link", "linkat", "symlink"),
    *("symlinkat", "chmod", "fchmod", "fchmodat", "fchmodat2", "fsync", "fdatasync", "sync"),
    *("syncfs", "sync_file_range", "utimensat"),
)
_CALL = re.compile(r"(\d+) +(\w+)\((.*)")
_FAILED = re.compile(r"\) += -1 ")
_TO_WRITE = re.compile(r"O_CREAT|O_TRUNC|O_WRONLY|O_RDWR")
_LET_ANYBODY_TRACE = 0x59616D61, -1
"""``prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY)``: where only parents may trace, strace is none."""

REFUSED, BROKEN = 3, 4
"""How a child ends that was told no in words, or that fell."""


@dataclass(frozen=True)
class Step:
    """The ``number``-th call of a name that some thread of the child makes, counted from 1."""

    name: str
    number: int
    what: str
    """Its arguments, for whoever reads a failure."""


def steps_of(work: Callable[[], None], trace: Path) -> list[Step]:
    """Do a piece of work in a child and return its calls that change the disk, in order."""
    code = _traced(work, trace, [])
    assert code == 0, f"unharmed, the work ended with {code}"
    counts: Counter[tuple[str, str]] = Counter()
    steps: dict[tuple[str, int], Step] = {}
    for line in trace.read_text(errors="replace").splitlines():
        if not (found := _CALL.match(line)):
            continue
        thread, name, rest = found.groups()
        counts[thread, name] += 1
        number = counts[thread, name]
        opens_to_read = name in ("openat", "open") and not _TO_WRITE.search(rest)
        if not opens_to_read and not _FAILED.search(rest):
            steps.setdefault((name, number), Step(name, number, rest[:200]))
    return list(steps.values())


class AtOnce:
    """In the place of a thread that writes beside the others: what is asked for is done now.

    So every step is the only one of its number, and can be told from all others.
    """

    def __init__(self, max_workers: int) -> None:
        pass

    def __enter__(self) -> "AtOnce":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def submit(self, work: Callable[..., None], *given: object) -> Future[None]:
        done: Future[None] = Future()
        try:
            done.set_result(work(*given))
        except BaseException as error:
            done.set_exception(error)
        return done


def killed_at(work: Callable[[], None], step: Step, trace: Path) -> int:
    """Do the work in a child that is killed at a step, before it is done."""
    return _traced(work, trace, ["-e", f"inject={step.name}:signal=KILL:when={step.number}"])


def failing_at(
    work: Callable[[], None], step: Step, error: str, trace: Path, *, on: bool = False
) -> int:
    """Do the work in a child one of whose steps fails, or with ``on`` all such from there on."""
    when = f"{step.number}+" if on else f"{step.number}"
    return _traced(work, trace, ["-e", f"inject={step.name}:error={error}:when={when}"])


@cache
def can_trace() -> bool:
    """Say whether strace is here and may look into a child of ours."""
    if STRACE is None or sys.platform != "linux":
        return False
    try:
        return _traced(lambda: None, Path(os.devnull), []) == 0
    except RuntimeError:
        return False


def _traced(work: Callable[[], None], trace: Path, options: list[str]) -> int:
    """Return how the child ended: its code, or the negative number of a signal.

    Raises:
        RuntimeError: strace could not begin.
    """
    child = os.fork()
    if child == 0:
        os._exit(_do(work))
    os.waitpid(child, os.WUNTRACED)
    names = ",".join(f"?{name}" for name in CHANGING)
    assert STRACE is not None
    command = [
        STRACE,
        "-q",
        "-f",
        "-p",
        str(child),
        "-o",
        str(trace),
        "-e",
        f"trace={names}",
        *options,
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        while not _is_traced(child):
            if strace.poll() is not None:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                raise RuntimeError(strace.communicate()[1])
            time.sleep(0.002)
        os.kill(child, signal.SIGCONT)
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _do(work: Callable[[], None]) -> int:
    """Wait for strace, then work; nothing of the parent's goes on in this process."""
    try:
        ctypes.CDLL(None).prctl(*_LET_ANYBODY_TRACE)
        os.kill(os.getpid(), signal.SIGSTOP)
        work()
    except (Refusal, OSError, DatabaseError):
        return REFUSED
    except BaseException:
        return BROKEN
    return 0


def _is_traced(process: int) -> bool:
    status = Path(f"/proc/{process}/status").read_text()
    return "TracerPid:\t0\n" not in status
