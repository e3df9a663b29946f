"""Approving for named classes, by the page and on the console."""

import pytest
from click.testing import CliRunner

from server.accounts import operations as accounts
from server.audiences import operations
from server.audiences.models import Audience
from server.bundles import operations as bundles
from server.bundles import planned
from server.classes import operations as classes
from server.cli import ardoise
from tests.server.bundles.conftest import desk

__all__ = ["desk"]


@pytest.fixture
def cfg(desk):
    school = desk.school
    return classes.open_class("CFG", "cfg", "Aile A", school.by, at=school.now)


def test_a_page_approves_for_the_classes_that_are_ticked(desk, cfg):
    arrival, school = desk.waiting(), desk.school
    desk.open_pages_drawn(arrival, desk.sacha)
    office = school.sign_in(desk.sacha)
    address = f"/bundles/{arrival.id}"
    assert 'name="class"' in office.page(address)
    unclear = office.post(address + "/approve", {"for": "everybody", "class": cfg.id})
    assert unclear.status_code == 422
    assert bundles.find(arrival.id).state == "waiting"
    office.post(address + "/approve", {"for": "named", "class": cfg.id})
    assert Audience.of(arrival.manifest).names() == ["CFG"]
    assert "CFG" in office.page(address)


def test_an_approval_for_a_later_day_keeps_for_whom_it_is(desk, cfg):
    arrival, school = desk.waiting(), desk.school
    desk.open_pages_drawn(arrival, desk.sacha)
    for_whom = operations.said(["CFG"], [], everybody=False)
    day = school.now.astimezone().date().replace(year=school.now.year + 1).isoformat()
    by = desk.by(desk.sacha)
    planned.approve_from(arrival, desk.sacha, day, by, at=school.now, for_whom=for_whom)
    assert Audience.of(arrival.manifest).names() == ["CFG"]


def test_who_approves_without_choosing_approves_for_everybody(desk, cfg):
    arrival = desk.waiting()
    desk.approve(arrival)
    assert Audience.of(arrival.manifest).everybody


def test_an_approval_that_is_refused_chooses_nobody(desk, cfg):
    arrival = desk.waiting()
    for_whom = operations.said(["CFG"], [], everybody=False)
    with pytest.raises(bundles.SecondPersonNeeded):
        bundles.approve(
            arrival, desk.claude, desk.by(desk.claude), at=desk.school.now, for_whom=for_whom
        )
    assert Audience.select().count() == 0


def test_the_console_approves_for_a_class_and_the_bundles_page_says_for_whom(desk, cfg):
    arrival, school = desk.waiting(), desk.school
    desk.open_pages_drawn(arrival, desk.sacha)
    accounts.set_password(desk.sacha, "longue et sûre", by=school.by, at=school.now)
    command = ["--home", str(school.site.home.folder), "bundle", "approve", str(arrival.id)]
    options = ["--as", "Sacha Petit", "--for-class", "cfg"]
    done = CliRunner().invoke(ardoise, [*command, *options], input="longue et sûre\n")
    assert done.exit_code == 0, (done.output, done.exception)
    assert not desk.learners_see()
    office = school.sign_in(desk.claude)
    assert "CFG" in office.page("/bundles/").partition("Installé")[2]
    assert "CFG" in office.page("/audiences/maths")


def test_the_page_of_an_audience_narrows_asks_and_confirms(desk, cfg):
    desk.install(desk.waiting())
    school, address = desk.school, "/audiences/maths"
    one, two = school.sign_in(desk.claude), school.sign_in(desk.sacha)
    assert one.post(address, {"for": "named"}).status_code == 422
    one.post(address, {"for": "named", "wing": "Aile A"})
    assert not desk.learners_see()
    one.post(address, {"for": "everybody"})
    assert not desk.learners_see()
    number = two.page(address).partition('name="asked" value="')[2].partition('">')[0]
    assert one.post(address + "/confirm", {"asked": number}).status_code == 403
    two.post(address + "/confirm", {"asked": number})
    assert desk.learners_see()


def test_a_course_that_is_not_installed_has_no_such_page(desk):
    office = desk.school.sign_in(desk.claude)
    assert office.get("/audiences/maths").status_code == 404
