"""A class in which somebody finds out where to start."""

import pytest

from server.actors import Actor
from server.classes import enrolling
from server.classes import operations as classes
from server.positioning.items import IN_FRENCH, in_language
from server.positioning.models import Positioning
from server.positioning.tongues import WORDS
from server.roles import Role

ITEMS = {
    item.key: item for item in (*IN_FRENCH, *(each for code in WORDS for each in in_language(code)))
}


class Room:
    """Dominique's class with Camille in it, and Noor's with Sacha."""

    def __init__(self, school):
        self.school = school
        self.dominique = school.person("Dominique Leroy", Role.TEACHER)
        self.noor = school.person("Noor Haddad", Role.TEACHER)
        self.camille, self.sacha = school.learner("Camille Martin"), school.learner("Sacha Petit")
        self.stay = self.enrolled("CFG", self.dominique, self.camille)
        self.other_stay = self.enrolled("Maths", self.noor, self.sacha)
        self.teacher = school.sign_in(self.dominique)
        self.learner = school.sign_in(self.camille)

    def enrolled(self, name, teacher, learner):
        by, at = Actor(teacher.name, None, teacher.id), self.school.now
        opened = classes.open_class(name, "", None, by, at=at)
        return enrolling.enrol(opened.id, learner, self.school.by, at=at)

    @property
    def page(self):
        return f"/classes/people/{self.stay.id}/start"

    @property
    def latest(self):
        return Positioning.select().order_by(Positioning.id.desc()).get()

    @property
    def sheet(self):
        return f"/starts/{self.latest.id}"

    def offer(self, language=""):
        return self.teacher.post(self.page, {"language": language})

    def named(self, seat=None):
        """Return the name of the page that comes next."""
        page = (seat or self.learner).page("/mine/start/go")
        return page.partition('name="page" value="')[2].partition('"')[0]

    def press(self, given, seat=None, name=None):
        seat = seat or self.learner
        return seat.post("/mine/start/go", {"page": name or self.named(seat), "given": given})

    def go(self, knows, language="ar", schooled="other", pages=50):
        """Answer pages until the end, or so many; ``knows`` says whether an item is known."""
        told = {"language": language, "sound": "yes", "schooled": schooled, "try": "sun"}
        for done in range(pages):
            name = self.named()
            if not name:
                return done
            item = ITEMS.get(name)
            self.press(told.get(name, "") if item is None else item.right if knows(item) else "")
        return pages


@pytest.fixture
def room(school):
    return Room(school)
