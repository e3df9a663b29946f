"""What teachers do with notes: write one, strike one out."""

from datetime import datetime

from content.wording import one_line
from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.classes import with_you
from server.database import writing
from server.notes.models import Note

LONGEST = 280
"""Signs: two or three sentences; what needs more is said to the learner, not written."""
MOST_A_DAY = 10
"""Notes that all teachers together write about one learner in a day."""


class NothingNoted(Invalid):
    """A note has no word in it."""

    message = N_("Write what was worked on, or what to do next. Nothing was kept yet.")


class NoteTooLong(Invalid):
    """A note is longer than one may be."""

    message = N_(
        "This note has {signs} signs; {most} at most are kept. It is still in the form: shorten it."
    )


class EnoughNoted(Conflict):
    """Much was noted about one learner in a day."""

    message = N_(
        "{most} notes were written about this person in one day. Strike one out, or write "
        "tomorrow. Your words are still in the form."
    )


class NoSuchNote(NotFound):
    """There is no such note, or not for this teacher."""

    message = N_("This note is not here. Go back to the person's page.")


def write(enrolment_id: int, text: str, teacher: Person, by: Actor, *, at: datetime) -> Note:
    """Write a note; the same words sent again by the same teacher are one note.

    Args:
        enrolment_id: of a stay of the learner in a class of this teacher.
        text: what the form says; spaces and line ends too many are left out.
        teacher: who writes.
        by: the teacher as the audit log names them.
        at: now.

    Raises:
        NoSuchEnrolment, NotWithYou: see ``with_you.stay_of``.
        NothingNoted, NoteTooLong, EnoughNoted
    """
    text = one_line(text)
    if not text:
        raise NothingNoted()
    if len(text) > LONGEST:
        raise NoteTooLong(signs=len(text), most=LONGEST)
    with writing():
        person: Person = with_you.stay_of(enrolment_id, by).person
        last: Note | None = Note.about(person.id).first()
        if last and not last.struck_at and (last.written_by_id, last.text) == (teacher.id, text):
            return last
        lately = [
            each for each in Note.about(person.id).limit(MOST_A_DAY) if _is_of_a_day(each, at)
        ]
        if len(lately) >= MOST_A_DAY:
            raise EnoughNoted(most=MOST_A_DAY)
        made: Note = Note.create(person=person, text=text, written_by=teacher, written_at=at)
        record(by, "note.written", person.name, at=at, note=made.id)
    return made


def strike_out(note_id: int, teacher: Person, by: Actor, *, at: datetime) -> Note:
    """Strike a note out: it stays, with who did so and when. Struck twice, it is so once.

    Raises:
        NoSuchNote: there is none, or it is about nobody of theirs.
    """
    with writing():
        found: Note | None = Note.get_or_none(Note.id == note_id)
        if found is None or not with_you.has(by, found.person_id):
            raise NoSuchNote()
        if found.struck_at is None:
            found.struck_by, found.struck_at = teacher, at
            found.save(only=[Note.struck_by, Note.struck_at])
            record(by, "note.struck_out", found.person.name, at=at, note=found.id)
    return found


def _is_of_a_day(note: Note, at: datetime) -> bool:
    return note.struck_at is None and (at - note.written_at).total_seconds() < 24 * 3600
