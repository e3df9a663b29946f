"""What belongs to one class is not there for its neighbours: every address that names a thing.

`who_may.py` says which roles may open a page; this table, whose thing it must be. A new address
with a number in it belongs in here.
"""

from datetime import timedelta
from io import BytesIO

import pytest

from server import clock
from server.accounts.models import Person
from server.actors import Actor
from server.asking.models import Question, Saying
from server.audit.models import AuditEntry
from server.classes import enrolling, operations
from server.classes.models import PeopleImport
from server.database import database
from server.lockdown.keeping import Locked, Locks
from server.modules import giving
from server.modules import operations as modules
from server.notes import operations as notes
from server.paper import operations as packs
from server.paper.operations import Wanted
from server.positioning import operations as positioning
from server.records.models import Visit, Work
from server.roles import Role
from server.seats.models import Session
from server.sittings import candidates
from server.sittings import operations as sittings
from server.sittings.models import Candidate
from server.sittings.operations import Plan
from server.words.models import KeptWord
from tests.server import exercising

PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x03\x20\0\0\x02\x58 a drawing"

OF_A_CLASS = {
    "/classes/imports/": "import",
    "/classes/people/": "stay",
    "/classes/<int:number>/": "class",
    "/modules/assignments/": "assignment",
    "/modules/<int:number>/": "module",
    "/marking/pages/": "visit",
    "/marking/works/": "work",
    "/notes/": "note",
    "/questions/<int:number>": "question",
    "/questions/recordings/": "recording",
    "/paper/packs/": "pack",
    "/starts/": "start",
    "/seats/<int:session_id>/": "session",
}
"""Addresses of teachers, by how they begin, and the thing that they name."""
OF_A_LEARNER = {
    "/courses/modules/": "module",
    "/mine/questions/<int:number>": "question",
    "/mine/questions/recordings/": "recording",
    "/mine/works/": "file",
    "/mine/words/": "word",
    "/mine/start/sheets/": "start",
}
"""Addresses of learners, by how they begin, and the thing of somebody else that they name."""
OF_A_SITTING = {
    "/sittings/<int:number>/": "sitting",
    "/sittings/candidates/": "candidate",
}
"""Addresses of examiners, by how they begin, and the thing of another's sitting that they name."""
OF_EVERYBODY = {
    "/accounts/": "the administrators keep all accounts",
    "/audiences/": "content managers decide about all courses",
    "/bank/": "those who write questions share all of them",
    "/papers/": "those who write papers share all of them",
    "/writing/": "of who made the course: tests/server/authoring/test_views.py",
    "/bundles/": "content managers decide about all bundles",
    "/channel/": "content managers read all receipts",
    "/copies/": "of those who correct the sitting: tests/server/results/test_copies_page.py",
    "/exam/given/": "one's own alone, by its place: tests/server/exam_room/test_files.py",
    "/exam/documents/": "of one's own paper alone: tests/server/exam_room/test_documents.py",
    "/exam/aloud/": "of one's own paper alone: tests/server/exam_room/test_aloud.py",
    "/exam/files/": "of one's own paper alone: tests/server/exam_room/test_candidate_pages.py",
    "/frames/": "of who has the capability: tests/server/frames/test_frames.py",
    "/interactive/": "content managers decide about all courses",
    "/jobs/": "the site's jobs are nobody's own",
    "/library/": "who finds a course: tests/server/audiences/test_leaks.py",
    "/paper/answers/": "those who teach find all courses",
    "/mine/questions/about/": "who finds a course: tests/server/asking/test_between_whom.py",
    "/mine/wishes/link/": "who finds a course: tests/server/wishes/test_wishes.py",
    "/wishes/": "content managers answer all wishes, without names",
    "/sounds/": "who finds a course: tests/server/library/test_sounds.py",
    "/static/": "the look of the pages",
    "/voices/": "content managers choose the voices of the site",
    "/pictures/": "of classes whose teacher shows them: tests/server/pictures/test_coming_in.py",
    "/spoken/": "staff record the sentences of the program, for all",
    "/aloud/": "what is said is what the page of the session shows: its key opens nothing else",
}
"""Addresses of what is not one person's or one class's, and why."""
OF_WHO_ASKS = {"/marking/works/<int:number>/spoken/mine"}
"""Things that each teacher has of their own: there are none before they are made."""
COME_AND_GO = {"audit_entry", "session", "seat", "wrong_try"}
"""Tables that any request may write in."""


def begins(rule, table):
    return next((what for start, what in table.items() if rule.startswith(start)), None)


