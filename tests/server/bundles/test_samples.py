"""Who approves has opened pages that nobody could choose before."""

import re

import pytest

from content.entries import NodeEntry, VersionEntry
from server.bundles import bringing, review
from server.bundles import operations as bundles
from server.bundles.models import PageOpened
from server.bundles.operations import PagesToOpen
from server.bundles.samples import draw


def node(number, kind="lesson", languages=("fr",)):
    versions = tuple(VersionEntry(code, False, f"Page {number}") for code in languages)
    facts = {"parent": None, "content_id": "", "position": number, "license": "CC0"}
    facts |= {"license_owner": "", "author": "", "level": "", "subject": "", "minutes": 1}
    facts |= {"coach": False, "reviewed": "", "language": languages[0], "versions": versions}
    return NodeEntry(id=f"{number:032x}", kind=kind, **facts)


@pytest.mark.parametrize(
    ("pages", "drawn"), [(0, 0), (1, 1), (2, 2), (3, 3), (9, 3), (10, 4), (50, 8), (20_000, 12)]
)
def test_as_many_are_drawn_as_the_square_root(pages, drawn):
    nodes = [node(0, "topic"), *(node(number) for number in range(1, pages + 1))]
    assert len(draw(nodes, "seed")) == drawn


@pytest.mark.parametrize("seed", ["a", "b", "c", "d"])
def test_every_kind_and_every_language_is_among_them(seed):
    kinds = ("lesson", "exercise", "audio", "video", "document")
    nodes = [node(number) for number in range(500)]
    nodes += [node(500 + number, kind) for number, kind in enumerate(kinds)]
    nodes += [node(600, "lesson", ("fr", "ar")), node(601, "exercise", ("en",))]
    chosen = [each for each in nodes if each.id in draw(nodes, seed)]
    assert {each.kind for each in chosen} == set(kinds)
    assert {v.language for each in chosen for v in each.versions} == {"fr", "ar", "en"}


def test_the_same_arrival_draws_the_same_and_another_one_others():
    nodes = [node(number) for number in range(400)]
    assert draw(nodes, "manifest 1") == draw(nodes, "manifest 1")
    assert draw(nodes, "manifest 1") != draw(nodes, "manifest 2")


def approve(desk, arrival):
    return bundles.approve(arrival, desk.sacha, desk.by(desk.sacha), at=desk.school.now)


def test_nobody_approves_before_the_pages_drawn_were_opened(desk):
    arrival = desk.waiting()
    drawn = review.samples(arrival)
    assert len(drawn) >= 3
    for node_id in drawn:
        with pytest.raises(PagesToOpen) as refused:
            approve(desk, arrival)
        assert refused.value.values["left"] == len(review.left(arrival, desk.sacha.id))
        review.opened(arrival, desk.sacha, node_id, at=desk.school.now)
    assert approve(desk, arrival).kind == "bundle.install"


def test_what_another_person_opened_does_not_count(desk):
    arrival = desk.waiting()
    desk.open_pages_drawn(arrival, desk.claude)
    with pytest.raises(PagesToOpen):
        approve(desk, arrival)


def test_the_page_says_how_many_are_left_and_the_server_refuses_before(desk):
    arrival = desk.waiting()
    seat, page = desk.school.sign_in(desk.sacha), f"/bundles/{arrival.id}"
    drawn = re.findall(rf"{page}/pages/\w+/", seat.page(page).partition('id="drawn"')[2])
    drawn = drawn[: len(review.samples(arrival))]
    assert f"il en reste {len(drawn)}" in seat.page(page)
    answer = seat.post(f"{page}/approve")
    assert answer.status_code == 403
    assert "tirées au hasard" in answer.text
    for address in drawn:
        assert "Page suivante tirée au hasard" in seat.page(page + "/pages/" + drawn[-1][-33:]) or (
            address == drawn[-1]
        )
        seat.page(address)
    assert seat.page(page).count("Ouverte") == len(drawn)
    assert PageOpened.select().where(PageOpened.person == desk.sacha).count() == len(drawn)
    assert seat.post(f"{page}/approve").status_code == 303


def test_drawn_again_after_a_part_was_lost_they_are_the_same(desk):
    arrival = desk.waiting()
    drawn = review.samples(arrival)
    bringing.bring_again(arrival, desk.by(desk.claude), at=desk.school.now)
    assert review.samples(desk.waiting()) == drawn
