"""A list is shown before it is imported, then all of it or nothing, and undone for seven days."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from server.accounts import operations as accounts
from server.accounts.models import Person
from server.classes import enrolling, importing, planning, undoing
from server.classes.models import ClassGroup, Enrolment, SchoolClass, Teaching
from server.classes.planning import Asked
from server.cli import ardoise
from server.roles import Role

LIST = """nom;prénom;classe;groupe;langue;niveau;aile
Élan;Jean-Pierre;CFG;Les lundis;arabe;;
d'Arc;Zoé;Lecture;;;débutant;Aile C
Petit;Sacha;Lecture;;somali;débutant;
"""


class Office:
    """Somebody who imports a list."""

    def __init__(self, staffroom, person):
        self.school, self.by = staffroom.school, staffroom.by(person)

    def asked(self, text, class_name="", **choices):
        lines = {int(name[1:]): value for name, value in choices.items()}
        return Asked(text, "fr", class_name, lines, "liste.csv")

    def plan(self, text, class_name="", **choices):
        return planning.plan(self.asked(text, class_name, **choices), self.by)

    def bring(self, text, class_name="", **choices):
        asked = self.asked(text, class_name, **choices)
        shown = planning.plan(asked, self.by).fingerprint
        return importing.do(asked, self.by, at=self.school.now, shown=shown)

    def undo(self, made):
        return undoing.undo(made.id, self.by, at=self.school.now)


@pytest.fixture
def office(staffroom):
    return Office(staffroom, staffroom.dominique)


def problems(plan):
    return {s.line: [type(each).__name__ for each in s.problems] for s in plan.steps if s.problems}


def learners():
    query = Person.select().where(Person.role == Role.LEARNER).order_by(Person.sign_in_name)
    return [each.sign_in_name for each in query]


def test_a_list_brings_people_classes_groups_languages_and_levels(office, staffroom):
    office.bring(LIST)
    assert learners() == ["jeanpierreelan", "sachapetit", "zoedarc"]
    lecture = SchoolClass.get(SchoolClass.name == "Lecture")
    assert lecture.level == "beginner"
    assert [each.person.name for each in Teaching.now_of(lecture)] == ["Dominique Leroy"]
    (stay,) = Enrolment.roll(staffroom.cfg)
    assert (stay.person.name, stay.person.language) == ("Jean-Pierre Élan", "ar")
    assert stay.group.name == "Les lundis"
    assert staffroom.names(lecture) == ["Sacha Petit", "Zoé d'Arc"]
    assert staffroom.school.actions()[-1] == "people.imported"


def test_what_is_only_doubtful_is_said_and_stops_nothing(office):
    plan = office.plan(LIST)
    assert plan.is_ready
    assert [[type(each).__name__ for each in step.notes] for step in plan.steps] == [
        [],
        [],
        ["UnknownLanguage"],
    ]
    assert plan.new_classes == ("Lecture",)


def test_a_plan_writes_nothing(office):
    before = office.school.actions()
    office.plan(LIST)
    assert (office.school.actions(), learners()) == (before, [])


def test_every_problem_is_said_by_line_and_then_nothing_is_imported(office, staffroom):
    text = (
        "nom;prénom;classe\n;;CFG\nÉlan 123456;Zoé;CFG\nPetit;Sacha;\nMoreau;Lou;Maths\n"
        f"{'a' * 101};;CFG\nRoche;Nadia;CFG;oups\nMartin;Camille;CFG\nDurand;Léa;…\n"
    )
    assert problems(office.plan(text)) == {
        2: ["NoName"],
        3: ["NumberInName"],
        4: ["NoClass"],
        5: ["ClassNameTaken"],
        6: ["LongName"],
        7: ["TooManyCells"],
        9: ["NameNeeded"],
    }
    with pytest.raises(importing.NotReady):
        office.bring(text)
    assert (learners(), staffroom.names()) == ([], [])


def test_lines_without_a_class_go_to_the_one_that_was_chosen(office, staffroom):
    office.bring("nom;prénom\nÉlan;Zoé\nPetit;Sacha\n", class_name="CFG")
    assert staffroom.names() == ["Sacha Petit", "Zoé Élan"]


def test_two_people_of_one_name_in_a_list_are_one_or_two_as_is_said(office, staffroom):
    text = "nom;prénom;classe\nÉlan;Jean Pierre;CFG\nELAN;jean-pierre;CFG\n"
    assert problems(office.plan(text)) == {3: ["WhoIsIt"]}
    one = office.plan(text, l3="same")
    assert [step.what for step in one.steps] == ["new", "nothing"]
    office.bring(text, l3="other")
    assert learners() == ["jeanpierreelan", "jeanpierreelan2"]


def test_one_person_may_stand_in_a_list_for_two_classes(office, staffroom):
    text = "nom;classe\nZoé Élan;CFG\nZoé Élan;Soir\nZoé Élan;Soir\n"
    made = office.bring(text, l3="same", l4="same")
    assert learners() == ["zoeelan"]
    assert staffroom.names(SchoolClass.get(SchoolClass.name == "Soir")) == ["Zoé Élan"]
    office.undo(made)
    assert learners() == []


def test_somebody_with_an_account_is_enrolled_and_not_doubled(office, staffroom):
    staffroom.enrol("Camille Martin", staffroom.maths)
    text = "nom;prénom;classe\nMartin;Camille;CFG\n"
    assert office.plan(text).steps[0].what == "known"
    office.bring(text)
    assert (learners(), staffroom.names()) == (["camillemartin"], ["Camille Martin"])
    assert not office.plan(text).is_ready


def test_another_person_of_the_name_of_an_account_is_a_new_one(office, staffroom):
    staffroom.enrol("Camille Martin", staffroom.maths)
    office.bring("nom;prénom;classe\nMartin;Camille;CFG\n", l2="other")
    assert learners() == ["camillemartin", "camillemartin2"]


def test_between_two_accounts_of_a_name_one_is_chosen_or_named_by_how_it_signs_in(office, school):
    for key in ("leo1", "leo2"):
        accounts.add("Léo Roi", Role.LEARNER, by=school.by, at=school.now, sign_in_name=key)
    text = "nom;classe\nLéo Roi;CFG\n"
    plan = office.plan(text)
    assert problems(plan) == {2: ["WhoIsIt"]}
    assert [option.sign_in_name for option in plan.steps[0].options] == ["leo1", "leo2", ""]
    second = plan.steps[0].options[1].value
    assert office.plan(text, l2=second).steps[0].person_id == accounts.named("leo2").id
    named = office.plan("nom;classe;identifiant\nLéo Roi;CFG;LEO2\n")
    assert named.steps[0].person_id == accounts.named("leo2").id


def test_a_sign_in_name_of_somebody_else_is_a_problem(office, staffroom):
    text = "nom;classe;identifiant\nZoé Élan;CFG;noor haddad\nA B;CFG;ab\nC D;CFG;ab\n"
    assert problems(office.plan(text)) == {
        2: ["SignInNameOfAnother"],
        4: ["SignInNameOfAnother"],
    }


def test_a_name_of_the_staff_is_somebody_else(office):
    office.bring("nom;classe\nNoor Haddad;CFG\n")
    assert learners() == ["noorhaddad2"]


def test_what_changed_since_it_was_shown_is_shown_again_first(office, staffroom, school):
    asked = office.asked("nom;classe\nZoé Élan;CFG\n")
    shown = planning.plan(asked, office.by).fingerprint
    school.learner("Zoé Élan")
    with pytest.raises(importing.ChangedSince):
        importing.do(asked, office.by, at=school.now, shown=shown)
    assert staffroom.names() == []


def test_an_import_is_undone_whole_if_nobody_has_worked(office, staffroom, school):
    staffroom.enrol("Camille Martin", staffroom.maths)
    made = office.bring(LIST + "Martin;Camille;CFG;;;;\n")
    assert [each.why_not for each in undoing.look(made)] == [None] * 4
    office.undo(made)
    assert learners() == ["camillemartin"]
    assert staffroom.names() == []
    assert staffroom.names(staffroom.maths) == ["Camille Martin"]
    assert not SchoolClass.get(SchoolClass.name == "Lecture").is_open
    assert ClassGroup.get().name == "Les lundis"
    with pytest.raises(undoing.UndoneAlready):
        office.undo(made)


def test_who_has_worked_left_or_moved_since_stays_and_the_reason_is_told(office, school):
    made = office.bring("nom;classe\nA Un;CFG\nB Deux;CFG\nC Trois;CFG\nD Quatre;CFG\n")
    school.sign_in(accounts.named("A Un"))
    other = office.bring("nom;classe\nB Deux;Soir\n")
    stay = Enrolment.get(Enrolment.person == accounts.named("C Trois"))
    enrolling.leave(stay.id, school.by, at=school.now)
    told = {u.row.name: type(u.why_not).__name__ for u in office.undo(made)}
    assert told == {
        "A Un": "HasWorked",
        "B Deux": "HasOtherClass",
        "C Trois": "HasChanged",
        "D Quatre": "NoneType",
    }
    assert learners() == ["aun", "bdeux", "ctrois"]
    assert other.undone_at is None


def test_undoing_an_import_does_not_end_a_suspension(office, staffroom, school):
    stay = staffroom.enrol("Camille Martin", staffroom.maths)
    day = staffroom.day(timedelta(days=7))
    enrolling.suspend(stay.id, day, school.by, at=school.now)
    made = office.bring("nom;prénom;classe\nMartin;Camille;CFG\n")
    assert Person.get_by_id(stay.person_id).is_kept_out(school.now)
    office.undo(made)
    assert Person.get_by_id(stay.person_id).kept_out_until == day


def test_once_it_is_undone_only_those_who_stay_are_listed(office, staffroom, school):
    staffroom.enrol("Camille Martin", staffroom.maths)
    made = office.bring("nom;prénom;classe\nMartin;Camille;CFG\nUn;Ana;CFG\nDeux;Bob;CFG\n")
    school.sign_in(accounts.named("Ana Un"))
    office.undo(made)
    page = school.sign_in(staffroom.dominique).page(f"/classes/imports/{made.id}")
    assert "Ana Un" in page
    assert "Camille Martin" not in page


def test_the_example_of_a_list_stands_in_the_language_of_the_page(staffroom, school):
    desk = school.sign_in(staffroom.dominique)
    assert '<th scope="col">prénom' in desk.page("/classes/import")
    desk.post("/language", {"language": "ar", "next": "/classes/import"})
    assert '<th scope="col">القسم' in desk.page("/classes/import")


def test_an_import_in_which_everybody_stays_is_not_undone(office, school):
    made = office.bring("nom;classe\nA Un;CFG\n")
    school.sign_in(accounts.named("A Un"))
    with pytest.raises(undoing.NobodyToUndo):
        office.undo(made)


def test_after_seven_days_nothing_is_undone(office, school):
    made = office.bring("nom;classe\nA Un;CFG\n")
    school.wait(days=7, minutes=1)
    assert undoing.lately(office.by, at=school.now) == []
    with pytest.raises(undoing.TooLate):
        office.undo(made)


def test_a_neighbours_import_is_not_there_but_for_an_administrator(office, staffroom):
    made = office.bring("nom;classe\nA Un;CFG\n")
    with pytest.raises(undoing.NoSuchImport):
        Office(staffroom, staffroom.noor).undo(made)
    Office(staffroom, staffroom.andrea).undo(made)


def test_a_teacher_brings_a_list_by_the_pages(staffroom, school):
    desk = school.sign_in(staffroom.dominique)
    assert "nom;prénom" in desk.get("/classes/import/template").text
    file = (io.BytesIO((LIST + "Élan;Jean-Pierre;CFG;;;;\n").encode("cp1252")), "liste.csv")
    page = desk.post("/classes/import", {"file": file, "class": ""}).text
    assert learners() == []
    fields = _fields(page)
    refused = desk.post("/classes/import", {**fields, "do": "import"})
    assert learners() == []
    assert 'name="line-5"' in refused.text
    page = desk.post("/classes/import", {**_fields(refused.text), "line-5": "same"}).text
    done = desk.post("/classes/import", {**_fields(page), "line-5": "same", "do": "import"})
    assert done.status_code == 303
    assert "Zoé d'Arc" in desk.page(done.headers["Location"])
    number = done.headers["Location"].rpartition("/")[2]
    neighbour = school.sign_in(staffroom.noor)
    assert neighbour.get(f"/classes/imports/{number}").status_code == 404
    assert neighbour.post(f"/classes/imports/{number}/undo").status_code == 404
    desk.post(f"/classes/imports/{number}/undo")
    assert learners() == []


def _fields(page):
    from html import unescape

    text = page.partition('<textarea name="text" hidden>')[2].partition("</textarea>")[0]
    shown = page.partition('name="shown" value="')[2].partition('"')[0]
    return {"text": unescape(text).removeprefix("\n"), "shown": shown, "class": ""}


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00", b"nom\n", b"Zoe\n"])
def test_a_file_that_is_no_list_is_said_beside_the_form(staffroom, school, data):
    desk = school.sign_in(staffroom.dominique)
    response = desk.post("/classes/import", {"file": (io.BytesIO(data), "x.csv")})
    assert response.status_code == 422
    assert 'type="file"' in response.text


def test_the_console_checks_imports_and_undoes(staffroom, school, tmp_path: Path):
    file = tmp_path / "liste.csv"
    file.write_bytes(LIST.encode("utf-8-sig"))
    home = ["--home", str(school.site.home.folder), "class"]

    def run(*words):
        return CliRunner().invoke(ardoise, [*home, *words])

    assert run("import", str(file), "--check", "--teacher", "Dominique Leroy").exit_code == 0
    assert learners() == []
    done = run("import", str(file), "--teacher", "Dominique Leroy")
    assert done.exit_code == 0, done.output
    assert len(learners()) == 3
    assert "Lecture" in run("list").output
    assert "liste.csv" in run("imports").output
    assert run("undo-import", "1").exit_code == 0
    assert learners() == []


def test_four_hundred_people_are_planned_and_imported_in_a_moment(office):
    rows = "".join(f"Nom{chr(97 + n % 26)}{'x' * (n // 26)};Prénom;C{n % 30}\n" for n in range(400))
    office.bring("nom;prénom;classe\n" + rows)
    assert len(learners()) == 400
