"""What is done with papers as a whole: made, described, copied, locked, archived, read."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from content.html import clean
from content.store import BlobStore
from content.wording import one_line
from i18n import languages
from server.actors import Actor
from server.audit.operations import record
from server.bank import archiving
from server.bank.models import BankQuestion, QuestionVersion
from server.database import writing
from server.exams.checks import problems_of
from server.exams.copies import ExamCopy, copy_of
from server.exams.models import Item, Paper, PaperDocument, Section
from server.exams.policy import AIDS, Policy
from server.exams.refusals import (
    IsLocked,
    NoSuchPaper,
    NotReady,
    TextTooLong,
    TimeNotUnderstood,
    TitleNeeded,
)
from server.exams.subject import Document, Kept, Subject, SubjectItem, SubjectSection

LONGEST_TITLE = 160
LONGEST_TEXT = 20_000
"""Letters of HTML of instructions: four pages."""
LONGEST_TIME = 12 * 60 * 60  # seconds: nobody sits for longer in a day


@dataclass(frozen=True)
class Settings:
    """What is said of a paper, beside its sections."""

    title: str
    instructions: str = ""
    """HTML."""
    language: str = "fr"
    seconds: int = 0
    """0 while nobody has said so."""
    shuffle: bool = False
    one_a_page: bool = True
    policy: Policy = field(default_factory=Policy)
    aids: tuple[str, ...] = ()


def find(number: int) -> Paper:
    """Return a paper, archived or not.

    Raises:
        NoSuchPaper
    """
    found: Paper | None = Paper.get_or_none(Paper.id == number)
    if found is None:
        raise NoSuchPaper()
    return found


def open_to_change(number: int) -> Paper:
    """Return a paper that may be changed; ask within ``writing()``.

    Raises:
        NoSuchPaper, IsLocked
    """
    found = find(number)
    if found.is_locked:
        raise IsLocked()
    return found


def make(settings: Settings, by: Actor, *, at: datetime, key: str = "") -> Paper:
    """Make a paper with one section that is empty.

    Args:
        settings: what is said of it.
        by: who makes it.
        at: now.
        key: of the form it comes from; sent twice, it makes one. "" where there is no form.

    Raises:
        TitleNeeded, TextTooLong, TimeNotUnderstood
    """
    settings = _checked(settings)
    with writing():
        before: Paper | None = Paper.get_or_none(Paper.form_key == key) if key else None
        if before is not None:
            return before
        made = Paper(made_by=by.person_id, made_at=at, changed_at=at, form_key=key)
        _put(made, settings)
        Section.create(paper=made, place=0)
        record(by, "paper.made", made.title, at=at, paper=made.id)
    return made


def change(number: int, settings: Settings, by: Actor, *, at: datetime) -> Paper:
    """Change what is said of a paper.

    Raises:
        NoSuchPaper, IsLocked, TitleNeeded, TextTooLong, TimeNotUnderstood
    """
    settings = _checked(settings)
    with writing():
        found = open_to_change(number)
        found.changed_at = at
        _put(found, settings)
        record(by, "paper.changed", found.title, at=at, paper=found.id)
    return found


def copy(number: int, title: str, by: Actor, *, at: datetime, key: str = "") -> Paper:
    """Make a paper that can be changed, of another one that may be locked.

    Raises:
        NoSuchPaper, TitleNeeded
    """
    source = find(number)
    kept = Settings(
        title,
        source.instructions,
        source.language,
        source.seconds,
        source.shuffle,
        source.one_a_page,
        source.rules,
        tuple(source.allowed),
    )
    with writing():
        made = make(kept, by, at=at, key=key)
        if made.documents() or any(made.items().values()) or len(made.sections()) > 1:
            return made  # the same form sent twice
        Section.delete().where(Section.paper == made).execute()
        items = source.items()
        for section in source.sections():
            values = _values(section, paper=made)
            into = Section.create(**values)
            for item in items[section.id]:
                Item.create(**_values(item, section=into))
        for document in source.documents():
            PaperDocument.create(**_values(document, paper=made))
    return made


def _values(row: Section | Item | PaperDocument, **others: object) -> dict[str, object]:
    """Return what a row says, but for its id, and with some of it replaced."""
    return {**{k: v for k, v in row.__data__.items() if k != "id"}, **others}


def archive(number: int, away: bool, by: Actor, *, at: datetime) -> Paper:
    """Put a paper into the archive or (``away`` false) take it out. Done twice, it is so once.

    Raises:
        NoSuchPaper
    """
    with writing():
        found = find(number)
        if archiving.put(found, away, at=at):
            action = "paper.archived" if away else "paper.taken_out"
            record(by, action, found.title, at=at, paper=found.id)
    return found


def lock(number: int, store: BlobStore, by: Actor, *, at: datetime) -> bytes:
    """Make sure that a paper is whole, lock it for good, and return the file of its subject.

    Done again, it gives the same bytes.

    Raises:
        NoSuchPaper
        NotReady: naming the first problem; see ``checks``.
    """
    with writing():
        found = find(number)
        if not found.is_locked:
            subject = subject_of(found)
            if problems := problems_of(subject, store):
                raise NotReady(problem=problems[0])
            found.subject, found.locked_at = subject.to_bytes(), at
            found.save(only=[Paper.subject, Paper.locked_at])
            record(by, "paper.locked", found.title, at=at, paper=found.id)
    return bytes(found.subject)


def copy_for(paper: Paper, seed: str) -> ExamCopy:
    """Return what one candidate of a paper gets; the same for the same paper and seed.

    Once it is locked this is so for good; before, as long as nobody changes paper or bank.

    Raises:
        ValueError: it is not locked, and a draw finds too few questions: see ``checks``.
    """
    return copy_of(subject_of(paper), seed)


def paper_to_bytes(paper: Paper) -> bytes:
    """Return the file of a paper: canonical JSON, keys included; see ``subject``."""
    return bytes(paper.subject) if paper.subject else subject_of(paper).to_bytes()


def paper_from_bytes(data: bytes) -> Subject:
    """Read the file of a paper.

    Raises:
        NotASubject
    """
    return Subject.from_bytes(data)


def subject_of(paper: Paper) -> Subject:
    """Return a paper as plain values: as it was locked, or as it is composed now."""
    if paper.subject:
        return Subject.from_bytes(bytes(paper.subject))
    pools: dict[int, list[QuestionVersion]] = {}
    sections = []
    items = paper.items()
    for section in paper.sections():
        parts = []
        for item in items[section.id]:
            pools[item.id] = pool_of(item)
            names = tuple(version.name for version in pools[item.id])
            parts.append(SubjectItem(names, item.count, item.points))
        sections.append(
            SubjectSection(
                section.title, section.instructions, section.seconds, section.shuffle, tuple(parts)
            )
        )
    versions = {each.name: each for pool in pools.values() for each in pool}
    return Subject(
        title=paper.title,
        instructions=paper.instructions,
        language=paper.language,
        seconds=paper.seconds,
        shuffle=paper.shuffle,
        one_a_page=paper.one_a_page,
        policy=paper.rules,
        aids=tuple(paper.allowed),
        documents=tuple(
            Document(each.name, each.document, each.media_type, each.size)
            for each in paper.documents()
        ),
        sections=tuple(sections),
        questions=_kept(versions.values()),
    )


def pool_of(item: Item) -> list[QuestionVersion]:
    """Return what an item is chosen from, in the order of the questions' numbers."""
    if not item.is_draw:
        return [item.version]
    drawn = BankQuestion.of_category(item.category_id, item.below, item.wanted_tags)
    latest = QuestionVersion.latest_of([each.id for each in drawn])
    return [latest[number] for number in sorted(latest)]


