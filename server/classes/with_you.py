"""Who has a learner in a class now: what is kept of a person is for them, and nobody else."""

from i18n.refusals import NotFound
from i18n.translate import N_
from server.actors import Actor
from server.classes import enrolling
from server.classes.models import Enrolment


class NotWithYou(NotFound):
    """A learner is in none of a teacher's classes now."""

    message = N_("This person is in none of your classes now.")


def stay_of(enrolment_id: int, by: Actor) -> Enrolment:
    """Return a stay of somebody whom a teacher has in a class now, this one or another.

    Raises:
        NoSuchEnrolment: there is none, or the class is not theirs.
        NotWithYou: the person has left, and is in no other class of theirs.
    """
    found = enrolling.enrolment_of(enrolment_id, by)
    if not has(by, found.person_id):
        raise NotWithYou()
    return found


def stay_with(person_id: int, by: Actor) -> Enrolment:
    """Return a running stay of a learner in a class that somebody teaches.

    Raises:
        NotWithYou: there is none.
    """
    for each in Enrolment.running().where(Enrolment.person == person_id):
        try:
            return enrolling.enrolment_of(each.id, by)
        except enrolling.NoSuchEnrolment:
            continue
    raise NotWithYou()


def has(by: Actor, person_id: int) -> bool:
    """Say whether a learner is in a class that somebody teaches now."""
    mine = Enrolment.people_seen_by(by.person_id or 0)
    return bool(mine.where(Enrolment.person == person_id).exists())
