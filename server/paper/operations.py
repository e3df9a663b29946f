"""Making packs, and finding them by their codes."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from content import browse
from content.library import Library
from content.wording import one_line
from i18n import languages
from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.classes.models import Enrolment, SchoolClass
from server.classes.operations import NoSuchClass, class_of
from server.database import writing
from server.library.reading import version_name
from server.paper import codes
from server.paper.fitting import Candidate, fitting
from server.paper.models import Pack, PackPage, Returned
from server.paper.sheets import half_for
from server.records.attempts import Task, latest_half

MOST_PAGES = 60
"""Pages of a pack: more is a book, and nobody enters it in a minute."""
LONGEST_TITLE = 100
ONE_PRESS = timedelta(seconds=30)
"""Within which the same form is one sent twice: two packs would be entered as two works."""


class NoSuchPack(NotFound):
    """There is no pack of this code or number among those of somebody's classes."""

    message = N_(
        "No pack of your classes has this code. If the sheets are of another class, its teacher "
        "enters them."
    )


class NobodyOfThisPack(NotFound):
    """A pack is made for, or comes back from, somebody who is not in the class."""

    message = N_("This person is not in the class of the pack. Nothing was kept.")


class NothingChosen(Invalid):
    """A pack would be empty."""

    message = N_("Tick at least one page. No pack was made.")


class TooManyPages(Invalid):
    """A pack would be a book."""

    message = N_("A pack has at most {most} pages. Make several packs.")


class TitleNeeded(Invalid):
    """A pack has no title, or a long one."""

    message = N_("Write a title for the pack, with at most {most} letters.")


class NotForThem(Conflict):
    """A page is chosen that its reader does not find."""

    message = N_("“{title}” cannot be in this pack: {why}. No pack was made.")


class NobodyThere(Conflict):
    """A pack is made for a class without people."""

    message = N_("Nobody is in this class yet: add its people first. No pack was made.")


@dataclass(frozen=True)
class Wanted:
    """What a teacher asks for."""

    pages: Sequence[str]
    """Ids of pages, in the order they shall have."""
    title: str
    stay: int = 0
    """The number of an enrolment; 0 for the class."""
    language: str = "fr"
    easy: bool = False

    @property
    def version(self) -> str:
        """Return the version that is wanted, where a page has it."""
        return f"{self.language}-easy" if self.easy else self.language


def readers_of(school_class: SchoolClass, stay: int) -> list[Person]:
    """Return those for whom a pack is: one person, or everybody in a class.

    Args:
        school_class: theirs who asks.
        stay: the number of an enrolment that runs in it; 0 for everybody.

    Raises:
        NobodyOfThisPack: that enrolment is not there.
    """
    people = [each for each in Enrolment.roll(school_class) if stay in (0, each.id)]
    if stay and not people:
        raise NobodyOfThisPack()
    return [each.person for each in people]


def make(class_number: int, wanted: Wanted, library: Library, by: Actor, *, at: datetime) -> Pack:
    """Make a pack for a person of a class, or for the class to be copied; sent twice, it is one.

    Args:
        class_number: of a class that they look after.
        wanted: what is to be in it, and for whom.
        library: what is installed.
        by: a teacher or an administrator.
        at: when.

    Raises:
        NoSuchClass, NobodyOfThisPack, NobodyThere
        NothingChosen, TooManyPages, TitleNeeded
        NotForThem: a page is not there for its readers; no pack is made without it.
    """
    title = one_line(wanted.title)
    if not title or len(title) > LONGEST_TITLE:
        raise TitleNeeded(most=LONGEST_TITLE)
    ids = list(dict.fromkeys(wanted.pages))
    if not ids:
        raise NothingChosen()
    if len(ids) > MOST_PAGES:
        raise TooManyPages(most=MOST_PAGES)
    with writing():
        school_class = class_of(class_number, by)
        readers = readers_of(school_class, wanted.stay)
        if not readers:
            raise NobodyThere()
        chosen = fitting([(each, "") for each in ids], readers, library, wanted.version)
        for each in chosen:
            if each.why_not:
                raise NotForThem(title=each.title or each.node_id[:8], why=each.why_not)
        person = readers[0] if wanted.stay else None
        language = wanted.language if wanted.language in languages.interface() else "fr"
        before = Pack.of_class(school_class).where(Pack.made_by == by.person_id).first()
        versions = [version_name(each.read.version) for each in chosen if each.read]
        held = list(zip(ids, versions, strict=True))
        if before is not None and _is_the_same(before, title, language, person, held, at):
            found: Pack = before
            return found
        pack: Pack = Pack.create(
            code=_free_code(),
            school_class=school_class,
            person=person,
            title=title,
            language=language,
            made_by=by.person_id,
            made_at=at,
        )
        for position, each in enumerate(chosen, start=1):
            _put(pack, position, each, person)
        whose = person.name if person else school_class.name
        record(by, "pack.made", whose, at=at, code=pack.shown, title=title, pages=ids)
    return pack


