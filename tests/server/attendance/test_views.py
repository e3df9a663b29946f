"""A teacher takes the roll, certifies hours and reports; a neighbour's class is not there."""

from datetime import timedelta

import pytest

from server.attendance import operations, timetable
from server.attendance.calendar import slot_at
from server.attendance.models import Correction, Meeting, Presence, WeeklyTime
from server.attendance.saying import Said
from server.classes import operations as classes
from server.roles import Role
from tests.server.attendance.conftest import main_of


@pytest.fixture
def cfg(staffroom):
    return staffroom.cfg


@pytest.fixture
def stays(staffroom):
    return [staffroom.enrol(name) for name in ("Camille Martin", "Nadia Roche")]


@pytest.fixture
def by(staffroom):
    return staffroom.by(staffroom.dominique)


@pytest.fixture
def weekly(cfg, by, school, today):
    """The class meets on this weekday at nine, for two hours."""
    timetable.add_weekly(cfg.id, today.weekday(), "09:00", 120, by, at=school.now)


@pytest.fixture
def form(cfg, stays, today):
    """Everybody present on the first roll of today, as the page sends it."""
    said = {f"said-{each.person_id}": "present" for each in stays}
    return {"day": today.isoformat(), "begins": "09:00", "state": 0, "lasted": "120", **said}


@pytest.fixture
def desk(staffroom, school):
    return school.sign_in(staffroom.dominique)


def roll_of(school_class):
    return f"/classes/{school_class.id}/roll"


@pytest.mark.usefixtures("weekly", "stays")
def test_the_first_page_leads_to_the_roll_of_the_day_until_it_is_taken(desk, cfg, form):
    assert "l'appel n'est pas encore fait" in main_of(desk.page("/"))
    page = main_of(desk.page(roll_of(cfg)))
    assert page.count('value="present" checked') == 2
    response = desk.post(roll_of(cfg), form)
    assert response.status_code == 303
    assert "Présent 2" in desk.page(response.headers["Location"])
    assert "l'appel n'est pas encore fait" not in main_of(desk.page("/"))


@pytest.mark.usefixtures("weekly")
def test_who_sits_at_a_seat_is_shown_on_the_roll(desk, cfg, stays, school):
    school.sign_in(stays[0].person)
    page = main_of(desk.page(roll_of(cfg)))
    assert page.count("Poste") == 1


@pytest.mark.usefixtures("weekly")
def test_a_roll_is_corrected_and_the_page_says_what_it_said(desk, cfg, form, stays):
    desk.post(roll_of(cfg), form)
    who = stays[1].person_id
    changed = {**form, f"said-{who}": "late", f"late-{who}": "15", "state": 1}
    assert desk.post(roll_of(cfg), changed).status_code == 303
    assert Presence.get(Presence.person == who).late == 15
    page = main_of(desk.page(roll_of(cfg)))
    assert "Présent → En retard (15 minutes)" in page


@pytest.mark.usefixtures("weekly")
def test_two_teachers_at_once_lose_nothing(desk, cfg, form, stays, staffroom, school):
    classes.add_teacher(cfg.id, staffroom.noor.id, school.by, at=school.now)
    other = school.sign_in(staffroom.noor)
    desk.post(roll_of(cfg), form)
    who = stays[0].person_id
    mine = {**form, f"said-{who}": "sick"}
    refused = other.post(roll_of(cfg), mine)
    assert refused.status_code == 409
    assert "Dominique Leroy" in main_of(refused.text)
    assert "L'appel dit" in main_of(refused.text).replace("&#39;", "'")
    assert f'id="said-{who}-sick" value="sick" checked' in refused.text
    assert Presence.get(Presence.person == who).said == "present"
    assert other.post(roll_of(cfg), {**mine, "state": 1}).status_code == 303
    assert Presence.get(Presence.person == who).said == "sick"


@pytest.mark.usefixtures("weekly")
@pytest.mark.parametrize("late", ["dix", "-3", "999", "1e3"])
def test_minutes_that_are_no_number_are_said_and_choices_stay(desk, cfg, form, stays, late):
    who = stays[0].person_id
    wrong = {**form, f"said-{who}": "late", f"late-{who}": late}
    response = desk.post(roll_of(cfg), wrong)
    assert response.status_code == 422
    assert f'id="said-{who}-late" value="late" checked' in response.text
    assert Presence.select().count() == 0


@pytest.mark.usefixtures("weekly", "stays")
@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        pytest.param({"day": "9999-12-31"}, 404, id="a day in the far future"),
        pytest.param({"day": "2026-02-30"}, 404, id="a day that is none"),
        pytest.param({"begins": "09:01"}, 404, id="a time that is none"),
        pytest.param({"said-999999": "present"}, 404, id="somebody not enrolled"),
        pytest.param({"state": "x"}, 409, id="a state that was never shown", marks=()),
        pytest.param({"lasted": "500"}, 422, id="longer than planned"),
    ],
)
def test_a_form_that_no_page_makes_changes_nothing(desk, cfg, form, wrong, status):
    if "state" in wrong:
        desk.post(roll_of(cfg), form)
        wrong = {**wrong, next(name for name in form if name.startswith("said")): "sick"}
    before = list(Presence.select(Presence.person, Presence.said).tuples())
    assert desk.post(roll_of(cfg), {**form, **wrong}).status_code == status
    assert list(Presence.select(Presence.person, Presence.said).tuples()) == before


