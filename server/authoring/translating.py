"""Translating a page paragraph by paragraph, beside the page itself.

A wording (see ``wordings``) is cut into the *paragraphs* of its page. Each has a *state*:

    to do ──write──> draft ──> to check ──read by somebody──> checked, by whom and when
                       ^                                         └──its text is changed──┐
                       └─────────────────────────────────────────────────────────────────┘

What is written is kept at once; *saving* makes a version of it, which goes out as all that is
written here does. Once every paragraph is checked, the version says who did it, and when. Where
the page has changed since a paragraph was translated, that is told, with what it said then, and the
paragraph is to be checked again. What a machine wrote (``drafting``) is to be checked too, and says
so until a person has checked it or written it again.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher

from content.alignment import Part, aligned
from content.as_markdown import is_kept
from content.formats.said import text as plain
from content.marks import MACHINE, checked_by
from content.paragraphs import kind_of, paragraphs, together
from i18n.refusals import Conflict
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.authoring import courses, writing
from server.authoring.models import (
    LessonVersion,
    TranslatedPart,
    WrittenCourse,
    WrittenLesson,
)
from server.authoring.refusals import NoSuchLesson, TextTooLong
from server.authoring.writing import LONGEST_TEXT, Written, latest
from server.database import writing as writing_down

TO_DO, DRAFT, TO_CHECK, CHECKED = "todo", "draft", "check", "checked"
STATES = {TO_DO: N_("To do"), DRAFT: N_("Draft"), TO_CHECK: N_("To check"), CHECKED: N_("Checked")}


class WrittenMeanwhile(Conflict):
    """Somebody else has written in the same paragraph since the page was opened."""

    message = N_(
        "{person} has written in paragraph {place} in the meantime. Copy what you wrote there, "
        "then open the page again."
    )


@dataclass(frozen=True)
class Line:
    """A paragraph of a page beside its translation."""

    place: int
    """From 1; 0 is the title."""
    original: str
    """What the page says now."""
    text: str = ""
    state: str = TO_DO
    before: str = ""
    """What the page said when this was written, "" where it says the same."""
    person_id: int | None = None
    person: str = ""
    changed_at: datetime | None = None
    by_machine: bool = False
    """Whether a machine wrote the text, and no person changed a word of it since."""

    @property
    def mark(self) -> str:
        """Return what tells whether a text was changed since its page was opened."""
        return _mark(self.text)

    @property
    def is_unread(self) -> bool:
        """Say whether nobody has checked what a machine wrote."""
        return self.by_machine and self.state != CHECKED


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def lines(wording: WrittenLesson) -> list[Line]:
    """Return the paragraphs of a page, each beside its translation.

    Raises:
        NoSuchLesson: it is a page itself, and no wording of one.
    """
    if wording.original_id is None:
        raise NoSuchLesson()
    said, newest = latest(wording.original), latest(wording)
    now = [said.title, *paragraphs(said.text)]
    kept = TranslatedPart.of(wording)
    if not kept or _was_written_otherwise(kept, newest):
        return _as_kept(wording, _taken_over(now, said, newest))
    names = dict(Person.select(Person.id, Person.name).tuples()) if kept else {}
    found = [Line(place, text) for place, text in enumerate(now)]
    matcher = SequenceMatcher(None, [part.original for part in kept], now, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what in ("equal", "replace"):
            for part, place in zip(kept[a:b], range(c, d), strict=False):
                before = "" if what == "equal" else part.original
                who = names.get(part.person_id, "")
                state = TO_CHECK if before and part.state == CHECKED else part.state
                said_so = (part.text, state, before, part.person_id, who, part.changed_at)
                found[place] = Line(place, now[place], *said_so, part.by_machine)
    return _as_kept(wording, found)


def _as_kept(wording: WrittenLesson, found: list[Line]) -> list[Line]:
    """Return paragraphs with those done that are nothing but a picture or a table of the page of
    another course: nobody translates it."""
    if not wording.original.of_page:
        return found
    return [
        replace(line, text=line.original, state=CHECKED, before="")
        if is_kept(line.original) and (not line.text or is_kept(line.text))
        else line
        for line in found
    ]


def _was_written_otherwise(kept: list[TranslatedPart], newest: LessonVersion) -> bool:
    """Say whether somebody has written the wording as a whole since its paragraphs were kept."""
    is_newer = newest.saved_at > max(part.changed_at for part in kept)
    return is_newer and newest.text != together([part.text for part in kept if part.place])


def _taken_over(now: list[str], said: LessonVersion, newest: LessonVersion) -> list[Line]:
    """Return the paragraphs of a wording that was written as a whole."""
    found = [Line(place, text) for place, text in enumerate(now)]
    if newest.number == 1 or newest.text == said.text:  # nobody has translated anything
        return found
    there = [newest.title, *paragraphs(newest.text)]
    sides = [[Part(kind_of(each), each) for each in side[1:]] for side in (now, there)]
    state = CHECKED if newest.checked else TO_CHECK
    told = newest.person_id, newest.person.name, newest.saved_at, newest.translated == MACHINE
    found[0] = Line(0, now[0], there[0], state, "", *told)
    for a, b in aligned(*sides):
        if b:
            place = a[0] + 1 if a else len(found) - 1
            text = "\n\n".join(there[at + 1] for at in b)
            text = f"{found[place].text}\n\n{text}" if found[place].text else text
            found[place] = Line(place, now[place], text, state, "", *told)
    return found


def keep(number: int, said: Mapping[str, str], by: Actor, *, at: datetime) -> list[Line]:
    """Keep what a form says of each paragraph: ``text-3``, ``state-3``, and ``mark-3``, which names
    the text that its page was opened with.

    A text that is changed is no longer checked; one that is empty is to do.

    Raises:
        NoSuchCourse, NoSuchLesson
        TextTooLong: all of it together.
        WrittenMeanwhile: somebody else wrote in a paragraph that this form changes.
    """
    if sum(len(value) for value in said.values()) > 2 * LONGEST_TEXT:
        raise TextTooLong(most=LONGEST_TEXT)
    with writing_down():
        wording = courses.lesson(number, by)
        found = [_written(line, said, by, at) for line in lines(wording)]
        _write_down(wording, found, at)
    return found


def fill(wording: WrittenLesson, place: int, original: str, text: str, *, at: datetime) -> bool:
    """Put what a machine wrote into an empty paragraph, to be checked; say whether it was put.

    It is not where somebody has written in the meantime, or the page says something else there.

    Args:
        wording: the translation.
        place: of the paragraph.
        original: what the page said there when the machine read it.
        text: what the machine wrote.
        at: when.
    """
    with writing_down():
        found = lines(wording)
        line = found[place] if place < len(found) else None
        if line is None or line.text or line.original != original or not plain(text):
            return False
        found[place] = Line(place, original, plain(text), TO_CHECK, changed_at=at, by_machine=True)
        kept = TranslatedPart.of(wording)
        if [each.original for each in kept] != [each.original for each in found]:
            _write_down(wording, found, at)
            return True
        part = kept[place]
        part.text, part.state, part.by_machine = found[place].text, TO_CHECK, True
        part.person, part.changed_at = None, at
        part.save()
    return True


def _write_down(wording: WrittenLesson, found: list[Line], at: datetime) -> None:
    TranslatedPart.delete().where(TranslatedPart.lesson == wording).execute()
    for line in found:
        TranslatedPart.create(
            lesson=wording,
            place=line.place,
            original=line.before or line.original,
            text=line.text,
            state=line.state,
            by_machine=line.by_machine,
            person=line.person_id,
            changed_at=line.changed_at or at,
        )


def _written(line: Line, said: Mapping[str, str], by: Actor, at: datetime) -> Line:
    """Return a paragraph as a form says it."""
    if f"text-{line.place}" not in said:
        return line
    text = plain(said[f"text-{line.place}"])
    text = " ".join(text.split()) if line.place == 0 else text
    state = said.get(f"state-{line.place}", "")
    state = state if state in STATES else line.state
    if line.by_machine and not text and said.get(f"mark-{line.place}") == _mark(""):
        return line  # it was empty when the form was opened, and nobody wrote in it
    is_changed = text != line.text
    is_anothers = line.person_id not in (None, by.person_id)
    if is_changed and is_anothers and said.get(f"mark-{line.place}") != line.mark:
        raise WrittenMeanwhile(person=line.person, place=line.place)
    if not text:
        state = TO_DO
    elif state == TO_DO or (is_changed and state == line.state == CHECKED):
        state = DRAFT
    if not is_changed and state == line.state:
        return line
    # who looks at it again has seen what the page says now
    return replace(
        line,
        text=text,
        state=state,
        before="",
        person_id=by.person_id,
        person=by.name,
        changed_at=at,
        by_machine=line.by_machine and not is_changed,
    )


def save(number: int, said: Mapping[str, str], by: Actor, *, at: datetime) -> LessonVersion:
    """Keep what a form says, and make a version of all that is translated by now.

    Raises:
        NoSuchCourse, NoSuchLesson, NoTitle, TextTooLong, WrittenMeanwhile: see ``keep``.
    """
    found = keep(number, said, by, at=at)
    wording = courses.lesson(number, by)
    newest = latest(wording)
    title = found[0].text or newest.title
    text = together([line.text for line in found[1:]])
    made_by = MACHINE if any(line.by_machine for line in found) else ""
    told = Written.of(newest)
    told = replace(told, title=title, text=text, checked=_checked(found), translated=made_by)
    with writing_down():
        saved = writing.save(number, told, newest.number, by, at=at)
        if not any(line.before or not line.text for line in found):
            WrittenLesson.update(of_text=wording.original.of_text).where(
                WrittenLesson.id == wording.id
            ).execute()
    return saved


def _checked(found: list[Line]) -> str:
    """Return who has checked a whole translation and when; "" before that."""
    if any(line.state != CHECKED or line.before for line in found):
        return ""
    days = [(line.changed_at, line.person) for line in found if line.changed_at and line.person]
    last = max(days, default=None)
    return checked_by(last[1], last[0].date()) if last else ""


@dataclass(frozen=True)
class Progress:
    """How far a translation is."""

    wording: WrittenLesson
    states: Counter[str]
    changed: int
    """Paragraphs of the page that have changed since."""

    @property
    def whole(self) -> int:
        """Return how many paragraphs there are."""
        return sum(self.states.values())


def progress(course: WrittenCourse) -> dict[tuple[str, bool], list[Progress]]:
    """Return how far the wordings of a course are, by language and whether they are easy."""
    found: dict[tuple[str, bool], list[Progress]] = {}
    for wording in WrittenLesson.wordings(WrittenLesson.of(course)):
        parts = lines(wording)
        states = Counter(line.state for line in parts)
        told = Progress(wording, states, sum(bool(line.before) for line in parts))
        found.setdefault((wording.language or course.language, wording.easy), []).append(told)
    return found
