"""The pages of teachers and learners: making, ordering, previewing, assigning, doing."""

import re
from datetime import timedelta

import pytest

from server.classes import operations as classes
from server.modules import giving
from server.modules.models import Assignment, Module, OnlyAssigned
from server.records.models import Attempt, Visit, Work


@pytest.fixture
def teacher(staffroom, school):
    return school.sign_in(staffroom.dominique)


@pytest.fixture
def learner(staffroom, school):
    return school.sign_in(staffroom.camille)


def module_named(title):
    return Module.get(Module.title == title)


def test_a_teacher_makes_a_module_by_searching_and_ticking(teacher, node, staffroom):
    made = teacher.post("/modules/new", {"title": "Les parts", "note": "Bon courage"})
    address = made.headers["Location"]
    found = teacher.page(f"{address}?q=fractions")
    assert "Les fractions" in found
    teacher.post(address, {"node": [node("Les fractions").id, node("La lettre A").id]})
    module = module_named("Les parts")
    assert staffroom.titles(module) == ["Les fractions", "La lettre A"]
    page = teacher.page(f"/modules/{module.id}/")
    assert "Bon courage" in page
    assert page.index("Les fractions") < page.index("La lettre A")


def test_the_search_for_a_module_finds_no_page_for_teachers(teacher, staffroom):
    module = staffroom.module()
    assert "Pour le professeur" not in teacher.page(f"/modules/{module.id}/add?q=chouettelaine")
    assert "Pour le professeur" not in teacher.page(f"/modules/{module.id}/add?course=maths")


def test_a_course_is_taken_whole_when_a_module_is_made(teacher, staffroom):
    made = teacher.post("/modules/new", {"title": "Lire", "course": "lecture"})
    assert made.headers["Location"].endswith(f"/modules/{module_named('Lire').id}/")
    assert staffroom.titles(module_named("Lire")) == ["La lettre A", "Le mot juste"]


def test_a_module_without_a_title_is_not_made_and_what_was_written_stays(teacher):
    answer = teacher.post("/modules/new", {"title": " ", "note": "Mon mot"})
    assert answer.status_code == 422
    assert "Mon mot" in answer.text


def test_pages_are_ordered_without_javascript(teacher, staffroom, node):
    module = staffroom.module("Le calcul")
    address, last = f"/modules/{module.id}/pages", node("Au guichet").id
    teacher.post(address, {"up": last})
    assert staffroom.pages(module)[1] == last
    teacher.post(address, {f"place.{last}": "1"})
    assert staffroom.pages(module)[0] == last
    teacher.post(address, {"down": last})
    teacher.post(address, {"out": last})
    assert staffroom.titles(module) == ["Les fractions", "Exercice de tout"]


def test_a_number_that_is_none_moves_nothing(teacher, staffroom, node):
    module = staffroom.module("Le calcul")
    before = staffroom.pages(module)
    for text in ("", "deux", "²", "-1", "9" * 30):
        teacher.post(f"/modules/{module.id}/pages", {f"place.{before[0]}": text})
    assert staffroom.pages(module) == before


def test_the_preview_shows_the_learner_s_page_and_records_nothing(teacher, staffroom, node):
    module = staffroom.module("Les fractions", "Exercice de tout", "Au guichet", note="Courage")
    address = f"/modules/{module.id}/preview/"
    page = teacher.page(address)
    assert "rien n'est enregistré" in page
    assert "Courage" in page
    for title in ("Les fractions", "Exercice de tout", "Au guichet"):
        page = teacher.page(f"{address}{node(title).id}/")
        assert "rien n'est enregistré" in page
        main = page.partition("<main")[2].partition("</main>")[0]
        assert 'method="post"' not in main, title
        assert "data-place-url" not in main or "listen place" not in main
        assert "data-watch-url" not in main
    assert [Visit.select().count(), Attempt.select().count(), Work.select().count()] == [0, 0, 0]


def test_the_preview_shows_nothing_that_is_not_in_the_module(teacher, staffroom, node):
    module = staffroom.module("Les fractions")
    for title in ("La lettre A", "Pour le professeur"):
        address = f"/modules/{module.id}/preview/{node(title).id}/"
        assert teacher.get(address).status_code == 404


def test_a_preview_shows_no_right_answer(teacher, staffroom, node):
    from tests.server.course import KEYS

    module = staffroom.module("Exercice de tout")
    address = f"/modules/{module.id}/preview/{node('Exercice de tout').id}/"
    page = teacher.page(address)
    assert [key for key in KEYS if key in page] == []


