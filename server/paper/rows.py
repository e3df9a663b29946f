"""The form by which a pack is entered: a row for each page, a line for each question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from content.questions import answers
from content.questions.types import ForTeacher
from server.library.questions import Setting, ShownQuestion, show
from server.paper.entering import field, is_done
from server.paper.printed import Printed
from server.paper.sheets import Told, letter

Getlist = Callable[[str], list[str]]


@dataclass(frozen=True)
class Line:
    """A question, as the form asks what became of it."""

    name: str
    """What its fields begin with."""
    told: Told
    shown: ShownQuestion
    letters: list[str]
    """Of what to choose from, as on the sheet."""
    is_for_teacher: bool
    wrong: bool
    """Ticked by the form that came back."""
    left_open: bool
    sent: list[str]
    """What was typed: a text for each field, or the options that are ticked."""
    mark: str


@dataclass(frozen=True)
class Row:
    """A page of a pack in the form."""

    name: str
    printed: Printed
    ticked: bool
    lines: list[Line]


def rows_of(printed: Sequence[Printed], getlist: Getlist) -> list[Row]:
    """Return the form of a pack, filled in as it came back.

    Args:
        printed: its pages.
        getlist: the texts sent under a field name; none for a form that is new.
    """
    return [
        Row(field(each.page.id), each, is_done(each, getlist), _lines(each, getlist))
        for each in printed
    ]


def _lines(printed: Printed, getlist: Getlist) -> list[Line]:
    task = printed.task
    if task is None:
        return []
    setting = Setting(printed.page.node_id, printed.page.text_sha256)
    lines = []
    told = printed.answers()
    for place, number in enumerate(printed.drawn.places(task.exercise)):
        question = task.exercise.questions[number]
        name = field(printed.page.id, place)
        shown = show(question, place, setting, None)
        sent = list(answers.sent_by(question, name, getlist))
        count = max(len(shown.shape.options), len(shown.shape.picks))
        lines.append(
            Line(
                name,
                told[place],
                shown,
                [letter(each) for each in range(count)],
                isinstance(question, ForTeacher),
                bool(getlist(f"{name}.wrong")),
                bool(getlist(f"{name}.open")),
                sent,
                "".join(getlist(f"{name}.mark")),
            )
        )
    return lines
