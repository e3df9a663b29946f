"""A plan on paper: what somebody is given, until when, and what of it is done."""

import pytest

from server.modules import giving
from server.modules import operations as modules
from server.records import operations as records
from tests.server.paper.conftest import DETENTION, said


@pytest.fixture
def plan(classroom):
    """Give Camille a module of three pages for two weeks, of which one is for teachers."""
    by, at = classroom.by(classroom.dominique), classroom.school.now
    module = modules.make("Les parts", "Commencez par la leçon.", by, at=at)
    titles = ("Les fractions", "Exercice de tout")
    modules.add(module.id, [classroom.node(each).id for each in titles], by, at=at)
    giving.assign(module.id, classroom.cfg.id, "", f"{at:%Y-%m-%d}", "2", by, at=at)
    records.finished(classroom.camille.id, classroom.node("Les fractions"), at=at)
    return f"/classes/people/{classroom.stay.id}/plan"


@pytest.mark.parametrize("who", ["dominique", "camille"])
def test_it_has_the_pages_the_last_day_and_what_is_done(classroom, plan, who):
    address = plan if who == "dominique" else "/mine/plan"
    page = classroom.main(getattr(classroom, who), address)
    assert "Les parts" in page
    assert "Commencez par la leçon." in page
    assert "À faire jusqu'au" in page
    assert page.count("✓") == 1
    assert "Exercice de tout" in page


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_it_is_in_the_language_of_whose_it_is_and_tells_nothing_of_detention(classroom, plan, code):
    seat = classroom.in_tongue(classroom.camille, code)
    page = seat.page("/mine/plan")
    assert ("خطتي" in page) == (code == "ar")
    assert DETENTION.search(said(page)) is None
    own = classroom.school.sign_in(classroom.dominique).page(plan)
    assert f'<div class="pack" lang="{code}"' in own


def test_without_anything_given_it_says_so(classroom):
    assert "Rien n'est donné à faire" in classroom.main(classroom.zoe, "/mine/plan")


def test_of_somebody_elses_people_there_is_none(classroom, plan):
    assert classroom.school.sign_in(classroom.noor).get(plan).status_code == 404
