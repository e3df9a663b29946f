import functools
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from content import browse
from content.bundle import build
from content.formats.folder import read
from content.library import open_library
from content.models import Node
from content.models import database as library_database
from i18n.translate import use_language
from search.index import Index
from server import clock
from server.accounts.models import Person
from server.app import application, left_out, serve_site
from server.console import Site
from server.database import database, open_school
from server.library.indexing import bring_up_to_date
from server.settings import Home
from server.slices.commands import JOBS
from sync import keys, publish
from sync.publish import MACHINE
from tests.server import course, exercising
from tests.server.handing_in import Desk
from tests.server.school import School

SECRET = "a long passphrase for tests"
"""Of every key of the publisher."""


@pytest.fixture(scope="session", autouse=True)
def keys_that_open_quickly():
    """Real keys, encrypted as ever; only the stretching of passphrases is cut short."""
    full = dict(keys._COST)
    keys._COST["n"] = 1 << 8
    yield
    keys._COST.update(full)


@pytest.fixture(autouse=True)
def only_our_settings(monkeypatch):
    for name in list(os.environ):
        if name.startswith("ARDOISE_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory) -> Path:
    """A site with its tables and nothing in them. Not to be changed: see ``home``."""
    home = Home(tmp_path_factory.mktemp("empty") / "home")
    home.folder.mkdir()
    home.secret()
    open_school(home.school)
    open_library(home.library)
    close_databases()
    return home.folder


@pytest.fixture(scope="session")
def publisher(tmp_path_factory) -> Path:
    """A publisher of two people, who have signed one release of "maths". Not to be changed."""
    home = tmp_path_factory.mktemp("publisher") / "home"
    names = ("aline", "bruno", MACHINE)
    root = publish.init(
        home, ["aline", "bruno"], dict.fromkeys(names, SECRET), at=clock.now(), demo=True
    )
    (home.parent / "root.json").write_bytes(root)
    source = course.write_maths(home.parent / "maths")
    publish.add(home, build(read(source), home.parent / "built"), at=clock.now())
    for person in ("aline", "bruno"):
        publish.sign(home, person, SECRET)
    publish.publish(home, home.parent / "stick", SECRET, at=clock.now())
    return home.parent


@pytest.fixture(scope="session")
def filled_home(empty_home, tmp_path_factory) -> Path:
    """A site with two small courses, indexed. Not to be changed: see ``school``."""
    folder = tmp_path_factory.mktemp("filled")
    home = Home(folder / "home")
    shutil.copytree(empty_home, home.folder)
    library = open_library(home.library)
    course.install(library, course.write_maths(folder / "maths"), folder / "built")
    course.install(library, course.write_reading(folder / "lecture"), folder / "built")
    bring_up_to_date(library, Index(home.index), home.cache, lambda done, total: None)
    close_databases()
    return home.folder


@pytest.fixture(scope="session")
def voices(tmp_path_factory) -> Path:
    """What was spoken once is not spoken again in the next test."""
    return tmp_path_factory.mktemp("voices")


@pytest.fixture(scope="session")
def compiled(tmp_path_factory) -> FileSystemBytecodeCache:
    """Templates, compiled once for every process of a run."""
    mine = tmp_path_factory.getbasetemp()
    folder = (mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / "templates"
    folder.mkdir(exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


@pytest.fixture(scope="session")
def applications(compiled) -> Callable[[frozenset[str]], Flask]:
    """Return what gives the application without some pages: each made once for all tests.

    Its 400 addresses are the same in every site, and so are its templates, once loaded.
    """

    @functools.cache
    def made(without: frozenset[str]) -> Flask:
        app = application(without)
        app.jinja_env.bytecode_cache = compiled
        return app

    return made


@pytest.fixture
def home(filled_home, tmp_path, voices) -> Home:
    """The folder of a site with two small courses."""
    shutil.copytree(filled_home, tmp_path / "home")
    (tmp_path / "home" / "cache").symlink_to(voices)
    yield Home(tmp_path / "home")
    close_databases()


@pytest.fixture
def new_home(empty_home, tmp_path) -> Home:
    """The folder of a site without a course."""
    shutil.copytree(empty_home, tmp_path / "new home")
    yield Home(tmp_path / "new home")
    close_databases()


@pytest.fixture
def open_site(applications, monkeypatch):
    """Return what opens the site of a folder, with the settings written there."""

    def opened(home: Home, **settings: object) -> School:
        for name, value in settings.items():
            monkeypatch.setenv(f"ARDOISE_{name.upper()}", str(value))
        site = Site(home, JOBS)
        app = applications(left_out(site.settings))
        serve_site(app, site)
        return School(site, app, monkeypatch)

    yield opened
    use_language("fr")


@pytest.fixture
def school(open_site, home) -> School:
    """A school with two small courses, whose people come as they are named."""
    return open_site(home)


@pytest.fixture
def new_school(open_site, new_home) -> School:
    """A school without a course."""
    return open_site(new_home)


@pytest.fixture
def node(school):
    """Return what finds a page by its own title."""

    def named(title: str) -> browse.Item:
        for (node_id,) in Node.select(Node.node_id).tuples():
            item = browse.item(node_id, "fr", coach=True)
            if item.words.title == title:
                return item
        raise AssertionError(title)

    return named


@pytest.fixture
def people(school) -> list[Person]:
    return [school.learner("Camille Martin"), school.learner("Sacha Petit")]


def close_databases() -> None:
    for each in (database, library_database):
        if not each.is_closed():
            each.close()


@pytest.fixture(scope="session")
def demo_home(empty_home, tmp_path_factory) -> Path:
    """A site with all courses of the demo library, not indexed."""
    folder = tmp_path_factory.mktemp("demo")
    home = Home(folder / "home")
    shutil.copytree(empty_home, home.folder)
    library = open_library(home.library)
    for source in sorted(course.DEMO.glob("*/channel.toml")):
        course.install(library, source.parent, folder / "built")
    close_databases()
    return home.folder


@pytest.fixture
def demo_school(open_site, demo_home):
    """A school with the demo library; its tests only read the library."""
    yield open_site(Home(demo_home))
    close_databases()


@pytest.fixture
def desk(school, node, tmp_path) -> Desk:
    """Two teachers with a class each, and exercises whose answers they mark."""
    exercising.install(school.site.library, tmp_path)
    return Desk(school, node)
