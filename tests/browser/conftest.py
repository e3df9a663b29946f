import os
import shutil

import pytest

from sync.lock import exclusive
from tests.browser.classroom import Classroom, Server, Witness
from tests.browser.demonstration import copied, make
from tests.browser.leaving import Deserted
from tests.browser.places import Places


@pytest.fixture(scope="session")
def witness():
    return Witness()


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The demonstration with more courses, indexed: made once for every process of a run."""
    mine = tmp_path_factory.getbasetemp()
    folder = (mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / "demonstration"
    folder.mkdir(exist_ok=True)
    with exclusive(folder / "lock", patience=600):
        home, half = folder / "home", folder / "half" / "home"
        if not home.exists():
            shutil.rmtree(half.parent, ignore_errors=True)
            make(half)
            half.rename(home)
    return home


@pytest.fixture(scope="session")
def home(site, tmp_path_factory):
    """The demonstration that tests of this process walk into."""
    return copied(site, tmp_path_factory.mktemp("site") / "home")


@pytest.fixture(scope="session")
def the_classroom(home, browser, witness):
    """The demonstration, served."""
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
def deserted(site, browser, witness, request, tmp_path_factory):
    """People left alone in another classroom, where a seat is closed after a minute."""
    home = copied(site, tmp_path_factory.mktemp("impatient") / "home")
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
