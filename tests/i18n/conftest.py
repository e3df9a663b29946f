"""A cache folder shared by the speech tests of a run, so that nothing is spoken twice."""

import pytest


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("spoken")
