"""A stick with every kind of file, and a classroom to bring it to. Each case spoils a copy."""

import shutil

import pytest

from tests.sync.refused.forgery import Gate, everything, next_root
from tests.sync.site import MONDAY, Publisher, days


@pytest.fixture(scope="session")
def publisher(tmp_path_factory):
    return Publisher(tmp_path_factory.mktemp("gate") / "home").begin()


@pytest.fixture(scope="session")
def media(publisher, tmp_path_factory):
    """The media of January and of February, not to be changed."""
    folder = tmp_path_factory.mktemp("media")
    first = publisher.release(everything(1), folder, folder / "january", at=MONDAY)
    shutil.copytree(first, folder / "february")
    second = publisher.release(everything(2), folder, folder / "february", at=MONDAY + days(30))
    next_root(publisher, second)
    return first, second


@pytest.fixture(scope="session")
def prepared(publisher, media, tmp_path_factory):
    """A classroom whose learners see release 1, at rest."""
    site = Gate(tmp_path_factory.mktemp("prepared") / "site")
    site.trust.pin(publisher.root)
    site.install(site.receive(media[0]))
    site.close()
    return site.folder


@pytest.fixture(scope="session")
def empty(publisher, tmp_path_factory):
    """A classroom without a course, at rest."""
    site = Gate(tmp_path_factory.mktemp("empty") / "site")
    site.trust.pin(publisher.root)
    site.close()
    return site.folder


@pytest.fixture
def newcomer(empty, tmp_path):
    """A classroom without a course: it has to read everything."""
    site = Gate(shutil.copytree(empty, tmp_path / "site"))
    yield site
    site.close()


@pytest.fixture
def gate(prepared, tmp_path):
    """A classroom whose learners see release 1."""
    site = Gate(shutil.copytree(prepared, tmp_path / "site"))
    yield site
    site.close()


@pytest.fixture
def stick(media, tmp_path):
    """A stick with release 2 that may be spoilt."""
    return shutil.copytree(media[1], tmp_path / "stick")
