"""Opening and closing classes, their groups, and who teaches them."""

from datetime import datetime

from content.vocabulary import LEVELS
from i18n.refusals import Conflict, Invalid, NotAllowed, NotFound
from i18n.translate import N_
from server.accounts.models import Person, folded
from server.actors import Actor
from server.audit.operations import record
from server.classes import wings
from server.classes.keepers import keeps_all
from server.classes.models import ClassGroup, Enrolment, SchoolClass, Teaching
from server.classes.naming import plain
from server.database import writing
from server.roles import Role


class NoSuchClass(NotFound):
    """There is no open class of this number, or it is somebody else's."""

    message = N_("There is no such class among yours. If you need it, ask the administrator.")


class NoSuchGroup(NotFound):
    """A class has no such group."""

    message = N_("This class has no such group any more.")


class NotYoursToOpen(NotAllowed):
    """Somebody who neither teaches nor administrates wants a class."""

    message = N_("Only a teacher or an administrator opens a class.")


class ClassNameTaken(Conflict):
    """Two open classes would have one name."""

    message = N_("There is a class “{name}” already. Add a word, a year or a number to the name.")


class GroupNameTaken(Conflict):
    """Two groups of a class would have one name."""

    message = N_("This class has a group “{name}” already.")


class NotATeacher(Invalid):
    """A class is handed to somebody who is no teacher."""

    message = N_("Choose somebody who has a teacher's account.")


class TeachesAlready(Conflict):
    """Somebody is added to a class that they teach."""

    message = N_("{name} teaches this class already.")


class LastTeacher(Conflict):
    """A class would have nobody left."""

    message = N_(
        "{name} is the only teacher of this class. Hand the class over, or add another teacher "
        "first."
    )


def class_of(number: int, by: Actor) -> SchoolClass:
    """Return an open class that somebody looks after: one they teach, or any for an administrator.

    Args:
        number: of the class.
        by: who asks; the console, which is no person, looks after all.

    Raises:
        NoSuchClass: there is none, or it is not theirs: the two are not told apart.
    """
    found: SchoolClass | None = SchoolClass.get_or_none(
        SchoolClass.id == number, SchoolClass.ended_at.is_null()
    )
    if found is None or not (by.person_id is None or _looks_after(found, by.person_id)):
        raise NoSuchClass()
    return found


def class_ever_of(number: int, by: Actor) -> SchoolClass:
    """Return a class that somebody looks after, or looked after on the day it was closed.

    For what must stay possible after the end: hours and attestations.

    Raises:
        NoSuchClass: there is none, or it is not theirs: the two are not told apart.
    """
    found: SchoolClass | None = SchoolClass.get_or_none(SchoolClass.id == number)
    if found is None or found.is_open:
        return class_of(number, by)
    if not (keeps_all(by) or found in closed_of(by)):
        raise NoSuchClass()
    return found


def closed_of(by: Actor) -> list[SchoolClass]:
    """Return the closed classes whose hours somebody may still give out, the latest closed first.

    Those they taught to the end, for a teacher; all, for an administrator.
    """
    closed = SchoolClass.select().where(SchoolClass.ended_at.is_null(False))
    if not keeps_all(by):
        teacher = Person.get_or_none(Person.id == by.person_id, Person.active)
        if teacher is None or teacher.role != Role.TEACHER:
            return []
        to_the_end = Teaching.select(Teaching.school_class).join(SchoolClass)
        mine = to_the_end.where(
            Teaching.person == teacher, Teaching.ended_at >= SchoolClass.ended_at
        )
        closed = closed.where(SchoolClass.id << mine)
    return list(closed.order_by(SchoolClass.ended_at.desc(), SchoolClass.id.desc()))


def _looks_after(school_class: SchoolClass, person_id: int) -> bool:
    person = Person.get_or_none(Person.id == person_id, Person.active)
    if person is None or person.role not in (Role.TEACHER, Role.ADMINISTRATOR):
        return False
    here = Teaching.now_of(school_class).where(Teaching.person == person)
    return person.role == Role.ADMINISTRATOR or bool(here.exists())


def named(name: str, by: Actor) -> SchoolClass | None:
    """Return the open class of this name that somebody looks after, however it is written.

    Raises:
        ClassNameTaken: there is one that is not theirs.
    """
    found = SchoolClass.get_or_none(SchoolClass.key == folded(name), SchoolClass.ended_at.is_null())
    if found is None:
        return None
    try:
        return class_of(found.id, by)
    except NoSuchClass:
        raise ClassNameTaken(name=name) from None


def open_class(name: str, level: str, wing: str | None, by: Actor, *, at: datetime) -> SchoolClass:
    """Open a class; a teacher who opens one teaches it.

    Args:
        name: unlike that of any other open class.
        level: a key of ``LEVELS``; anything else is none.
        wing: where its people live, or none.
        by: a teacher, an administrator, or the console.
        at: when.

    Raises:
        NotYoursToOpen, NameNeeded, ClassNameTaken
        WingNotYours: see ``wings.chosen``; what was tried stands in the audit log.
    """
    name = plain(name)
    with wings.refusals_kept(name, by, at=at), writing():
        person = Person.get_or_none(Person.id == by.person_id)
        if person is not None and person.role not in (Role.TEACHER, Role.ADMINISTRATOR):
            raise NotYoursToOpen()
        _name_is_free(name)
        made: SchoolClass = SchoolClass.create(
            name=name,
            key=folded(name),
            level=level if level in LEVELS else "",
            wing=wings.chosen(wing, "", by),
            began_at=at,
        )
        if person is not None and person.role == Role.TEACHER:
            Teaching.create(school_class=made, person=person, began_at=at)
        record(by, "class.opened", made.name, at=at, level=made.level, wing=made.wing)
    return made


