"""A paper and the bank that it is composed of."""

import pytest

from server.exams import composing, operations, sections
from server.exams.composing import Draw
from server.exams.models import Paper
from server.exams.operations import Settings
from tests.server.bank.conftest import Desk, choice, number, short, statement

HOUR = 3600


class Office(Desk):
    """Where papers are composed."""

    def paper(self, title="CFG blanc", seconds=HOUR, **settings) -> Paper:
        """Make a paper with one empty section."""
        return operations.make(
            Settings(title, seconds=seconds, **settings), self.by, at=self.school.now
        )

    def add(self, paper, *versions, points="1", section=0):
        """Put questions into a section, by its place."""
        into = paper.sections()[section]
        numbers = [each.question_id for each in versions]
        composing.add_questions(paper.id, into.id, numbers, points, self.by, at=self.school.now)

    def draw(self, paper, category, count, points="1", section=0, tags=()):
        """Let questions of a category be drawn."""
        into = paper.sections()[section]
        draw = Draw(category and category.id, True, tags, count)
        return composing.add_draw(paper.id, into.id, draw, points, self.by, at=self.school.now)

    def section(self, paper):
        """Add a section."""
        return sections.add_section(paper.id, self.by, at=self.school.now)

    def locks(self, paper) -> bytes:
        """Lock a paper; return its file."""
        return operations.lock(paper.id, self.store, self.by, at=self.school.now)

    def cfg(self) -> Paper:
        """Compose a paper of two sections: three questions, and two drawn of five."""
        sums = self.category("Calcul")
        for n in range(2, 7):
            self.adds(number(f"<p>{n} × 9 ?</p>", str(n * 9)), f"Table de {n}", sums.id)
        paper = self.paper()
        fixed = (self.adds(choice()), self.adds(short()), self.adds(statement()))
        self.add(paper, *fixed, points="2")
        self.section(paper)
        self.draw(paper, sums, 2, points="1,5", section=1)
        return operations.find(paper.id)


@pytest.fixture
def office(new_school):
    return Office(new_school)
