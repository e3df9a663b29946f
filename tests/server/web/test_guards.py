"""Who may open what: every page of the program, for everybody."""

import re
from collections.abc import Iterator

import pytest

from server.jobs import operations as jobs
from server.roles import Role
from server.web.guards import OPEN_TO
from tests import running

GUEST = "guest"
STAFF = {Role.TEACHER, Role.CONTENT_MANAGER, Role.EXAMINER, Role.ADMINISTRATOR}
ALL = {Role.LEARNER, *STAFF}
EVERYBODY = {GUEST, *ALL}
CONTENT = {Role.CONTENT_MANAGER, Role.ADMINISTRATOR}
OFFICE = {Role.ADMINISTRATOR}
CLASS = {Role.TEACHER, Role.ADMINISTRATOR}
AUTHORS = {Role.TEACHER, Role.EXAMINER, Role.ADMINISTRATOR}
EXAMS = {Role.EXAMINER, Role.ADMINISTRATOR}

WHO_MAY = {
    "GET /": ALL,
    "GET /accounts": OFFICE,
    "POST /accounts": OFFICE,
    "GET /accounts/<int:number>/close": OFFICE,
    "POST /accounts/<int:number>/close": OFFICE,
    "POST /accounts/<int:number>/reopen": OFFICE,
    "POST /accounts/<int:number>/code": OFFICE,
    "GET /classes/shared": {Role.TEACHER},
    "POST /classes/shared": {Role.TEACHER},
    "GET /audit": OFFICE,
    "GET /audit/export": OFFICE,
    "GET /audiences/<channel_id>": CONTENT,
    "POST /audiences/<channel_id>": CONTENT,
    "POST /audiences/<channel_id>/confirm": CONTENT,
    "GET /bank/": AUTHORS,
    "GET /bank/<int:number>": AUTHORS,
    "POST /bank/<int:number>/archive": AUTHORS,
    "GET /bank/<int:number>/change": AUTHORS,
    "POST /bank/<int:number>/change": AUTHORS,
    "GET /bank/categories": AUTHORS,
    "POST /bank/categories": AUTHORS,
    "POST /bank/categories/<int:number>/remove": AUTHORS,
    "GET /bank/export": AUTHORS,
    "GET /bank/export/file": AUTHORS,
    "GET /bank/files/<sha256>.<ending>": AUTHORS,
    "GET /bank/import": AUTHORS,
    "GET /bank/import/table": AUTHORS,
    "POST /bank/import": AUTHORS,
    "POST /bank/import/keep": AUTHORS,
    "GET /bank/new": AUTHORS,
    "GET /bank/new/<kind>": AUTHORS,
    "POST /bank/new/<kind>": AUTHORS,
    "GET /bundles/": CONTENT,
    "GET /bundles/<int:number>": CONTENT,
    "POST /bundles/<int:number>/approve": CONTENT,
    "GET /bundles/<int:number>/pages/<node_id>/": CONTENT,
    "GET /bundles/<int:number>/pages/<node_id>/files/<sha256>.<ending>": CONTENT,
    "POST /bundles/<int:number>/give-up": CONTENT,
    "GET /bundles/room": CONTENT,
    "POST /bundles/room/speech": CONTENT,
    "POST /bundles/courses/<channel_id>/give-up-before": CONTENT,
    "POST /bundles/courses/<channel_id>/retire": CONTENT,
    "POST /bundles/courses/<channel_id>/offer-again": CONTENT,
    "POST /bundles/courses/<channel_id>/take-off": CONTENT,
    "GET /bundles/stale": CONTENT,
    "POST /bundles/<int:number>/appeal": CONTENT,
    "POST /bundles/<int:number>/appeal/answer": CONTENT,
    "POST /bundles/<int:number>/approve-from": CONTENT,
    "POST /bundles/<int:number>/take-back": CONTENT,
    "POST /bundles/<int:number>/take-charge": CONTENT,
    "POST /bundles/<int:number>/pages/<node_id>/remarks": CONTENT,
    "POST /bundles/<int:number>/refuse": CONTENT,
    "POST /bundles/bring-in": CONTENT,
    "POST /bundles/courses/<channel_id>/roll-back": CONTENT,
    "GET /bundles/inventory": CONTENT,
    "GET /bundles/medium": CONTENT,
    "GET /channel/": CONTENT,
    "GET /channel/receipts/<int:number>": CONTENT,
    "GET /classes/": CLASS,
    "GET /classes/<int:number>/": CLASS,
    "GET /classes/<int:number>/add": CLASS,
    "POST /classes/<int:number>/add": CLASS,
    "GET /classes/<int:number>/cards": CLASS,
    "POST /classes/<int:number>/cards": CLASS,
    "GET /classes/<int:number>/change": CLASS,
    "POST /classes/<int:number>/change": CLASS,
    "POST /classes/<int:number>/close": CLASS,
    "GET /classes/<int:number>/export": CLASS,
    "POST /classes/<int:number>/export": CLASS,
    "POST /classes/<int:number>/groups": CLASS,
    "POST /classes/<int:number>/groups/remove": CLASS,
    "POST /classes/<int:number>/hand-over": CLASS,
    "POST /classes/<int:number>/new-person": CLASS,
    "GET /classes/<int:number>/now": CLASS,
    "GET /classes/<int:number>/now/board": CLASS,
    "GET /classes/<int:number>/marks": CLASS,
    "GET /classes/<int:number>/hours": CLASS,
    "GET /classes/<int:number>/hours/sheet": CLASS,
    "GET /classes/<int:number>/meetings": CLASS,
    "POST /classes/<int:number>/meetings/add": CLASS,
    "POST /classes/<int:number>/meetings/cancel": CLASS,
    "POST /classes/<int:number>/meetings/cancel-one": CLASS,
    "POST /classes/<int:number>/meetings/reinstate": CLASS,
    "POST /classes/<int:number>/meetings/weekly": CLASS,
    "POST /classes/<int:number>/meetings/weekly/end": CLASS,
    "GET /classes/<int:number>/roll": CLASS,
    "POST /classes/<int:number>/roll": CLASS,
    "GET /classes/counts": CLASS,
    "GET /classes/counts/sheet": CLASS,
    "GET /classes/people/<int:number>/attestation": CLASS,
    "GET /classes/people/<int:number>/hours": CLASS,
    "GET /classes/people/<int:number>/hours/sheet": CLASS,
    "GET /classes/<int:number>/progress": CLASS,
    "GET /classes/<int:number>/progress/courses/<channel_id>": CLASS,
    "GET /classes/<int:number>/progress/modules": CLASS,
    "GET /classes/<int:number>/questions": CLASS,
    "GET /classes/<int:number>/questions/<node_id>": CLASS,
    "GET /classes/<int:number>/paper": CLASS,
    "GET /classes/<int:number>/paper/new": CLASS,
    "POST /classes/<int:number>/paper/new": CLASS,
    "GET /classes/<int:number>/summary": CLASS,
    "GET /classes/<int:number>/teachers": CLASS,
    "POST /classes/<int:number>/teachers": CLASS,
    "POST /classes/<int:number>/teachers/end": CLASS,
    "GET /classes/import": CLASS,
    "POST /classes/import": CLASS,
    "GET /classes/import/template": CLASS,
    "GET /classes/imports/<int:number>": CLASS,
    "POST /classes/imports/<int:number>/undo": CLASS,
    "GET /classes/new": CLASS,
    "POST /classes/new": CLASS,
    "GET /classes/people/<int:number>/": CLASS,
    "GET /classes/people/<int:number>/progress": CLASS,
    "POST /classes/people/<int:number>/card": CLASS,
    "GET /classes/people/<int:number>/paper": CLASS,
    "GET /classes/people/<int:number>/plan": CLASS,
    "POST /classes/people/<int:number>/leave": CLASS,
    "GET /classes/people/<int:number>/marks": CLASS,
    "POST /classes/people/<int:number>/let-back": CLASS,
    "GET /classes/people/<int:number>/notes": {Role.TEACHER},
    "POST /classes/people/<int:number>/notes": {Role.TEACHER},
    "POST /classes/people/<int:number>/place": CLASS,
    "POST /classes/people/<int:number>/return": CLASS,
    "POST /classes/people/<int:number>/suspend": CLASS,
    "GET /courses": {Role.LEARNER},
    "GET /help": EVERYBODY,
    "GET /copies/": AUTHORS,
    "GET /copies/<int:number>/": AUTHORS,
    "POST /copies/<int:number>/": AUTHORS,
    "GET /copies/<int:number>/<code>/<int:place>": AUTHORS,
    "GET /exam": {Role.LEARNER},
    "GET /exam/aloud/minutes/<int:number>.mp3": {Role.LEARNER},
    "GET /exam/aloud/question/<int:number>.mp3": {Role.LEARNER},
    "GET /exam/browser": {Role.LEARNER},
    "POST /exam/browser": {Role.LEARNER},
    "GET /exam/files/<name>": {Role.LEARNER},
    "GET /exam/given/<int:number>": {Role.LEARNER},
    "GET /exam/state": EVERYBODY,
    "POST /exam/file": {Role.LEARNER},
    "POST /exam/hand-in": {Role.LEARNER},
    "POST /exam/played": {Role.LEARNER},
    "POST /exam/save": EVERYBODY,
    "GET /jobs": CONTENT,
    "GET /jobs/<int:number>": CONTENT,
    "POST /jobs/<int:number>/cancel": CONTENT,
    "POST /jobs/<int:number>/again": CONTENT,
    "GET /jobs/<int:number>/progress": CONTENT,
    "POST /language": EVERYBODY,
    "GET /library/": EVERYBODY,
    "GET /library/<node_id>/": EVERYBODY,
    "POST /library/<node_id>/again": ALL,
    "GET /library/<node_id>/files/<sha256>.<ending>": EVERYBODY,
    "POST /library/<node_id>/finished": EVERYBODY,
    "POST /library/<node_id>/place": EVERYBODY,
    "GET /library/<node_id>/print": EVERYBODY,
    "GET /paper/answers/<node_id>": CLASS,
    "GET /paper/enter": CLASS,
    "GET /paper/packs/<int:number>/": CLASS,
    "GET /paper/packs/<int:number>/answers": CLASS,
    "GET /paper/packs/<int:number>/enter": CLASS,
    "POST /paper/packs/<int:number>/enter": CLASS,
    "POST /library/<node_id>/questions/<int:number>": EVERYBODY,
    "POST /library/<node_id>/questions/<int:number>/draft": ALL,
    "POST /library/<node_id>/watched": ALL,
    "POST /library/<node_id>/questions/<int:number>/file": ALL,
    "GET /library/<node_id>/speech/<version>": EVERYBODY,
    "GET /library/<node_id>/speech/<version>/<block>.mp3": EVERYBODY,
    "GET /library/courses/<channel_id>/": EVERYBODY,
    "GET /library/covers/<sha256>.<ending>": EVERYBODY,
    "GET /look": EVERYBODY,
    "POST /look": EVERYBODY,
    "GET /marking/": CLASS,
    "GET /marking/comments": CLASS,
    "POST /marking/comments": CLASS,
    "POST /marking/habits": CLASS,
    "GET /marking/marks": CLASS,
    "POST /marking/pages/<int:number>/done": CLASS,
    "GET /marking/works/<int:number>": CLASS,
    "POST /marking/works/<int:number>": CLASS,
    "GET /marking/works/<int:number>/file": CLASS,
    "POST /marking/works/<int:number>/form": CLASS,
    "POST /marking/works/<int:number>/send-back": CLASS,
    "GET /marking/works/<int:number>/spoken": CLASS,
    "GET /marking/works/<int:number>/spoken/mine": CLASS,
    "GET /mine": {Role.LEARNER},
    "GET /mine/kept": {Role.LEARNER},
    "GET /mine/plan": {Role.LEARNER},
    "GET /mine/progress": {Role.LEARNER},
    "GET /mine/works/<int:number>": {Role.LEARNER},
    "GET /mine/works/<int:number>/spoken": {Role.LEARNER},
    "GET /classes/<int:number>/modules": CLASS,
    "POST /classes/<int:number>/modules/library": CLASS,
    "GET /courses/modules/<int:number>": {Role.LEARNER},
    "GET /modules/": CLASS,
    "GET /modules/new": CLASS,
    "POST /modules/new": CLASS,
    "GET /modules/<int:number>/": CLASS,
    "GET /modules/<int:number>/change": CLASS,
    "POST /modules/<int:number>/change": CLASS,
    "POST /modules/<int:number>/copy": CLASS,
    "POST /modules/<int:number>/remove": CLASS,
    "POST /modules/<int:number>/pages": CLASS,
    "GET /modules/<int:number>/add": CLASS,
    "POST /modules/<int:number>/add": CLASS,
    "GET /modules/<int:number>/preview/": CLASS,
    "GET /modules/<int:number>/preview/<node_id>/": CLASS,
    "GET /modules/assign": CLASS,
    "POST /modules/assign": CLASS,
    "GET /modules/assignments/<int:number>/": CLASS,
    "POST /modules/assignments/<int:number>/change": CLASS,
    "POST /modules/assignments/<int:number>/withdraw": CLASS,
    "GET /modules/assignments/<int:number>/paper": CLASS,
    "GET /mine/exams": {Role.LEARNER},
    "GET /mine/notes": {Role.LEARNER},
    "GET /mine/questions/": {Role.LEARNER},
    "GET /mine/questions/<int:number>": {Role.LEARNER},
    "POST /mine/questions/<int:number>": {Role.LEARNER},
    "POST /mine/questions/<int:number>/understood": {Role.LEARNER},
    "GET /mine/questions/about/<node_id>": {Role.LEARNER},
    "POST /mine/questions/about/<node_id>": {Role.LEARNER},
    "GET /mine/questions/ask": {Role.LEARNER},
    "POST /mine/questions/ask": {Role.LEARNER},
    "GET /mine/questions/recordings/<int:number>": {Role.LEARNER},
    "POST /notes/<int:number>/strike": {Role.TEACHER},
    "POST /presence": EVERYBODY,
    "GET /questions/": {Role.TEACHER},
    "GET /questions/<int:number>": {Role.TEACHER},
    "POST /questions/<int:number>": {Role.TEACHER},
    "GET /questions/recordings/<int:number>": {Role.TEACHER},
    "GET /search": EVERYBODY,
    "GET /seats": CLASS,
    "POST /seats/<int:session_id>/end": CLASS,
    "GET /sign-in": EVERYBODY,
    "POST /sign-in": EVERYBODY,
    "POST /sign-out": EVERYBODY,
    "GET /papers/": AUTHORS,
    "GET /papers/<int:number>/": AUTHORS,
    "POST /papers/<int:number>/archive": AUTHORS,
    "POST /papers/<int:number>/copy": AUTHORS,
    "POST /papers/<int:number>/documents": AUTHORS,
    "GET /papers/<int:number>/documents/<int:document>": AUTHORS,
    "POST /papers/<int:number>/documents/<int:document>/remove": AUTHORS,
    "POST /papers/<int:number>/items": AUTHORS,
    "GET /papers/<int:number>/preview": AUTHORS,
    "GET /papers/<int:number>/print": AUTHORS,
    "POST /papers/<int:number>/sections": AUTHORS,
    "POST /papers/<int:number>/sections/<int:section>": AUTHORS,
    "GET /papers/<int:number>/sections/<int:section>/add": AUTHORS,
    "POST /papers/<int:number>/sections/<int:section>/add": AUTHORS,
    "POST /papers/<int:number>/sections/<int:section>/draw": AUTHORS,
    "GET /papers/<int:number>/settings": AUTHORS,
    "POST /papers/<int:number>/settings": AUTHORS,
    "GET /papers/new": AUTHORS,
    "POST /papers/new": AUTHORS,
    "GET /sittings/": EXAMS,
    "GET /sittings/<int:number>/": EXAMS,
    "POST /sittings/<int:number>/add": EXAMS,
    "POST /sittings/<int:number>/add-class": EXAMS,
    "POST /sittings/<int:number>/cancel": EXAMS,
    "GET /sittings/<int:number>/change": EXAMS,
    "POST /sittings/<int:number>/change": EXAMS,
    "GET /sittings/<int:number>/convocations": EXAMS,
    "GET /sittings/<int:number>/door": EXAMS,
    "GET /sittings/<int:number>/labels": EXAMS,
    "GET /sittings/<int:number>/list": EXAMS,
    "GET /sittings/<int:number>/minutes": EXAMS,
    "GET /sittings/<int:number>/results": EXAMS,
    "POST /sittings/<int:number>/results/correctors": EXAMS,
    "POST /sittings/<int:number>/results/lock": EXAMS,
    "POST /sittings/<int:number>/results/publish": EXAMS,
    "POST /sittings/<int:number>/results/sealed": EXAMS,
    "POST /sittings/<int:number>/results/settle": EXAMS,
    "POST /sittings/<int:number>/results/unlock": EXAMS,
    "POST /sittings/<int:number>/seat-all": EXAMS,
    "GET /sittings/<int:number>/browser": EXAMS,
    "POST /sittings/<int:number>/browser": EXAMS,
    "GET /sittings/<int:number>/browser/config.seb": EXAMS,
    "GET /sittings/<int:number>/subject": EXAMS,
    "POST /sittings/<int:number>/subject": EXAMS,
    "POST /sittings/<int:number>/subject/board": EXAMS,
    "POST /sittings/<int:number>/subject/open": EXAMS,
    "POST /sittings/<int:number>/subject/rehearse": EXAMS,
    "GET /sittings/<int:number>/room": EXAMS,
    "POST /sittings/<int:number>/room": EXAMS,
    "GET /sittings/<int:number>/room/board": EXAMS,
    "GET /sittings/candidates/<int:number>/": EXAMS,
    "GET /sittings/candidates/<int:number>/desk": EXAMS,
    "POST /sittings/candidates/<int:number>/desk": EXAMS,
    "POST /sittings/candidates/<int:number>/rescue": EXAMS,
    "POST /sittings/candidates/<int:number>/grant": EXAMS,
    "POST /sittings/candidates/<int:number>/remove": EXAMS,
    "POST /sittings/candidates/<int:number>/seat": EXAMS,
    "GET /sittings/new": EXAMS,
    "POST /sittings/new": EXAMS,
    "GET /static/<path:name>": EVERYBODY,
}
"""Every page, and who gets past its guard. A new page belongs here with those it is for."""

CLOSED_WITHOUT_GUESTS = {line for line in WHO_MAY if " /library/" in line or line == "GET /search"}


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
