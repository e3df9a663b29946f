"""Asking the virus scanner of this computer about a file.

A second line only: nothing unsigned is installed, even if a scanner finds nothing in it. Whatever
is not the exact answer "clean" counts as a find, because a scanner that reaches one of its limits
hangs up, or calls the rest clean unless it is told not to (``AlertExceedsMax yes``).

Source of the protocol: clamd(8), commands zINSTREAM and zVERSION.
"""

import socket
import struct
from collections.abc import Iterable

from i18n.refusals import Unavailable
from i18n.translate import N_

CHUNK = 1 << 18
PATIENCE = 180.0
"""Seconds for an answer; clamd itself gives up on one file after two minutes."""


class ScannerSilent(Unavailable):
    """The scanner does not answer."""

    message = N_(
        "The virus scanner does not answer at {address} ({what}). The library is as before. Ask "
        "the administrator to start it, then try again."
    )


class Scanner:
    """clamd, by the path of its socket or by "host:port"."""

    def __init__(self, address: str) -> None:
        self.address = address

    def version(self) -> str:
        """Return its version and the day of its list of viruses, as it says it.

        Raises:
            ScannerSilent: it does not answer.
        """
        return self._ask(b"zVERSION\0", ())

    def find(self, chunks: Iterable[bytes]) -> str:
        """Return what a file is found to hold, "" if it is clean.

        Args:
            chunks: the bytes of the file, in pieces.

        Raises:
            ScannerSilent: it does not answer, or hung up: the file may be longer than it takes.
        """
        answer = self._ask(b"zINSTREAM\0", chunks)
        if answer == "stream: OK":
            return ""
        return answer.removeprefix("stream: ").removesuffix(" FOUND") or "?"

    def _ask(self, command: bytes, chunks: Iterable[bytes]) -> str:
        try:
            with self._connect() as line:
                line.settimeout(PATIENCE)
                line.sendall(command)
                for chunk in chunks:
                    for start in range(0, len(chunk), CHUNK):
                        piece = chunk[start : start + CHUNK]
                        line.sendall(struct.pack("!I", len(piece)) + piece)
                if command == b"zINSTREAM\0":
                    line.sendall(struct.pack("!I", 0))
                answer = _until_zero(line)
        except OSError as error:
            what = error.strerror or type(error).__name__
            raise ScannerSilent(address=self.address, what=what) from error
        if not answer:
            raise ScannerSilent(address=self.address, what="–")
        return answer

    def _connect(self) -> socket.socket:
        host, colon, port = self.address.rpartition(":")
        if colon and port.isdecimal():
            return socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            line.connect(self.address)
        except OSError:
            line.close()
            raise
        return line


def _until_zero(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 4096 and (piece := line.recv(4096)):
        answer += piece
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()
