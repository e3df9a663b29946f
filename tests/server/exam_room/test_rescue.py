"""A rescue file: taken in once, kept aside, and only for whose it is."""

import base64
import io
import json

import pytest
from nacl.public import Box, PrivateKey, PublicKey
from nacl.utils import random

from server.exam_room.models import Event, Revision
from server.exam_room.rescue import sealing_of


def file_of(morning, name="Camille Martin", text="Écrit sans réseau"):
    """Return the file that the page of a candidate makes: as tweetnacl's box makes it."""
    candidate = morning.candidate(name)
    sealing = sealing_of(morning.hall, candidate)
    about = {"sitting": str(candidate.sitting_id), "candidate": candidate.number}
    save = {"uuid": "away-1", "place": 1, "number": 9, "answer": [text], "client_ms": 5}
    message = json.dumps({**about, "pass": sealing.passed, "made_ms": 7, "saves": [save]})
    own, nonce = PrivateKey.generate(), random(24)
    site = PublicKey(base64.b64decode(sealing.key))
    closed = Box(own, site).encrypt(message.encode(), nonce).ciphertext
    box = base64.b64encode(bytes(own.public_key) + nonce + closed).decode()
    whole = {"type": "ardoise.rescue", "version": 1, **about, "key": sealing.key, "box": box}
    return json.dumps(whole).encode()


@pytest.fixture
def examiner(morning):
    morning.begins("Camille Martin", "Sacha Petit")
    return morning.school.sign_in(morning.dominique)


def bring(morning, examiner, data, name="Camille Martin"):
    path = f"/sittings/candidates/{morning.candidate(name).id}"
    sent = {"file": (io.BytesIO(data), "rescue.json")}
    examiner.post(f"{path}/rescue", sent, content_type="multipart/form-data")
    return examiner.page(f"{path}/desk")


def test_what_it_holds_is_kept_aside_and_shown(morning, examiner):
    page = bring(morning, examiner, file_of(morning))
    assert "Écrit sans réseau" in page
    assert [each.aside for each in Revision.select()] == ["other_seat"]
    assert len(Event.of(morning.sitting.id, "rescued")) == 1


def test_the_same_file_is_taken_in_once(morning, examiner):
    data = file_of(morning)
    for _ in range(2):
        page = bring(morning, examiner, data)
    assert "déjà été repris" in page
    assert Revision.select().count() == 1


def test_the_file_of_somebody_else_or_a_changed_one_is_refused(morning, examiner):
    bring(morning, examiner, file_of(morning, "Sacha Petit"))
    data = file_of(morning)
    bring(morning, examiner, data[:-6] + b"AAAA" + data[-2:])
    bring(morning, examiner, b"{}")
    assert not Revision.select().exists()
