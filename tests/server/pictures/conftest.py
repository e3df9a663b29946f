"""A class whose people sign in with pictures."""

import pytest

from server.actors import Actor
from server.classes import enrolling
from server.classes import operations as classes
from server.pictures import operations
from server.roles import Role


class Room:
    """Dominique's class of two, and what they were given."""

    def __init__(self, school):
        self.school = school
        self.key = school.site.home.secret()
        self.dominique = school.person("Dominique Leroy", Role.TEACHER)
        self.noor = school.person("Noor Haddad", Role.TEACHER)
        self.camille, self.sacha = school.learner("Camille Martin"), school.learner("Sacha Petit")
        self.cfg = self.open("CFG", self.dominique, self.camille, self.sacha)
        made = self.give(self.camille, self.sacha)
        self.cards = {card.person.id: card for card in made}
        while self.cards[self.sacha.id].signs == self.cards[self.camille.id].signs:
            (self.cards[self.sacha.id],) = self.give(self.sacha)

    def by(self, person):
        return Actor(person.name, None, person.id)

    def open(self, name, teacher, *people):
        at = self.school.now
        found = classes.open_class(name, "", None, self.by(teacher), at=at)
        for person in people:
            enrolling.enrol(found.id, person, self.school.by, at=at)
        return found

    def give(self, *people, by=None, found=None):
        found, by = found or self.cfg, self.by(by or self.dominique)
        state = operations.state_of(operations.people_of(found))
        ids = [person.id for person in people]
        return operations.give(found.id, ids, self.key, by, at=self.school.now, seen=state)

    def show(self, hours=2, found=None, by=None):
        by = self.by(by or self.dominique)
        operations.open_list((found or self.cfg).id, hours, by, at=self.school.now)

    def address(self, person):
        return f"/pictures/{self.cfg.id}/{self.cards[person.id].emblem}"

    def press(self, seat, person, signs=None):
        """Press signs one after the other, as the pages ask for them; return the last answer."""
        address = self.address(person)
        response = seat.get(address)
        so_far = []
        for sign in signs or self.cards[person.id].signs:
            response = seat.post(address, {"so_far": so_far, "sign": sign})
            so_far.append(sign)
        return response

    def wrong(self, person):
        """Return three signs that are not theirs."""
        first, *others = self.cards[person.id].signs
        return ["sun" if first != "sun" else "moon", *others]


@pytest.fixture
def room(new_school):
    return Room(new_school)


@pytest.fixture
def school(new_school):
    return new_school
