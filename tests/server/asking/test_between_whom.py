"""Between one learner and those who teach them now; and nowhere where a site does not ask."""

import re

import pytest

from server.asking import answering_views, views
from server.asking.models import Question, Saying
from server.classes import enrolling
from server.classes import operations as classes
from server.roles import Role
from tests.server.audiences.conftest import Site

ADDRESSES = {
    "the learner's list": ("GET", "/mine/questions/"),
    "one of the learner's": ("GET", "/mine/questions/{question}"),
    "asking again": ("POST", "/mine/questions/{question}"),
    "understanding": ("POST", "/mine/questions/{question}/understood"),
    "the learner's recording": ("GET", "/mine/questions/recordings/{recording}"),
    "the teacher's list": ("GET", "/questions/"),
    "one for the teacher": ("GET", "/questions/{question}"),
    "the answer": ("POST", "/questions/{question}"),
    "the recording for the teacher": ("GET", "/questions/recordings/{recording}"),
}
GOOD = {"GET": 200, "POST": 303}
SAID = ("Pourquoi un quart", "Relisez la règle", "Camille")


def ask(seat, method, path, last):
    form = {"text": "Autre chose.", "last": last}
    return seat.get(path) if method == "GET" else seat.post(path, form)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_but_the_learner_and_those_who_teach_them_gets_at_a_question(
    room, school, asked, address
):
    room.answers(room.dominique, asked)
    before = school.actions()
    method, template = ADDRESSES[address]
    recording = Saying.get(Saying.sha256 != "")
    path = template.format(question=asked.id, recording=recording.id)
    last = room.last(asked)
    seats = {
        "another learner": school.sign_in(room.sacha),
        "another class's teacher": school.sign_in(room.noor),
        "a content manager": school.sign_in(Role.CONTENT_MANAGER),
        "an examiner": school.sign_in(Role.EXAMINER),
        "an administrator": school.sign_in(Role.ADMINISTRATOR),
        "a guest": school.seat(),
    }
    mine = path.startswith("/mine")
    seats.update({"the teacher": school.sign_in(room.dominique)} if mine else {})
    seats.update({} if mine else {"the learner": school.sign_in(room.camille)})
    reader = "another learner" if mine else "another class's teacher"
    for who, seat in seats.items():
        answer = ask(seat, method, path, last)
        expected = 303 if who == "a guest" else 404 if who == reader else 403
        if who == reader and address.endswith("list"):
            expected = 200
        assert answer.status_code == expected, who
        if answer.mimetype == "text/html":
            told = answer.text.partition("<main")[2].partition("</main>")[0]
            assert not [word for word in SAID if word in told], who
    tried = school.actions()[len(before) :].count("form.refused")
    assert (tried > 0) == (method == "POST")
    assert Question.get_by_id(asked.id).state == "answered"
    one = school.sign_in(room.camille if mine else room.dominique)
    assert ask(one, method, path, last).status_code == GOOD[method]


@pytest.mark.parametrize("address", ["/questions/{}", "/questions/recordings/{}"])
def test_what_is_not_there_and_what_is_not_for_one_are_not_told_apart(room, school, asked, address):
    recording = Saying.get(Saying.sha256 != "")
    number = recording.id if "recordings" in address else asked.id
    for person, start in ((room.noor, ""), (room.sacha, "/mine")):
        seat = school.sign_in(person)
        told = [
            seat.get(start + address.format(each))
            .text.partition("<main")[2]
            .partition("</main>")[0]
            for each in (number, 999)
        ]
        assert told[0] == told[1]


def test_no_page_of_another_learner_names_or_counts_it(room, school, asked):
    room.answers(room.dominique, asked)
    seat = school.sign_in(room.sacha)
    for address in ("/", "/mine", "/mine/kept", "/mine/questions/", "/courses", "/search?q=quart"):
        page = seat.page(address)
        assert not [word for word in (*SAID, "a répondu") if word in page], address


def test_what_waits_goes_with_the_learner_and_what_is_settled_stays_behind(room, school, node):
    settled = room.asks(room.camille, text="Réglée")
    room.answers(room.dominique, settled)
    school.wait(hours=1)
    waits = room.asks(room.camille, text="En attente")
    enrolling.leave(room.stay.id, school.by, at=school.now)
    room.enrol(room.maths, room.camille)
    old, new = school.sign_in(room.dominique), school.sign_in(room.noor)
    for question in (settled, waits):
        assert old.get(f"/questions/{question.id}").status_code == 404
    listed = new.page("/questions/")
    assert "En attente" in listed and "Réglée" not in listed
    assert new.get(f"/questions/{settled.id}").status_code == 404
    school.sign_in(room.camille).post(f"/mine/questions/{settled.id}", {"text": "Encore ?"})
    assert "Relisez la règle." in new.page(f"/questions/{settled.id}")
    room.answers(room.noor, settled, "Voici.")
    assert "Voici." in school.sign_in(room.noor).page(f"/questions/{settled.id}")
    assert "Voici." in school.sign_in(room.camille).page("/mine/questions/")


