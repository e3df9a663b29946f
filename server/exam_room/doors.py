"""The door: whoever is held for an exam opens nothing else, whatever their browser asks for."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from i18n.refusals import NotAllowed
from i18n.translate import N_
from server.web.visitor import visitor

EXAM = ("exam_room.", "exam_files.", "exam_documents.", "exam_aloud.", "lockdown_candidate.")
"""What the names of the exam's own pages begin with, and of what proves which browser asks."""
BESIDE = frozenset(
    {
        "assets.file",
        "seats.presence",
        "seats.choose_language",
        "seats.look",
        "seats.keep_look",
    }
)
"""What stays open to a candidate: the style of the page, its language, the size of its letters."""
AFTERWARDS = frozenset({"seats.leave", "seats.sign_in", "seats.begin"})
"""And once they have handed in: leaving."""


class OnlyTheExam(NotAllowed):
    """Somebody who is held for an exam sends a form of another page."""

    message = N_("During an exam nothing else opens. Go back to your paper.")


def door() -> ResponseReturnValue | None:
    """Lead whoever is held back to their exam; runs before each view.

    Raises:
        OnlyTheExam: a form was sent elsewhere.
    """
    here, name = visitor(), request.endpoint
    if not here.held or name is None or name in BESIDE or name.startswith(EXAM):
        return None
    if here.held == "held" and name in AFTERWARDS:
        return None
    if request.method == "GET":
        return redirect(url_for("exam_room.exam"), code=303)
    raise OnlyTheExam()
