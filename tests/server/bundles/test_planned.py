"""Approved now, shown from a day on."""

from datetime import timedelta

import pytest

from server.bundles import operations as bundles
from server.bundles import planned
from server.bundles.bringing import NothingToBring
from server.bundles.operations import NotWaiting, PagesToOpen, SecondPersonNeeded
from server.bundles.planned import NotAComingDay, NotPlanned
from server.jobs.doing import do
from server.jobs.models import Job


def day(desk, days):
    return (desk.school.now.astimezone().date() + timedelta(days=days)).isoformat()


def plan(desk, arrival, days=3, person=None):
    person = person or desk.sacha
    desk.open_pages_drawn(arrival, person)
    by, at = desk.by(person), desk.school.now
    return planned.approve_from(arrival, person, day(desk, days), by, at=at)


def test_learners_see_it_from_that_day_and_not_before(desk):
    arrival = plan(desk, desk.waiting())
    assert arrival.state == "approved"
    desk.school.wait(days=2)
    planned.look_after(desk.school.now)
    assert Job.newest("bundle.install") is None
    desk.school.wait(days=1)
    planned.look_after(desk.school.now)
    planned.look_after(desk.school.now)
    assert Job.select().where(Job.kind == "bundle.install").count() == 1
    do(desk.school.site, Job.newest("bundle.install"), quiet=True)
    assert desk.learners_see()
    found = bundles.find(arrival.id)
    assert (found.state, found.decided_by) == ("installed", desk.sacha)


@pytest.mark.parametrize("written", ["", "tomorrow", "2026-13-40", "1999-01-01"])
def test_a_day_that_is_none_is_refused(desk, written):
    arrival = desk.waiting()
    desk.open_pages_drawn(arrival, desk.sacha)
    by = desk.by(desk.sacha)
    with pytest.raises(NotAComingDay):
        planned.approve_from(arrival, desk.sacha, written, by, at=desk.school.now)
    for days in (0, 400):
        with pytest.raises(NotAComingDay):
            plan(desk, arrival, days)


def test_the_rules_of_an_approval_hold(desk):
    arrival = desk.waiting()
    with pytest.raises(SecondPersonNeeded):
        plan(desk, arrival, person=desk.claude)
    with pytest.raises(PagesToOpen):
        planned.approve_from(
            arrival, desk.sacha, day(desk, 3), desk.by(desk.sacha), at=desk.school.now
        )
    plan(desk, arrival)
    with pytest.raises(NotWaiting):
        desk.approve(arrival)


def test_an_approval_for_a_day_is_taken_back(desk):
    arrival = plan(desk, desk.waiting())
    planned.take_back(arrival, desk.claude, desk.by(desk.claude), at=desk.school.now)
    desk.school.wait(days=9)
    planned.look_after(desk.school.now)
    assert (bundles.find(arrival.id).state, Job.newest("bundle.install")) == ("waiting", None)
    with pytest.raises(NotPlanned):
        planned.take_back(arrival, desk.claude, desk.by(desk.claude), at=desk.school.now)


def test_it_is_brought_once_while_it_waits_for_its_day(desk):
    arrival = plan(desk, desk.waiting())
    with pytest.raises(NothingToBring):
        desk.bring_in()
    assert bundles.find(arrival.id).state == "approved"


def test_the_pages_offer_it_when_everything_drawn_was_opened(desk):
    arrival = desk.waiting()
    seat, page = desk.school.sign_in(desk.sacha), f"/bundles/{arrival.id}"
    assert "approve-from" not in seat.page(page)
    desk.open_pages_drawn(arrival, desk.sacha)
    assert "approve-from" in seat.page(page)
    assert seat.post(f"{page}/approve-from", {"day": day(desk, 5)}).status_code == 303
    assert "Approuvé pour un jour" in seat.page("/bundles/")
    assert "Montré aux apprenants à partir du" in seat.page(page)
    assert seat.post(f"{page}/take-back").status_code == 303
    assert bundles.find(arrival.id).state == "waiting"
