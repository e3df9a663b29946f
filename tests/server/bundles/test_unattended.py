"""Nobody of the staff brought what the nightly channel brings: two people answer for it still."""

import re

import pytest

from server.bundles import operations as bundles
from server.bundles import unattended
from server.bundles.models import Arrival
from server.bundles.operations import NobodyAnswers, NotAContentManager, SecondPersonNeeded
from server.bundles.unattended import TakenAlready
from server.roles import Role


@pytest.fixture
def unattended_arrival(desk):
    """A release that waits and that nobody here has brought."""
    arrival = desk.waiting()
    Arrival.update(brought_by=None, medium="https://relay.example/courses").execute()
    return bundles.find(arrival.id)


def take_charge(desk, arrival, person):
    unattended.take_charge(arrival, person, desk.by(person), at=desk.school.now)


def test_what_nobody_answers_for_is_not_approved(desk, unattended_arrival):
    for person in (desk.claude, desk.sacha):
        with pytest.raises(NobodyAnswers):
            desk.approve(unattended_arrival, person)
    assert not desk.learners_see()


def test_one_takes_charge_and_another_approves(desk, unattended_arrival):
    take_charge(desk, unattended_arrival, desk.claude)
    with pytest.raises(SecondPersonNeeded):
        desk.approve(unattended_arrival, desk.claude)
    desk.install(unattended_arrival, desk.sacha)
    assert desk.learners_see()
    log = desk.school.log()
    assert ("Claude Morel", "bundle.taken_charge_of", "maths-1") in log
    assert ("Sacha Petit", "bundle.approved", "maths-1") in log


def test_charge_is_taken_once(desk, unattended_arrival):
    take_charge(desk, unattended_arrival, desk.claude)
    for person in (desk.claude, desk.sacha):
        with pytest.raises(TakenAlready) as refusal:
            take_charge(desk, unattended_arrival, person)
        assert "Claude Morel" in refusal.value.in_words()
    assert bundles.find(unattended_arrival.id).brought_by == desk.claude


def test_nobody_takes_charge_of_what_somebody_brought(desk):
    arrival = desk.waiting()
    with pytest.raises(TakenAlready):
        take_charge(desk, arrival, desk.sacha)


def test_a_learner_takes_charge_of_nothing(desk, unattended_arrival):
    with pytest.raises(NotAContentManager):
        take_charge(desk, unattended_arrival, desk.school.learner())


def test_it_may_be_refused_by_the_first_who_looks(desk, unattended_arrival):
    desk.refuse(unattended_arrival, "Wrong course", desk.sacha)
    assert bundles.find(unattended_arrival.id).state == "refused"


def test_its_page_asks_the_first_to_take_charge_and_the_second_to_approve(desk, unattended_arrival):
    page = f"/bundles/{unattended_arrival.id}"
    first, second = desk.school.sign_in(desk.claude), desk.school.sign_in(Role.ADMINISTRATOR)
    assert "le canal de nuit" in first.page("/bundles/")
    assert "Approuver et installer" not in first.page(page)
    first.post(f"{page}/take-charge")
    assert 'aria-disabled="true"' in first.page(page)
    for address in re.findall(rf"{page}/pages/\w+/", second.page(page)):
        second.get(address)
    assert second.post(f"{page}/approve").status_code == 303
