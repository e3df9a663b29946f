"""A seat opened from the roll call, without leaving it."""

import pytest

from server import clock
from server.attendance import timetable
from server.classes import enrolling
from server.pictures.models import OpenSeat
from server.seats.models import Session


@pytest.fixture
def roll(room):
    """The address of the roll of today."""
    by, day = room.by(room.dominique), clock.day(room.school.now)
    timetable.add_weekly(room.cfg.id, day.weekday(), "09:00", 120, by, at=room.school.now)
    return f"/classes/{room.cfg.id}/roll"


def test_a_teacher_opens_a_seat_from_the_roll_and_is_back_there(school, room, roll):
    seat = school.sign_in(room.sacha)
    number = Session.get().seat_id
    seat.post("/sign-out", {})
    teacher = school.sign_in(room.dominique)
    page = teacher.page(roll)
    assert f"/classes/{room.cfg.id}/pictures/seat" in page
    form = {"person": room.camille.id, "seat": number, "next": roll}
    opened = teacher.post(f"/classes/{room.cfg.id}/pictures/seat", form)
    assert (opened.status_code, opened.location) == (303, roll)
    assert OpenSeat.get().person == room.camille
    seat.get("/pictures/")
    seat.post("/pictures/", {})
    assert Session.select().where(Session.person == room.camille).exists()


def test_who_is_in_another_class_too_is_not_let_in_from_there(school, room, roll):
    other = room.open("Maths", room.noor)
    enrolling.enrol(other.id, room.camille, school.by, at=school.now)
    page = school.sign_in(room.dominique).page(roll).partition('name="person"')[2]
    people = page.partition("</select>")[0]
    assert "Sacha" in people and "Camille" not in people


def test_a_site_without_pictures_offers_no_seat_at_the_roll(open_site, home):
    school = open_site(home, pictures="no")
    assert "giving_pictures" not in school.app.blueprints
