"""Sounds that may be listened to a few times: the server counts, whatever a page is reloaded."""

from dataclasses import dataclass

from content.questions.types import Dictation, Question
from i18n.refusals import Conflict, NotFound
from i18n.translate import N_
from server.actors import Actor
from server.database import writing
from server.exam_room import chain, clocks
from server.exam_room.models import Play
from server.exam_room.ticks import Instant, tick
from server.exams.copies import ExamCopy
from server.sittings.models import Candidate, State

LASTS = 20 * 60_000
"""Milliseconds of T for which one play may be loaded: a recording and its pauses."""


class NoSuchSound(NotFound):
    """The copy has no such sound."""

    message = N_("There is no such recording in your paper.")


class ListenedEnough(Conflict):
    """All plays have been used."""

    message = N_("You have listened to this recording as often as you may ({plays} times).")


class NotWritingNow(Conflict):
    """Nobody listens outside their time."""

    message = N_("You can listen while your exam runs.")


@dataclass(frozen=True)
class Heard:
    """One play that was granted."""

    times: int
    """How many there were, with this one."""
    allowed: int
    """0: as many as one likes."""
    file: str
    """``<sha256>.<ending>``."""


def sounds_of(question: Question) -> list[tuple[str, str, int]]:
    """Return the sounds of a question: file, name, plays allowed (0: any number)."""
    heard = [(each.file, each.name, each.plays) for each in question.sounds]
    stretches = question.segments if isinstance(question, Dictation) else ()
    for number, each in enumerate(stretches, start=1):
        heard.append((each.sound.file, each.sound.name or str(number), each.sound.plays))
    return [(file.removeprefix("files/"), name, allowed) for file, name, allowed in heard if file]


def play(
    candidate: Candidate, copy: ExamCopy, place: int, sound: int, by: Actor, now: Instant
) -> Heard:
    """Count one more play of a sound, and let it be loaded.

    Raises:
        NoSuchSound, ListenedEnough, NotWritingNow
    """
    file, _, allowed = _sound(copy, place, sound)
    with writing():
        here = clocks.beat(candidate.sitting_id, now)
        if Candidate.get_by_id(candidate.id).state != State.WORKING:
            raise NotWritingNow()
        row = Play.get_or_none(
            Play.candidate == candidate, Play.place == place, Play.sound == sound
        )
        times = row.times + 1 if row else 1
        if allowed and times > allowed:
            raise ListenedEnough(plays=allowed)
        if row is None:
            row = Play(candidate=candidate, place=place, sound=sound)
        row.times, row.since_ms = times, here.clock_ms
        row.save()
        chain.append(
            candidate.sitting_id,
            "played",
            by,
            here,
            candidate=candidate,
            place=place,
            sound=sound,
            times=times,
            allowed=allowed,
        )
    return Heard(times, allowed, file)


def may_load(candidate: Candidate, copy: ExamCopy, sha256: str, now: Instant) -> bool:
    """Say whether a file of a copy may be loaded now: a counted sound only just after its play."""
    counted = [
        (question.place, number)
        for question in copy.questions
        for number, (file, _, allowed) in enumerate(sounds_of(question.question))
        if file.startswith(sha256) and allowed
    ]
    if not counted:
        return True
    here = tick(candidate.sitting_id, now).clock_ms
    rows = Play.select().where(Play.candidate == candidate, Play.since_ms > here - LASTS)
    return any((each.place, each.sound) in counted for each in rows)


def _sound(copy: ExamCopy, place: int, sound: int) -> tuple[str, str, int]:
    if not 0 <= place < len(copy.questions):
        raise NoSuchSound()
    sounds = sounds_of(copy.questions[place].question)
    if not 0 <= sound < len(sounds):
        raise NoSuchSound()
    return sounds[sound]
