"""The other side of ``model_process``: its process is started, told and asked from here."""

import json
import struct
import subprocess

from i18n import shut_in
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
    return shut_in.start("i18n.speech.model_process", SPEAK)
