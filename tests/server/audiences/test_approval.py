"""Approving for named classes, by the page and on the console."""

from datetime import timedelta
from functools import partial
from html import unescape

import pytest
from click.testing import CliRunner

from i18n.translate import in_language
from server.accounts import operations as accounts
from server.audiences import operations
from server.audiences.models import Audience
from server.bundles import operations as bundles
from server.bundles import planned
from server.bundles.planned import NotAComingDay
from server.classes import operations as classes
from server.cli import ardoise
from server.roles import Role
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
    office.post(address + "/approve", {"for": "named", "class": cfg.id})
    assert Audience.of(arrival.manifest).names() == ["CFG"]
    assert "CFG" in office.page(address)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        pytest.param({"for": "everybody"}, operations.BothChosen, id="everybody and a class"),
        pytest.param({"for": "named", "wing": "?"}, operations.NoSuchAudience, id="no such wing"),
        pytest.param({"for": "named"}, NotAComingDay, id="no coming day"),
    ],
)
def test_a_form_that_is_not_taken_says_why_beside_it_and_keeps_all_it_said(desk, cfg, sent, said):
    arrival, school = desk.waiting(), desk.school
    desk.open_pages_drawn(arrival, desk.sacha)
    office = school.sign_in(desk.sacha)
    office.get(f"/bundles/{arrival.id}")
    form = {**sent, "class": cfg.id, "day": "2020-01-01"}
    response = office.post(f"/bundles/{arrival.id}/approve-from", form)
    assert response.status_code == 422
    page = unescape(response.text)
    with in_language("fr"):
        sentence = said(name="?").in_words()
    assert page.count(sentence) == 2
    assert f'name="class" value="{cfg.id}" checked' in page
    assert f'name="for" value="{sent["for"]}" checked' in page
    assert 'value="2020-01-01"' in page
    assert f'action="/bundles/{arrival.id}/approve"' in page
    assert bundles.find(arrival.id).state == "waiting"
    assert Audience.select().count() == 0


def test_an_approval_that_is_taken_back_leaves_no_audience(desk, cfg):
    arrival, school = desk.waiting(), desk.school
    desk.open_pages_drawn(arrival, desk.sacha)
    for_whom = operations.said(["CFG"], [], everybody=False)
    by, at = desk.by(desk.sacha), school.now
    day = (at + timedelta(days=9)).astimezone().date().isoformat()
    planned.approve_from(arrival, desk.sacha, day, by, at=at, for_whom=for_whom)
    planned.take_back(bundles.find(arrival.id), desk.sacha, by, at=at)
    assert operations.of_course("maths").everybody
    job = bundles.approve(arrival, desk.sacha, by, at=at, for_whom=for_whom)
    bundles.not_installed(bundles.find(arrival.id))
    assert job.id
    assert Audience.select().count() == 0


def test_the_log_says_in_words_for_whom_it_was(desk, cfg):
    arrival, school = desk.waiting(), desk.school
    desk.install(arrival)
    change = partial(operations.change, "maths", person=desk.sacha, by=desk.by(desk.sacha))
    change(for_whom=operations.said(["CFG"], ["Aile A"], everybody=False), at=school.now)
    page = school.sign_in(Role.ADMINISTRATOR).page("/audit")
    narrowed = page.partition("Destinataires d'un cours réduits")[2].partition("</tr>")[0]
    assert "CFG" in narrowed
    assert "Aile A" in narrowed
    assert "Tout le monde" in narrowed.partition("avant")[2]
    approved = page.partition("Lot approuvé")[2].partition("</tr>")[0]
    assert "Pour qui ? Tout le monde" in approved.replace("\xa0", " ")


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
