import json

import pytest

from tests.browser.classroom import CHROMIUM, Classroom, Seat, Server, Witness
from tests.browser.stick import offer


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--autoplay-policy=no-user-gesture-required",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def witness():
    return Witness()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The demonstration, served; a few more courses are on its stick."""
    server = Server(tmp_path_factory.mktemp("site") / "home", "demo")
    offer(server.home)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def the_classroom(server, browser, witness):
    cards = json.loads((server.home / "demo-cards.json").read_text("utf-8"))
    return Classroom(server, browser, witness, cards)


@pytest.fixture
def classroom(the_classroom):
    """The classroom; browsers that the test opens are closed after it."""
    yield the_classroom
    the_classroom.clear_up()


@pytest.fixture(autouse=True)
def nothing_to_complain_of(witness):
    """After every test: no request elsewhere, no error, no breach of policy, no open cookie."""
    yield
    assert witness.all_there_was() == []
