"""Two teachers with a class each that meets, and people who come."""

from datetime import date, timedelta

import pytest

from server import clock
from tests.server.classes.conftest import Staffroom


@pytest.fixture
def school(new_school):
    return new_school


@pytest.fixture
def staffroom(new_school):
    return Staffroom(new_school)


@pytest.fixture
def today(school) -> date:
    return clock.day(school.now)


@pytest.fixture
def monday(today) -> date:
    """The Monday of this week."""
    return today - timedelta(days=today.weekday())


def main_of(page):
    """Return the main part of a page, its spaces all alike."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return main.replace("\u00a0", " ").replace("\u202f", " ")
