"""Publishers, media and sites for the tests of ``sync``.

Read by a foreign pytest too (see ../conftest.py): what is ours is imported within fixtures.
"""

import pytest


@pytest.fixture(scope="session", autouse=True)
def keys_that_open_quickly():
    """Real keys, encrypted as ever; only the stretching of passphrases is cut short."""
    from sync import keys
    from tests.sync.site import FULL_COST

    keys._COST["n"] = 1 << 8
    yield
    keys._COST.update(FULL_COST)


@pytest.fixture(scope="session")
def publisher(tmp_path_factory):
    from tests.sync.site import Publisher

    return Publisher(tmp_path_factory.mktemp("publisher") / "home").begin()


@pytest.fixture(scope="session")
def other_publisher(tmp_path_factory):
    """Real keys, but nobody here trusts them."""
    from tests.sync.site import Publisher

    return Publisher(tmp_path_factory.mktemp("other") / "home").begin()


@pytest.fixture(scope="session")
def first_medium(publisher, tmp_path_factory):
    """Release 1 of one course. Not to be changed: see ``medium``."""
    from tests.sync.site import MONDAY, PAGES_1, course

    folder = tmp_path_factory.mktemp("first")
    return publisher.release(course(1, PAGES_1), folder, folder / "medium", at=MONDAY)


@pytest.fixture(scope="session")
def second_medium(publisher, first_medium, tmp_path_factory):
    """Release 2 of it, made a month later. Not to be changed: see ``newer_medium``."""
    from tests.sync.site import MONDAY, PAGES_2, course, days

    folder = tmp_path_factory.mktemp("second")
    at = MONDAY + days(30)
    return publisher.release(course(2, PAGES_2), folder, folder / "medium", at=at)


@pytest.fixture
def medium(first_medium, tmp_path):
    from tests.sync.spoil import copy_of

    return copy_of(first_medium, tmp_path / "stick")


@pytest.fixture
def newer_medium(second_medium, tmp_path):
    from tests.sync.spoil import copy_of

    return copy_of(second_medium, tmp_path / "newer stick")


@pytest.fixture
def new_site(publisher, tmp_path):
    """A classroom that trusts the publisher and has no course yet."""
    from tests.sync.site import Site

    site = Site(tmp_path / "site")
    site.trust.pin(publisher.root)
    yield site
    site.close()


@pytest.fixture
def site(new_site, first_medium):
    """A classroom whose learners see release 1."""
    new_site.install(new_site.receive(first_medium))
    return new_site