def addresses(app, table):
    """Yield method, rule and the thing it names, of every address in a table."""
    for rule in app.url_map.iter_rules():
        what = begins(rule.rule, table)
        if "<" in rule.rule and what:
            for method in sorted(rule.methods & {"GET", "POST"}):
                yield method, rule.rule, what


@pytest.fixture
def two_classes(school, node, tmp_path):
    """Two teachers with a class each; the numbers of what belongs to the first of them."""
    exercising.install(school.site.library, tmp_path)
    dominique = school.person("Dominique Leroy", Role.TEACHER)
    noor = school.person("Noor Haddad", Role.TEACHER)
    camille, sacha = school.learner("Camille Martin"), school.learner("Sacha Petit")
    made = {}
    for name, teacher, learner in (("CFG", dominique, camille), ("Maths", noor, sacha)):
        by = Actor(teacher.name, None, teacher.id)
        opened = operations.open_class(name, "", "", by, at=school.now)
        stay = enrolling.enrol(opened.id, learner, school.by, at=school.now)
        made[name] = (opened, stay)
    seat = school.sign_in(camille)
    letter, drawing = node("À écrire"), node("À montrer")
    seat.get(f"/library/{letter.id}/")
    seat.post(
        f"/library/{letter.id}/questions/2",
        {"answer": "Madame, je vous écris pour un rendez-vous.", "do": "hand"},
    )
    seat.get(f"/library/{drawing.id}/")
    seat.post(f"/library/{drawing.id}/questions/1/file", {"file": (BytesIO(PICTURE), "x")})
    seat.get(f"/library/{node('Un atelier').id}/")
    handed = Work.get(Work.kind == "file")
    spoken = {"spoken": handed.sha256, "spoken_type": "audio/ogg", "spoken_size": handed.size}
    Work.update(**spoken).execute()
    opened, stay = made["CFG"]
    by = Actor(dominique.name, None, dominique.id)
    module = modules.make("Écrire", "", by, at=school.now)
    modules.add(module.id, [letter.id], by, at=school.now)
    today = clock.day(school.now).isoformat()
    given = giving.assign(module.id, opened.id, "", today, "", by, at=school.now)
    voice = BytesIO(b"\x1a\x45\xdf\xa3 a voice")
    seat.post("/mine/questions/ask", {"picture": "lost", "recording": (voice, "x")})
    note = notes.write(stay.id, "Relire les fractions.", dominique, by, at=school.now)
    start = positioning.offer(stay.id, "ar", dominique, by, at=school.now)
    positioning.answer(camille, "sound", "yes", at=school.now)
    return {
        "start": start.id,
        "module": module.id,
        "assignment": given.id,
        "question": Question.get().id,
        "recording": Saying.get().id,
        "note": note.id,
        "word": KeptWord.create(
            person=Person.get(Person.name == "Camille Martin"),
            word="côte",
            language="fr",
            kept_at=school.now,
        ).id,
        "class": opened.id,
        "stay": stay.id,
        "import": PeopleImport.create(
            file_name="liste.csv",
            imported_by=dominique,
            imported_at=school.now,
            classes=f"[{opened.id}]",
        ).id,
        "work": Work.get(Work.kind == "text").id,
        "file": handed.id,
        "page": letter.id,
        "course": letter.channel,
        "visit": Visit.get(Visit.node_id == node("Un atelier").id).id,
        "pack": packs.make(
            opened.id,
            Wanted([letter.id], "Une lettre", stay.id),
            school.site.library,
            Actor(dominique.name, None, dominique.id),
            at=school.now,
        ).id,
        "session": Session.get(Session.person == camille, Session.ended_at.is_null()).id,
    }


def filled(rule, number, things):
    """Return the address of a thing; where it names a page or a course too, those of ``things``."""
    address = rule.replace("<int:number>", str(number)).replace("<int:session_id>", str(number))
    return address.replace("<node_id>", things["page"]).replace("<channel_id>", things["course"])


def everything():
    """Return all rows but those that any request may write."""
    tables = [name for name in database.get_tables() if name not in COME_AND_GO]
    return {name: list(database.execute_sql(f'SELECT * FROM "{name}"')) for name in tables}


def test_every_address_with_a_name_in_it_is_in_a_table(school):
    named = [rule.rule for rule in school.app.url_map.iter_rules() if "<" in rule.rule]
    tables = OF_A_CLASS | OF_A_LEARNER | OF_A_SITTING | OF_EVERYBODY
    assert [rule for rule in named if begins(rule, tables) is None] == []