def _is_the_same(
    before: Pack,
    title: str,
    language: str,
    person: Person | None,
    held: list[tuple[str, str]],
    at: datetime,
) -> bool:
    """Say whether a pack that was just made, and not entered yet, is what a form asks for."""
    whose = person.id if person else None
    asked = (before.title, before.language, before.person_id) == (title, language, whose)
    just_now = timedelta(0) <= at - before.made_at < ONE_PRESS
    entered = Returned.select().join(PackPage).where(PackPage.pack == before).exists()
    return (
        asked
        and just_now
        and not entered
        and [(page.node_id, page.version) for page in before.pages()] == held
    )


def _free_code() -> str:
    while True:
        code = codes.new_code()
        if not Pack.select().where(Pack.code == code).exists():
            return code


def _put(pack: Pack, position: int, chosen: Candidate, person: Person | None) -> None:
    assert chosen.read is not None
    read = chosen.read
    half = ""
    if read.exercise is not None:
        task = Task(read.node, read.sha256, read.exercise)
        first = latest_half(person.id, task, "before") if person else None
        half = half_for(read.exercise, has_done_the_first=first is not None)
    PackPage.create(
        pack=pack,
        position=position,
        node_id=read.node.id,
        title=read.version.words.title,
        kind="exercise" if read.exercise is not None else read.node.kind,
        version=version_name(read.version),
        text_sha256=read.sha256,
        seed=secrets.token_hex(8) if read.exercise is not None else "",
        half=half,
    )


def pack_of(number: int, by: Actor) -> Pack:
    """Return a pack of a class that somebody looks after.

    Raises:
        NoSuchPack: there is none, or it is not theirs: the two are not told apart.
    """
    return _theirs(Pack.get_or_none(Pack.id == number), by)


def with_code(typed: str, by: Actor) -> Pack:
    """Return the pack of a code, of a class that somebody looks after.

    Raises:
        NotACode, NoSuchSign, Mistyped: it is no code.
        NoSuchPack: see ``pack_of``.
    """
    return _theirs(Pack.get_or_none(Pack.code == codes.read(typed)), by)


def _theirs(found: Pack | None, by: Actor) -> Pack:
    if found is None:
        raise NoSuchPack()
    try:
        class_of(found.school_class_id, by)
    except NoSuchClass:
        raise NoSuchPack() from None
    return found


def whose(pack: Pack, stay: int) -> Person | None:
    """Return whose work a pack holds; None where that is still to be said.

    Args:
        pack: of a class that is theirs who asks.
        stay: the number of an enrolment in its class, for a pack of the class; 0 for none.

    Raises:
        NobodyOfThisPack: they are not in that class, or have left it.
    """
    running = Enrolment.running().where(Enrolment.school_class == pack.school_class_id)
    if pack.person_id is not None:
        running = running.where(Enrolment.person == pack.person_id)
    elif stay:
        running = running.where(Enrolment.id == stay)
    else:
        return None
    found = running.first()
    if found is None:
        raise NobodyOfThisPack()
    person: Person = found.person
    return person


def course_pages(channel_id: str, language: str) -> list[tuple[str, str]]:
    """Return the pages of a course in reading order, each with its title; none if it is gone."""
    course = next((each for each in browse.channels(language) if each.id == channel_id), None)
    if course is None:
        return []
    ids = browse.pages(course.release, coach=False)
    held = browse.items(ids, language, coach=False)
    return [(each, held[each].words.title) for each in ids]
