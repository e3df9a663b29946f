"""A sitting that waits for its sealed subject, and the board that seals it."""

import io
from datetime import timedelta
from pathlib import Path

import pytest

from content.store import BlobStore
from server.exams.subject import Subject
from server.sittings import candidates, operations
from server.sittings.models import Sitting
from server.sittings.operations import Plan
from server.subjects.keeping import Shelf
from sync.sealing import subject
from sync.sealing.holders import Signer
from sync.sealing.subject import Wanted
from tests.server.exam_room.conftest import Morning

BOARD = Signer("Service des examens", b"b" * 32)


class Waiting(Morning):
    """A second sitting of the same examiner, without a paper; its subject comes on a stick."""

    def __init__(self, school, folder: Path, asks=None):
        super().__init__(school, asks=asks)
        self.folder = folder
        self.shelf = Shelf(school.site.home.subjects)
        self.store = BlobStore(school.site.home.bank)
        plan = Plan(
            title="Français",
            room="Salle 2",
            planned_at=school.now + timedelta(hours=1),
            seconds=3600,
            examiners=(self.dominique.id,),
        )
        made = operations.plan(plan, self.dominique, self.by, at=school.now)[0]
        candidates.add_named(made.id, "Nour Haddad", self.by, at=school.now)
        self.waiting: Sitting = made
        self.address = f"/sittings/{made.id}/subject"
        self.seal()

    def seal(self, *, room="Salle 2", opens=timedelta(minutes=-5), signer=BOARD):
        blobs = Subject.from_bytes(self.frozen).blobs()
        media = {name: self.store.path(name) for name in blobs}
        at = self.school.now
        wanted = Wanted("Français", self.frozen, media, at + opens, room=room)
        self.path = self.folder / "exam.subject"
        self.codes = subject.seal(self.path, wanted, signer, at=at)

    def pin(self, seat, card=BOARD.card, letters=None):
        letters = card.letters if letters is None else letters
        file = (io.BytesIO(card.to_bytes()), "card.json")
        return seat.post(f"{self.address}/board", {"card": file, "letters": letters})

    def receive(self, seat, data=None):
        data = self.path.read_bytes() if data is None else data
        return seat.post(self.address, {"file": (io.BytesIO(data), "exam.subject")})

    def open(self, seat, *keys, names=("Dominique Leroy", "Inès Faure")):
        typed = dict(zip(("key_1", "key_2"), keys or self.codes, strict=True))
        named = dict(zip(("name_1", "name_2"), names, strict=True))
        return seat.post(f"{self.address}/open", typed | named)

    @property
    def state(self):
        return Sitting.get_by_id(self.waiting.id).state


@pytest.fixture
def waiting(new_school, tmp_path):
    return Waiting(new_school, tmp_path)


@pytest.fixture
def examiner(waiting):
    return waiting.school.sign_in(waiting.dominique)
