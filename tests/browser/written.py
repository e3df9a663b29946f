"""A course that is being written, made by the forms that its author sends."""

import re
import secrets
from dataclasses import dataclass

TITLE, LESSON = "Le samedi matin", "Au marché"
TEXT = "Au marché.\n\n## Les prix\n\n- un euro\n- deux euros\n"
FACTS = {"title": TITLE, "author": "Alix", "subject": "french"}


@dataclass(frozen=True)
class Written:
    """The numbers of a course, of its lesson, and of the translation of that."""

    course: int
    lesson: int
    translation: int

    @property
    def desk(self):
        """Where the lesson is translated."""
        return f"/writing/lessons/{self.translation}/translate"


def write_a_course(seat, into):
    """Write a course of one lesson and let all write in it; begin to translate the lesson."""

    def sent(path, shown, **form):
        key = secrets.token_hex(8)
        return int(re.search(shown, seat.post(path, form_key=key, key=key, **form))[1])

    course = sent("/writing/", r"/writing/(\d+)/about", **FACTS)
    seat.post(f"/writing/{course}/about", shared="yes", **FACTS)
    to_chapter = r"/writing/chapters/(\d+)/lessons"
    chapter = sent(f"/writing/{course}/chapters", to_chapter, chapter="Acheter")
    to_lesson = r"/writing/lessons/(\d+)/preview"
    lesson = sent(f"/writing/chapters/{chapter}/lessons", to_lesson, lesson=LESSON, kind="lesson")
    said = {"title": LESSON, "kind": "lesson", "text": TEXT, "seen": "1", "do": "save"}
    sent(f"/writing/lessons/{lesson}/", to_lesson, **said)
    to_desk = r'/writing/lessons/(\d+)/translate"'
    asked = {"page": str(lesson), "language": into}
    return Written(course, lesson, sent(f"/writing/{course}/translations", to_desk, **asked))
