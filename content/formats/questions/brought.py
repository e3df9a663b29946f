"""What came out of a file of questions: the questions, and what could not be one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from content.questions.types import Question
from i18n.refusals import Invalid, Phrase, words_of
from i18n.translate import N_

MOST_QUESTIONS = 5_000
"""Questions of one file; a bank exported whole after ten years has some two thousand."""
LARGEST_FILE = 128 << 20
"""Bytes of one file: Moodle writes pictures and sounds into it."""


class FileNotRead(Invalid):
    """A file of questions cannot be read at all; nothing of it was taken."""


class NotUtf8(FileNotRead):
    """A text is in another encoding than its format asks for."""

    message = N_(
        "This file is not UTF-8 (line {line}). Nothing was taken; save it again as UTF-8 in the "
        "program it comes from, then bring it again."
    )


class TooLarge(FileNotRead):
    """A file is larger than what is read at once."""

    message = N_(
        "This file is larger than {most}. Nothing was taken; export the questions in several files."
    )


class TooMany(FileNotRead):
    """A file holds more questions than are read at once."""

    message = N_(
        "This file holds more than {most} questions. Nothing was taken; export them in several "
        "files."
    )


class UnknownForm(FileNotRead):
    """A file is of no format that is known."""

    message = N_(
        "This file is none of the formats that can be read here: Moodle XML, GIFT, Aiken, CSV, or "
        "QTI 1.2 to 2.2. Nothing was taken; export the questions in one of these."
    )


class NotXml(FileNotRead):
    """A file that should be XML is none, or is written in a way that is not read."""

    message = N_(
        "This file is not XML that can be read ({what}). Nothing was taken; export it again from "
        "the program it comes from."
    )


class BadArchive(FileNotRead):
    """An archive is damaged, or holds no question."""

    message = N_(
        "This archive cannot be read ({what}). Nothing was taken; export it again from the "
        "program it comes from."
    )


class LeftOut(Exception):
    """One question cannot be brought; the others can. Raised and caught inside this package."""

    def __init__(self, what: Phrase, todo: Phrase | None = None, line: int = 0) -> None:
        """Say what is wrong and what to do, and on which line, where that is not its first."""
        super().__init__(what)
        self.what, self.todo, self.line = what, todo or MEND, line


MEND = Phrase(N_("Change it in the file and bring the file again, or write it here."))
BY_HAND = Phrase(N_("Write it here by hand if you need it."))


@dataclass(frozen=True)
class Problem:
    """Something of a file that was left out, or that is not as it was."""

    where: Phrase
    """Line or name: "line 12"."""
    what: Phrase
    todo: Phrase

    def in_words(self) -> str:
        """Return it as one line in the language in use."""
        values = {"where": self.where, "what": self.what, "todo": self.todo}
        return words_of({"message": N_("{where}: {what} {todo}"), "values": values})


@dataclass(frozen=True)
class Brought:
    """A question from a file, or on its way into one."""

    name: str
    question: Question
    where: str = ""
    """Line or name in the file, as a phrase."""
    category: tuple[str, ...] = ()
    """Names from the outermost; () where the file names none."""
    tags: tuple[str, ...] = ()
    points: Fraction = Fraction(1)
    ident: str = ""
    """Its number in the program it comes from; "" where it has none."""
    media: Mapping[str, bytes] = field(default_factory=dict)
    """Bytes by the name that the question calls them by: "<sha256>.png"."""


@dataclass
class Read:
    """All that came out of a file."""

    questions: list[Brought] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    changed: list[Problem] = field(default_factory=list)
    """Questions that are there, but not with all that they had."""

    def leave_out(self, where: Phrase, reason: LeftOut) -> None:
        """Note a question that is not there."""
        place = line(reason.line) if reason.line else where
        self.left_out.append(Problem(place, reason.what, reason.todo))

    def change(self, where: Phrase, what: Phrase, todo: Phrase | None = None) -> None:
        """Note a question that is there, but not as it was."""
        self.changed.append(Problem(where, what, todo or BY_HAND))

    def add(self, question: Brought) -> None:
        """Keep a question.

        Raises:
            TooMany: there are ``MOST_QUESTIONS`` already.
        """
        if len(self.questions) >= MOST_QUESTIONS:
            raise TooMany(most=MOST_QUESTIONS)
        self.questions.append(question)


def line(number: int) -> Phrase:
    """Return the place of a line, counted from 1."""
    return Phrase(N_("line {number}"), number=number)


def named(name: str, number: int = 0) -> Phrase:
    """Return the place of a question that has a name, and a line where it is known."""
    short = name if len(name) <= 80 else f"{name[:79]}…"
    if number:
        return Phrase(N_("line {number} (“{name}”)"), number=number, name=short)
    return Phrase(N_("“{name}”"), name=short)
