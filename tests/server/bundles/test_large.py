"""The page of a release that is too large to be shown whole: from what is kept beside it."""

import re

import pytest

from server.bundles import waiting
from server.roles import Role
from sync.prepared import DESCRIBED


@pytest.fixture
def large(desk, monkeypatch):
    """A small course that is taken for a large one, and the seat of who looks at it."""
    monkeypatch.setattr(waiting, "MANY", 2)
    arrival = desk.waiting()
    return arrival, desk.school.sign_in(Role.CONTENT_MANAGER)


def kept(desk, arrival):
    return desk.school.site.quarantine.root / arrival.manifest / DESCRIBED


def tree_of(page):
    return page.partition('id="tree"')[2].partition("</main>")[0]


def facts_of(page):
    """What a page says above its tree, its own tokens left out."""
    said = page.partition("<main")[2].partition('id="tree"')[0]
    return re.sub(r'value="[^"]*"', "", said).partition("tree")[0]


def test_it_says_what_the_page_of_a_small_one_says(desk, large, monkeypatch):
    arrival, seat = large
    assert kept(desk, arrival).is_file()
    from_kept = seat.page(f"/bundles/{arrival.id}")
    monkeypatch.setattr(waiting, "MANY", 1_000)
    kept(desk, arrival).unlink()
    assert facts_of(from_kept) == facts_of(seat.page(f"/bundles/{arrival.id}"))


def test_a_topic_is_opened_by_its_name_and_led_out_of_again(large):
    arrival, seat = large
    page = seat.page(f"/bundles/{arrival.id}")
    assert "Les fractions" not in tree_of(page)
    (topic,) = re.findall(rf'href="(/bundles/{arrival.id}\?topic=\w+)#tree"', tree_of(page))
    opened = seat.page(topic)
    assert "Les fractions" in tree_of(opened)
    assert f'<a href="/bundles/{arrival.id}#tree"' in opened
    assert ">Le calcul</strong>" in opened


def test_a_topic_that_is_not_there_shows_the_whole(large):
    arrival, seat = large
    whole = tree_of(seat.page(f"/bundles/{arrival.id}"))
    assert tree_of(seat.page(f"/bundles/{arrival.id}?topic={'0' * 32}")) == whole
    assert tree_of(seat.page(f"/bundles/{arrival.id}?topic=%00'")) == whole


@pytest.mark.parametrize("what", ["gone", "empty", "no database", "half of it"])
def test_what_is_kept_is_made_again_where_it_cannot_be_read(desk, large, what):
    arrival, seat = large
    before = seat.page(f"/bundles/{arrival.id}")
    path = kept(desk, arrival)
    data = {"empty": b"", "no database": b"{}" * 999, "half of it": path.read_bytes()[:3000]}
    if what == "gone":
        path.unlink()
    else:
        path.write_bytes(data[what])
    assert tree_of(seat.page(f"/bundles/{arrival.id}")) == tree_of(before)


def test_titles_are_in_the_language_of_the_reader(desk, large):
    arrival, seat = large
    assert "Le calcul" in tree_of(seat.page(f"/bundles/{arrival.id}"))
    seat.post("/language", {"language": "en", "next": "/help"})
    assert "Sums" in tree_of(seat.page(f"/bundles/{arrival.id}"))
