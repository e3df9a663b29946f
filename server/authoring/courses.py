"""Making a course, and putting its chapters and lessons in order."""

import re
from datetime import datetime
from typing import Any, TypeVar

from content import vocabulary
from content.formats.said import line, text
from content.wording import LONGEST, LONGEST_DESCRIPTION, is_seen
from i18n import languages
from i18n.refusals import Phrase
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.authoring.models import (
    LessonVersion,
    WrittenChapter,
    WrittenCourse,
    WrittenLesson,
)
from server.authoring.refusals import (
    NoSuchCourse,
    NoSuchLesson,
    NoTitle,
    TooMuchWritten,
    WrittenInIt,
)
from server.database import writing

MOST_PARTS = 500
"""Chapters and lessons of a course, those taken away included."""
KEY = re.compile(r"[0-9a-f]{16}")
"""The key of a form that makes something: sent twice, it makes one."""

Part = TypeVar("Part", WrittenChapter, WrittenLesson)


def course(number: int, by: Actor) -> WrittenCourse:
    """Return a course that somebody may write in.

    Raises:
        NoSuchCourse: there is none of this number, or it is not theirs.
    """
    found: WrittenCourse | None = WrittenCourse.get_or_none(WrittenCourse.id == number)
    if found is None or not found.may_be_written_by(by.person_id):
        raise NoSuchCourse()
    return found


def own(number: int, by: Actor) -> WrittenCourse:
    """Return such a course that is written here, and no translation of one of others.

    Raises:
        NoSuchCourse: see ``course``.
    """
    found = course(number, by)
    if found.of_channel:
        raise NoSuchCourse()
    return found


def chapter(number: int, by: Actor) -> WrittenChapter:
    """Return a chapter of such a course, taken away or not.

    Raises:
        NoSuchCourse: see ``course``.
    """
    found: WrittenChapter | None = WrittenChapter.get_or_none(WrittenChapter.id == number)
    if found is None:
        raise NoSuchCourse()
    course(found.course_id, by)
    return found


def lesson(number: int, by: Actor) -> WrittenLesson:
    """Return a lesson of such a course, taken away or not.

    Raises:
        NoSuchCourse: see ``course``.
    """
    found: WrittenLesson | None = WrittenLesson.get_or_none(WrittenLesson.id == number)
    if found is None:
        raise NoSuchCourse()
    course(found.chapter.course_id, by)
    return found


def title_in(said: str) -> str:
    """Return a title as it is kept.

    Raises:
        NoTitle: nothing of it can be seen, or it is too long.
    """
    if len(said.strip()) > LONGEST or not is_seen(line(said)):
        raise NoTitle(most=LONGEST)
    return line(said)


def facts_in(said: dict[str, str]) -> dict[str, str]:
    """Return what a form says about a course; what is not in a list is left as it is.

    Raises:
        NoTitle: the title, or the name of the author, is missing.
    """
    kept = {name: title_in(said.get(name, "")) for name in ("title", "author")}
    kept["description"] = text(said.get("description", ""))[:LONGEST_DESCRIPTION]
    allowed = {
        "language": tuple(languages.LANGUAGES),
        "level": ("", *vocabulary.LEVELS),
        "subject": ("", *vocabulary.SUBJECTS),
        "license": vocabulary.LICENSES,
    }
    return kept | {name: said[name] for name in allowed if said.get(name) in allowed[name]}


def make(said: dict[str, str], key: str, by: Actor, *, at: datetime) -> WrittenCourse:
    """Make a course, or return the one that this very form has made already.

    Raises:
        NoTitle: see ``facts_in``.
        NoSuchCourse: the form is none of ours.
    """
    facts: dict[str, Any] = {
        "language": "fr",
        "license": vocabulary.LICENSES[2],
        **facts_in(said),
    }
    if not KEY.fullmatch(key):
        raise NoSuchCourse()
    with writing():
        owner = Person.get_by_id(by.person_id)
        facts |= {"owner": owner, "made_at": at}
        made, is_new = WrittenCourse.get_or_create(form_key=key, defaults=facts)
        if not made.may_be_written_by(by.person_id):
            raise NoSuchCourse()
        if is_new:
            record(by, "course.made", made.channel_id, at=at, title=made.title)
    return made


def change(number: int, said: dict[str, str], by: Actor, *, at: datetime) -> None:
    """Change what is said about a course; its owner says whether it is shared.

    Raises:
        NoSuchCourse, NoTitle
        WrittenInIt: pages have another wording in its new language.
    """
    with writing():
        found = own(number, by)
        facts = facts_in(said)
        if WrittenLesson.in_language(found, facts.get("language", "")):
            raise WrittenInIt(language=Phrase(languages.LANGUAGES[facts["language"]].name))
        if found.owner_id == by.person_id:
            found.shared = said.get("shared") == "yes"
        for name, value in facts.items():
            setattr(found, name, value)
        if found.dirty_fields:
            found.save()
            shared = "yes" if found.shared else "no"
            record(by, "course.changed", found.channel_id, at=at, title=found.title, shared=shared)