def test_a_teacher_assigns_from_the_class_and_sees_how_far_its_people_are(
    teacher, staffroom, school, learner, node
):
    module = staffroom.module("Les fractions", "La lettre A")
    assert "Les parts" in teacher.page(f"/classes/{staffroom.cfg.id}/modules")
    teacher.page(f"/modules/assign?module={module.id}&class={staffroom.cfg.id}")
    form = {"module": module.id, "class": staffroom.cfg.id, "to": "", "weeks": "2"}
    answer = teacher.post("/modules/assign", {**form, "begins_on": staffroom.today()})
    assert answer.status_code == 303
    address = answer.headers["Location"]
    assert "pas encore\u00a0: 1" in teacher.page(address)
    learner.page(f"/library/{node('Les fractions').id}/?module={module.id}")
    assert "commencé\u00a0: 1" in teacher.page(address)
    for title in ("Les fractions", "La lettre A"):
        learner.post(f"/library/{node(title).id}/finished")
    assert "terminé\u00a0: 1" in teacher.page(address)
    assert "terminé\u00a0: 1" in teacher.page(f"/classes/{staffroom.cfg.id}/modules")
    assert "terminé\u00a0: 1" in teacher.page(f"/modules/{module.id}/")


def test_an_assignment_is_changed_and_withdrawn_on_its_page(teacher, staffroom):
    made = staffroom.assign(staffroom.module("Les fractions"), weeks="1")
    address = f"/modules/assignments/{made.id}/"
    form = {"begins_on": staffroom.today(), "weeks": "3"}
    assert teacher.post(f"{address}change", form).status_code == 303
    assert Assignment.get_by_id(made.id).weeks == 3
    assert teacher.post(f"{address}change", {**form, "begins_on": "hier"}).status_code == 422
    assert teacher.post(f"{address}withdraw").status_code == 303
    assert teacher.get(address).status_code == 404


def test_a_teacher_is_told_which_pages_whose_course_is_not_for_them_are_not_found(
    teacher, staffroom, school
):
    from content import browse
    from server.audiences import operations
    from server.audiences.models import ForWhom

    module = staffroom.module("Les fractions", "La lettre A")
    manifest = browse.channel("maths", "fr").manifest
    for_whom = ForWhom(False, frozenset({staffroom.maths.id}), frozenset())
    operations.decide("maths", manifest, for_whom, at=school.now)
    made = staffroom.assign(module)
    for address in (
        f"/modules/assign?module={module.id}&class={staffroom.cfg.id}",
        f"/modules/assignments/{made.id}/",
        f"/modules/{module.id}/preview/",
        f"/modules/{module.id}/preview/?class={staffroom.cfg.id}",
    ):
        page = teacher.page(address)
        assert "Son cours n'est pas approuvé pour eux" in page, address
    seat = school.sign_in(staffroom.camille)
    assert "Les fractions" not in seat.page(f"/courses/modules/{module.id}")
    assert "0 sur 1" in teacher.page(f"/modules/assignments/{made.id}/")


def test_the_list_for_who_was_absent_names_those_not_seen_since_and_says_nothing_of_detention(
    staffroom, school
):
    school.sign_in(staffroom.camille)
    noa = school.learner("Noa Bernard")
    staffroom.enrol(noa, staffroom.cfg)
    school.wait(hours=1)
    module = staffroom.module("Les fractions", note="Lire d'abord")
    made = staffroom.assign(module, weeks="1")
    school.wait(minutes=1)
    school.sign_in(staffroom.camille)
    teacher = school.sign_in(staffroom.dominique)
    page = teacher.page(f"/modules/assignments/{made.id}/paper").partition("<main")[2]
    assert "Noa Bernard" in page
    assert "Camille Martin" not in page
    assert "Lire d'abord" in page
    assert not re.search("détenu|prison|écrou|cellule", page, re.I)
    everybody = teacher.page(f"/modules/assignments/{made.id}/paper?for=all")
    assert "Camille Martin" in everybody


def test_a_teacher_closes_the_library_of_a_class(teacher, staffroom):
    address = f"/classes/{staffroom.cfg.id}/modules/library"
    teacher.post(address, {"library": "only"})
    assert OnlyAssigned.is_so(staffroom.cfg)
    teacher.post(address, {"library": "too"})
    assert not OnlyAssigned.is_so(staffroom.cfg)


