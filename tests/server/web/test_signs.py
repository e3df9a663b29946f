"""What is typed as a name, title, note or remark holds no sign that hides, turns or breaks."""

import pytest

from content.wording import one_line, several_lines
from server import clock
from server.accounts import operations as accounts
from server.accounts.models import Person
from server.asking.models import Saying
from server.audit.models import AuditEntry
from server.classes.models import ClassGroup, SchoolClass
from server.marking.models import ReadyComment
from server.modules.models import Module
from server.notes.models import Note
from server.paper.models import Pack
from server.roles import Role
from tests.server.marking.conftest import Desk

TYPED = "\x1b[31mA\u202eb\0 c\u2066\ufeff\x9b"
KEPT = "[31mAb c"


@pytest.fixture
def desk(school, node):
    return Desk(school, node)


def test_whatever_form_it_comes_by(desk, school, node):
    teacher, learner = school.sign_in(desk.dominique), school.sign_in(desk.camille)
    cfg, stay, page = desk.cfg.id, desk.stay.id, node("Les fractions").id
    today = clock.day(school.now).isoformat()
    for seat, address, form, kept in (
        (teacher, f"/classes/{cfg}/new-person", {"name": TYPED, "language": "fr"}, Person.name),
        (teacher, "/classes/new", {"name": TYPED}, SchoolClass.name),
        (teacher, f"/classes/{cfg}/groups", {"group": TYPED}, ClassGroup.name),
        (teacher, "/modules/new", {"title": TYPED}, Module.title),
        (teacher, "/modules/new", {"title": today, "note": TYPED}, Module.note),
        (teacher, f"/classes/people/{stay}/notes", {"text": TYPED}, Note.text),
        (teacher, "/marking/comments", {"comment-1": TYPED}, ReadyComment.text),
        (teacher, f"/classes/{cfg}/paper/new", {"title": TYPED, "page": page}, Pack.title),
        (learner, "/mine/questions/ask", {"text": TYPED}, Saying.text),
    ):
        answer = seat.post(address, form)
        assert answer.status_code < 400, (address, answer.text)
        last = kept.model.select(kept).order_by(kept.model.id.desc()).tuples().first()
        assert last == (KEPT,), address
    for entry in AuditEntry.select():
        assert not set(entry.subject + entry.details) & set("\x1b\u202e\0\u2066"), entry.action


def test_a_name_of_nothing_but_such_signs_is_none(school):
    with pytest.raises(accounts.NameMissing):
        accounts.add("\u202e\0", Role.LEARNER, by=school.by, at=school.now)


def test_what_is_typed_is_kept_without_what_hides_or_turns_it():
    assert one_line(" \x1b[1mAn\u202ena\0\u2028 \t Roux\ufeff ") == "[1mAnna Roux"
    assert several_lines(" Un\r\n\u2066deux\x07\n") == "Un\ndeux"
    belongs = "\u0639\u0632\u0651\u200c l\u2019\u00e9t\u00e9 \U0001f469\u200d\U0001f3eb"
    assert one_line(belongs) == belongs, "what belongs to letters stays"
