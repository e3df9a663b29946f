"""What a learner was asked: the question as they had it before them, where it is still there."""

from dataclasses import dataclass

from content import browse
from content.library import Library
from content.questions.types import Text
from i18n import languages
from i18n.languages import Language
from server.library.questions import rooted
from server.library.reading import open_page, version_name
from server.records.models import AnswerGiven, Work


@dataclass(frozen=True)
class Asked:
    """A question for a template: markup that is safe, without its key."""

    intro: str
    """What stands above all questions of the exercise; "" for nothing."""
    prompt: str
    language: Language
    limits: tuple[int, int] = (0, 0)
    """Words asked for, from and to; 0 for no limit."""


def asked_in(library: Library, work: Work) -> Asked | None:
    """Return the question that a work answers, in the version that its author read.

    None where that very exercise is not installed any more: ``Work.prompt`` still says what was
    asked.
    """
    page = browse.items([work.node_id], "", coach=True).get(work.node_id)
    answer = AnswerGiven.get_or_none(
        AnswerGiven.attempt == work.attempt_id, AnswerGiven.place == work.place
    )
    if page is None or answer is None:
        return None
    for version in browse.versions(page):
        if version.file is not None and version.file.sha256 == work.attempt.exercise:
            read = open_page(library, page, version_name(version), version.language)
            if read.exercise is None or answer.question >= len(read.exercise.questions):
                return None
            question = read.exercise.questions[answer.question]
            return Asked(
                rooted(read.exercise.intro, page.id),
                rooted(question.prompt, page.id),
                languages.get(version.language),
                (question.least, question.most) if isinstance(question, Text) else (0, 0),
            )
    return None


def can_be_opened(work: Work) -> bool:
    """Say whether the very exercise that a work answers is still there to be carried on with."""
    page = browse.items([work.node_id], "", coach=True).get(work.node_id)
    if page is None:
        return False
    files = [version.file for version in browse.versions(page)]
    return any(file is not None and file.sha256 == work.attempt.exercise for file in files)
