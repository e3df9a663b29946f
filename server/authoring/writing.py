"""Saving what a lesson says: versions that are never changed, drafts that are."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from content.formats.said import line
from content.formats.said import text as plain
from content.marks import MACHINE
from content.questions import mastery
from content.questions.types import MOST_QUESTIONS
from content.wording import LONGEST
from server.actors import Actor
from server.authoring import courses
from server.authoring.models import LessonDraft, LessonVersion, WrittenFile, WrittenLesson
from server.authoring.refusals import ChangedMeanwhile, NoSuchLesson, TextTooLong
from server.database import milliseconds, moment, writing

LONGEST_TEXT = 200_000
"""Letters of a lesson; a chapter of a novel has 30,000."""
KINDS = ("lesson", "exercise")
MOST_DRAFTS = 20
"""Drafts of one lesson kept for a person: the oldest goes when another page is opened."""


@dataclass(frozen=True)
class Written:
    """What stands on the page of a lesson that is being written."""

    title: str
    kind: str
    text: str
    spoken: str = ""
    mastery: str = ""
    tries: int = 1
    draw: int = 0
    checked: str = ""
    translated: str = ""

    @classmethod
    def of(cls, kept: LessonVersion | LessonDraft) -> "Written":
        """Return what a version or a draft says."""
        return cls(**{each.name: getattr(kept, each.name) for each in fields(cls)})


def written_in(said: dict[str, str]) -> Written:
    """Return what a form says.

    Raises:
        TextTooLong: nobody reads so much.
    """
    body = said.get("text", "")
    if len(body) > LONGEST_TEXT:
        raise TextTooLong(most=LONGEST_TEXT)
    kind, rule = said.get("kind", ""), said.get("mastery", "")[:40]
    body = plain(body)
    return Written(
        said.get("title", "")[:500].strip(),
        kind if kind in KINDS else "lesson",
        f"{body}\n" if body else "",
        said.get("spoken", "")[:80],
        rule if mastery.from_words(rule) else "",
        _number(said.get("tries", ""), 1, mastery.MOST_TRIES),
        _number(said.get("draw", ""), 0, MOST_QUESTIONS),
        line(said.get("checked", ""))[:LONGEST],
        MACHINE if said.get("translated") == MACHINE else "",
    )


def save(
    number: int,
    written: Written,
    seen: int,
    by: Actor,
    *,
    at: datetime,
    key: str = "",
    begun: str = "",
) -> LessonVersion:
    """Keep what a lesson says as its next version; the same text again makes none.

    Args:
        number: of the lesson.
        written: what it says.
        seen: the version that the writer began from.
        by: who saves.
        at: when.
        key: of the page it was written on, whose draft is then of no use.
        begun: the draft that the page began with, see ``mark_of``: of no use either.

    Raises:
        NoSuchCourse, NoTitle
        NoSuchLesson: it is a copy of a page that others made.
        ChangedMeanwhile: there is a newer version with another text; nothing was saved.
    """
    with writing():
        lesson = courses.lesson(number, by)
        if lesson.of_page:  # a copy of a page of others: it follows that page
            raise NoSuchLesson()
        title = courses.title_in(written.title)
        newest = latest(lesson)
        sound = _sound_of(lesson, written.spoken)
        told = as_kept(lesson, replace(written, title=title, spoken=sound))
        if Written.of(newest) != told:
            if newest.number != seen:
                raise ChangedMeanwhile(person=newest.person.name, number=newest.number)
            newest = LessonVersion.create(
                lesson=lesson,
                number=newest.number + 1,
                person=by.person_id,
                saved_at=at,
                **asdict(told),
            )
            lesson.title, lesson.version = title, newest.number
            lesson.save(only=[WrittenLesson.title, WrittenLesson.version])
        _drafts(lesson, by, key).execute()
        _give_up(lesson, by, begun)
    return newest


def latest(lesson: WrittenLesson) -> LessonVersion:
    """Return the newest version of a lesson; there is always one."""
    found: LessonVersion = LessonVersion.of(lesson).first()
    return found


def version(lesson: WrittenLesson, number: int) -> LessonVersion:
    """Return a version of a lesson.

    Raises:
        NoSuchLesson: there is none of this number.
    """
    found = LessonVersion.numbered(lesson, number)
    if found is None:
        raise NoSuchLesson()
    return found


def restore(number: int, old: int, seen: int, by: Actor, *, at: datetime) -> LessonVersion:
    """Let a lesson say again what it said in an older version, as its next one.

    Raises:
        NoSuchCourse, NoSuchLesson, ChangedMeanwhile
    """
    lesson = courses.lesson(number, by)
    return save(number, Written.of(version(lesson, old)), seen, by, at=at)


def keep_draft(
    number: int,
    written: Written,
    seen: int,
    key: str,
    by: Actor,
    *,
    at: datetime,
    begun: str = "",
) -> LessonDraft:
    """Keep what is being written on a page, in the place of what was written there before.

    The draft that the page began with goes, see ``mark_of``: two pages that began with the same
    one keep two drafts from then on.

    Raises:
        NoSuchCourse: it is not theirs.
        NoSuchLesson: the page is none of ours.
    """
    if not courses.KEY.fullmatch(key):
        raise NoSuchLesson()
    with writing():
        lesson = courses.lesson(number, by)
        facts = {"seen": seen, "written_at": at, **asdict(as_kept(lesson, written))}
        kept, is_new = LessonDraft.get_or_create(
            lesson=lesson, person=by.person_id, key=key, defaults=facts
        )
        if not is_new:
            LessonDraft.update(**facts).where(LessonDraft.id == kept.id).execute()
        _give_up(lesson, by, begun)
        for old in LessonDraft.of(lesson, by.person_id)[MOST_DRAFTS:]:
            old.delete_instance()
    return kept


def mark_of(draft: LessonDraft) -> str:
    """Return what names a draft as it is now: written on, it has another mark."""
    return f"{draft.id}.{milliseconds(draft.written_at)}"


def drop_draft(number: int, key: str, begun: str, by: Actor) -> None:
    """Give up what was written on a page and not saved, and the draft that the page began with.

    Raises:
        NoSuchCourse
    """
    with writing():
        lesson = courses.lesson(number, by)
        _drafts(lesson, by, key).execute()
        _give_up(lesson, by, begun)


def unsaved(lesson: WrittenLesson, by: Actor) -> list[LessonDraft]:
    """Return somebody's drafts of a lesson that say something else than its newest version."""
    newest = Written.of(latest(lesson))
    drafts = LessonDraft.of(lesson, by.person_id)
    return [each for each in drafts if Written.of(each) != newest]


