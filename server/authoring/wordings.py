"""Other wordings of a page: in another language, easy to read, or both.

A *wording* is a page beside the page that it says again, its *original*: it has versions and drafts
of its own, and no place of its own in the course. Of an original there is one of each language, and
one easy one of each, in all eternity: made again, the one that was taken away comes back.
"""

from datetime import datetime

from i18n import languages
from i18n.refusals import Phrase
from server.actors import Actor
from server.audit.operations import record
from server.authoring import courses
from server.authoring.models import LessonVersion, WrittenCourse, WrittenLesson
from server.authoring.refusals import SameWording
from server.authoring.writing import latest
from server.database import writing


def original_of(page: WrittenLesson) -> WrittenLesson:
    """Return the page that a wording says again; a page itself is its own."""
    found: WrittenLesson = page.original or page
    return found


def language_of(page: WrittenLesson, course: WrittenCourse) -> str:
    """Return the language of a page or a wording of a course."""
    return page.language or course.language


def add(number: int, language: str, easy: bool, by: Actor, *, at: datetime) -> WrittenLesson:
    """Add another wording of a page, which begins with the page's own text; or bring it back.

    Args:
        number: of the page, or of one of its wordings.
        language: a code; "" or one that is not known for that of the course.
        easy: whether it is to be easy to read.
        by: who writes it.
        at: when.

    Raises:
        NoSuchCourse: see ``courses.lesson``.
        SameWording: that is the page itself.
        TooMuchWritten: the course is full.
    """
    with writing():
        page = original_of(courses.lesson(number, by))
        course = page.chapter.course
        if language not in languages.LANGUAGES or language == course.language:
            language = ""
        if not language and not easy:
            raise SameWording(language=Phrase(languages.LANGUAGES[course.language].name))
        key = f"wording-{page.id}-{language}{'-easy' if easy else ''}"
        made: WrittenLesson | None = WrittenLesson.get_or_none(WrittenLesson.form_key == key)
        if made is None:
            courses.refuse_if_full(course)
            made = _made(page, key, language, easy, by, at)
        elif made.removed_at is not None:
            made.removed_at = None
            made.save(only=[WrittenLesson.removed_at])
            record(by, "course.part_put_back", made.title, at=at)
    return made


def _made(
    page: WrittenLesson, key: str, language: str, easy: bool, by: Actor, at: datetime
) -> WrittenLesson:
    said = latest(page)
    made: WrittenLesson = WrittenLesson.create(
        chapter=page.chapter,
        title=said.title,
        position=page.position,
        form_key=key,
        original=page,
        language=language,
        easy=easy,
    )
    LessonVersion.create(
        lesson=made,
        number=1,
        title=said.title,
        kind=said.kind,
        text="" if page.of_page else said.text,
        person=by.person_id,
        saved_at=at,
    )
    return made
