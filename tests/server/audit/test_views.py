"""The administrator reads the log and takes a copy of it."""

import json

from i18n.translate import gettext, in_language
from server.database import database
from server.roles import Role


def test_the_administrator_sees_who_did_what_and_that_the_log_is_whole(school):
    seat = school.sign_in(Role.ADMINISTRATOR)
    page = seat.page("/audit")
    with in_language("fr"):
        assert gettext("Session began") in page
    assert "Madame Administrator" in page


def test_a_log_somebody_was_at_is_told_as_such(school):
    seat = school.sign_in(Role.ADMINISTRATOR)
    database.execute_sql('UPDATE "audit_entry" SET "subject" = \'x\' WHERE "id" = 1')
    response = seat.get("/audit")
    assert response.status_code == 409
    assert "1" in response.text


def test_the_whole_log_is_sent_as_lines_of_json(school):
    seat = school.sign_in(Role.ADMINISTRATOR)
    response = seat.get("/audit/export")
    lines = [json.loads(line) for line in response.text.splitlines()]
    assert [line["action"] for line in lines] == school.actions()
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_a_name_with_html_in_it_is_shown_as_text(school):
    school.person("<b>Eve</b>")
    page = school.sign_in(Role.ADMINISTRATOR).get("/audit").text
    assert "<b>Eve</b>" not in page
    assert "&lt;b&gt;Eve" in page
