"""The afternoon after an exam: a sitting that was written and closed."""

import pytest

from server.actors import Actor
from server.exam_room import ending
from server.results import correcting
from server.results.correcting import Given
from server.results.lines import lines_of, sat_by
from server.results.models import Marking
from server.roles import Role
from tests.server.exam_room.conftest import NAMES, Morning, restart

__all__ = ["restart"]


class Afternoon(Morning):
    """Three candidates have written: a choice, a word, a number, a text; one mark each."""

    def __init__(self, school):
        super().__init__(school)
        self.begins(*NAMES)
        for name, answers in WRITTEN.items():
            for place, text in enumerate(answers):
                if text:
                    self.save(text, place=place, name=name)
        ending.close(self.sitting, self.act("C’est l’heure."))
        self.mina = school.person("Mina Prof", Role.TEACHER)
        self.omar = school.person("Omar Prof", Role.TEACHER)

    def actor(self, person):
        return Actor(person.name, None, person.id)

    def arrange(self, twice=False):
        rounds = {self.mina.id: 1} | ({self.omar.id: 2} if twice else {})
        correcting.name_correctors(self.sitting, rounds, twice, self.by, at=self.school.now)

    def lines(self, name="Camille Martin"):
        everybody = lines_of(sat_by(self.sitting.id), Marking.of(self.sitting.id))
        return everybody[self.candidate(name).id]

    def gives(self, points, *, person=None, name="Camille Martin", place=3, seen=0, remark=""):
        number = self.candidate(name).number
        given = Given(points, remark, seen)
        by = self.actor(person or self.mina)
        return correcting.give(self.sitting.id, number, place, given, by, at=self.school.now)


WRITTEN = {
    "Camille Martin": ("1", "paris", "54321987", "Je me lève tôt."),
    "Sacha Petit": ("0", "Lyon", "54321987", "Je travaille."),
    "Nour Haddad": ("1", "", "", ""),
}


@pytest.fixture
def afternoon(new_school):
    return Afternoon(new_school)
