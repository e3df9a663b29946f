"""The second door of an exam: in a locked sitting it opens in Safe Exam Browser alone.

What somebody has written is kept whatever browser sends it; only the paper and its files are shown
to none but the right one.
"""

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from server.lockdown import seb_keys
from server.lockdown.keeping import Locked, Locks
from server.lockdown.proofs import Proofs
from server.sittings.models import Candidate, Stage
from server.web.visitor import visitor

HEADER = "X-SafeExamBrowser-ConfigKeyHash"
SHOWING = ("exam_room.exam", "exam_room.file", "exam_documents.", "exam_aloud.")
"""What the names of endpoints begin with that show or speak something of a paper."""


def door() -> ResponseReturnValue | None:
    """Lead whoever comes with another browser to the page that says so; runs before each view."""
    if not (request.endpoint or "").startswith(SHOWING) or visitor().person_id is None:
        return None
    locked = locked_now()
    if locked is None or is_right(locked):
        return None
    return redirect(url_for("lockdown_candidate.browser"), code=303)


def locked_now() -> Locked | None:
    """Return how the open sitting of whoever asks is locked; None if none is."""
    locks: Locks = current_app.config["LOCKS"]
    if not locks.any:
        return None
    for each in Candidate.coming_of([visitor().person_id or 0]):
        if each.sitting.state in (Stage.OPEN, Stage.RUNNING) and not each.is_over:
            locked = locks.of(each.sitting_id)
            if locked is not None:
                return locked
    return None


def is_right(locked: Locked) -> bool:
    """Say whether this request comes from the right browser: by its header, or proven before.

    A header that is there and wrong is not made good by what was proven.
    """
    told = request.headers.get(HEADER)
    if told is not None:
        return seb_keys.is_from(request.url, locked.key, told)
    proofs: Proofs = current_app.config["PROOFS"]
    return proofs.has(visitor().session_id, locked.key)