def test_a_colleague_reads_and_copies_a_module_and_finds_no_button_to_change_it(staffroom, school):
    module = staffroom.module("Les fractions")
    staffroom.assign(module)
    classes.add_teacher(staffroom.cfg.id, staffroom.noor.id, school.by, at=school.now)
    seat = school.sign_in(staffroom.noor)
    page = seat.page(f"/modules/{module.id}/")
    assert "Ajouter des pages" not in page
    assert 'name="out"' not in page
    copied = seat.post(f"/modules/{module.id}/copy")
    assert copied.status_code == 303
    assert Module.select().where(Module.made_by == staffroom.noor).count() == 1


ADDRESSES = [
    ("GET", "/modules/{module}/"),
    ("GET", "/modules/{module}/change"),
    ("POST", "/modules/{module}/change"),
    ("POST", "/modules/{module}/copy"),
    ("POST", "/modules/{module}/remove"),
    ("POST", "/modules/{module}/pages"),
    ("GET", "/modules/{module}/add"),
    ("POST", "/modules/{module}/add"),
    ("GET", "/modules/{module}/preview/"),
    ("GET", "/modules/{module}/preview/{page}/"),
    ("GET", "/modules/assign?module={module}"),
    ("GET", "/modules/assign?module={mine}&class={theirs}"),
    ("POST", "/modules/assign"),
    ("GET", "/modules/assignments/{assignment}/"),
    ("POST", "/modules/assignments/{assignment}/change"),
    ("POST", "/modules/assignments/{assignment}/withdraw"),
    ("GET", "/modules/assignments/{assignment}/paper"),
    ("GET", "/classes/{theirs}/modules"),
    ("POST", "/classes/{theirs}/modules/library"),
]


@pytest.mark.parametrize(("method", "address"), ADDRESSES)
def test_what_is_another_teacher_s_is_not_found_at_any_address(
    staffroom, school, node, method, address
):
    module = staffroom.module("Les fractions", maker=staffroom.noor)
    mine = staffroom.module("La lettre A", title="Le mien")
    values = {
        "module": module.id,
        "mine": mine.id,
        "theirs": staffroom.maths.id,
        "assignment": staffroom.assign(module, staffroom.maths).id,
        "page": node("Les fractions").id,
    }
    form = {
        "title": "Pris",
        "node": node("La lettre A").id,
        "module": str(module.id),
        "class": str(staffroom.cfg.id),
        "begins_on": staffroom.today(),
        "library": "only",
    }
    seat, before = school.sign_in(staffroom.dominique), school.actions().count("form.refused")
    asked = address.format(**values)
    answer = seat.get(asked) if method == "GET" else seat.post(asked, form)
    assert answer.status_code == 404
    assert "Les parts" not in answer.text
    if method == "POST":
        assert Assignment.select().count() == 1
        tried = school.actions().count("form.refused")
        assert tried == before + 1


def test_every_page_of_modules_is_in_the_table_of_what_is_another_s(school):
    asked = {address.partition("?")[0] for _method, address in ADDRESSES}
    shapes = {re.sub(r"\{\w+\}", "*", address) for address in asked}
    for rule in school.app.url_map.iter_rules():
        if rule.rule.startswith("/modules/<") or rule.rule.startswith("/modules/assign"):
            assert re.sub(r"<[^>]*>", "*", rule.rule) in shapes


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "-1", "²", "x"])
def test_numbers_that_no_row_has_are_no_fault(teacher, staffroom, number):
    module = staffroom.module("Les fractions")
    for address in (
        f"/modules/assign?module={number}",
        f"/modules/assign?module={module.id}&class={number}",
        f"/modules/{module.id}/preview/?class={number}",
    ):
        assert teacher.get(address).status_code in (200, 404)
    form = {"module": number, "class": number, "to": f"person {number}"}
    assert teacher.post("/modules/assign", form).status_code == 404


# the learner


def test_home_says_what_to_carry_on_what_is_due_what_is_new_in_this_order(
    staffroom, school, learner, node
):
    learner.page(f"/library/{node('La lettre A').id}/")
    learner.post("/sign-out")
    school.wait(hours=1)
    staffroom.assign(staffroom.module("Les fractions", title="Plus tard"), weeks="4")
    staffroom.assign(staffroom.module("Le calcul", title="Bientôt"), weeks="1")
    staffroom.assign(staffroom.module("Le mot juste", title="Sans date"))
    page = school.sign_in(staffroom.camille).page("/").partition("<main")[2]
    places = [page.index(word) for word in ("La lettre A", "À faire", "Bientôt", "Plus tard")]
    places += [page.index("Nouveau depuis"), page.index("Sans date")]
    assert places == sorted(places)
    assert "0 pages faites sur 3" in page or "sur 3" in page


