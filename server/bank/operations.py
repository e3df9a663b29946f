"""What is done with the bank: questions made, changed and archived, categories, tags."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from content.questions.types import Question
from content.store import BlobStore
from content.wording import one_line
from i18n import languages
from server.actors import Actor
from server.audit.operations import record
from server.bank import archiving, bodies
from server.bank.files import renew
from server.bank.models import BankQuestion, Category, QuestionTag, QuestionVersion, Tag
from server.bank.refusals import (
    Archived,
    CategoryInUse,
    CategoryNameNeeded,
    ChangedMeanwhile,
    FileMissing,
    InItself,
    NameNeeded,
    NoSuchCategory,
    NoSuchQuestion,
    NoSuchVersion,
    SameCategory,
    TooManyTags,
)
from server.database import writing

LONGEST_NAME = 120
"""Letters of the name of a question or category."""
LONGEST_TAG = 40
MOST_TAGS = 20


@dataclass(frozen=True)
class About:
    """What staff say about a question, beside what it asks."""

    name: str
    category: int | None = None
    """The id of its category; None for none."""
    tags: tuple[str, ...] = ()
    language: str = "fr"


def find(number: int) -> BankQuestion:
    """Return a question, archived or not.

    Raises:
        NoSuchQuestion
    """
    found: BankQuestion | None = BankQuestion.get_or_none(BankQuestion.id == number)
    if found is None:
        raise NoSuchQuestion()
    return found


def version(number: int, which: int | None) -> QuestionVersion:
    """Return a version of a question, the latest for None.

    Raises:
        NoSuchQuestion, NoSuchVersion
    """
    question = find(number)
    if which is None:
        return question.latest()
    found: QuestionVersion | None = QuestionVersion.get_or_none(
        QuestionVersion.question == question, QuestionVersion.number == which
    )
    if found is None:
        raise NoSuchVersion()
    return found


def make(
    about: About, question: Question, store: BlobStore, by: Actor, *, at: datetime, key: str = ""
) -> QuestionVersion:
    """Add a question to the bank, and return its first version.

    Args:
        about: its name, category, tags and language.
        question: what it asks, with its key.
        store: where its pictures and sounds lie already.
        by: who adds it.
        at: now.
        key: of the form it comes from; the same form sent twice adds one question. "" where
            there is no form.

    Raises:
        NameNeeded, TooManyTags, NoSuchCategory, FileMissing
        QuestionRefused: nobody could answer this question.
    """
    about, body = _checked(about), _body(question, store)
    with writing():
        _make_sure_of_category(about.category)
        before = BankQuestion.get_or_none(BankQuestion.form_key == key) if key else None
        if before is not None:
            found: QuestionVersion = before.latest()
            return found
        made: BankQuestion = BankQuestion.create(
            category=about.category,
            name=about.name,
            language=about.language,
            made_by=by.person_id,
            made_at=at,
            form_key=key,
        )
        _tag(made, about.tags)
        first = _add_version(made, 1, question, body, by, at)
        record(by, "bank.made", made.name, at=at, question=made.id)
    return first


def change(
    number: int,
    about: About,
    question: Question,
    seen: int,
    store: BlobStore,
    by: Actor,
    *,
    at: datetime,
) -> QuestionVersion:
    """Change what a question asks or is called; return its latest version.

    What it asks is changed by a new version; where only name, category, tags or language differ,
    or nothing does, there is none.

    Args:
        number: of the question.
        about: its name, category, tags and language from now on.
        question: what it asks from now on, with its key.
        seen: number of the version that the writer began from.
        store: where its pictures and sounds lie already.
        by: who changes it.
        at: now.

    Raises:
        NoSuchQuestion, Archived, NameNeeded, TooManyTags, NoSuchCategory, FileMissing
        ChangedMeanwhile: its latest version is another one, and not this one.
        QuestionRefused: nobody could answer this question.
    """
    about, body = _checked(about), _body(question, store)
    with writing():
        found = find(number)
        if found.archived_at is not None:
            raise Archived()
        _make_sure_of_category(about.category)
        latest = found.latest()
        same = latest.body == body
        if latest.number != seen and not same:
            raise ChangedMeanwhile()
        before = About(found.name, found.category_id, tuple(found.tags()), found.language)
        if before != about:
            found.name, found.category, found.language = about.name, about.category, about.language
            found.save()
            _tag(found, about.tags)
        if not same:
            latest = _add_version(found, latest.number + 1, question, body, by, at)
        if before != about or not same:
            record(by, "bank.changed", about.name, at=at, question=found.id, version=latest.number)
    return latest


def archive(number: int, away: bool, by: Actor, *, at: datetime) -> BankQuestion:
    """Put a question into the archive or (``away`` false) take it out. Done twice, it is so once.

    Raises:
        NoSuchQuestion
    """
    with writing():
        found = find(number)
        if archiving.put(found, away, at=at):
            action = "bank.archived" if away else "bank.taken_out"
            record(by, action, found.name, at=at, question=found.id)
    return found


def category_of(number: int) -> Category:
    """Return a category.

    Raises:
        NoSuchCategory
    """
    found: Category | None = Category.get_or_none(Category.id == number)
    if found is None:
        raise NoSuchCategory()
    return found


def keep_category(
    number: int | None, name: str, parent: int | None, by: Actor, *, at: datetime
) -> Category:
    """Make a category (``number`` None) or give one another name and place.

    One of the same name in the same place is not made twice: it is returned.

    Raises:
        CategoryNameNeeded, NoSuchCategory, InItself
        SameCategory: another one has that name there.
    """
    name = one_line(name)
    if not name or len(name) > LONGEST_NAME:
        raise CategoryNameNeeded(most=LONGEST_NAME)
    with writing():
        _make_sure_of_category(parent)
        there = Category.parent.is_null() if parent is None else Category.parent == parent
        twin: Category | None = Category.get_or_none(Category.name == name, there)
        if number is None:
            if twin is not None:
                return twin
            made: Category = Category.create(name=name, parent=parent)
            record(by, "bank.category_made", name, at=at)
            return made
        found = category_of(number)
        if parent is not None and parent in Category.below(number):
            raise InItself()
        if twin is not None and twin.id != number:
            raise SameCategory(name=name)
        if (found.name, found.parent_id) != (name, parent):
            found.name, found.parent = name, parent
            found.save()
            record(by, "bank.category_changed", name, at=at)
    return found


def remove_category(number: int, by: Actor, *, at: datetime) -> None:
    """Remove a category in which nothing stands; archived questions count as well.

    Raises:
        NoSuchCategory, CategoryInUse
    """
    with writing():
        found = category_of(number)
        inside = Category.select().where(Category.parent == number)
        held = BankQuestion.select().where(BankQuestion.category == number)
        if inside.exists() or held.exists():
            raise CategoryInUse(name=found.name)
        found.delete_instance()
        record(by, "bank.category_removed", found.name, at=at)


def tags_in(typed: str) -> tuple[str, ...]:
    """Return the tags of a line in which commas or semicolons stand between them, each once."""
    names = (one_line(part) for part in typed.replace(";", ",").replace("،", ",").split(","))
    return tuple(dict.fromkeys(name.casefold() for name in names if name))


def _checked(about: About) -> About:
    name = one_line(about.name)
    if not name or len(name) > LONGEST_NAME:
        raise NameNeeded(most=LONGEST_NAME)
    tags = tuple(sorted(tags_in(",".join(about.tags))))
    if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
        raise TooManyTags(most=MOST_TAGS, longest=LONGEST_TAG)
    language = about.language if about.language in languages.LANGUAGES else "fr"
    return About(name, about.category, tags, language)


def _body(question: Question, store: BlobStore) -> str:
    """Return what is kept of a question, once it is sure that it can be read and shown."""
    body = bodies.written(bodies.checked(question))
    found = [renew(store, each) for each in bodies.blobs_of(body)]
    if not all(found):
        raise FileMissing()
    return body


def _make_sure_of_category(number: int | None) -> None:
    if number is not None:
        category_of(number)


def _tag(question: BankQuestion, names: Iterable[str]) -> None:
    QuestionTag.delete().where(QuestionTag.question == question).execute()
    for name in names:
        tag, _ = Tag.get_or_create(name=name)
        QuestionTag.create(question=question, tag=tag)


def _add_version(
    question: BankQuestion, number: int, asked: Question, body: str, by: Actor, at: datetime
) -> QuestionVersion:
    made: QuestionVersion = QuestionVersion.create(
        question=question,
        number=number,
        type=asked.type,
        body=body,
        text=bodies.words_of(asked),
        made_by=by.person_id,
        made_at=at,
    )
    return made
