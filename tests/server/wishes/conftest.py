"""Learners who ask for what is not here, and the content managers who answer."""

import pytest

from server.roles import Role
from server.wishes.models import Wish

FAR = "https://www.service-public.fr/particuliers/vosdroits/F12006"


class Counter:
    """Who asks for what, by the pages of both sides."""

    def __init__(self, school, node):
        self.school = school
        self.page = node("Les fractions")
        self.camille = school.learner("Camille Martin")
        self.sacha = school.learner("Sacha Petit")
        self.claude = school.manager()

    def asks(self, person, address=FAR, sentence=""):
        """Let a learner ask for what a link leads to."""
        form = {"to": address, "sentence": sentence}
        return self.school.sign_in(person).post(f"/mine/wishes/link/{self.page.id}", form)

    def says(self, person, words, sentence=""):
        """Let a learner ask in words."""
        form = {"words": words, "sentence": sentence}
        return self.school.sign_in(person).post("/mine/wishes/ask", form)

    def decides(self, state, turn=None, wish=None, **said):
        """Let the content manager decide about a wish, or about the only one."""
        wish = wish or Wish.get()
        form = {"state": state, "turn": wish.turn if turn is None else turn, **said}
        return self.school.sign_in(self.claude).post(f"/wishes/{wish.id}", form)

    def reads(self, person, address):
        """Return what somebody reads between the menus of a page."""
        page = self.school.sign_in(person).page(address)
        return page.partition("<main")[2].partition("</main>")[0]

    def list(self, query=""):
        return self.reads(Role.CONTENT_MANAGER, f"/wishes/{query}")


@pytest.fixture
def counter(school, node):
    return Counter(school, node)
