"""What a recording says, in writing: kept beside it, shown below its player to all who may hear it.

Who speaks can write it in the form that sends the recording; later they can too, or a teacher of
the learner whose page it is on. Whose recording it is, those ask who call this.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from content.wording import several_lines
from i18n import languages
from server.actors import Actor
from server.audit.operations import record
from server.database import writing

LONGEST = 4_000
"""Signs: five minutes of speaking, the longest that a page records."""


@dataclass(frozen=True)
class InWriting:
    """The words of a recording."""

    text: str = ""
    language: str = ""
    """A language of the pages; "" where there are no words."""


UNWRITTEN = InWriting()


def in_writing(form: Mapping[str, str]) -> InWriting:
    """Return what the fields "said" and "said_in" of a form hold, as it is kept."""
    text = several_lines(form.get("said", ""))[:LONGEST]
    language = form.get("said_in", "")
    return InWriting(text, language if text and language in languages.interface() else "")


def put(row: Any, words: InWriting, column: str = "said") -> None:
    """Put words beside the recording of a row that is saved after this."""
    setattr(row, column, words.text)
    setattr(row, f"{column}_in", words.language)


def write_down(
    row: Any, words: InWriting, whose: str, by: Actor, *, at: datetime, column: str = "said"
) -> None:
    """Keep the words of a recording in the place of those before; the same twice is once.

    Args:
        row: of a question, a work or a remark; as it is read within this transaction.
        words: what the recording says; none takes away what stood there.
        whose: the learner on whose page it is, for the log.
        by: who writes; that they may is asked before.
        at: now.
        column: beside which recording of the row.
    """
    if getattr(row, column) == words.text and getattr(row, f"{column}_in") == words.language:
        return
    with writing():
        put(row, words, column)
        row.save(only=[column, f"{column}_in"])
        record(by, "recording.written", whose, at=at)
