"""No lesson has an id of the page it stands in: labels and addresses lead where the page says."""

import re
from pathlib import Path

import pytest

import server
from content.html import clean
from server.roles import Role

ID = re.compile(r'\bid="([^"]+)"')


def test_every_id_of_a_page_that_shows_a_lesson_is_taken_out_of_lessons(school, node):
    """A page that gets a new id, and does not keep it from lessons, fails here."""
    found = set()
    for role in (Role.LEARNER, Role.TEACHER):
        seat = school.sign_in(role)
        for title in ("Les fractions", "Exercice de tout", "Au guichet"):
            page = seat.page(f"/library/{node(title).id}/")
            found |= set(ID.findall(page))
    assert {"main", "question-1", "question-4-answer"} <= found
    kept = [each for each in found if clean(f'<p id="{each}">a</p>') != "<p>a</p>"]
    assert kept == []


BESIDE = (
    "words/templates/words/below.html",
    "words/templates/words/answer.html",
    "bundles/templates/bundles/preview.html",
)
"""What stands beside a lesson only where a dictionary is installed, or while it waits."""


@pytest.mark.parametrize("place", BESIDE)
def test_nor_of_what_is_seldom_beside_one(place):
    found = ID.findall((Path(server.__file__).parent / place).read_text())
    assert found
    assert [each for each in found if clean(f'<p id="{each}">a</p>') != "<p>a</p>"] == []


def test_a_lesson_keeps_the_ids_that_its_own_links_lead_to():
    fragment = '<p id="mot">a</p><p><a href="#mot">b</a></p>'
    assert clean(fragment) == fragment
