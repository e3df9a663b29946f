"""A sitting and those who run it."""

from datetime import timedelta

import pytest

from server.actors import Actor
from server.exams import operations as papers
from server.exams.operations import Settings
from server.roles import Role
from server.sittings import candidates, operations
from server.sittings.models import Candidate, Sitting
from server.sittings.operations import Plan


class Sittings:
    """A site where one sitting is planned, by Dominique, in two days."""

    def __init__(self, school):
        self.school = school
        self.dominique = school.person("Dominique Leroy", Role.EXAMINER)
        self.by = Actor(self.dominique.name, None, self.dominique.id)

    def plan_of(self, **other):
        values = {
            "title": "Mathématiques",
            "room": "Salle 2",
            "planned_at": self.school.now.replace(microsecond=0) + timedelta(days=2),
            "seconds": 3600,
            "examiners": (self.dominique.id,),
        }
        return Plan(**(values | other))

    def plan(self, **other) -> Sitting:
        wanted = self.plan_of(**other)
        return operations.plan(wanted, self.dominique, self.by, at=self.school.now)[0]

    def paper(self, **other):
        settings = Settings(**({"title": "Mathématiques", "seconds": 3600} | other))
        return papers.make(settings, self.by, at=self.school.now)

    def add(self, sitting, *names) -> list[Candidate]:
        for name in names:
            self.school.learner(name)
        candidates.add_named(sitting.id, "\n".join(names), self.by, at=self.school.now)
        return Candidate.of(sitting.id)

    def actor(self, name, role) -> Actor:
        person = self.school.person(name, role)
        return Actor(person.name, None, person.id)


@pytest.fixture
def sittings(new_school) -> Sittings:
    return Sittings(new_school)
