"""Modules are made, filled, ordered, copied, removed; what is not theirs is refused."""

import pytest

from server.classes import enrolling
from server.classes import operations as classes
from server.classes.operations import NoSuchClass
from server.modules import giving, operations, refusals
from server.modules.models import Assignment, Module
from server.records import operations as records
from server.records.models import Visit


def test_a_module_is_made_of_pages_of_any_course_in_the_order_they_were_chosen(staffroom):
    module = staffroom.module("La lettre A", "Les fractions", "Au guichet")
    assert staffroom.titles(module) == ["La lettre A", "Les fractions", "Au guichet"]


def test_a_form_that_is_sent_twice_makes_one_module_and_one_copy(staffroom, school):
    seat = school.sign_in(staffroom.dominique)
    sent = [seat.post("/modules/new", {"title": "Lire", "note": "Bon courage"}) for _ in range(2)]
    assert sent[0].headers["Location"] == sent[1].headers["Location"]
    module = staffroom.module("La lettre A")
    copies = [seat.post(f"/modules/{module.id}/copy") for _ in range(2)]
    assert copies[0].headers["Location"] == copies[1].headers["Location"]
    school.wait(minutes=1)
    assert seat.post("/modules/new", {"title": "Lire", "note": "Bon courage"}).status_code == 303
    assert Module.select().where(Module.title == "Lire").count() == 2


def test_a_topic_gives_its_pages_but_not_those_for_teachers(staffroom):
    module = staffroom.module("Le calcul")
    assert staffroom.titles(module) == ["Les fractions", "Exercice de tout", "Au guichet"]


def test_a_whole_course_is_taken(staffroom, school):
    module = staffroom.module()
    operations.add_course(module.id, "lecture", school.by, at=school.now)
    assert staffroom.titles(module) == ["La lettre A", "Le mot juste"]


def test_a_page_is_in_a_module_once(staffroom, school, node):
    module = staffroom.module("Les fractions")
    ids = [node("Le calcul").id, node("Les fractions").id]
    assert operations.add(module.id, ids, school.by, at=school.now) == 2
    assert staffroom.titles(module) == ["Les fractions", "Exercice de tout", "Au guichet"]


def test_pages_take_the_places_whose_numbers_they_are_given(staffroom, school, node):
    module = staffroom.module("Le calcul", "La lettre A")
    places = {node("La lettre A").id: 1, node("Les fractions").id: 3}
    operations.arrange(module.id, places, school.by, at=school.now)
    assert staffroom.titles(module) == [
        "La lettre A",
        "Exercice de tout",
        "Les fractions",
        "Au guichet",
    ]


@pytest.mark.parametrize(
    ("title", "steps", "place"),
    [
        pytest.param("Au guichet", -1, 1, id="up"),
        pytest.param("Les fractions", 1, 1, id="down"),
        pytest.param("Les fractions", -1, 0, id="not above the top"),
        pytest.param("Au guichet", 1, 2, id="not below the end"),
    ],
)
def test_a_page_is_moved_by_one(staffroom, school, node, title, steps, place):
    module = staffroom.module("Le calcul")
    operations.move(module.id, node(title).id, steps, school.by, at=school.now)
    assert staffroom.titles(module).index(title) == place


def test_taking_a_page_out_takes_nobody_s_work(staffroom, school, node):
    module, page = staffroom.module("Le calcul"), node("Les fractions")
    made = staffroom.assign(module)
    records.finished(staffroom.camille.id, page, at=school.now)
    operations.take_out(module.id, page.id, school.by, at=school.now)
    giving.withdraw(made.id, school.by, at=school.now)
    assert Visit.finished_by(staffroom.camille.id) == {page.id}
    operations.add(module.id, [page.id], school.by, at=school.now)
    assert staffroom.titles(module)[-1] == "Les fractions"


def test_a_copy_is_its_own(staffroom, school):
    module = staffroom.module("Le calcul", note="Bon courage")
    staffroom.assign(module, staffroom.cfg)
    copied = operations.copy(module.id, "Pour le soir", school.by, at=school.now)
    operations.take_out(copied.id, staffroom.pages(copied)[0], school.by, at=school.now)
    assert (copied.note, len(copied.pages()), len(module.pages())) == ("Bon courage", 2, 3)


def test_an_assigned_module_is_not_removed_and_another_is(staffroom, school):
    module = staffroom.module("Le calcul")
    made = staffroom.assign(module)
    with pytest.raises(refusals.StillAssigned):
        operations.remove(module.id, school.by, at=school.now)
    giving.withdraw(made.id, school.by, at=school.now)
    operations.remove(module.id, school.by, at=school.now)
    with pytest.raises(refusals.NoSuchModule):
        operations.seen(module.id, school.by)


@pytest.mark.parametrize(
    ("title", "note", "refusal"),
    [
        ("  ", "", refusals.TitleNeeded),
        ("x" * 101, "", refusals.TitleNeeded),
        ("Les parts", "x" * 2001, refusals.NoteTooLong),
    ],
)
def test_a_module_has_a_title_and_a_short_note(staffroom, school, title, note, refusal):
    with pytest.raises(refusal):
        operations.make(title, note, school.by, at=school.now)


def test_a_module_without_pages_is_not_assigned(staffroom):
    with pytest.raises(refusals.NothingInIt):
        staffroom.assign(staffroom.module())


def test_the_same_people_are_not_given_a_module_twice(staffroom):
    module = staffroom.module("Le calcul")
    staffroom.assign(module)
    with pytest.raises(refusals.AssignedAlready):
        staffroom.assign(module)
    staffroom.assign(module, to=f"person {staffroom.stay.id}")