def _name_is_free(name: str, but: int | None = None) -> None:
    taken = SchoolClass.get_or_none(SchoolClass.key == folded(name), SchoolClass.ended_at.is_null())
    if taken is not None and taken.id != but:
        raise ClassNameTaken(name=name)


def change_class(
    number: int, name: str, level: str, wing: str | None, by: Actor, *, at: datetime
) -> SchoolClass:
    """Change the name, the level and, unless it is None, the wing of a class; see ``open_class``.

    Raises:
        NoSuchClass, NameNeeded, ClassNameTaken
        WingNotYours: see ``wings.chosen``; what was tried stands in the audit log.
    """
    name = plain(name)
    with wings.refusals_kept(name, by, at=at), writing():
        found = class_of(number, by)
        _name_is_free(name, but=found.id)
        before, found.name, found.key = found.name, name, folded(name)
        found.level = level if level in LEVELS else ""
        wing_before, found.wing = found.wing, wings.chosen(wing, found.wing, by)
        found.save()
        told = {"level": found.level, "wing": found.wing, "before": before}
        if found.wing != wing_before:
            told["wing_before"] = wing_before
        record(by, "class.changed", found.name, at=at, **told)
    return found


def add_group(number: int, name: str, by: Actor, *, at: datetime) -> ClassGroup:
    """Make a group of a class.

    Raises:
        NoSuchClass, NameNeeded, GroupNameTaken
    """
    with writing():
        found = class_of(number, by)
        name = plain(name)
        if ClassGroup.get_or_none(school_class=found, key=folded(name)) is not None:
            raise GroupNameTaken(name=name)
        group: ClassGroup = ClassGroup.create(school_class=found, name=name, key=folded(name))
        record(by, "class.group_made", found.name, at=at, group=name)
    return group


def remove_group(number: int, group_id: int, by: Actor, *, at: datetime) -> None:
    """Remove a group; its people stay in the class.

    Raises:
        NoSuchClass, NoSuchGroup
    """
    with writing():
        found = class_of(number, by)
        group = ClassGroup.get_or_none(id=group_id, school_class=found)
        if group is None:
            raise NoSuchGroup()
        Enrolment.update(group=None).where(Enrolment.group == group).execute()
        group.delete_instance()
        record(by, "class.group_removed", found.name, at=at, group=group.name)


def add_teacher(number: int, person_id: int, by: Actor, *, at: datetime) -> Teaching:
    """Let somebody teach a class from now on, beside those who do.

    Raises:
        NoSuchClass, NotATeacher, TeachesAlready
    """
    with writing():
        found = class_of(number, by)
        teacher = Person.get_or_none(Person.id == person_id, Person.active)
        if teacher is None or teacher.role != Role.TEACHER:
            raise NotATeacher()
        if Teaching.now_of(found).where(Teaching.person == teacher).exists():
            raise TeachesAlready(name=teacher.name)
        made: Teaching = Teaching.create(school_class=found, person=teacher, began_at=at)
        record(by, "class.teacher_added", found.name, at=at, teacher=teacher.name)
    return made


def end_teaching(number: int, person_id: int, by: Actor, *, at: datetime) -> None:
    """Let somebody teach a class no more; nothing happens if they do not.

    Raises:
        NoSuchClass: see ``class_of``.
        LastTeacher: nobody would be left.
    """
    with writing():
        found = class_of(number, by)
        now = list(Teaching.now_of(found))
        ending = next((each for each in now if each.person_id == person_id), None)
        if ending is None:
            return
        if len(now) == 1:
            raise LastTeacher(name=ending.person.name)
        _end(ending, found, by, at)


def _end(teaching: Teaching, school_class: SchoolClass, by: Actor, at: datetime) -> None:
    teaching.ended_at = at
    teaching.save(only=[Teaching.ended_at])
    name = teaching.person.name
    record(by, "class.teacher_ended", school_class.name, at=at, teacher=name)


def hand_over(
    number: int, leaving_id: int, person_id: int, by: Actor, *, at: datetime
) -> SchoolClass:
    """Hand a class from one teacher to another, who keeps its people, groups and work as they are.

    Args:
        number: of the class.
        leaving_id: who taught it; from now on they see none of its people.
        person_id: who teaches it from now on.
        by: one of its teachers, or an administrator.
        at: when.

    Raises:
        NoSuchClass, NotATeacher, TeachesAlready
    """
    with writing():
        found = class_of(number, by)
        taking = add_teacher(number, person_id, by, at=at)
        leaving = Teaching.now_of(found).where(Teaching.person == leaving_id).first()
        if leaving is not None:
            _end(leaving, found, by, at)
        name = leaving.person.name if leaving else ""
        told = {"from_teacher": name, "to_teacher": taking.person.name}
        record(by, "class.handed_over", found.name, at=at, **told)
    return found
