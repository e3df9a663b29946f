import os
import shutil
import subprocess
import sys

import pytest

from tests.browser import viewers
from tests.browser.classroom import ROOT, Classroom, Server, Witness
from tests.browser.leaving import Deserted
from tests.browser.places import Places
from tests.browser.stick import offer


@pytest.fixture(scope="session")
def witness():
    return Witness()


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """The folder of the demonstration, made once; more courses are on its stick, and in it."""
    home = tmp_path_factory.mktemp("site") / "home"
    make = [sys.executable, "-m", "server", "--home", home, "demo", "--no-serve"]
    silent = os.environ | {"ARDOISE_SPEAK_AHEAD": "no"}
    subprocess.run(make, cwd=ROOT, check=True, capture_output=True, env=silent)
    offer(home)
    viewers.install(home)
    return home


@pytest.fixture(scope="session")
def the_classroom(home, browser, witness):
    """The demonstration, served."""
    short_of_patience = home.with_name("impatient")
    shutil.copytree(home, short_of_patience)
    server = Server(home, "demo")
    yield Classroom(server, browser, witness)
    server.stop()


@pytest.fixture(scope="session")
def places(the_classroom):
    """The addresses of the classroom, made once: people are made on the way."""
    return Places(the_classroom)


@pytest.fixture
def classroom(the_classroom):
    """The classroom; browsers that the test opens are closed after it."""
    yield the_classroom
    the_classroom.clear_up()


@pytest.fixture(scope="session")
def deserted(the_classroom, browser, witness, request):
    """People left alone in another classroom, where a seat is closed after a minute."""
    home = the_classroom.server.home.with_name("impatient")
    server = Server(home, "demo", sign_out_after=1)
    request.addfinalizer(server.stop)
    return Deserted(Classroom(server, browser, witness))


@pytest.fixture(scope="session", autouse=True)
def leave_them_alone(request):
    """Begin what takes a minute before everything else, where it is going to be looked at."""
    if any("deserted" in item.fixturenames for item in request.session.items):
        request.getfixturevalue("deserted")


@pytest.fixture(autouse=True)
def nothing_to_complain_of(witness):
    """After every test: no request elsewhere, no error, no breach of policy, no open cookie."""
    yield
    assert witness.all_there_was() == []
