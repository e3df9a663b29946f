"""A course for one class; who is in it, who is not, and the manifest that says so."""

import pytest

from content import browse
from server.actors import Actor
from server.audiences import operations
from server.audiences.models import EVERYBODY, ForWhom
from server.classes import enrolling
from server.classes import operations as classes
from server.roles import Role


class Site:
    """A school with "Les maths" and "La lecture", a class for the one, and its neighbours."""

    def __init__(self, school):
        self.school = school
        at = school.now
        self.cfg = classes.open_class("CFG", "cfg", "Aile A", school.by, at=at)
        self.soir = classes.open_class("Soir", "", "Aile B", school.by, at=at)
        self.camille = school.learner("Camille Martin")
        self.sacha = school.learner("Sacha Petit")
        self.stay = enrolling.enrol(self.cfg.id, self.camille, school.by, at=at)
        enrolling.enrol(self.soir.id, self.sacha, school.by, at=at)
        self.claude = school.manager("Claude Morel")
        self.andrea = school.person("Andrea Blanc", Role.ADMINISTRATOR)

    @property
    def manifest(self):
        return browse.channel("maths", "fr").manifest

    def limit(self, *classes_, wings=()):
        """Let "Les maths" be for these classes and wings alone, as an approval does."""
        ids = frozenset(each.id for each in classes_)
        for_whom = ForWhom(False, ids, frozenset(wings)) if ids or wings else EVERYBODY
        operations.decide("maths", self.manifest, for_whom, at=self.school.now)

    def by(self, person):
        return Actor(person.name, None, person.id)

    def change(self, for_whom, person):
        by, at = self.by(person), self.school.now
        return operations.change("maths", for_whom, person, by, at=at)

    def sees(self, person=None):
        """Say whether somebody, or a guest, finds the course on the shelf."""
        seat = self.school.sign_in(person) if person else self.school.seat()
        return "Les maths" in seat.page("/library/")


@pytest.fixture
def site(school):
    return Site(school)