@pytest.mark.parametrize(
    ("begins_on", "weeks", "refusal"),
    [
        ("demain", "1", refusals.NotADay),
        ("2019-01-01", "1", refusals.NotADay),
        ("", "0", refusals.NotAsManyWeeks),
        ("", "41", refusals.NotAsManyWeeks),
        ("", "deux", refusals.NotAsManyWeeks),
        ("", "²", refusals.NotAsManyWeeks),
    ],
)
def test_a_first_day_is_a_day_and_weeks_are_a_number(staffroom, begins_on, weeks, refusal):
    with pytest.raises(refusal):
        staffroom.assign(staffroom.module("Le calcul"), begins_on=begins_on, weeks=weeks)
    assert Assignment.select().count() == 0


def test_an_assignment_is_extended(staffroom, school):
    made = staffroom.assign(staffroom.module("Le calcul"), weeks="1")
    changed = giving.change(made.id, made.begins_on, "4", school.by, at=school.now)
    assert changed.weeks == 4
    assert "module.reassigned" in school.actions()


def test_the_teachers_of_its_classes_see_a_module_and_do_not_change_it(staffroom, school):
    module = staffroom.module("Le calcul")
    classes.add_teacher(staffroom.cfg.id, staffroom.noor.id, school.by, at=school.now)
    noor = staffroom.by(staffroom.noor)
    with pytest.raises(refusals.NoSuchModule):
        operations.seen(module.id, noor)
    staffroom.assign(module)
    assert operations.seen(module.id, noor) == module
    with pytest.raises(refusals.NotYourModule):
        operations.change(module.id, "Le mien", "", noor, at=school.now)
    operations.copy(module.id, "Le mien", noor, at=school.now)


def test_an_administrator_sees_and_changes_every_module(staffroom, school):
    module, andrea = staffroom.module("Le calcul"), staffroom.by(staffroom.andrea)
    assert operations.change(module.id, "Autrement", "", andrea, at=school.now).title == "Autrement"


@pytest.fixture
def theirs(staffroom, school):
    """Noor's module, her class, her group, the stay of her learner, her assignment."""
    by, at = staffroom.by(staffroom.noor), school.now
    module = staffroom.module("Le calcul", maker=staffroom.noor)
    return {
        "module": module,
        "group": classes.add_group(staffroom.maths.id, "Soir", by, at=at),
        "assignment": staffroom.assign(module, staffroom.maths),
    }


CASES = {
    "change another's module": lambda s, t, m, how: operations.change(
        t["module"].id, "x", "", **how
    ),
    "copy it": lambda s, t, m, how: operations.copy(t["module"].id, "x", **how),
    "add to it": lambda s, t, m, how: operations.add(t["module"].id, [s.pages(m)[0]], **how),
    "add a course to it": lambda s, t, m, how: operations.add_course(
        t["module"].id, "lecture", **how
    ),
    "order it": lambda s, t, m, how: operations.arrange(t["module"].id, {}, **how),
    "move in it": lambda s, t, m, how: operations.move(t["module"].id, s.pages(m)[0], 1, **how),
    "take out of it": lambda s, t, m, how: operations.take_out(
        t["module"].id, s.pages(m)[0], **how
    ),
    "remove it": lambda s, t, m, how: operations.remove(t["module"].id, **how),
    "assign it": lambda s, t, m, how: giving.assign(
        t["module"].id, s.cfg.id, "", s.today(), "", **how
    ),
    "assign to another's class": lambda s, t, m, how: giving.assign(
        m.id, s.maths.id, "", s.today(), "", **how
    ),
    "assign to a group of another class": lambda s, t, m, how: giving.assign(
        m.id, s.cfg.id, f"group {t['group'].id}", s.today(), "", **how
    ),
    "assign to a person of another class": lambda s, t, m, how: giving.assign(
        m.id, s.cfg.id, f"person {s.elsewhere.id}", s.today(), "", **how
    ),
    "assign to nobody that is": lambda s, t, m, how: giving.assign(
        m.id, s.cfg.id, "person ²", s.today(), "", **how
    ),
    "change another's assignment": lambda s, t, m, how: giving.change(
        t["assignment"].id, s.today(), "", **how
    ),
    "withdraw it": lambda s, t, m, how: giving.withdraw(t["assignment"].id, **how),
    "open another's class": lambda s, t, m, how: giving.open_library(
        s.maths.id, is_open=False, **how
    ),
    "add a page for teachers": lambda s, t, m, how: operations.add(
        m.id, [s.node("Pour le professeur").id], **how
    ),
    "add a page that is none": lambda s, t, m, how: operations.add(m.id, ["0" * 32], **how),
    "add a course that is none": lambda s, t, m, how: operations.add_course(m.id, "rien", **how),
    "move a page that is not in it": lambda s, t, m, how: operations.move(m.id, "0" * 32, 1, **how),
    "number a page that is not in it": lambda s, t, m, how: operations.arrange(
        m.id, {"0" * 32: 1}, **how
    ),
    "take out a page that is not in it": lambda s, t, m, how: operations.take_out(
        m.id, "0" * 32, **how
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_not_theirs_is_refused_and_changes_nothing(staffroom, school, theirs, case):
    mine = staffroom.module("La lettre A", title="Le mien")
    before = school.actions()
    how = {"by": staffroom.by(staffroom.dominique), "at": school.now}
    with pytest.raises((refusals.NotFound, NoSuchClass)):
        CASES[case](staffroom, theirs, mine, how)
    assert school.actions() == before
    assert staffroom.titles(mine) == ["La lettre A"]


def test_who_has_left_is_given_nothing(staffroom, school):
    module = staffroom.module("Le calcul")
    enrolling.leave(staffroom.stay.id, school.by, at=school.now)
    with pytest.raises(refusals.NobodyOfThisClass):
        staffroom.assign(module, to=f"person {staffroom.stay.id}")