def test_what_is_late_is_said_without_blame_and_stays_open(staffroom, school, learner, node):
    staffroom.assign(staffroom.module("Les fractions"), weeks="1")
    school.wait(days=9)
    seat = school.sign_in(staffroom.camille)
    page = seat.page("/")
    assert "vous pouvez encore le faire" in page
    assert "retard" not in page
    assert seat.get(f"/library/{node('Les fractions').id}/").status_code == 200


def test_a_module_shows_its_note_its_pages_in_order_and_the_next_one(
    staffroom, school, learner, node
):
    module = staffroom.module("La lettre A", "Les fractions", note="Lisez bien.")
    staffroom.assign(module)
    address = f"/courses/modules/{module.id}"
    page = learner.page(address)
    assert "Lisez bien." in page
    assert page.index("La lettre A") < page.index("Les fractions")
    assert f"/library/{node('La lettre A').id}/?module={module.id}" in page
    done = learner.post(f"/library/{node('La lettre A').id}/finished", {"module": module.id})
    assert done.headers["Location"] == f"/library/{node('Les fractions').id}/?module={module.id}"
    done = learner.post(f"/library/{node('Les fractions').id}/finished", {"module": module.id})
    assert done.headers["Location"] == address
    assert "toutes les pages de ce module" in learner.page(address)
    assert "Les parts" in learner.page("/courses")


def test_an_exercise_keeps_to_the_module_it_was_opened_from(staffroom, learner, node):
    module, exercise = staffroom.module("Exercice de tout", "La lettre A"), node("Exercice de tout")
    staffroom.assign(module)
    page = learner.page(f"/library/{exercise.id}/?module={module.id}")
    assert f"/library/{node('La lettre A').id}/?module={module.id}" in page
    form = {"answer": "0", "module": module.id}
    answer = learner.post(f"/library/{exercise.id}/questions/1", form)
    assert f"module={module.id}" in answer.headers["Location"]


def test_a_module_of_somebody_else_leads_nobody_along(staffroom, school, learner, node):
    module = staffroom.module("Les fractions", "La lettre A", maker=staffroom.noor)
    staffroom.assign(module, staffroom.maths)
    assert learner.get(f"/courses/modules/{module.id}").status_code == 404
    page = learner.page(f"/library/{node('Les fractions').id}/?module={module.id}")
    assert "Les parts" not in page
    for number in ("x", "9" * 20, "-1"):
        page = f"/library/{node('Les fractions').id}/?module={number}"
        assert learner.get(page).status_code == 200


def test_carry_on_leads_to_the_next_page_of_the_module(staffroom, learner, node):
    module = staffroom.module("Au guichet", "La lettre A")
    staffroom.assign(module, weeks="1")
    assert f"/library/{node('Au guichet').id}/?module={module.id}" in learner.page("/")
    learner.page(f"/library/{node('Au guichet').id}/")
    learner.post(f"/library/{node('Au guichet').id}/finished")
    carry_on = learner.page("/").partition('class="carry-on"')[2].partition("</section>")[0]
    assert f"/library/{node('La lettre A').id}/?module={module.id}" in carry_on


def test_without_the_library_home_offers_only_what_is_assigned(staffroom, school, node):
    staffroom.close_library()
    seat = school.sign_in(staffroom.camille)
    assert "Demandez à l'enseignant" in seat.page("/")
    staffroom.assign(staffroom.module("Les fractions"))
    page = seat.page("/")
    assert "Les maths" in page
    assert "La lecture" not in page


def test_a_cancelled_week_moves_the_last_day(staffroom, school):
    from server.attendance.models import Meeting

    made = staffroom.assign(staffroom.module("Les fractions"), weeks="1")
    before = giving.assignment_of(made.id, school.by)
    from server.assigning.standing import due_on_of

    first = due_on_of(before, at=school.now)
    monday = first - timedelta(days=6)
    Meeting.create(
        school_class=staffroom.cfg,
        day=monday.isoformat(),
        begins="09:00",
        minutes=120,
        cancelled="alarm",
    )
    assert due_on_of(before, at=school.now) == first + timedelta(days=7)


def test_what_is_given_to_one_person_alone_is_told_in_what_is_kept(staffroom, school, learner):
    mine = staffroom.assign(
        staffroom.module("Les fractions", title="Pour toi"), to=f"person {staffroom.stay.id}"
    )
    staffroom.assign(staffroom.module("La lettre A", title="Pour tous"))
    giving.withdraw(mine.id, staffroom.by(staffroom.dominique), at=school.now)
    page = learner.page("/mine/kept")
    assert "Pour toi" in page and "Dominique Leroy" in page and "retiré le" in page
    assert "Pour tous" not in page
