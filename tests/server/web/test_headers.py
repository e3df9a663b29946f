"""What every answer tells the browser."""

import re

import pytest

from server.app import create_app
from server.roles import Role
from server.web.headers import LETTERS_POLICY, PAGE_POLICY
from tests.server.web.test_guards import routes

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize("who", [None, Role.ADMINISTRATOR, Role.LEARNER])
def test_every_answer_carries_the_headers_that_protect(school, who):
    seat = school.sign_in(who) if who else school.seat()
    for line, address in routes(school.app):
        response = seat.get(address) if line.startswith("GET") else seat.send_bare(address)
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, line
        if "/frames/" in line:  # what else they carry: tests/server/frames
            assert policy.startswith("sandbox; "), line
            continue
        assert "frame-ancestors 'none'" in policy, line
        assert "script-src" not in policy.replace("script-src 'self'", ""), line
        assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS, line
        assert response.headers["Cache-Control"], line
        if response.mimetype in ("text/html", "application/json"):
            assert response.headers["Cache-Control"] == "no-store", line


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/nowhere", 404, id="no such page"),
        pytest.param("/library", 308, id="an address without its last stroke"),
        pytest.param("/sign-out", 405, id="a form opened as a page"),
        pytest.param("/library/../../etc/passwd", 404, id="a way out"),
    ],
)
def test_refusals_of_the_server_itself_carry_them_too(school, path, status):
    response = school.seat().get(path)
    assert response.status_code == status
    assert response.headers["Content-Security-Policy"] == PAGE_POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_program_keeps_the_policy_of_pages_for_what_runs_apart_from_them(school):
    """A worker obeys the policy of its own file; styles and fonts that of the page."""
    seat = school.seat()
    assert seat.get("/static/listen.js").headers["Content-Security-Policy"] == PAGE_POLICY
    style = seat.get("/static/base.css").headers
    assert style["Content-Security-Policy"] == LETTERS_POLICY
    assert style["X-Content-Type-Options"] == "nosniff"
    assert style["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_form_that_is_too_large_is_refused_with_a_page(school):
    response = school.seat().post("/sign-in", {"code": "A" * (2 << 20)})
    assert response.status_code == 413
    assert "<h1" in response.text
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_no_page_holds_a_script_a_style_or_a_handler_of_its_own(school, node):
    seat = school.sign_in(Role.LEARNER)
    pages = ["/", "/mine", "/library/", "/search?q=tarte", "/look", "/help"]
    pages += [f"/library/{node(title).id}/" for title in ("Les fractions", "Exercice de tout")]
    for page in pages:
        text = seat.page(page)
        assert re.findall(r"<script(?![^>]*\ssrc=\"/static/)[^>]*>", text) == [], page
        assert "<style" not in text, page
        assert re.findall(r"\son[a-z]+=\"", text) == [], page
        assert re.findall(r"\sstyle=\"", text) == [], page


def test_nothing_is_said_of_https_on_a_plain_network_and_much_behind_a_proxy(open_site, home):
    assert "Strict-Transport-Security" not in open_site(home).seat().get("/help").headers
    school = open_site(home, https="yes")
    assert "max-age" in school.seat().get("/help").headers["Strict-Transport-Security"]


def test_a_fault_of_the_program_is_a_page_that_tells_nothing_of_its_inside(school):
    school.app = create_app(school.site)  # of its own, to be broken

    @school.app.before_request
    def break_() -> None:
        raise ZeroDivisionError("the inside")

    school.app.before_request_funcs[None].insert(0, school.app.before_request_funcs[None].pop())
    response = school.seat().get("/help")
    assert response.status_code == 500
    assert "<h1" in response.text
    assert "the inside" not in response.text
    assert response.headers["Content-Security-Policy"] == PAGE_POLICY
