"""The server is killed between two answers: what was said to be kept is there, in the same quiz."""

import os
import re
import signal
import subprocess
import sys
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

import pytest

from server import clock
from server.accounts import operations as accounts
from server.actors import Actor
from server.records.models import AnswerGiven, Attempt, Work
from server.roles import Role
from tests.server import exercising
from tests.server.conftest import close_databases
from tests.server.exercising import Pupil

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills a group of processes")


class Power:
    """A site that is served by a process of its own, whose power can fail."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.address = ""

    def on(self) -> None:
        self.server = subprocess.Popen(
            [sys.executable, "-m", "server", "--home", str(self.home), "serve", "--port", "0"],
            cwd=ROOT,
            env={**os.environ, "ARDOISE_SPEAK_AHEAD": "no"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        for line in self.server.stdout:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                self.address = found[0]
                return
        raise AssertionError("the server did not start")

    def fails(self) -> None:
        """Kill every process of the server at once."""
        if self.server.poll() is None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            self.server.stdout.close()


class Browser:
    """What ``Pupil`` needs of a seat, over the network, cookies kept."""

    def __init__(self, power: Power) -> None:
        self.power = power
        self.opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
        self.token = ""

    def page(self, path: str) -> str:
        with self.opener.open(self.power.address + path) as answer:
            text = answer.read().decode()
        found = re.search(r'name="csrf_token" value="([^"]+)"', text)
        self.token = found[1] if found else self.token
        return unescape(text)

    def post(self, path: str, data: dict[str, str]) -> int:
        body = urlencode({"csrf_token": self.token, **data}).encode()
        with self.opener.open(Request(self.power.address + path, data=body)) as answer:
            return answer.status


@pytest.fixture
def site(school, node, tmp_path):
    """The folder of a site that nobody has open, the code of a learner, pages by their titles."""
    exercising.install(school.site.library, tmp_path)
    learner = accounts.add("Nour Haddad", Role.LEARNER, by=Actor("console"), at=clock.now())
    code = school.code_of(learner)
    ids = {title: node(title).id for title in ("Tirage", "À écrire")}
    close_databases()
    return school.site.home, code, ids


@pytest.fixture
def power(site):
    power = Power(site[0].folder)
    power.on()
    yield power
    power.fails()


def test_what_was_answered_before_the_power_failed_is_there_and_the_quiz_goes_on(site, power):
    _, code, ids = site
    browser = Browser(power)
    browser.page("/sign-in")
    browser.post("/sign-in", {"code": code})
    quiz = Pupil(browser, ids["Tirage"])
    drawn = quiz.asked()
    quiz.answer()
    browser.page(f"/library/{ids['À écrire']}/")
    browser.post(f"/library/{ids['À écrire']}/questions/2/draft", {"answer": "Madame, je"})
    power.fails()
    power.on()
    assert list(quiz.asked().items()) == list(drawn.items())[1:]
    assert ">Madame, je</textarea>" in browser.page(f"/library/{ids['À écrire']}/")
    quiz.answer()
    power.fails()
    rows = {answer.place: answer.mark for answer in AnswerGiven.select()}
    assert rows == {0: "1", 1: "1"}
    assert Attempt.get(Attempt.node_id == ids["Tirage"]).finished_at is None
    assert Work.get().text == "Madame, je"