def _kept(versions: Iterable[QuestionVersion]) -> dict[str, Kept]:
    found = {}
    for each in sorted(versions, key=lambda version: (version.question_id, version.number)):
        question = each.question
        found[each.name] = Kept(question.name, question.language, each.body)
    return found


def _checked(settings: Settings) -> Settings:
    title = one_line(settings.title)
    if not title or len(title) > LONGEST_TITLE:
        raise TitleNeeded(most=LONGEST_TITLE)
    instructions = clean(settings.instructions)
    if len(instructions) > LONGEST_TEXT:
        raise TextTooLong(most=LONGEST_TEXT)
    if not 0 <= settings.seconds <= LONGEST_TIME:
        raise TimeNotUnderstood(most=LONGEST_TIME // 60)
    language = settings.language if settings.language in languages.LANGUAGES else "fr"
    return Settings(
        title,
        instructions,
        language,
        settings.seconds,
        settings.shuffle,
        settings.one_a_page,
        Policy.of(settings.policy.as_values()),
        tuple(aid for aid in AIDS if aid in settings.aids),
    )


def _put(paper: Paper, settings: Settings) -> None:
    paper.title, paper.instructions = settings.title, settings.instructions
    paper.language, paper.seconds = settings.language, settings.seconds
    paper.shuffle, paper.one_a_page = settings.shuffle, settings.one_a_page
    paper.policy = json.dumps(settings.policy.as_values(), sort_keys=True)
    paper.aids = json.dumps(list(settings.aids))
    paper.save()