def test_what_belongs_to_a_class_is_not_there_for_the_teacher_of_another(school, two_classes):
    neighbour = school.sign_in(school.person("Noor Haddad", Role.TEACHER))
    before, answered = everything(), {}
    for method, rule, what in addresses(school.app, OF_A_CLASS):
        address = filled(rule, two_classes[what], two_classes)
        answer = neighbour.get(address) if method == "GET" else neighbour.post(address)
        answered[f"{method} {rule}"] = answer.status_code
    assert {line: code for line, code in answered.items() if code != 404} == {}
    assert everything() == before


def test_what_somebody_handed_in_is_not_there_for_another_learner(school, two_classes):
    neighbour = school.sign_in(school.learner("Sacha Petit"))
    for method, rule, what in addresses(school.app, OF_A_LEARNER):
        address = filled(rule, two_classes[what], two_classes)
        answer = neighbour.get(address) if method == "GET" else neighbour.post(address)
        assert answer.status_code == 404, rule


@pytest.fixture
def sitting(school):
    """A sitting of one examiner, with a candidate."""
    maker = school.person("Inès Faure", Role.EXAMINER)
    school.learner("Camille Martin")
    by = Actor(maker.name, None, maker.id)
    when = school.now + timedelta(days=1)
    plan = Plan("Mathématiques", "Salle 2", when, 3600, (maker.id,))
    made, _ = sittings.plan(plan, maker, by, at=school.now)
    candidates.add_named(made.id, "Camille Martin", by, at=school.now)
    Locks(school.site.home.lockdown).keep(made.id, Locked("0" * 64, {"startURL": ""}))
    return {"sitting": made.id, "candidate": Candidate.get().id}


def test_a_sitting_is_not_there_for_an_examiner_who_does_not_run_it(school, sitting):
    neighbour = school.sign_in(school.person("Noé Blanc", Role.EXAMINER))
    before, answered = everything(), {}
    for method, rule, what in addresses(school.app, OF_A_SITTING):
        address = rule.replace("<int:number>", str(sitting[what]))
        answer = neighbour.get(address) if method == "GET" else neighbour.post(address)
        answered[f"{method} {rule}"] = answer.status_code
    assert {line: code for line, code in answered.items() if code != 404} == {}
    assert everything() == before


def test_the_pages_of_a_sitting_open_for_its_examiner(school, sitting):
    own = school.sign_in(school.person("Inès Faure", Role.EXAMINER))
    for method, rule, what in addresses(school.app, OF_A_SITTING):
        if method == "GET":
            address = rule.replace("<int:number>", str(sitting[what]))
            assert own.get(address).status_code == 200, rule


def test_the_same_addresses_open_for_those_whose_it_is(school, two_classes):
    own = school.sign_in(school.person("Dominique Leroy", Role.TEACHER))
    learner = school.sign_in(school.learner("Camille Martin"))
    for seat, table in ((own, OF_A_CLASS), (learner, OF_A_LEARNER)):
        for method, rule, what in addresses(school.app, table):
            if method == "GET" and rule not in OF_WHO_ASKS:
                thing = "file" if rule.endswith("/file") else what
                assert seat.get(filled(rule, two_classes[thing], two_classes)).status_code == 200, (
                    rule
                )


def test_a_form_about_what_is_not_ones_own_is_noted_once(school, two_classes):
    neighbour = school.sign_in(school.person("Noor Haddad", Role.TEACHER))
    address = f"/marking/works/{two_classes['work']}"
    for _ in range(3):
        assert neighbour.post(address, {"mark": "20"}).status_code == 404
    noted = AuditEntry.select().where(AuditEntry.action == "form.refused")
    assert [(entry.actor, entry.subject) for entry in noted] == [("Noor Haddad", address)]


def test_a_form_of_another_role_is_noted(school):
    learner = school.sign_in(school.learner("Camille Martin"))
    assert learner.post("/accounts", {"name": "Eve"}).status_code == 403
    assert school.actions()[-1] == "form.refused"


def test_however_much_somebody_tries_the_log_is_not_filled(school):
    learner = school.sign_in(school.learner("Camille Martin"))
    for number in range(60):
        learner.post(f"/accounts/{number}/close")
    assert 0 < school.actions().count("form.refused") < 30


def test_looking_at_a_page_that_is_not_there_is_not_noted(school):
    learner = school.sign_in(school.learner("Camille Martin"))
    learner.get("/library/courses/nowhere/")
    assert "form.refused" not in school.actions()
