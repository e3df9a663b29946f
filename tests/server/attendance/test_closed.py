"""Hours and attestations outlive a class, for those who taught it to the end."""

import pytest

from server.classes import enrolling, operations
from tests.server.attendance.conftest import main_of


@pytest.fixture
def stay(staffroom):
    return staffroom.enrol("Camille Martin")


@pytest.fixture
def closed(staffroom, school, stay):
    """Dominique's class, which Sam had left before it was closed."""
    sam = school.person("Sam Faure", "teacher")
    operations.add_teacher(staffroom.cfg.id, sam.id, school.by, at=school.now)
    school.wait(days=1)
    operations.end_teaching(staffroom.cfg.id, sam.id, school.by, at=school.now)
    school.wait(days=1)
    by = staffroom.by(staffroom.dominique)
    enrolling.close_class(staffroom.cfg.id, by, at=school.now)
    return staffroom.cfg.id


def addresses(closed, stay):
    person = f"/classes/people/{stay.id}"
    return [
        f"/classes/{closed}/hours",
        f"/classes/{closed}/hours/sheet",
        f"{person}/hours",
        f"{person}/hours/sheet",
        f"{person}/attestation",
    ]


def test_the_last_teacher_and_the_administrator_still_give_out_hours(
    staffroom, school, closed, stay
):
    for who in (staffroom.dominique, staffroom.andrea):
        seat = school.sign_in(who)
        assert "CFG" in main_of(seat.page("/classes/"))
        for address in addresses(closed, stay):
            assert seat.get(address).status_code == 200, address
        assert "fermée le" in main_of(seat.page(f"/classes/{closed}/hours"))


def test_nobody_else_finds_them(staffroom, school, closed, stay):
    for who in (staffroom.noor, school.person("Sam Faure")):
        seat = school.sign_in(who)
        assert "CFG" not in main_of(seat.page("/classes/"))
        for address in addresses(closed, stay):
            assert seat.get(address).status_code == 404, address


@pytest.mark.parametrize(
    "path",
    ["", "now", "roll", "meetings", "modules", "progress", "summary", "export", "paper", "marks"],
)
def test_all_else_of_a_closed_class_is_over(staffroom, school, closed, path):
    seat = school.sign_in(staffroom.dominique)
    assert seat.get(f"/classes/{closed}/{path}").status_code == 404


def test_no_page_of_a_closed_class_leads_to_one_that_is_not_there(staffroom, school, closed, stay):
    seat = school.sign_in(staffroom.dominique)
    for address in addresses(closed, stay):
        if address.endswith("sheet"):
            continue
        page = main_of(seat.page(address))
        links = {part.partition('"')[0] for part in page.split('href="')[1:]}
        for link in links:
            if link.startswith("/"):
                assert seat.get(link.replace("&amp;", "&")).status_code == 200, (address, link)
