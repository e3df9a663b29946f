"""Somebody with a password, and two seats."""

import pytest

from server.accounts import operations as accounts
from tests.server.seats.desk import NEIGHBOUR, Desk


@pytest.fixture
def camille(new_school):
    person = new_school.learner()
    accounts.set_password(person, "longue et sûre", by=new_school.by, at=new_school.now)
    return person


@pytest.fixture
def desk(new_school):
    return Desk(new_school)


@pytest.fixture
def other_desk(new_school):
    return Desk(new_school, NEIGHBOUR)
