"""Drafts by machine of what a teacher translates: what it may draft, and the job that does it.

A page is drafted paragraph by paragraph, each kept at once, so that a job which is cut off goes on
with the next one. Only empty paragraphs are filled. Never is a machine let near rights, health or
questions: the subject of the course must be one of ``SUBJECTS``, whoever asks declares that the
page is about neither, and a paragraph with words of either stays empty (``content.delicate``).
Exams have no translations at all.
"""

import json
from datetime import datetime

from content import browse, delicate
from content.drafts import draft
from content.library import Library
from i18n.languages import LANGUAGES
from i18n.refusals import Invalid, NotAllowed, Phrase, Refusal, Unavailable
from i18n.translate import N_
from i18n.translation.translator import Translator
from server import clock
from server.actors import Actor
from server.authoring import courses, translating
from server.authoring.models import WrittenLesson
from server.authoring.refusals import NoSuchLesson
from server.authoring.writing import latest
from server.console import Site
from server.jobs import operations as jobs
from server.jobs.models import Job
from server.jobs.operations import Progress
from server.translators.installed import Held, drafting

KIND = "course.draft"
SUBJECTS = ("french", "mathematics", "computing", "languages", "culture", "science")
"""What a machine may draft. Not daily life, nor preparing a release: rights and health are
what they are made of."""


class NotForMachines(NotAllowed):
    """A wrong word on such a page does harm."""

    message = N_(
        "A machine drafts nothing where a wrong word does harm: rights, health, daily life, "
        "preparing release, questions. Nothing was changed; translate this page yourself."
    )


class NoSubject(Invalid):
    """A course does not say what it is about."""

    message = N_(
        "The course does not say its subject, and a machine drafts nothing about rights or health. "
        "Nothing was changed; choose the subject on the page of the course."
    )


class NotDeclared(Invalid):
    """Whoever asks has not said that the page is about neither rights nor health."""

    message = N_(
        "A machine drafts nothing about rights or health. Nothing was changed; if this page is "
        "about neither, say so by ticking the box."
    )


class NoTranslator(Unavailable):
    """No translator of this pair of languages is installed and works."""

    message = N_(
        "No translator from {language} into {into} works on this server. Nothing was changed; "
        "translate the page yourself, or ask the content manager for one."
    )


def translator_for(library: Library, wording: WrittenLesson) -> Held | None:
    """Return who could draft a translation, if it were allowed; None where nobody can.

    Nobody can from a language in which words of rights and health are not known.
    """
    original = wording.chapter.course.language
    if wording.original_id is None or wording.easy or not wording.language:
        return None
    return drafting(library, original, wording.language) if original in delicate.LANGUAGES else None


def why_not(wording: WrittenLesson) -> Refusal | None:
    """Return why a page is not for a machine; None of one that may be."""
    course = wording.chapter.course
    subject = course.subject
    if course.of_channel:  # its publisher says of the page what it is about
        page = browse.items([wording.original.of_page], "", coach=True)
        subject = next((each.subject or subject for each in page.values()), "") or "release"
    if not subject:
        return NoSubject()
    is_lesson = latest(wording.original).kind == "lesson"
    return None if is_lesson and subject in SUBJECTS else NotForMachines()


def ask(number: int, is_declared: bool, library: Library, by: Actor, *, at: datetime) -> Job:
    """Ask for the job that drafts the empty paragraphs of a translation.

    Args:
        number: of the wording.
        is_declared: whether the person says that the page is about neither rights nor health.
        library: what is installed.
        by: who asks.
        at: when.

    Raises:
        NoSuchCourse, NoSuchLesson
        NotForMachines, NoSubject, NotDeclared, NoTranslator: see there.
    """
    wording = courses.lesson(number, by)
    _allowed(library, wording)
    if not is_declared:
        raise NotDeclared()
    return jobs.ask(KIND, wording.title, by, at=at, lesson=wording.id)


def job_of(wording: WrittenLesson) -> Job | None:
    """Return the newest job that drafts a translation, None if there was none."""
    same = json.dumps({"lesson": wording.id}, sort_keys=True)
    query = Job.select().where(Job.kind == KIND, Job.arguments == same)
    found: Job | None = query.order_by(Job.id.desc()).first()
    return found


def stop(number: int, by: Actor, *, at: datetime) -> None:
    """Stop drafting a translation after this paragraph; what is drafted stays.

    Raises:
        NoSuchCourse
        OverAlready: nothing is being drafted.
    """
    job = job_of(courses.lesson(number, by))
    if job is None:
        raise jobs.OverAlready()
    jobs.cancel(job, by, at=at)


def work(site: Site, progress: Progress, lesson: int) -> None:
    """Draft the empty paragraphs of a translation, one after the other."""
    wording = WrittenLesson.get_or_none(WrittenLesson.id == lesson)
    if wording is None:
        raise NoSuchLesson()
    translator = Translator(_allowed(site.library, wording).pack)
    try:
        found = translating.lines(wording)
        for done, line in enumerate(found):
            progress(done, len(found))
            if line.text or delicate.is_delicate(line.original, translator.pack.language):
                continue
            made = draft(line.original, translator.translate)
            translating.fill(wording, line.place, line.original, made, at=clock.now())
        progress.tell(len(found), len(found))
    finally:
        translator.close()


def _allowed(library: Library, wording: WrittenLesson) -> Held:
    if wording.original_id is None:
        raise NoSuchLesson()
    if reason := why_not(wording):
        raise reason
    held = translator_for(library, wording)
    if held is None:
        codes = wording.chapter.course.language, wording.language or wording.chapter.course.language
        names = [Phrase(LANGUAGES[code].name) for code in codes]
        raise NoTranslator(language=names[0], into=names[1])
    return held
