"""A bank with a few questions, as those who write them fill it."""

import pytest

from content.questions.types import Choice, Number, Question, Short, TrueFalse
from content.store import BlobStore
from server.actors import Actor
from server.bank import operations
from server.bank.files import keep
from server.bank.operations import About
from server.roles import Role

WORDS = {"hint": "", "right": "<p>Bravo.</p>", "review": "<p>Relisez.</p>"}


def choice(prompt="<p>Quel est le prix ?</p>", options=("10 €", "12 €", "15 €"), key=(1,)):
    return Choice(prompt=prompt, options=options, key=key, several=len(key) > 1, **WORDS)


def short(prompt="<p>La capitale de la France ?</p>", key="Paris"):
    return Short(prompt=prompt, key=((key, False),), **WORDS)


def number(prompt="<p>Combien font 7 × 8 ?</p>", key="56"):
    return Number(prompt=prompt, key=key, tolerance="0", **WORDS)


def statement(prompt="<p>La Terre est ronde.</p>", key=True):
    return TrueFalse(prompt=prompt, key=key, **WORDS)


class Desk:
    """Where questions are written, by a teacher of the school."""

    def __init__(self, school):
        self.school = school
        self.teacher = school.person("Dominique Leroy", Role.TEACHER)
        self.by = Actor(self.teacher.name, None, self.teacher.id)
        self.store = BlobStore(school.site.home.bank)

    def adds(self, question: Question, name="", category=None, tags=(), key=""):
        """Add a question; return its first version."""
        about = About(name or question.prompt, category, tags)
        return operations.make(about, question, self.store, self.by, at=self.school.now, key=key)

    def changes(self, version, question: Question, seen=None, name=""):
        """Change a question from the version that was seen; return its latest version."""
        about = About(name or version.question.name, version.question.category_id)
        return operations.change(
            version.question_id,
            about,
            question,
            seen or version.number,
            self.store,
            self.by,
            at=self.school.now,
        )

    def category(self, name, parent=None):
        at = self.school.now
        return operations.keep_category(None, name, parent and parent.id, self.by, at=at)

    def picture(self, data=b"\x89PNG a picture"):
        """Put bytes into the bank's store; return their name."""
        return keep(self.store, data)


@pytest.fixture
def desk(new_school):
    return Desk(new_school)
