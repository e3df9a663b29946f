"""A model that others made, at work in a process of its own: both ends of the pipe to it.

    {what is to be loaded, "memory"} ──> "ready", or why not
    {what is asked}                  ──> length (4 bytes), the answer; length 0 for none

What reads a model was written in C++, for models that mean well; so the process is shut in
(``i18n.shut_in``) before it sees a byte of one, and its answers are believed to be no more than
bytes. What runs models is imported there alone.
"""

import json
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from i18n import shut_in

READY = b"ready\n"
MISSING = b"missing\n"
"""What a process answers first: that it can be asked; that what runs models is not installed."""
LONGEST_WORD = 80
"""Bytes of what it answers first."""
Asked = Any
"""What can be said in JSON."""


class ModelFailed(Exception):
    """A process does not start, has ended, took too long, or answers more than it may."""


class Model:
    """The near end. One thread asks; the process starts at the first question."""

    def __init__(
        self, module: str, word: str, told: dict[str, Asked], *, patience: float, most: int
    ) -> None:
        """Prepare to ask.

        Args:
            module, word: what the process is to run, see ``shut_in.start``.
            told: what it is to load, and "memory": the bytes of addresses that it may use.
            patience: seconds for it to load, and for an answer; then it is ended.
            most: bytes of an answer.
        """
        self._module, self._word, self._told = module, word, told
        self._patience, self._most = patience, most
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def runs(self) -> bool:
        """Say whether its process is there."""
        return self._process is not None

    def ask(self, asked: Asked) -> bytes:
        """Return what the model makes of what it is handed; b"" if that is nothing.

        Raises:
            ModelFailed: it has no answer; its process has ended, and starts again when asked.
        """
        if self._process is not None and self._process.poll() is not None:
            self.close()  # it ended by itself, with the thread that started it for one
        try:
            with self._patient(self._process or self._started()) as process:
                _tell(process, asked)
                assert process.stdout is not None
                (length,) = struct.unpack(">I", process.stdout.read(4))
                answer: bytes = process.stdout.read(min(length, self._most))
        except (OSError, struct.error) as error:
            self.close()
            raise ModelFailed from error
        if len(answer) != length:
            self.close()
            raise ModelFailed
        return answer

    def close(self) -> None:
        """End its process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _started(self) -> "subprocess.Popen[bytes]":
        self._process = shut_in.start(self._module, self._word)
        with self._patient(self._process) as process:
            _tell(process, self._told)
            assert process.stdout is not None
            if process.stdout.readline(LONGEST_WORD) != READY:
                raise BrokenPipeError
        return process

    @contextmanager
    def _patient(self, process: "subprocess.Popen[bytes]") -> Iterator["subprocess.Popen[bytes]"]:
        timer = threading.Timer(self._patience, process.kill)
        timer.start()
        try:
            yield process
        finally:
            timer.cancel()


def answer(load: Callable[[dict[str, Asked]], Callable[[Asked], bytes]]) -> None:
    """Be the far end: answer what comes on standard input, until there is no more.

    Args:
        load: loads what it is told, and returns what answers; an error of either is no answer.
    """
    told, out = sys.stdin.buffer, sys.stdout.buffer
    first = json.loads(told.readline())
    shut_in.shut_in(int(first["memory"]))
    try:
        answers = load(first)
    except ImportError:
        _say(out, MISSING)
        return
    except Exception as error:
        _say(out, f"{type(error).__name__}\n".encode())
        return
    _say(out, READY)
    for line in told:
        try:
            made = answers(json.loads(line))
        except Exception:
            made = b""
        _say(out, struct.pack(">I", len(made)) + made)


def _tell(process: "subprocess.Popen[bytes]", what: Asked) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(what).encode() + b"\n")
    process.stdin.flush()


def _say(out: BinaryIO, data: bytes) -> None:
    out.write(data)
    out.flush()
