"""A class whose learners ask, another one beside it, and the forms that both sides send."""

from io import BytesIO

import pytest

from server.asking.models import Question
from tests.server.marking.conftest import Desk

SPOKEN = b"\x1a\x45\xdf\xa3 a voice"


def part(recording):
    """Return the part of a form that a browser makes of a file, or of none."""
    return BytesIO(recording), "voice" if recording else ""


class Room(Desk):
    """Who asks whom: Camille is in the class of Dominique, Sacha in that of Noor."""

    def asks(self, person, about=None, **said) -> Question:
        """Let a learner ask by the form of a page, or of none; return the question."""
        response = self.sends(person, about, **said)
        assert response.status_code == 303, response.text
        return Question.select().order_by(Question.id.desc()).first()

    def sends(self, person, about=None, *, recording=b"", picture="", text=""):
        place = f"about/{about.id}" if about else "ask"
        form = {"picture": picture, "text": text, "recording": part(recording)}
        return self.school.sign_in(person).post(f"/mine/questions/{place}", form)

    def answers(self, teacher, question, text="Relisez la règle.", recording=b"", last=None):
        """Let a teacher answer what stands there now, or after an earlier look (``last``)."""
        last = last or self.last(question)
        form = {"text": text, "last": last, "recording": part(recording)}
        return self.school.sign_in(teacher).post(f"/questions/{question.id}", form)

    def last(self, question):
        return max(each.id for each in question.sayings)


@pytest.fixture
def room(school, node):
    return Room(school, node)


@pytest.fixture
def asked(room, node):
    """What Camille has asked about a lesson, in all three ways."""
    page = node("Les fractions")
    return room.asks(
        room.camille, page, picture="lost", text="Pourquoi un quart ?", recording=SPOKEN
    )
