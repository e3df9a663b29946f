"""Hours are minutes of presence in held meetings; papers and lists say them as they are."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from click.testing import CliRunner

from i18n.discretion import tells_of_detention
from server.attendance import operations, timetable
from server.attendance.calendar import slot_at
from server.attendance.counts import counts_of
from server.attendance.hours import hours_of_class
from server.attendance.saying import Said
from server.classes import operations as classes
from server.cli import ardoise
from tests.server.attendance.conftest import main_of


@pytest.fixture
def cfg(staffroom):
    return staffroom.cfg


@pytest.fixture
def by(staffroom):
    return staffroom.by(staffroom.dominique)


@pytest.fixture
def rolled(cfg, by, school):
    """Take the roll of a new meeting of two hours."""

    def take(day, begins, said, lasted=None):
        timetable.add_meeting(cfg.id, day, begins, 120, by, at=school.now)
        state = slot_at(cfg, day, begins).state
        at = school.now
        operations.take(cfg.id, day, begins, said, by, at=at, state=state, lasted=lasted)

    return take


@pytest.fixture
def month(staffroom, rolled, cfg, by, school, today):
    """Three meetings of today: one ended early, one cancelled after its roll."""
    camille, nadia = (staffroom.enrol(name) for name in ("Camille Martin", "=1+1"))
    present, one = Said("present"), camille.person_id
    rolled(today, "08:00", {one: present, nadia.person_id: Said("late", 20)})
    rolled(today, "11:00", {one: present, nadia.person_id: Said("sick")}, lasted=45)
    rolled(today, "14:00", {one: present, nadia.person_id: present})
    timetable.cancel(cfg.id, today, "14:00", "alarm", by, at=school.now)
    return camille, nadia


def test_late_minutes_are_taken_off_and_a_cancelled_meeting_gives_none(cfg, month, today):
    hours = hours_of_class(cfg, today, today, today=today)
    assert {each.person.name: each.minutes for each in hours.people} == {
        "Camille Martin": 165,
        "=1+1": 100,
    }
    assert (hours.held, hours.minutes_given, hours.cancelled) == (2, 165, {"alarm": 1})
    assert [each.words["sick"] for each in hours.people] == [1, 0]


def lines_of(response):
    assert response.mimetype == "text/csv"
    text = response.get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


@pytest.mark.usefixtures("month")
def test_a_list_for_a_spreadsheet_has_decimal_commas_and_no_formula(staffroom, school, cfg, today):
    desk = school.sign_in(staffroom.dominique)
    response = desk.get(f"/classes/{cfg.id}/hours/sheet?month={today:%Y-%m}")
    assert response.get_data().startswith(b"\xef\xbb\xbf")
    assert "Personne;Heures;Minutes;Présent" in response.text
    rows = lines_of(response)
    assert rows[-1][:3] == ["Camille Martin", "2,75", "165"]
    assert rows[-2][:3] == ["'=1+1", "1,67", "100"]


def test_a_person_reads_from_a_day_to_another(staffroom, school, month, today):
    camille, nadia = month
    desk = school.sign_in(staffroom.dominique)
    here = f"/classes/people/{nadia.id}/hours"
    assert "1 heure 40 minutes" in main_of(desk.page(here))
    later = (today + timedelta(days=1)).isoformat()
    assert "Aucun appel ne parle" in main_of(desk.page(f"{here}?first={later}&last={later}"))
    assert lines_of(desk.get(here + "/sheet"))[1][0] == "'=1+1"
    assert "2 heures 45 minutes" in main_of(desk.page(f"/classes/people/{camille.id}/hours"))


LANGUAGES = {"fr": "Attestation", "ar": "شهادة", "en": "Attestation"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_attestation_never_tells_of_detention(
    open_site, new_home, request, language, monkeypatch
):
    monkeypatch.setenv("ARDOISE_SITE_NAME", "Maison d'arrêt de Nulle-Part")
    monkeypatch.setenv("ARDOISE_ACADEMY", "Académie de Lyon")
    staffroom, month = (request.getfixturevalue(name) for name in ("staffroom", "month"))
    school = staffroom.school
    by = staffroom.by(staffroom.andrea)
    told = ("Détenus du quartier A", "cfg", "Prison, aile B")
    classes.change_class(staffroom.cfg.id, *told, by, at=school.now)
    desk = school.sign_in(staffroom.dominique)
    desk.post("/language", {"language": language, "next": "/"})
    page = desk.page(f"/classes/people/{month[0].id}/attestation")
    assert LANGUAGES[language] in page
    title = re.search(r"<title>(.*)</title>", page)[1]
    paper = page.partition('<article class="attestation">')[2].partition("</article>")[0]
    words = title + re.sub(r"<[^>]+>", " ", paper)
    assert "Camille Martin" in words
    assert "Académie de Lyon" in words
    assert not tells_of_detention(words), words
    assert not any(word in words for word in ("Quartier", "aile", "Détenu", "Malade", "annul"))


@pytest.mark.parametrize(
    "text",
    [
        "Prison de Nulle-Part",
        "MAISON D'ARRÊT",
        "maison d’arret",
        "Centre pénitentiaire",
        "les détenues",
        "Cellule 12",
        "n° d'écrou",
        "SPIP du Rhône",
        "inmates",
        "مركز الاحتجاز",
        "السجن المحلي",
        "قسم السجناء",
        "المعتقلون",
    ],
)
def test_words_that_tell_of_detention_are_known(text):
    assert tells_of_detention(text)


@pytest.mark.parametrize(
    "text",
    ["Académie d'Aix-Marseille", "CFG, mardi matin", "Cours de français", "أكاديمية", "Maths A"],
)
def test_names_of_schools_tell_of_nothing(text):
    assert not tells_of_detention(text)


def test_who_comes_later_than_it_ended_attended_nothing_in_the_counts_too(
    staffroom, rolled, cfg, today
):
    camille = staffroom.enrol("Camille Martin")
    rolled(today, "08:00", {camille.person_id: Said("late", 50)}, lasted=45)
    (line,) = counts_of([cfg], today, today, today).classes
    assert (line.taught, line.minutes_given, line.minutes_attended) == (1, 45, 0)
    (person,) = hours_of_class(cfg, today, today, today=today).people
    assert person.minutes == 0


def test_a_year_is_counted_for_a_teacher_from_their_own_classes(staffroom, school, month, today):
    staffroom.enrol("Camille Martin", staffroom.maths)
    noor = main_of(school.sign_in(staffroom.noor).page("/classes/counts"))
    assert "CFG" not in noor
    office = main_of(school.sign_in(staffroom.andrea).page("/classes/counts"))
    assert "CFG" in office
    assert "Maths" in office
    assert "examens" in office
    rows = lines_of(school.sign_in(staffroom.andrea).get("/classes/counts/sheet"))
    assert ["Total", "2", "2", "2", "2,75", "4,42"] in rows
    assert ["CFG", "2", "2", "2", "2,75", "4,42"] in rows
    assert ["Maths", "1", "0", "0", "0,00", "0,00"] in rows


@pytest.mark.usefixtures("month")
def test_the_console_tells_the_same_hours(school, cfg, today):
    def run(*options):
        words = ["--home", str(school.site.home.folder), "class", "hours", str(cfg.id)]
        result = CliRunner().invoke(ardoise, [*words, *options])
        assert result.exit_code == 0, result.output
        return result.output

    day = today.isoformat()
    found = json.loads(run("--from", day, "--to", day, "--json"))
    assert {each["person"]: each["minutes"] for each in found} == {
        "Camille Martin": 165,
        "=1+1": 100,
    }
    assert "2,75" in run("--csv")
    assert "2:45" in run()
