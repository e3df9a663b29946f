"""Two teachers with a class each; learners of the first sit down, read, answer and hand in."""

import csv
import re

import pytest

from server.actors import Actor
from server.classes import enrolling, operations
from server.roles import Role
from tests.server import exercising


class Room:
    """Who learns with whom, and where they sit."""

    def __init__(self, school, node):
        self.school, self.node = school, node
        self.dominique = school.person("Dominique Leroy", Role.TEACHER)
        self.noor = school.person("Noor Haddad", Role.TEACHER)
        self.camille = school.learner("Camille Martin")
        self.ali = school.learner("Ali Ben")
        self.zoe = school.learner("Zoé Roux")
        self.sacha = school.learner("Sacha Petit")
        self.cfg = self.open("CFG", self.dominique)
        self.maths = self.open("Maths", self.noor)
        self.stays = {each.id: self.enrol(self.cfg, each) for each in self.learners}
        self.enrol(self.maths, self.sacha)

    @property
    def learners(self):
        return [self.camille, self.ali, self.zoe]

    def by(self, person):
        return Actor(person.name, None, person.id)

    def open(self, name, teacher):
        return operations.open_class(name, "", "", self.by(teacher), at=self.school.now)

    def enrol(self, school_class, person):
        at = self.school.now
        return enrolling.enrol(school_class.id, person, self.school.by, at=at)

    def group(self, name, *people):
        """Make a group of the class and put people into it; return its row."""
        made = operations.add_group(self.cfg.id, name, self.school.by, at=self.school.now)
        for each in people:
            stay = self.stays[each.id]
            enrolling.place(stay.id, made.id, "", self.school.by, at=self.school.now)
        return made.id

    def at(self, person, title="De suite"):
        """Let somebody sit down at an exercise of sums."""
        return exercising.Pupil(self.school.sign_in(person), self.node(title).id)

    def reads(self, person, title, seat=None):
        """Let somebody open a lesson and say that it is read; return their seat."""
        seat = seat or self.school.sign_in(person)
        address = f"/library/{self.node(title).id}/"
        seat.get(address)
        assert seat.post(f"{address}finished").status_code == 303
        return seat

    def answers(self, person, *texts, title="Exercice de tout"):
        """Let somebody answer the questions of an exercise, one after the other; "" skips one."""
        address = f"/library/{self.node(title).id}/"
        seat = self.school.sign_in(person)
        seat.get(address)
        for number, text in enumerate(texts, start=1):
            if text:
                seat.post(f"{address}questions/{number}", {"answer": text})
        return seat

    def page(self, path="now", teacher=None):
        """Return the main part of a page of the class as its teacher reads it."""
        seat = self.school.sign_in(teacher or self.dominique)
        return main_of(seat.page(f"/classes/{self.cfg.id}/{path}"))

    def progress_of(self, person):
        """Return the main part of the page of somebody's progress."""
        number = self.stays[person.id].id
        seat = self.school.sign_in(self.dominique)
        return main_of(seat.page(f"/classes/people/{number}/progress"))

    def sheet(self, path, name):
        """Return the lines of a table as a spreadsheet reads them."""
        seat = self.school.sign_in(self.dominique)
        answer = seat.get(path + ("&" if "?" in path else "?") + f"sheet={name}")
        assert answer.status_code == 200, path
        return list(csv.reader(answer.data.decode("utf-8-sig").splitlines(), delimiter=";"))


def main_of(page):
    return page.partition("<main")[2].partition("</main>")[0]


def words_of(markup):
    """Return what a piece of a page says."""
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def row_of(page, name):
    """Return the words of the first row that names somebody."""
    row = next(row for row in page.split("<tr")[1:] if name in row)
    return words_of("<tr" + row.partition("</tr>")[0])


@pytest.fixture
def room(school, node, tmp_path):
    exercising.install(school.site.library, tmp_path)
    return Room(school, node)
