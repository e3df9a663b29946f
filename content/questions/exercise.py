"""An exercise: an introduction, questions in order, and when it is mastered."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from content.html import clean
from content.questions.build import entry_of
from content.questions.mastery import ALL, EVERYTHING, Mastery
from content.questions.reading import questions_of, text_of
from content.questions.types import MOST_QUESTIONS, Choice, ForTeacher, Match, Question
from content.refusals import CatalogueRefused, QuestionRefused
from content.vocabulary import NODE_ID
from i18n.translate import N_

FORMAT = 1


@dataclass(frozen=True)
class Exercise:
    """An introduction (clean HTML, may be "") and questions in order."""

    intro: str
    questions: tuple[Question, ...]
    mastery: Mastery = EVERYTHING
    lesson: str = ""
    """Id of the lesson to look at again after a wrong answer; "" where none was named."""

    @property
    def can_be_done(self) -> bool:
        """Say whether the rule fits the questions: none that waits, where the next one depends."""
        waits = any(isinstance(question, ForTeacher) for question in self.questions)
        fits = self.mastery.fits(len(self.questions))
        return fits and not (waits and self.mastery.model != ALL)

    def read_aloud(self) -> str:
        """Return a fragment with the blocks that may be read aloud, in order: no key in it."""
        fragments = [self.intro]
        for question in self.questions:
            fragments.append(question.prompt)
            match question:
                case Choice():
                    fragments += question.options
                case Match():
                    fragments += [left for left, _ in question.key]
        return "\n".join(fragments)

    def to_bytes(self) -> bytes:
        """Return the one JSON text of this exercise, its key included.

        What an exercise does not say is left out: its bytes are those it had before one could.
        """
        body: dict[str, Any] = {
            "format": FORMAT,
            "intro": self.intro,
            "questions": [entry_of(question) for question in self.questions],
        }
        if self.mastery != EVERYTHING:
            body["mastery"] = asdict(self.mastery)
        if self.lesson:
            body["lesson"] = self.lesson
        return text_of(body)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Exercise":
        """Read an exercise; its HTML is cleaned again, whoever wrote it.

        Raises:
            CatalogueRefused: it is not what ``to_bytes`` writes, or nobody could do it.
        """
        try:
            body = json.loads(data)
            entries = body["questions"]
            if body["format"] != FORMAT or not 0 < len(entries) <= MOST_QUESTIONS:
                raise CatalogueRefused(where="exercise", what=N_("an unknown format"))
            questions = questions_of(entries, body["intro"])
            mastery = Mastery(**body.get("mastery", {}))
            exercise = cls(clean(body["intro"]), questions, mastery, body.get("lesson", ""))
            if exercise.lesson != "" and not NODE_ID.fullmatch(exercise.lesson):
                raise CatalogueRefused(where="exercise", what=N_("the lesson to look at again"))
        except QuestionRefused as refused:
            raise CatalogueRefused(where="exercise", what=refused.values["what"]) from None
        except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError):
            raise CatalogueRefused(where="exercise", what=N_("unreadable")) from None
        if not exercise.can_be_done:
            raise CatalogueRefused(where="exercise", what=N_("when it is mastered"))
        return exercise
