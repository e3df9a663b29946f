"""Reviewers write beside a page what strikes them; it is kept with the decision, stops nobody."""

import pytest

from server.bundles import operations as bundles
from server.bundles import review
from server.bundles.models import Remark


def write(desk, arrival, person, words):
    seat = desk.school.sign_in(person)
    page = f"/bundles/{arrival.id}/pages/{review.samples(arrival)[0]}/"
    return seat, page, seat.post(f"{page}remarks", {"words": words})


def test_a_remark_is_shown_on_its_page_and_with_the_decision_and_kept(desk):
    arrival = desk.waiting()
    seat, page, answer = write(desk, arrival, desk.sacha, "  La photo est floue. ")
    assert answer.status_code == 303
    for address in (page, f"/bundles/{arrival.id}"):
        shown = seat.page(address)
        assert "La photo est floue." in shown
        assert "Sacha Petit" in shown
    desk.refuse(arrival, "La photo")
    assert "La photo est floue." in seat.page(f"/bundles/{arrival.id}")
    assert ("Sacha Petit", "bundle.remarked", "maths-1") in desk.school.log()


def test_a_remark_stops_nobody(desk):
    arrival = desk.waiting()
    write(desk, arrival, desk.sacha, "Une faute.")
    desk.install(arrival)
    assert desk.learners_see()


@pytest.mark.parametrize("words", ["", "   ", "a" * 501])
def test_a_remark_has_a_few_words(desk, words):
    arrival = desk.waiting()
    assert write(desk, arrival, desk.sacha, words)[2].status_code in (400, 422)
    assert Remark.select().count() == 0


def test_nothing_is_remarked_about_what_does_not_wait(desk):
    arrival = desk.waiting()
    desk.refuse(arrival, "No")
    assert write(desk, bundles.find(arrival.id), desk.sacha, "Trop tard")[2].status_code == 404
