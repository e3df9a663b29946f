"""What a corrector sees of a question and of the answers to it, as far as words alone do not do."""

import pytest

from content.questions.types import Choice, Gaps, Part, Parts, Short, Sound
from content.store import BlobStore
from server.actors import Actor
from server.bank.files import keep_sound
from server.exam_room import ending, saving
from server.exam_room.saving import Save, Sender
from server.results import correcting
from server.results.written import written_of
from server.roles import Role
from tests.server.exam_room.conftest import WORDS, Morning

MP3 = b"\xff\xfb\x90\x00" + b"\x00" * 413


@pytest.fixture
def corrected(new_school):
    """A sitting whose questions have gaps and a sound, and the page of its corrector."""
    heard = keep_sound(BlobStore(new_school.site.home.bank), MP3, "dialogue")
    asks = [
        Gaps(
            "<p>Complétez.</p>",
            pieces=("Le chat ", " la souris et ", "."),
            key=(("mange",), ("dort",)),
            **WORDS,
        ),
        Parts(
            "<p>Répondez.</p>",
            text="<p>Il est [[2]] heures <b>ou</b> [[1]].</p>",
            key=(
                Part(Choice("", options=("midi", "minuit"), key=(0,), several=False, **WORDS)),
                Part(Short("", key=(("dix", False),), **WORDS)),
            ),
            **WORDS,
        ),
        Choice(
            "<p>Qu’entendez-vous ?</p>",
            options=("un train", "un oiseau"),
            key=(1,),
            several=False,
            sounds=(Sound(heard, "dialogue", 2),),
            **WORDS,
        ),
    ]
    morning = Morning(new_school, names=("Camille Martin",), asks=asks)
    morning.begins()
    morning.write = lambda place, *texts: save(morning, place, texts)
    morning.mina = new_school.person("Mina Prof", Role.TEACHER)
    return morning


def save(morning, place, texts):
    candidate = morning.candidate()
    by = Actor("Camille Martin", morning.seats["Camille Martin"].number, candidate.person_id)
    one = Save(morning.uuid(), place, 0, texts)
    saving.keep(Sender(candidate.id, morning.sitting.id, by), [one], morning.now)


def page(morning, question):
    ending.close(morning.sitting, morning.act("C’est l’heure."))
    now = morning.school.now
    correcting.name_correctors(morning.sitting, {morning.mina.id: 1}, False, morning.by, at=now)
    seat = morning.school.sign_in(morning.mina)
    return seat, seat.get(f"/copies/{morning.sitting.id}/?q={question}").text


def test_words_stand_in_the_gaps_they_were_written_into(corrected):
    corrected.write(0, "mange", "")
    _seat, shown = page(corrected, 1)
    assert "Le chat <mark><bdi>mange</bdi></mark> la souris et <mark><bdi>…</bdi></mark>." in shown


def test_parts_of_a_text_are_answered_where_they_are_asked(corrected):
    corrected.write(1, "0", "dix <b>")
    _seat, shown = page(corrected, 2)
    told = "<p>Il est <mark><bdi>dix &lt;b&gt;</bdi></mark> heures <b>ou</b> <mark><bdi>midi</bdi>"
    assert told in shown


def test_a_corrector_hears_what_candidates_heard(corrected):
    seat, shown = page(corrected, 3)
    source = shown.partition('src="/bank/files/')[2].partition('"')[0]
    assert seat.get(f"/bank/files/{source}").mimetype == "audio/mpeg"


def test_a_copy_is_marked_once_as_long_as_nothing_comes(corrected):
    corrected.write(0, "mange", "dort")
    (first,) = written_of([corrected.candidate()]).values()
    (again,) = written_of([corrected.candidate()]).values()
    assert again is first
    corrected.write(0, "mange", "mange")
    (later,) = written_of([corrected.candidate()]).values()
    assert later[0].automatic < first[0].automatic
