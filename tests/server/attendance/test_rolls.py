"""A roll is taken by exception, corrected with what it said before, and kept by two at once."""

from datetime import timedelta

import pytest

from server.attendance import operations, timetable
from server.attendance.calendar import slot_at
from server.attendance.models import Correction, Meeting, Presence
from server.attendance.rolls import lines_of
from server.attendance.saying import Said
from server.classes import enrolling

PRESENT, LATE = Said("present"), Said("late", 10)


@pytest.fixture
def cfg(staffroom):
    return staffroom.cfg


@pytest.fixture
def people(staffroom):
    stays = [staffroom.enrol(name) for name in ("Camille Martin", "Nadia Roche")]
    return [each.person for each in stays]


@pytest.fixture
def meeting(staffroom, school, cfg, today):
    """The class meets today."""
    by = staffroom.by(staffroom.dominique)
    timetable.add_meeting(cfg.id, today, "09:00", 120, by, at=school.now)


@pytest.fixture
def take(staffroom, school, cfg, today):
    """Keep the roll of today, as somebody who sees it as it stands."""

    def taken(said, by=None, state=None, lasted=None, day=today):
        slot = slot_at(cfg, day, "09:00")
        return operations.take(
            cfg.id,
            day,
            "09:00",
            said,
            staffroom.by(by or staffroom.dominique),
            at=school.now,
            state=slot.state if state is None and slot else state or 0,
            lasted=lasted,
        )

    return taken


def says():
    rows = Presence.select().order_by(Presence.person)
    return [(each.person.name, each.said, each.late) for each in rows]


@pytest.mark.usefixtures("meeting")
def test_everybody_enrolled_is_present_unless_said_otherwise(cfg, people, today):
    lines = lines_of(slot_at(cfg, today, "09:00"))
    assert [(line.person.name, line.said) for line in lines] == [
        (people[0].name, PRESENT),
        (people[1].name, PRESENT),
    ]


@pytest.mark.usefixtures("meeting")
def test_who_is_suspended_is_not_expected_and_not_absent(staffroom, school, cfg, today):
    stay = staffroom.enrol("Camille Martin")
    by, day = staffroom.by(staffroom.dominique), staffroom.day(timedelta(days=3))
    enrolling.suspend(stay.id, day, by, at=school.now)
    (line,) = lines_of(slot_at(cfg, today, "09:00"))
    assert line.is_suspended
    assert line.said == Said("away")


@pytest.mark.usefixtures("meeting")
def test_a_roll_is_kept_and_the_log_says_how_many_came(take, people, school):
    take({people[0].id: PRESENT, people[1].id: LATE}, lasted=90)
    assert says() == [("Camille Martin", "present", 0), ("Nadia Roche", "late", 10)]
    assert Meeting.get().given == 90
    assert school.log()[-1] == ("Dominique Leroy", "roll.taken", "CFG")


@pytest.mark.usefixtures("meeting")
def test_a_correction_keeps_what_the_roll_said_before(take, people, school):
    take({people[0].id: PRESENT, people[1].id: LATE})
    take({people[0].id: Said("sick"), people[1].id: LATE})
    kept = Correction.get()
    assert (kept.person.name, kept.before, kept.after) == ("Camille Martin", "present", "sick")
    assert school.log()[-1] == ("Dominique Leroy", "roll.corrected", "Camille Martin")
    assert Correction.select().count() == 1


@pytest.mark.usefixtures("meeting")
def test_the_second_of_two_teachers_is_told_and_nothing_is_overwritten(take, people, staffroom):
    take({people[0].id: PRESENT, people[1].id: PRESENT}, state=1)
    with pytest.raises(operations.SaidMeanwhile) as refused:
        take({people[0].id: Said("sick"), people[1].id: PRESENT}, by=staffroom.andrea, state=1)
    assert refused.value.values == {"name": "Dominique Leroy"}
    assert [said for _, said, _ in says()] == ["present", "present"]


@pytest.mark.usefixtures("meeting")
def test_a_button_pressed_twice_keeps_one_roll(take, people, school):
    said = {each.id: PRESENT for each in people}
    take(said, state=1)
    before = school.actions()
    take(said, state=1)
    assert school.actions() == before


@pytest.mark.usefixtures("meeting")
def test_a_form_about_somebody_else_is_refused_whole(take, people, staffroom):
    stranger = staffroom.enrol("Sacha Petit", staffroom.maths).person
    with pytest.raises(operations.NotOnTheRoll):
        take({people[0].id: PRESENT, stranger.id: PRESENT})
    assert says() == []


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(
    ("said", "lasted"),
    [
        pytest.param(Said("late", 121), None, id="late for longer than it lasts"),
        pytest.param(Said("late", -1), None, id="early"),
        pytest.param(Said("present", 5), None, id="present with minutes late"),
        pytest.param(Said("present"), 121, id="longer than planned"),
        pytest.param(Said("present"), 0, id="no minute at all"),
    ],
)
def test_minutes_that_cannot_be_are_refused(take, people, said, lasted):
    with pytest.raises(operations.MinutesNotUnderstood):
        take({people[0].id: said}, lasted=lasted)
    assert says() == []


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize("word", ["", "fou", "away"])
def test_a_roll_says_nothing_beyond_its_words(take, people, word):
    with pytest.raises(operations.NotASaying):
        take({people[0].id: Said(word)})


def test_the_roll_of_a_coming_day_is_not_taken(staffroom, school, cfg, people, take, today):
    day = today + timedelta(days=40)
    by = staffroom.by(staffroom.dominique)
    timetable.add_meeting(cfg.id, day, "09:00", 120, by, at=school.now)
    with pytest.raises(operations.NotYet):
        take({people[0].id: PRESENT}, day=day)
    with pytest.raises(operations.NoSuchMeeting):
        take({people[0].id: PRESENT}, day=day.replace(year=9998))


@pytest.mark.usefixtures("meeting")
def test_a_cancelled_meeting_has_no_roll_until_it_is_held_after_all(
    staffroom, school, cfg, people, take, today
):
    by = staffroom.by(staffroom.dominique)
    timetable.cancel(cfg.id, today, "09:00", "alarm", by, at=school.now)
    with pytest.raises(operations.MeetingCancelled):
        take({people[0].id: PRESENT})
    timetable.reinstate(cfg.id, today, "09:00", by, at=school.now)
    take({people[0].id: PRESENT})
    assert says() == [("Camille Martin", "present", 0)]


@pytest.mark.usefixtures("meeting")
def test_a_class_of_nobody_has_no_roll(take):
    with pytest.raises(operations.NobodyOnTheRoll):
        take({})


@pytest.mark.usefixtures("meeting")
def test_who_has_left_stays_on_the_rolls_of_their_time(staffroom, school, cfg, take, today):
    stay = staffroom.enrol("Camille Martin")
    take({stay.person_id: PRESENT})
    enrolling.leave(stay.id, staffroom.by(staffroom.dominique), at=school.wait(days=2))
    assert [line.person.name for line in lines_of(slot_at(cfg, today, "09:00"))] == [
        "Camille Martin"
    ]
    tomorrow = today + timedelta(days=3)
    by = staffroom.by(staffroom.dominique)
    timetable.add_meeting(cfg.id, tomorrow, "09:00", 120, by, at=school.now)
    assert lines_of(slot_at(cfg, tomorrow, "09:00")) == []