@pytest.mark.usefixtures("weekly")
def test_nothing_of_a_neighbours_class_is_found_or_changed(cfg, form, stays, staffroom, school):
    noor = school.sign_in(staffroom.noor)
    weekly = WeeklyTime.get()
    here, day = f"/classes/{cfg.id}", form["day"]
    for page in ("/roll", "/meetings", "/hours", "/hours/sheet"):
        assert noor.get(here + page).status_code == 404
    for page in ("hours", "hours/sheet", "attestation"):
        assert noor.get(f"/classes/people/{stays[0].id}/{page}").status_code == 404
    one = {"day": day, "begins": "09:00", "reason": "alarm"}
    for page, sent in {
        "/roll": form,
        "/meetings/weekly": {"weekday": 1, "begins": "10:00", "minutes": 60},
        "/meetings/weekly/end": {"time": weekly.id},
        "/meetings/add": {"day": day, "begins": "14:00", "minutes": 60},
        "/meetings/cancel": {"first": day, "last": day, "reason": "alarm"},
        "/meetings/cancel-one": one,
        "/meetings/reinstate": one,
    }.items():
        assert noor.post(here + page, sent).status_code == 404, page
    assert Meeting.select().count() == Presence.select().count() == 0
    assert list(WeeklyTime.select()) == [weekly]
    mine = f"/classes/{staffroom.maths.id}/meetings/weekly/end"
    assert noor.post(mine, {"time": weekly.id}).status_code == 404


@pytest.mark.usefixtures("stays")
def test_a_day_without_a_meeting_offers_to_add_one(desk, cfg, today):
    assert "pas de créneau prévu" in main_of(desk.page(roll_of(cfg)))
    sent = {"day": today.isoformat(), "begins": "14:00", "minutes": "90"}
    response = desk.post(f"/classes/{cfg.id}/meetings/add", sent)
    assert "14:00 – 15:30" in main_of(desk.page(response.headers["Location"]))


def test_times_are_written_and_days_cancelled_on_one_page(desk, cfg, today):
    here = f"/classes/{cfg.id}/meetings"
    weekly = {"weekday": today.weekday(), "begins": "09:00", "minutes": "120"}
    assert desk.post(here + "/weekly", weekly).status_code == 303
    assert desk.post(here + "/weekly", {**weekly, "begins": "9h"}).status_code == 422
    assert desk.post(here + "/weekly", {**weekly, "minutes": "90"}).status_code == 409
    first, last = today.isoformat(), (today + timedelta(days=15)).isoformat()
    sent = {"first": first, "last": last, "reason": "holiday"}
    page = desk.post(here + "/cancel", sent, follow_redirects=True).text
    assert "3 créneaux sont annulés" in page
    assert "Vacances" in main_of(page)
    assert desk.post(here + "/cancel", {**sent, "reason": "rixe"}).status_code == 422
    assert "ce jour-là" not in main_of(desk.page(roll_of(cfg)))
    assert "Ce créneau est annulé" in main_of(desk.page(roll_of(cfg)))


def test_a_month_that_is_none_is_this_month(desk, cfg):
    for month in ("", "x", "2026-13", "9999-12", "0000-01", "0001-01"):
        assert desk.get(f"/classes/{cfg.id}/hours?month={month}").status_code == 200
        assert desk.get(f"/classes/{cfg.id}/meetings?month={month}").status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "٢٠٢٦-١١-٢٢", "x"])
def test_a_day_beyond_all_reason_is_today(desk, cfg, stays, day):
    for address in (
        f"{cfg.id}/roll?day={day}",
        f"people/{stays[1].id}/hours?first={day}",
        f"people/{stays[1].id}/attestation?last={day}",
        f"counts?day={day}&first={day}&last={day}",
        f"counts/sheet?day={day}",
    ):
        assert desk.get(f"/classes/{address}").status_code == 200, address


@pytest.mark.usefixtures("weekly")
def test_a_learner_reads_what_the_roll_says_of_them_and_of_nobody_else(
    desk, cfg, form, stays, school
):
    who = stays[1].person_id
    desk.post(roll_of(cfg), {**form, f"said-{who}": "not_brought"})
    desk.post(roll_of(cfg), {**form, f"said-{who}": "late", f"late-{who}": "30", "state": 1})
    seat = school.sign_in(stays[1].person)
    kept = main_of(seat.page("/mine/kept"))
    assert "En retard (30 minutes)" in kept
    assert "Pas amené" in kept
    assert "Camille" not in kept
    assert "1 heure 30 minutes" in main_of(seat.page("/mine/progress"))


@pytest.mark.usefixtures("stays")
def test_every_word_of_a_roll_has_its_place_and_none_is_free(desk, cfg, weekly):
    page = main_of(desk.page(roll_of(cfg)))
    assert "<textarea" not in page
    assert "away" not in page
    for word in ("present", "late", "not_brought", "refused", "sick", "other"):
        assert page.count(f'value="{word}"') - page.count(f'<option value="{word}"') == 2


def test_an_administrator_corrects_any_roll(staffroom, school, cfg, form, weekly):
    desk = school.sign_in(Role.ADMINISTRATOR)
    assert desk.post(roll_of(cfg), form).status_code == 303
    assert Correction.select().count() == 0
    slot = slot_at(cfg, Meeting.get().rolled_at.astimezone().date(), "09:00")
    assert isinstance(slot.state, int)
    with pytest.raises(operations.NoSuchMeeting):
        operations.meeting_of(cfg, slot.day, "08:00")
    assert Said("late", 30).minutes(20) == 0
