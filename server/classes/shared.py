"""Somebody who learns with several teachers: each is told when another class takes them in.

Records are of a person: whoever enrols somebody reads what they did elsewhere too. That is right
where a learner has two classes, and must not happen behind anybody's back.
"""

from datetime import datetime
from typing import Any

from server.accounts.models import Person
from server.actors import Actor
from server.classes.models import Enrolment, SchoolClass, Teaching, Told
from server.database import writing

MOST_SHOWN = 100


def tell_the_others(made: Enrolment, by: Actor) -> None:
    """Note for the teachers of somebody's other classes that they have come to one more.

    Runs in the transaction of the enrolment. Who has enrolled them is not told, nor who teaches
    the new class too.
    """
    others = (
        Enrolment.select(Enrolment.school_class)
        .join(SchoolClass)
        .where(
            Enrolment.person == made.person_id,
            Enrolment.school_class != made.school_class_id,
            Enrolment.ended_at.is_null(),
            SchoolClass.ended_at.is_null(),
        )
    )
    of_the_new_one = Teaching.select(Teaching.person).where(
        Teaching.school_class == made.school_class_id, Teaching.ended_at.is_null()
    )
    teachers = (
        Teaching.select(Teaching.person)
        .where(
            Teaching.school_class << others,
            Teaching.ended_at.is_null(),
            Teaching.person != (by.person_id or 0),
            Teaching.person.not_in(of_the_new_one),
        )
        .distinct()
    )
    with writing():
        for (teacher,) in list(teachers.tuples()):
            Told.create(teacher=teacher, enrolment=made, by=by.name)


def news_for(teacher_id: int) -> Any:
    """Select what a teacher was told of people who are still theirs, the latest first."""
    return (
        Told.select(Told, Enrolment, Person, SchoolClass)
        .join(Enrolment)
        .join(Person)
        .switch(Enrolment)
        .join(SchoolClass)
        .where(Told.teacher == teacher_id, Person.id << Enrolment.people_seen_by(teacher_id))
        .order_by(Told.id.desc())
    )


def unseen_by(teacher_id: int) -> Any:
    """Select of these what they have not seen yet."""
    return news_for(teacher_id).where(Told.seen_at.is_null())


def seen(teacher_id: int, last: int, *, at: datetime) -> None:
    """Note that a teacher has seen what they were told, up to the row ``last``."""
    mine = (Told.teacher == teacher_id) & (Told.id <= last) & Told.seen_at.is_null()
    with writing():
        Told.update(seen_at=at).where(mine).execute()
