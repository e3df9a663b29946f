"""A board that seals, and a subject of its own."""

import hashlib
from datetime import UTC, datetime

import pytest

from sync.sealing import subject
from sync.sealing.headers import Expected
from sync.sealing.holders import Signer
from sync.sealing.subject import Wanted

SEALED = datetime(2026, 11, 20, 9, tzinfo=UTC)
OPENS = datetime(2026, 11, 27, 8, tzinfo=UTC)
UNTIL = datetime(2026, 11, 27, 18, tzinfo=UTC)
BOARD = Signer("Centre d'examen", b"b" * 32)
PAPER = '{"title":"Français – dictée"}'.encode()
SOUND = b"\x00a recording\xff" * 9_000


class Sealed:
    """A sealed subject on its stick."""

    def __init__(self, folder, signer=BOARD, **wanted):
        sound = folder / "sound.mp3"
        sound.write_bytes(SOUND)
        self.sha256 = hashlib.sha256(SOUND).hexdigest()
        self.path, self.media = folder / "exam.subject", folder / "media"
        fields = {"session": "CAP 2026-11", "room": "Salle 2", "until": UNTIL} | wanted
        whole = Wanted("Français", PAPER, {self.sha256: sound}, OPENS, **fields)
        self.codes = subject.seal(self.path, whole, signer, at=SEALED)

    def check(self, *, at=SEALED, signers=(BOARD.card,), session="CAP 2026-11", room="salle 2"):
        return subject.check(self.path, Expected(signers, session, room), at=at)

    def open(self, *typed, at=OPENS, **expected):
        wanted = Expected(expected.pop("signers", (BOARD.card,)), **expected)
        return subject.open_(self.path, typed or self.codes, wanted, self.media, at=at)


@pytest.fixture
def sealed(tmp_path):
    return Sealed(tmp_path)
