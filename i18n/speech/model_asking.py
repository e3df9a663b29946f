"""The other side of ``model_process``: its process is started, told and asked from here."""

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

from i18n.speech.model_process import SPEAK
from i18n.speech.recording import VoiceUnavailable


def ask(process: "subprocess.Popen[bytes]", asked: object) -> bytes:
    """Return what a model makes of what it is handed.

    Raises:
        VoiceUnavailable: it made nothing of it.
        OSError, struct.error: its process is gone.
    """
    tell(process, asked)
    assert process.stdout is not None
    (length,) = struct.unpack(">I", process.stdout.read(4))
    sound: bytes = process.stdout.read(length)
    if not length or len(sound) != length:
        raise VoiceUnavailable()
    return sound


def tell(process: "subprocess.Popen[bytes]", what: object) -> None:
    """Hand something to a model.

    Raises:
        OSError: its process is gone.
    """
    assert process.stdin is not None
    process.stdin.write(json.dumps(what).encode() + b"\n")
    process.stdin.flush()


def start() -> "subprocess.Popen[bytes]":
    """Start a process in which a model can run: see ``model_process``.

    Raises:
        OSError: the system refuses.
    """
    frozen = getattr(sys, "frozen", False)
    root = str(Path(__file__).parents[2])
    found = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *([SPEAK] if frozen else ["-m", "i18n.speech.model_process"])],
        env=os.environ if frozen else {**os.environ, "PYTHONPATH": found},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
