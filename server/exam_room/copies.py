"""The copy of one candidate: drawn once from the paper that was kept when the sitting opened.

Sixty people open theirs in the same second: what was read is remembered, by the paper's hash.
"""

import hashlib
from collections import OrderedDict
from threading import Lock

from server.database import row
from server.exams.copies import ExamCopy, copy_of
from server.exams.subject import Subject
from server.sittings.models import Candidate, Sitting

_MOST_SUBJECTS = 4
_MOST_COPIES = 300
_subjects: OrderedDict[tuple[int, str], Subject] = OrderedDict()
_copies: OrderedDict[tuple[str, str], ExamCopy] = OrderedDict()
_one_by_one = Lock()


def digest(frozen: bytes) -> str:
    """Return the SHA-256 of the file of a paper."""
    return hashlib.sha256(frozen).hexdigest()


def copy_for(candidate: Candidate) -> ExamCopy:
    """Return the copy of a candidate, keys included: for the server alone.

    Raises:
        LookupError: the sitting has not been opened.
    """
    name, subject = _subject_of(candidate.sitting_id)
    key = (name, candidate.seed)
    with _one_by_one:
        if key in _copies:
            _copies.move_to_end(key)
            return _copies[key]
    made = copy_of(subject, candidate.seed)
    with _one_by_one:
        _copies[key] = made
        while len(_copies) > _MOST_COPIES:
            _copies.popitem(last=False)
    return made


def _subject_of(sitting_id: int) -> tuple[str, Subject]:
    """Return the paper of a sitting and its hash, which is read from the file only once."""
    found = row('SELECT "opened_at" FROM "sitting" WHERE "id" = ?', sitting_id)
    key = (sitting_id, str(found[0] if found else None))
    with _one_by_one:
        if key in _subjects:
            return str(key), _subjects[key]
    frozen = Sitting.get_by_id(sitting_id).frozen
    if frozen is None:
        raise LookupError(sitting_id)
    subject = Subject.from_bytes(bytes(frozen))
    with _one_by_one:
        _subjects[key] = subject
        while len(_subjects) > _MOST_SUBJECTS:
            _subjects.popitem(last=False)
    return str(key), subject
