"""Who may open what: every page of the program, for everybody."""

import re
from collections.abc import Iterator

import pytest

from server.jobs import operations as jobs
from server.roles import Role
from server.web.guards import OPEN_TO
from tests import running
from tests.server.web.who_may import GUEST, WHO_MAY

CLOSED_WITHOUT_GUESTS = {
    line for line in WHO_MAY if " /library/" in line or " /words/" in line or line == "GET /search"
}


def routes(app) -> Iterator[tuple[str, str]]:
    """Go through the pages of the program: "GET /jobs/<int:number>", and an address for it."""
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            address = rule.rule.replace("<int:number>", "1").replace("<int:session_id>", "999")
            for number in ("section", "document", "place"):
                address = address.replace(f"<int:{number}>", "1")
            for word in ("node_id", "channel_id", "sha256", "version", "block", "ending", "code"):
                address = address.replace(f"<{word}>", "0" * 32)
            yield f"{method} {rule.rule}", address.replace("<path:name>", "base.css")


def passes(seat, line: str, address: str) -> bool:
    """Say whether somebody gets past the guard; what the page then says is its own matter."""
    response = seat.get(address) if line.startswith("GET") else seat.post(address)
    to_sign_in = response.status_code == 303 and "/sign-in?next" in response.headers["Location"]
    return not to_sign_in and response.status_code != 403


def test_every_page_says_who_may_open_it(school):
    assert running.silent_pages(school.app, OPEN_TO) == []


def test_every_page_is_in_the_table_and_nothing_else(school):
    assert {line for line, _ in routes(school.app)} == WHO_MAY.keys()


@pytest.mark.parametrize("who", [GUEST, *Role])
def test_each_page_opens_for_those_it_is_for_and_for_nobody_else(school, who):
    school.learner("Number One")
    jobs.ask("library.index", "maths", school.by, at=school.now, anew=False)
    seat = school.seat() if who == GUEST else school.sign_in(who)
    opened = set()
    last = ("POST /sign-out", "POST /sign-in")
    for line, address in sorted(routes(school.app), key=lambda each: last.count(each[0])):
        if passes(seat, line, address):
            opened.add(line)
    assert opened == {line for line, people in WHO_MAY.items() if who in people}


def test_without_guests_the_library_is_closed_to_whoever_has_not_signed_in(open_site, home):
    school = open_site(home, guests="no")
    seat = school.seat()
    opened = {line for line, address in routes(school.app) if passes(seat, line, address)}
    open_to_guests = {line for line, people in WHO_MAY.items() if GUEST in people}
    assert opened == open_to_guests - CLOSED_WITHOUT_GUESTS
    assert "/library/" not in seat.page("/sign-in").partition("<main")[2]


def test_without_guests_those_who_sign_in_read_as_ever(open_site, home):
    school = open_site(home, guests="no")
    assert "Les maths" in school.sign_in(Role.LEARNER).page("/library/")


def test_a_page_that_is_for_others_says_so_and_stays_closed(school):
    response = school.sign_in(Role.LEARNER).get("/audit")
    assert response.status_code == 403
    assert "<table" not in response.text


def test_only_who_has_a_teacher_is_told_to_ask_the_teacher(school):
    nowhere, told = "/library/courses/nowhere/", "montrez cette page"
    assert told in school.seat().get(nowhere).text
    assert told in school.sign_in(Role.LEARNER).get(nowhere).text
    assert told not in school.sign_in(Role.CONTENT_MANAGER).get(nowhere).text


def test_a_form_sent_after_the_session_ended_does_not_lead_back_to_an_address_of_forms(school):
    seat = school.seat()
    response = seat.post("/accounts", {"name": "Eve"})
    assert response.headers["Location"].endswith("next=/") or "%2F" in response.headers["Location"]
    assert "accounts" not in response.headers["Location"]


@pytest.mark.parametrize("role", list(Role))
def test_everybody_is_offered_only_places_that_open(school, role):
    seat = school.sign_in(role)
    menu = seat.page("/help").partition("<nav")[2].partition("</nav>")[0]
    places = re.findall(r'href="([^"]+)"', menu)
    assert places
    assert {place: seat.get(place).status_code for place in places} == dict.fromkeys(places, 200)
