"""Importing a list of people as its plan was shown: all of it, or nothing.

file ──text_of──> text ──plan──> shown, questions answered ──do──> imported ──undo──> as before
"""

import json
from datetime import datetime

from i18n.refusals import Conflict
from i18n.translate import N_
from server.accounts import operations as accounts
from server.accounts.models import Person, folded
from server.actors import Actor
from server.audit.operations import record
from server.classes import enrolling, operations
from server.classes.models import ClassGroup, Imported, PeopleImport, SchoolClass
from server.classes.planning import KNOWN, NEW, NOTHING, Asked, Plan, Step, plan
from server.database import writing
from server.roles import Role


class NotReady(Conflict):
    """A list with problems is to be imported."""

    message = N_("Some lines must be mended or decided first. Nothing was imported.")


class ChangedSince(Conflict):
    """Something has changed between the page and the button."""

    message = N_(
        "Something has changed since this page was shown. Look again: nothing was imported."
    )


def do(asked: Asked, by: Actor, *, at: datetime, shown: str) -> PeopleImport:
    """Import a list as its plan was shown: all of it, or nothing.

    Args:
        asked: the list and what was chosen about it.
        by: see ``planning.plan``.
        at: when.
        shown: the fingerprint of the plan that the person has seen.

    Raises:
        NotReady: some lines have problems.
        ChangedSince: it would not do now what was shown.
    """
    with writing():
        found = plan(asked, by)
        if not found.is_ready:
            raise NotReady()
        if found.fingerprint != shown:
            raise ChangedSince()
        made: PeopleImport = PeopleImport.create(
            file_name=asked.file_name[:100], imported_by=by.person_id, imported_at=at
        )
        classes = _classes(found, made, by, at)
        people: dict[int, Person] = {}
        for step in found.steps:
            people[step.line] = _carry_out(step, made, classes, people, by, at)
        counts = {"new": found.count(NEW), "known": found.count(KNOWN)}
        record(by, "people.imported", made.file_name, at=at, number=made.id, **counts)
    return made


def _classes(found: Plan, made: PeopleImport, by: Actor, at: datetime) -> dict[str, SchoolClass]:
    """Return the classes that a plan names, by folded name; those that are new are opened."""
    classes: dict[str, SchoolClass] = {}
    opened = []
    for step in found.steps:
        key = folded(step.class_name)
        if key in classes:
            continue
        here = [s for s in found.steps if folded(s.class_name) == key]
        known = operations.named(step.class_name, by)
        if known is None:
            levels, wing = {s.level for s in here}, next((s.wing for s in here if s.wing), "")
            level = levels.pop() if len(levels) == 1 else ""
            known = operations.open_class(step.class_name, level, wing or None, by, at=at)
            opened.append(known.id)
        classes[key] = known
    made.classes = json.dumps(opened)
    made.save(only=[PeopleImport.classes])
    return classes


def _carry_out(
    step: Step,
    made: PeopleImport,
    classes: dict[str, SchoolClass],
    people: dict[int, Person],
    by: Actor,
    at: datetime,
) -> Person:
    is_new = step.what == NEW
    if step.same_as:
        person = people[step.same_as]
    elif is_new:
        key = step.sign_in_name or accounts.free_sign_in_name(step.name)
        person = accounts.add(
            step.name, Role.LEARNER, by=by, at=at, sign_in_name=key, language=step.language
        )
    else:
        person = Person.get_by_id(step.person_id)
    if step.what == NOTHING:
        return person
    school_class = classes[folded(step.class_name)]
    group = _group(school_class, step.group, by, at)
    stay = enrolling.begin(school_class, person, by, at=at, group=group, level=step.level)
    Imported.create(source=made, person=person, enrolment=stay, name=person.name, is_new=is_new)
    return person


def _group(school_class: SchoolClass, name: str, by: Actor, at: datetime) -> ClassGroup | None:
    if not name:
        return None
    found: ClassGroup | None = ClassGroup.get_or_none(school_class=school_class, key=folded(name))
    return found or operations.add_group(school_class.id, name, by, at=at)
