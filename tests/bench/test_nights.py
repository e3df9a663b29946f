"""What sites ask for in a week: measured on a medium that a publisher made, added up for many."""

import pytest

from bench import nights
from bench.nights import Asked, simulated
from bench.week import published


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    folder = tmp_path_factory.mktemp("week")
    root, made = published(folder, megabytes=4, pages=8)
    return made, nights.measured(folder, root, made)


def test_a_night_with_nothing_new_costs_three_questions(week):
    made, costs = week
    quiet = [number for number, night in enumerate(made) if night.about == "nothing new"]
    assert [costs[number - 1, number].requests for number in quiet] == [3, 3]
    assert all(costs[number - 1, number].delta < 4_000 for number in quiet)


def test_one_lesson_costs_less_than_the_release_it_is_in(week):
    made, costs = week
    night = next(n for n, night in enumerate(made) if night.about == "one lesson corrected")
    cost = costs[night - 1, night]
    assert 3_000 < cost.files < cost.delta < cost.releases / 10


def test_a_site_that_was_silent_fetches_what_it_missed_once(week):
    made, costs = week
    last = len(made) - 1
    each = sum(costs[night - 1, night].delta for night in range(1, last + 1))
    assert max(costs[last - 1, last].delta, each / 3) < costs[0, last].delta < each


def test_a_new_site_fetches_everything(week):
    made, costs = week
    assert costs[-1, len(made) - 1].delta > 4_000_000


def test_sites_that_are_never_silent_all_ask_for_the_same(monkeypatch):
    monkeypatch.setattr(nights, "SILENT", 0)
    costs = {(0, 1): Asked(3, 100, 90, 500), (1, 2): Asked(3, 1, 0, 0)}
    assert simulated(10, costs, 3) == [Asked(30, 1_000, 900, 5_000), Asked(30, 10, 0, 0)]


@pytest.mark.parametrize(
    ("delta", "sites", "gives_way"),
    [
        pytest.param(10**9, 2, "a site with 0.5 Mbit/s", id="much for few"),
        pytest.param(10**6, 100_000, "server's line of 100 Mbit/s", id="little for very many"),
    ],
)
def test_what_gives_way_first_is_said(delta, sites, gives_way):
    cost = Asked(10, delta, delta, delta)
    week = [Asked(10 * sites, delta * sites, delta * sites, delta * sites)]
    assert gives_way in nights.said(sites, week, cost)["first_bottleneck"]
