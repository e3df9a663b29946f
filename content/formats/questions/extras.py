"""What a format has no word for, written beside the question where other programs look past it.

It is our whole question, with a mark of what stands beside it: so what is exported comes back as
it was, and a question that somebody changed in between is what they made of it.
"""

import hashlib
import json
from collections.abc import Callable

from content.formats.questions.brought import LeftOut
from content.questions import reading
from content.questions.types import Question
from content.refusals import QuestionRefused

MARK = "ardoise"
LONGEST = 200_000  # characters of one question


def beside(question: Question, visible: str, again: Callable[[], Question]) -> str:
    """Return what is to be written beside a question; "" where reading it again gives the same.

    Args:
        question: as it is.
        visible: what is written of it for other programs.
        again: reads that; may raise ``LeftOut``.
    """
    try:
        if again() == question:
            return ""
    except LeftOut:
        pass
    body = json.dumps(json.loads(reading.to_bytes(question)), separators=(",", ":"))
    return f"{mark_of(visible)} {body}" if len(body) <= LONGEST else ""


def restored(note: str, visible: str) -> Question | None:
    """Return the question that was written beside another, None if that was changed or is none."""
    mark, _, body = note.strip().partition(" ")
    if mark != mark_of(visible) or len(body) > LONGEST:
        return None
    try:
        return reading.from_bytes(body.encode())
    except (QuestionRefused, UnicodeEncodeError):
        return None


def mark_of(visible: str) -> str:
    """Return a mark of what a question says, however its lines are broken."""
    return hashlib.sha256("".join(visible.split()).encode(errors="replace")).hexdigest()[:16]
