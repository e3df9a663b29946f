"""Two teachers with a class each, their people, and modules made of two small courses."""

import pytest

from server import clock
from server.actors import Actor
from server.classes import enrolling
from server.classes import operations as classes
from server.modules import giving, operations
from server.modules.models import ModulePage
from server.roles import Role


class Staffroom:
    """Who teaches whom, and what they give them to do."""

    def __init__(self, school, node):
        self.school, self.node = school, node
        self.dominique = school.person("Dominique Leroy", Role.TEACHER)
        self.noor = school.person("Noor Haddad", Role.TEACHER)
        self.andrea = school.person("Andrea Blanc", Role.ADMINISTRATOR)
        self.camille = school.learner("Camille Martin")
        self.sacha = school.learner("Sacha Petit")
        self.cfg = self.open("CFG", self.dominique)
        self.maths = self.open("Maths", self.noor)
        self.stay = self.enrol(self.camille, self.cfg)
        self.elsewhere = self.enrol(self.sacha, self.maths)

    def by(self, person):
        return Actor(person.name, None, person.id)

    def open(self, name, teacher):
        return classes.open_class(name, "", "", self.by(teacher), at=self.school.now)

    def enrol(self, person, school_class, **more):
        at = self.school.now
        return enrolling.enrol(school_class.id, person, self.school.by, at=at, **more)

    def module(self, *titles, maker=None, title="Les parts", note=""):
        """Make a module of the pages of these titles."""
        by, at = self.by(maker or self.dominique), self.school.now
        made = operations.make(title, note, by, at=at)
        if titles:
            operations.add(made.id, [self.node(each).id for each in titles], by, at=at)
        return made

    def today(self):
        return clock.day(self.school.now).isoformat()

    def assign(self, module, school_class=None, to="", *, weeks="", begins_on="", by=None):
        """Give a module to a class, by its teacher."""
        school_class = school_class or self.cfg
        teacher = self.noor if school_class == self.maths else self.dominique
        day, by = begins_on or self.today(), self.by(by or teacher)
        at = self.school.now
        return giving.assign(module.id, school_class.id, to, day, weeks, by, at=at)

    def close_library(self, school_class=None, *, is_open=False):
        """Let a class open only what is assigned."""
        school_class, at = school_class or self.cfg, self.school.now
        giving.open_library(school_class.id, self.school.by, at=at, is_open=is_open)

    def titles(self, module):
        return [page.title for page in module.pages()]

    def pages(self, module):
        return ModulePage.ids_of([module.id])[module.id]


@pytest.fixture
def staffroom(school, node):
    return Staffroom(school, node)
