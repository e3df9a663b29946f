"""A learner before an exercise of the course "Les règles"; a module says which in ``EXERCISE``."""

import pytest

from tests.server import exercising


@pytest.fixture
def address(request, school, node, tmp_path):
    exercising.install(school.site.library, tmp_path)
    return f"/library/{node(request.module.EXERCISE).id}/"


@pytest.fixture
def seat(school, address):
    seat = school.sign_in(school.learner())
    seat.get(address)
    return seat
