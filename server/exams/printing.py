"""The copy of one candidate on paper, for the day the computers fail, and what is right on it."""

from dataclasses import dataclass

from content.html import text_of
from content.questions import wording
from content.questions.types import Choice, ForTeacher
from server.exams.copies import ExamCopy
from server.exams.showing import Asked, asked, sections_of
from server.paper.sheets import Asked as OnPaper
from server.paper.sheets import Told, letter, lines_for, right_of


@dataclass(frozen=True)
class PrintedSection:
    """A section on paper."""

    number: int
    title: str
    instructions: str
    seconds: int
    questions: list[tuple[Asked, OnPaper]]


def printed(copy: ExamCopy, files: str) -> list[PrintedSection]:
    """Return a copy as it is printed, no key in it; ``files``: see ``showing.asked``."""
    return [
        PrintedSection(
            section.number,
            section.title,
            section.instructions,
            section.seconds,
            [(each, _on_paper(copy, each)) for each in section.questions],
        )
        for section in sections_of(copy, {}, files)
    ]


def _on_paper(copy: ExamCopy, each: Asked) -> OnPaper:
    shape = each.shown.shape
    count = max(len(shape.options), len(shape.picks))
    lines = lines_for(copy.questions[each.place].question)
    return OnPaper(each.shown, lines, [letter(number) for number in range(count)])


def told(copy: ExamCopy, files: str) -> list[Told]:
    """Return what is right for each question of a copy, by the letters that stand on it."""
    found = []
    for each in copy.questions:
        question = each.question
        right = right_of(question, asked(each, (), files).shown)
        if isinstance(question, Choice):
            at = [(each.order.index(place), place) for place in question.key]
            right = [f"{letter(n)}. {text_of(question.options[place])}" for n, place in sorted(at)]
        elif not right and not isinstance(question, ForTeacher):
            right = [wording.key(question)]
        found.append(Told(each.place + 1, text_of(question.prompt), right, question.general))
    return found
