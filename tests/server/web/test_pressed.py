"""A form that is sent twice does its thing once, says so kindly, and looks like no attack."""

import pytest

from server import clock
from server.attendance import timetable
from server.attendance.models import WeeklyTime
from server.classes import operations as classes
from server.modules import giving
from server.modules import operations as modules
from server.notes.models import Note
from server.roles import Role

DONE = "C'est déjà fait"


def _module(desk):
    at, by = desk.school.now, desk.by(desk.dominique)
    made = modules.make("Les parts", "", by, at=at)
    modules.add(made.id, [desk.node("De suite").id, desk.node("Les mois").id], by, at=at)
    return made


def _assigned(desk):
    at, by, today = desk.school.now, desk.by(desk.dominique), clock.day(desk.school.now)
    return giving.assign(_module(desk).id, desk.cfg.id, "", today.isoformat(), "", by, at=at)


def withdraw(desk):
    return f"/modules/assignments/{_assigned(desk).id}/withdraw", {}


def remove_a_module(desk):
    return f"/modules/{_module(desk).id}/remove", {}


def take_a_page_out(desk):
    return f"/modules/{_module(desk).id}/pages", {"out": desk.node("De suite").id}


def send_back(desk):
    work = desk.letter(desk.camille)
    return f"/marking/works/{work.id}/send-back", {"remark": "Relis.", "seen": "0"}


def remove_a_group(desk):
    by, at = desk.by(desk.dominique), desk.school.now
    group = classes.add_group(desk.cfg.id, "Le matin", by, at=at)
    return f"/classes/{desk.cfg.id}/groups/remove", {"group": group.id}


def add_a_group(desk):
    return f"/classes/{desk.cfg.id}/groups", {"group": "Le soir"}


def close_the_class(desk):
    return f"/classes/{desk.cfg.id}/close", {}


def end_a_weekly_time(desk):
    by, at = desk.by(desk.dominique), desk.school.now
    timetable.add_weekly(desk.cfg.id, 1, "09:00", 60, by, at=at)
    return f"/classes/{desk.cfg.id}/meetings/weekly/end", {"time": WeeklyTime.get().id}


def add_a_weekly_time(desk):
    form = {"weekday": "1", "begins": "09:00", "minutes": "60"}
    return f"/classes/{desk.cfg.id}/meetings/weekly", form


def leave(desk):
    return f"/classes/people/{desk.stay.id}/leave", {}


def take_somebody_in(desk):
    form = {"person": desk.sacha.id, "name": desk.sacha.name}
    return f"/classes/{desk.cfg.id}/add", form


def share(desk):
    return f"/classes/{desk.cfg.id}/teachers", {"person": desk.noor.id}


def hand_over(desk):
    form = {"person": desk.noor.id, "leaving": desk.dominique.id}
    return f"/classes/{desk.cfg.id}/hand-over", form


def strike_a_note_out(desk):
    seat = desk.school.sign_in(desk.dominique)
    seat.post(f"/classes/people/{desk.stay.id}/notes", {"text": "Lit bien."})
    return f"/notes/{Note.get().id}/strike", {}


@pytest.mark.parametrize(
    "verb",
    [
        withdraw,
        remove_a_module,
        take_a_page_out,
        send_back,
        remove_a_group,
        add_a_group,
        close_the_class,
        end_a_weekly_time,
        add_a_weekly_time,
        leave,
        take_somebody_in,
        share,
        hand_over,
        strike_a_note_out,
    ],
    ids=lambda verb: verb.__name__.replace("_", " "),
)
def test_a_second_press_does_nothing_more_and_is_no_fault(desk, verb):
    address, form = verb(desk)
    seat = desk.school.sign_in(desk.dominique)
    first = seat.post(address, form)
    assert first.status_code == 303
    before = [line for line in desk.school.log() if line[1] != "signed_in"]
    second = seat.post(address, form)
    assert (second.status_code, second.location) == (303, first.location)
    assert desk.school.log() == before


def test_it_is_said_that_it_was_done(desk):
    address, form = take_a_page_out(desk)
    seat = desk.school.sign_in(desk.dominique)
    for _ in range(2):
        seat.post(address, form)
    assert DONE in seat.page("/modules/")


def test_a_page_gone_back_to_later_is_told_the_same_of_what_is_gone(desk):
    address, form = take_a_page_out(desk)
    seat = desk.school.sign_in(desk.dominique)
    seat.post(address, form)
    desk.school.wait(minutes=3)
    seat.get("/modules/")
    assert seat.post(address, form).status_code == 303
    assert "form.refused" not in desk.school.actions()


def test_a_name_that_is_taken_is_said_to_be_later(desk):
    address, form = add_a_group(desk)
    seat = desk.school.sign_in(desk.dominique)
    seat.post(address, form)
    desk.school.wait(minutes=1)
    assert seat.post(address, form).status_code in (409, 422)


def test_what_was_never_theirs_stays_refused_and_noted(desk):
    address, form = withdraw(desk)
    seat = desk.school.sign_in(desk.noor)
    for _ in range(2):
        assert seat.post(address, form).status_code == 404
    assert desk.school.actions().count("form.refused") == 1


def test_two_teachers_who_withdraw_the_same_do_it_once(desk):
    classes.add_teacher(desk.cfg.id, desk.noor.id, desk.school.by, at=desk.school.now)
    address, form = withdraw(desk)
    for teacher in (desk.dominique, desk.noor):
        assert desk.school.sign_in(teacher).post(address, form).status_code == 303
    assert desk.school.actions().count("module.withdrawn") == 1


def test_a_work_that_a_colleague_has_sent_back_is_said_to_be_with_its_author(desk):
    classes.add_teacher(desk.cfg.id, desk.noor.id, desk.school.by, at=desk.school.now)
    address, form = send_back(desk)
    theirs = desk.school.sign_in(desk.noor)
    desk.school.sign_in(desk.dominique).post(address, form)
    told = theirs.post(address.removesuffix("/send-back"), {"mark": "12", "seen": "0"})
    assert told.status_code == 409
    assert "Camille Martin" in told.text
    assert "form.refused" not in desk.school.actions()


def test_what_one_session_did_excuses_no_other(desk):
    address, form = take_a_page_out(desk)
    desk.school.sign_in(desk.dominique).post(address, form)
    assert desk.school.sign_in(desk.dominique).post(address, form).status_code == 404


def test_an_account_is_closed_after_a_page_that_says_what_happens_and_opened_again(school):
    learner = school.learner()
    code = school.code_of(learner)
    office = school.sign_in(Role.ADMINISTRATOR)
    address = f"/accounts/{learner.id}"
    assert f'href="{address}/close"' in office.page("/accounts")
    assert "Camille Martin" in office.page(f"{address}/close")
    for _ in range(2):
        assert office.post(f"{address}/close").status_code == 303
    assert school.actions().count("account.closed") == 1
    assert school.seat().post("/sign-in", {"code": code}).status_code == 422
    for _ in range(2):
        assert office.post(f"{address}/reopen").status_code == 303
    assert school.actions().count("account.reopened") == 1
    assert school.seat().post("/sign-in", {"code": code}).status_code == 303


def test_ones_own_account_is_not_closed_and_the_page_says_why(school):
    boss = school.person("Andrea Blanc", Role.ADMINISTRATOR)
    office = school.sign_in(boss)
    told = office.post(f"/accounts/{boss.id}/close")
    assert told.status_code == 409 and "autre administrateur" in told.text