def test_a_colleague_of_the_same_class_reads_and_answers_it(room, school, asked):
    classes.add_teacher(room.cfg.id, room.noor.id, school.by, at=school.now)
    assert room.answers(room.noor, asked).status_code == 303
    assert "Relisez" in school.sign_in(room.dominique).page(f"/questions/{asked.id}")


def test_a_teacher_reads_no_name_of_anothers_class(room, school, asked):
    room.enrol(room.maths, room.camille)
    for address in ("/questions/", f"/questions/{asked.id}"):
        page = school.sign_in(room.dominique).page(address).partition("<main")[2]
        assert "CFG" in page and "Maths" not in page


def test_a_page_that_is_not_for_a_learner_cannot_be_asked_about(school, node):
    site, page = Site(school), node("Les fractions")
    site.limit(site.cfg)
    address = f"/mine/questions/about/{page.id}"
    inside, outside = school.sign_in(site.camille), school.sign_in(site.sacha)
    assert inside.get(address).status_code == 200
    assert outside.get(address).status_code == 404
    assert outside.post(address, {"picture": "lost"}).status_code == 404
    assert "Les fractions" not in outside.get(address).text


def test_a_page_that_has_gone_is_not_named_and_the_question_stays(room, school, asked):
    Question.update(node_id="0" * 32).execute()
    assert "n'est plus là" in school.sign_in(room.camille).page("/mine/questions/")
    for address in ("/questions/", f"/questions/{asked.id}"):
        assert "n'est plus ici" in school.sign_in(room.dominique).page(address)


@pytest.fixture
def silent(room, asked, school, open_site, home):
    """The same site with the same people and questions, where nobody asks."""
    room.answers(room.dominique, asked)
    quiet = open_site(home, questions="no")
    quiet._codes, quiet.now_asked = school._codes, asked
    return quiet


def test_where_a_site_does_not_ask_no_address_of_it_is_there(silent):
    rules = {rule.rule for rule in silent.app.url_map.iter_rules()}
    assert not [rule for rule in rules if rule.startswith(("/questions/", "/mine/questions/"))]
    recording = Saying.get(Saying.sha256 != "")
    for person in ("Camille Martin", "Dominique Leroy", Role.ADMINISTRATOR):
        seat = silent.sign_in(person if isinstance(person, Role) else silent.person(person))
        for method, template in ADDRESSES.values():
            path = template.format(question=silent.now_asked.id, recording=recording.id)
            assert ask(seat, method, path, 1).status_code == 404, path
    guest = silent.seat()
    assert guest.get("/mine/questions/ask").status_code == 404


@pytest.mark.parametrize("name", ["Camille Martin", "Dominique Leroy", "Andrea Blanc"])
def test_where_a_site_does_not_ask_no_page_tells_of_it(silent, node, name):
    role = Role.ADMINISTRATOR if name == "Andrea Blanc" else Role.LEARNER
    seat = silent.sign_in(silent.person(name, role))
    todo, walked = (
        ["/", *(f"/library/{node(t).id}/" for t in ("Les fractions", "Au guichet"))],
        set(),
    )
    words = (
        "Mes questions",
        "Demander à l'enseignant",
        '"/questions/',
        "/mine/questions",
        "un quart ?",
        "Relisez la",
    )
    while todo:
        address = todo.pop()
        if address in walked or "export" in address or "/files/" in address:
            continue
        walked.add(address)
        response = seat.get(address, follow_redirects=True)
        if response.mimetype != "text/html" or address.startswith("/static"):
            continue
        page = response.text
        assert not [word for word in words if word in page.replace("&#39;", "'")], address
        todo += [each for each in re.findall(r'href="(/[^"#?]*)', page) if each[1:7] != "static"]
    assert len(walked) > 8


def test_the_places_of_questions_all_hang_on_the_setting():
    places = (*views.PAGE_PLACES, *views.MINE_PLACES, *answering_views.PLACES)
    assert {each.setting for each in places} == {views.SETTING}


def test_switching_it_on_again_gives_everything_back(silent, open_site, home, monkeypatch):
    loud = open_site(home, questions="yes")
    loud._codes = silent._codes
    page = loud.sign_in(loud.person("Camille Martin")).page("/mine/questions/")
    assert "Pourquoi un quart ?" in page and "Relisez la règle." in page
