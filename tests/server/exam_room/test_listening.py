"""A recording is listened to as often as the paper says: the server counts."""

from dataclasses import replace

import pytest

from content.questions.question import Sound
from content.questions.typed import Dictation, Segment
from server.exam_room import listening, running
from server.exam_room.copies import copy_for
from server.exam_room.listening import ListenedEnough, NoSuchSound, NotWritingNow
from server.exam_room.models import Event, Play

SHA = "a" * 64


@pytest.fixture
def copy(morning):
    """The copy of a candidate who writes; its first question has a recording, to be heard twice."""
    morning.begins()
    whole = copy_for(morning.candidate())
    first = whole.questions[0]
    sounds = (Sound(f"files/{SHA}.mp3", "Dialogue", 2), Sound(f"files/{'b' * 64}.mp3"))
    heard = replace(first, question=replace(first.question, sounds=sounds))
    return replace(whole, questions=(heard, *whole.questions[1:]))


def play(morning, copy, place=0, sound=0):
    return listening.play(morning.candidate(), copy, place, sound, morning.by, morning.now)


def loads(morning, copy, sha=SHA):
    return listening.may_load(morning.candidate(), copy, sha, morning.now)


def test_the_plays_are_counted_whatever_is_loaded_again(morning, copy):
    assert not loads(morning, copy)
    assert play(morning, copy).times == 1
    assert play(morning, copy).times == 2
    assert loads(morning, copy)
    with pytest.raises(ListenedEnough):
        play(morning, copy)
    assert Play.get().times == 2
    assert [each.told["times"] for each in Event.of(morning.sitting.id, "played")] == [1, 2]


def test_a_page_that_is_loaded_much_later_needs_another_play(morning, copy):
    play(morning, copy)
    morning.school.wait(minutes=21)
    assert not loads(morning, copy)


def test_what_is_not_counted_is_loaded_as_often_as_one_likes(morning, copy):
    for _ in range(5):
        assert play(morning, copy, sound=1).allowed == 0
    assert loads(morning, copy, "b" * 64)


@pytest.mark.parametrize("where", [(9, 0), (0, 2), (-1, 0), (1, 0)])
def test_a_recording_that_the_paper_does_not_have(morning, copy, where):
    with pytest.raises(NoSuchSound):
        play(morning, copy, *where)


def test_while_the_clock_stands_still_nobody_listens(morning, copy):
    running.evacuate(morning.sitting, morning.act())
    with pytest.raises(NotWritingNow):
        play(morning, copy)


def test_no_file_opens_that_is_not_in_ones_own_paper(morning, copy):
    seat = morning.seats["Camille Martin"]
    assert seat.get(f"/exam/files/{SHA}.mp3").status_code == 404
    assert seat.get("/exam/files/..%2Fexam-key").status_code == 404


def test_the_stretches_of_a_dictation_are_counted_like_other_sounds():
    said = {"prompt": "<p>Écrivez.</p>", "hint": "", "right": "", "review": ""}
    name = "files/" + "ab" * 32 + ".mp3"
    stretches = (Segment(Sound(name, plays=2), "Il pleut."), Segment(Sound(name), "Il neige."))
    question = Dictation(**said, segments=stretches, sounds=(Sound(name, "Annonce", 1),))
    file = name.removeprefix("files/")
    assert listening.sounds_of(question) == [(file, "Annonce", 1), (file, "1", 2), (file, "2", 0)]
