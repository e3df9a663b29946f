"""A sealed subject that is listened to and looked at: from the board to the page of a corrector."""

import re
from datetime import timedelta

import pytest

from content.questions.types import Short, Sound
from content.store import BlobStore
from server.bank import sweeping
from server.bank.files import keep_picture, keep_sound
from server.exam_room import ending, opening
from server.exam_room.models import Play
from server.exams.subject import Subject
from server.results import correcting
from server.roles import Role
from tests.server.exam_room.conftest import WORDS
from tests.server.exam_room.test_candidate_pages import post_json
from tests.server.subjects.conftest import Waiting

MP3 = b"\xff\xfb\x90\x00" + b"\x00" * 413
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\x90\0\0\1\x2c\x08\2\0\0\0" + bytes(20)
PLAN = re.compile(r'src="((?:/exam|/bank)/files/[0-9a-f]{64}\.png)"')
SOUND = re.compile(r'src="(/bank/files/[0-9a-f]{64}\.mp3)"')


@pytest.fixture
def waiting(new_school, tmp_path):
    """A sitting whose subject has a picture and a recording that this site has never seen."""
    store = BlobStore(new_school.site.home.bank)
    plan, _, _ = keep_picture(store, PNG, "plan")
    asks = [
        Short(
            f'<p>Que dit-elle ?</p><p><img src="{plan}" alt="Le plan de la gare"></p>',
            key=(("oui", False),),
            sounds=(Sound(keep_sound(store, MP3, "dialogue"), "Dialogue", 2),),
            **WORDS,
        )
    ]
    made = Waiting(new_school, tmp_path, asks)
    for name in Subject.from_bytes(made.frozen).blobs():
        store.remove(name)
    made.sitting, made.address = made.waiting, f"/sittings/{made.waiting.id}/subject"
    return made


def test_it_is_heard_and_seen_by_candidates_and_by_who_corrects_them(waiting, examiner):
    waiting.pin(examiner)
    waiting.receive(examiner)
    assert waiting.open(examiner).status_code == 303
    seat = waiting.sits_down("Nour Haddad")
    waiting.confirms("Nour Haddad")
    opening.start(waiting.sitting, waiting.act())

    (picture,) = PLAN.findall(seat.page("/exam"))
    assert seat.get(picture).data == PNG
    for times in (1, 2):
        played = post_json(seat, "/exam/played", {"place": 0, "sound": 0})
        assert played.json["times"] == times
        assert seat.get(played.json["address"]).data == MP3
    assert post_json(seat, "/exam/played", {"place": 0, "sound": 0}).status_code >= 400
    assert Play.get().times == 2
    waiting.save("peut-être", place=0, name="Nour Haddad")
    ending.close(waiting.sitting, waiting.act("C’est l’heure."))

    store, later = BlobStore(waiting.school.site.home.bank), sweeping.OLD + timedelta(days=1)
    assert sweeping.swept(store, at=waiting.school.now + later) == 0, "they are named by the copies"
    mina = waiting.school.person("Mina Prof", Role.TEACHER)
    at = waiting.school.now
    correcting.name_correctors(waiting.sitting, {mina.id: 1}, False, waiting.by, at=at)
    corrector = waiting.school.sign_in(mina)
    page = corrector.page(f"/copies/{waiting.sitting.id}/?q=1")
    assert "peut-être" in page
    (picture,), (sound,) = PLAN.findall(page), SOUND.findall(page)
    assert corrector.get(picture).data == PNG
    assert corrector.get(sound).data == MP3
