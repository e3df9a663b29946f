"""Fixtures of the whole run.

The public suite of tests/sync/conformance_client is run with that path among its arguments, and
its pytest then reads this file and sync/conftest.py in an environment of its own. So nothing of
ours is imported here before a fixture is asked for.
"""

import gc
import shutil

import pytest

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))),
    None,
)
"""The shell is the same browser without windows of its own: it opens a seat three times as fast."""


def pytest_collection_finish():
    """All that was imported stays to the end: it is not searched again and again for waste."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def browser():
    """The one browser of the whole run: Playwright allows a process no second one."""
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        pytest.skip("Chromium is not on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--autoplay-policy=no-user-gesture-required",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def clamd(tmp_path_factory):
    """The address of a real virus scanner; see ``tests.clamd``."""
    from tests.clamd import start

    folder = tmp_path_factory.mktemp("clamd")
    process = start(folder)
    yield str(folder / "socket")
    process.terminate()
    process.wait()