def as_kept(lesson: WrittenLesson, written: Written) -> Written:
    """Return what is written without what such a page has not.

    A lesson has no rule; another wording is of the kind of its page, whose rule holds for it too;
    only a translation or an easy version is checked by somebody, or made by a machine.
    """
    if lesson.original_id:
        kind = latest(lesson.original).kind
        return replace(written, kind=kind, mastery="", tries=1, draw=0)
    if written.kind == "lesson":
        return replace(written, mastery="", tries=1, draw=0, checked="", translated="")
    return replace(written, checked="", translated="")


def _number(said: str, least: int, most: int) -> int:
    """Return a number of a form; ``least`` where it says none of ours."""
    known = said.isdecimal() and len(said) < 5
    return min(max(int(said), least), most) if known else least


def _drafts(lesson: WrittenLesson, by: Actor, key: str) -> Any:
    mine = (LessonDraft.lesson == lesson) & (LessonDraft.person == by.person_id)
    return LessonDraft.delete().where(mine & (LessonDraft.key == key))


def _give_up(lesson: WrittenLesson, by: Actor, begun: str) -> None:
    """Delete a draft, unless somebody has written on in it: in another tab."""
    number, _, written_at = begun.partition(".")
    if number.isdecimal() and written_at.isdecimal() and len(begun) < 30:
        mine = (LessonDraft.lesson == lesson) & (LessonDraft.person == by.person_id)
        same = (LessonDraft.id == int(number)) & (LessonDraft.written_at == moment(int(written_at)))
        LessonDraft.delete().where(mine & same).execute()


def _sound_of(lesson: WrittenLesson, name: str) -> str:
    """Return the name of a sound of the course; "" if it has none of this name."""
    course = lesson.chapter.course_id
    found = WrittenFile.get_or_none(WrittenFile.course == course, WrittenFile.name == name)
    return name if found is not None and found.media_type.startswith("audio/") else ""
