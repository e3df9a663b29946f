"""In a locked sitting the paper is shown to Safe Exam Browser alone; what is written is kept."""

import pytest

from server.audit.models import AuditEntry
from server.lockdown import seb_files, seb_keys
from server.lockdown.keeping import Locks
from tests.server.exam_room.conftest import NAMES, Morning

ADDRESS = "http://localhost"


@pytest.fixture
def morning(new_school):
    return Morning(new_school, NAMES[:1])


@pytest.fixture
def locked(morning):
    """The morning's sitting, locked; its Config Key."""
    examiner = morning.school.sign_in(morning.dominique)
    page = f"/sittings/{morning.sitting.id}/browser"
    form = {"address": ADDRESS, "password": "sortie 2026"}
    assert examiner.post(page, form).status_code == 303
    given = examiner.get(f"{page}/config.seb")
    assert given.mimetype == "application/seb"
    return seb_keys.config_key(seb_files.read(given.data))


def test_another_browser_sees_no_paper_and_is_told(morning, locked):
    seat = morning.begins()
    answer = seat.get("/exam")
    assert answer.headers["Location"].startswith("/exam/browser")
    assert "Safe Exam Browser" in seat.get("/exam/browser", follow_redirects=True).text


def test_the_right_browser_is_known_by_the_header_of_each_request(morning, locked):
    seat = morning.begins()
    right = {"X-SafeExamBrowser-ConfigKeyHash": seb_keys.request_hash(f"{ADDRESS}/exam", locked)}
    assert seat.get("/exam", headers=right).status_code == 200
    assert seat.get("/exam").status_code == 303
    assert seat.get("/exam?place=1", headers=right).status_code == 303


def test_where_there_are_no_headers_its_script_proves_it_for_this_session_alone(morning, locked):
    seat = morning.begins()
    asked = seat.get("/exam/browser").headers["Location"]
    wrong = seb_keys.request_hash(f"{ADDRESS}/exam/browser", locked)
    assert seat.post("/exam/browser", {"hash": wrong}).status_code == 403
    right = seb_keys.request_hash(ADDRESS + asked, locked)
    assert seat.post("/exam/browser", {"hash": right}).status_code == 303
    assert seat.get("/exam").status_code == 200
    stale = {"X-SafeExamBrowser-ConfigKeyHash": wrong}
    assert seat.get("/exam", headers=stale).status_code == 303


def test_unlocking_needs_a_reason_and_is_in_the_log(morning, locked):
    examiner = morning.school.sign_in(morning.dominique)
    page = f"/sittings/{morning.sitting.id}/browser"
    assert examiner.post(page, {"do": "unlock", "reason": " "}).status_code == 422
    assert examiner.post(page, {"do": "unlock", "reason": "SEB en panne"}).status_code == 303
    assert examiner.get(f"{page}/config.seb").status_code == 404
    assert morning.begins().get("/exam").status_code == 200
    done = [entry.action for entry in AuditEntry.select() if entry.subject == "Mathématiques"]
    assert {"sitting.locked", "sitting.unlocked"} <= set(done)


@pytest.mark.parametrize("form", [{"address": "x", "password": "sortie 2026"}, {"password": "x"}])
def test_settings_that_cannot_be_are_refused(morning, form):
    examiner = morning.school.sign_in(morning.dominique)
    answer = examiner.post(f"/sittings/{morning.sitting.id}/browser", {"address": ADDRESS} | form)
    assert answer.status_code == 422
    assert not Locks(morning.school.site.home.lockdown).any