def add_chapter(number: int, title: str, key: str, by: Actor) -> WrittenChapter:
    """Add a chapter at the end of a course; the same form again adds nothing.

    Raises:
        NoSuchCourse, NoTitle, TooMuchWritten
    """
    with writing():
        found = own(number, by)
        last = _room(found, key, WrittenChapter.select().where(WrittenChapter.course == found))
        facts = {"course": found, "title": title_in(title), "position": last}
        made, _ = WrittenChapter.get_or_create(form_key=key, defaults=facts)
    return _of_this(made, made.course_id, number)


def add_lesson(
    number: int, title: str, kind: str, key: str, by: Actor, *, at: datetime
) -> WrittenLesson:
    """Add an empty lesson or exercise at the end of a chapter; the same form again adds nothing.

    Raises:
        NoSuchCourse, NoTitle, TooMuchWritten
    """
    with writing():
        found = chapter(number, by)
        own(found.course_id, by)
        inside = WrittenLesson.select().where(WrittenLesson.chapter == found)
        last = _room(found.course, key, inside)
        facts = {"chapter": found, "title": title_in(title), "position": last}
        made, is_new = WrittenLesson.get_or_create(form_key=key, defaults=facts)
        if is_new:
            LessonVersion.create(
                lesson=made,
                number=1,
                title=made.title,
                kind="exercise" if kind == "exercise" else "lesson",
                text="",
                person=by.person_id,
                saved_at=at,
            )
    return _of_this(made, made.chapter.course_id, found.course_id)


def rename_chapter(number: int, title: str, by: Actor) -> WrittenChapter:
    """Give a chapter another title.

    Raises:
        NoSuchCourse, NoTitle
    """
    with writing():
        found = chapter(number, by)
        found.title = title_in(title)
        found.save(only=[WrittenChapter.title])
    return found


def move(part: Part, up: bool, seen: int) -> None:
    """Move a chapter or a lesson one place; a lesson goes on into the next chapter.

    Args:
        part: what is moved.
        up: towards the beginning.
        seen: its position on the page the button was on: pressed twice, it moves once.
    """
    with writing():
        again = type(part).get_by_id(part.id)
        if again.position != seen or again.removed_at or getattr(again, "original_id", None):
            return
        if isinstance(again, WrittenChapter):
            siblings: list[Part] = WrittenChapter.of(again.course)
        else:
            siblings = [
                each
                for each in WrittenLesson.of(again.chapter.course)
                if each.chapter_id == again.chapter_id
            ]
        place = [each.id for each in siblings].index(again.id) + (-1 if up else 1)
        if 0 <= place < len(siblings):
            _exchange(again, siblings[place])
        elif isinstance(again, WrittenLesson):
            _to_the_next_chapter(again, up)


def _exchange(one: Part, other: Part) -> None:
    if one.position == other.position:  # put back between two others
        other.position += 1 if one.id > other.id else -1
    one.position, other.position = other.position, one.position
    for each in (one, other):
        each.save(only=["position"])


def _to_the_next_chapter(moved: WrittenLesson, up: bool) -> None:
    chapters = WrittenChapter.of(moved.chapter.course)
    place = [each.id for each in chapters].index(moved.chapter_id) + (-1 if up else 1)
    if not 0 <= place < len(chapters):
        return
    inside = WrittenLesson.select(WrittenLesson.position)
    taken = [p for (p,) in inside.where(WrittenLesson.chapter == chapters[place]).tuples()]
    moved.chapter = chapters[place]
    moved.position = max(taken, default=-1) + 1 if up else min(taken, default=1) - 1
    moved.save(only=[WrittenLesson.chapter, WrittenLesson.position])
    wordings = WrittenLesson.original == moved
    WrittenLesson.update(chapter=moved.chapter).where(wordings).execute()


def take_away(part: Part, by: Actor, *, at: datetime) -> None:
    """Take a chapter or a lesson off its course; nothing of it is deleted."""
    with writing():
        again = type(part).get_by_id(part.id)
        if again.removed_at is None:
            again.removed_at = at
            again.save(only=["removed_at"])
            record(by, "course.part_taken_away", again.title, at=at)


def put_back(part: Part, by: Actor, *, at: datetime) -> None:
    """Put back what was taken away, at its place."""
    with writing():
        again = type(part).get_by_id(part.id)
        if again.removed_at is not None:
            again.removed_at = None
            again.save(only=["removed_at"])
            record(by, "course.part_put_back", again.title, at=at)


def refuse_if_full(found: WrittenCourse) -> None:
    """Refuse another part of a course that has as many as one may have.

    Raises:
        TooMuchWritten
    """
    chapters = WrittenChapter.select().where(WrittenChapter.course == found)
    lessons = WrittenLesson.select().join(WrittenChapter).where(WrittenChapter.course == found)
    if chapters.count() + lessons.count() >= MOST_PARTS:
        raise TooMuchWritten(most=MOST_PARTS)


def _room(found: WrittenCourse, key: str, siblings: Any) -> int:
    """Return the position of what comes after ``siblings``."""
    if not KEY.fullmatch(key):
        raise NoSuchLesson()
    refuse_if_full(found)
    return max((each.position for each in siblings), default=-1) + 1


def _of_this(made: Part, one: int, other: int) -> Part:
    """Return what was made, unless the key was that of another course's form."""
    if one != other:
        raise NoSuchLesson()
    return made
