"""Finding questions of the bank: by words, category, tag, type."""

from dataclasses import dataclass, field
from typing import Any

from peewee import fn

from content.questions.scoring import folded
from server.bank.models import BankQuestion, Category, QuestionTag, QuestionVersion, Tag

MOST = 50
"""Questions on a page of the list."""


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for."""

    words: str = ""
    category: int | None = None
    """With all below it; None for all, 0 for those that are in none."""
    tag: str = ""
    type: str = ""
    archived: bool = False


@dataclass
class Found:
    """A page of what was found."""

    versions: list[QuestionVersion] = field(default_factory=list)
    """The latest of each question, those changed last first."""
    total: int = 0
    page: int = 1

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return max(1, -(-self.total // MOST))


def find(wanted: Wanted, page: int = 1) -> Found:
    """Return a page of the questions that fit, counted from 1."""
    query = _query(wanted)
    total = query.count()
    page = min(max(1, page), max(1, -(-total // MOST)))
    rows = query.order_by(QuestionVersion.id.desc()).paginate(page, MOST)
    return Found(list(rows), total, page)


def everything(wanted: Wanted) -> list[QuestionVersion]:
    """Return the latest versions of all questions that fit, by category and number."""
    query = _query(wanted)
    return list(query.order_by(BankQuestion.category, QuestionVersion.question))


def _query(wanted: Wanted) -> Any:
    newest = (
        QuestionVersion.select(QuestionVersion.question, fn.MAX(QuestionVersion.number).alias("n"))
        .group_by(QuestionVersion.question)
        .alias("newest")
    )
    same = (QuestionVersion.question == newest.c.question_id) & (
        QuestionVersion.number == newest.c.n
    )
    query = (
        QuestionVersion.select(QuestionVersion, BankQuestion, Category)
        .join(newest, on=same)
        .switch(QuestionVersion)
        .join(BankQuestion)
        .left_outer_join(Category)
        .where(BankQuestion.archived_at.is_null(not wanted.archived))
    )
    for word in folded(wanted.words).split():
        named = fn.LOWER(BankQuestion.name).contains(word)
        query = query.where(QuestionVersion.text.contains(word) | named)
    if wanted.category == 0:
        query = query.where(BankQuestion.category.is_null())
    elif wanted.category is not None:
        query = query.where(BankQuestion.category << Category.below(wanted.category))
    if wanted.tag:
        bearing = QuestionTag.select(QuestionTag.question).join(Tag).where(Tag.name == wanted.tag)
        query = query.where(BankQuestion.id << bearing)
    if wanted.type:
        query = query.where(QuestionVersion.type == wanted.type)
    return query
