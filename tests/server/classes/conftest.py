"""Two teachers with a class each, and their people."""

import pytest

from server.actors import Actor
from server.classes import enrolling, operations
from server.classes.models import Enrolment, SchoolClass
from server.roles import Role


class Staffroom:
    """Who teaches what, in a school."""

    def __init__(self, school):
        self.school = school
        self.dominique = school.person("Dominique Leroy", Role.TEACHER)
        self.noor = school.person("Noor Haddad", Role.TEACHER)
        self.andrea = school.person("Andrea Blanc", Role.ADMINISTRATOR)
        self.cfg = self.open("CFG", self.dominique, level="cfg", wing="Aile A")
        self.maths = self.open("Maths", self.noor, wing="Aile B")

    def by(self, person):
        return Actor(person.name, None, person.id)

    def open(self, name, teacher, *, level="", wing="") -> SchoolClass:
        """Open a class by its teacher; its wing is set by the administrator."""
        at = self.school.now
        made = operations.open_class(name, level, None, self.by(teacher), at=at)
        return operations.change_class(made.id, name, level, wing, self.by(self.andrea), at=at)

    def enrol(self, name, school_class=None, **more) -> Enrolment:
        person, at = self.school.learner(name), self.school.now
        number = (school_class or self.cfg).id
        return enrolling.enrol(number, person, self.school.by, at=at, **more)

    def names(self, school_class=None):
        return [each.person.name for each in Enrolment.roll(school_class or self.cfg)]

    def day(self, later):
        """Return a day that many days after today, as a form says it."""
        return (self.school.now.astimezone() + later).date().isoformat()


@pytest.fixture
def staffroom(new_school):
    return Staffroom(new_school)


@pytest.fixture
def school(new_school):
    return new_school
