"""Two teachers with a class each, every kind of question, and the words that paper avoids."""

import re
from html import unescape

import pytest

from server.actors import Actor
from server.classes import enrolling
from server.classes import operations as classes
from server.paper import operations
from server.paper.operations import Wanted
from server.roles import Role
from tests.server import exercising

DETENTION = re.compile(
    r"d[ée]ten[ut]|prison|[ée]crou|p[ée]nitentiaire|incarc|cellule|maison d.arr[êe]t|surveillant"
    r"|parloir|greffe|SPIP|\bRLE\b|سجن|سجين|سجناء|معتقل|احتجاز|زنزانة|محبوس|حبس",
    re.IGNORECASE,
)
"""What would tell a reader of the paper where its holder is."""


class Classroom:
    """Who learns with whom, and what they open."""

    def __init__(self, school, node):
        self.school, self.node = school, node
        self.dominique = school.person("Dominique Leroy", Role.TEACHER)
        self.noor = school.person("Noor Haddad", Role.TEACHER)
        self.claude = school.manager("Claude Morel")
        self.andrea = school.person("Andrea Blanc", Role.ADMINISTRATOR)
        self.camille = school.learner("Camille Martin")
        self.zoe = school.learner("Zoé Roux")
        self.sacha = school.learner("Sacha Petit")
        self.cfg = self.open("CFG", self.dominique)
        self.maths = self.open("Maths", self.noor)
        self.stay = self.enrol(self.cfg, self.camille)
        self.stay_of_zoe = self.enrol(self.cfg, self.zoe)
        self.elsewhere = self.enrol(self.maths, self.sacha)

    def by(self, person):
        return Actor(person.name, None, person.id)

    def open(self, name, teacher):
        return classes.open_class(name, "", "", self.by(teacher), at=self.school.now)

    def enrol(self, school_class, person):
        by, at = self.school.by, self.school.now
        return enrolling.enrol(school_class.id, person, by, at=at)

    def pack(self, *titles, stay=None, title="Un mois", **more):
        """Make a pack of the pages of these titles, for Camille unless told."""
        stay = self.stay.id if stay is None else stay
        ids = [self.node(each).id for each in titles]
        by, library = self.by(self.dominique), self.school.site.library
        wanted = Wanted(ids, title, stay, **more)
        return operations.make(self.cfg.id, wanted, library, by, at=self.school.now)

    def main(self, who, address):
        """Return the main part of a page as somebody reads it."""
        seat = self.school.sign_in(who) if who else self.school.seat()
        return seat.page(address).partition("<main")[2].partition("</main>")[0]

    def in_tongue(self, who, code):
        """Return a seat where somebody reads in a language."""
        seat = self.school.sign_in(who)
        seat.post("/language", {"language": code, "next": "/help"})
        return seat


def said(page):
    """Return what a page says, without its markup and without the name of the site."""
    main = page.partition("<main")[2].partition("</main>")[0]
    foot = re.search(r'data-foot="([^"]*)"', page)
    return unescape(re.sub(r"<[^>]+>", " ", main) + (foot[1] if foot else ""))


@pytest.fixture
def classroom(school, node, tmp_path):
    exercising.install(school.site.library, tmp_path)
    return Classroom(school, node)
