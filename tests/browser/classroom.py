"""A classroom to walk into: a server process as a site runs it, its people, and its browsers.

A *server* is the program itself, started as a person starts it. A *seat* is one browser with
cookies of its own. Whatever a seat's pages ask for, complain of or keep is written down by its
*witness*, and looked at after every test.
"""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from i18n.translate import gettext, in_language

ROOT = Path(__file__).parents[2]
AXE = Path(sys.prefix) / "share" / "axe-core" / "axe.min.js"

WITH_AXE = [
    pytest.mark.browser,
    pytest.mark.skipif(not AXE.exists(), reason="axe-core was not fetched (bootstrap.py test)"),
]

WORKING_AREA = {"width": 1024, "height": 768}
NARROW = {"width": 320, "height": 640}
BROWSER_WORDS = {"fr": "fr-FR", "ar": "ar"}


def words(language):
    """Return what says a sentence of the program in a language, as the page does."""

    def say(message, **values):
        with in_language(language):
            text = gettext(message)
        return text % values if values else text

    return say


class Server:
    """A server process and the address it printed."""

    def __init__(self, home, *command, **settings):
        surroundings = {k: v for k, v in os.environ.items() if not k.startswith("ARDOISE_")}
        surroundings |= {f"ARDOISE_{name.upper()}": str(value) for name, value in settings.items()}
        self.home = home
        self.log = home.with_name(f"{home.name}.log")
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "server", "--home", home, *command, "--port", "0"],
                cwd=ROOT,
                env=surroundings | {"PYTHONUTF8": "1", "ARDOISE_SPEAK_AHEAD": "no"},
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
            )
        self.address = self._address()

    def _address(self):
        for line in self.process.stdout:
            found = re.search(r"http://127\.0\.0\.1:\d+(?=/)", line)
            if found:
                return found[0]
        raise AssertionError(f"the server did not start:\n{self.log.read_text('utf-8')}")

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.process.stdout.close()


class Restartable(Server):
    """A server that is killed as by a power cut, and comes back at the same address."""

    def __init__(self, home):
        super().__init__(home, "serve")
        self.port = self.address.rpartition(":")[2]

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def come_back(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "server", "--home", self.home, "serve", "--port", self.port],
                cwd=ROOT,
                env=os.environ | {"PYTHONUTF8": "1", "ARDOISE_SPEAK_AHEAD": "no"},
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
            )
        assert self._address() == self.address


class Witness:
    """What the pages of all seats did that somebody has to answer for."""

    def __init__(self):
        self.complaints = []
        self.expected = set()
        self.asked = 0

    def watch(self, context, address):
        context.on("request", lambda request: self._request(request.url, address))
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"{error.error}"))

    def _request(self, url, address):
        self.asked += 1
        if not url.startswith(f"{address}/"):
            self.complaints.append(f"asked elsewhere: {url}")

    def _response(self, response):
        if response.status >= 400 and response.status not in self.expected:
            self.complaints.append(f"{response.status} at {response.url}")

    def _console(self, message):
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            where = message.page.url if message.page else "?"
            self.complaints.append(f"said at {where}: {message.text}")

    def cookies(self, context):
        for cookie in context.cookies():
            if not cookie["httpOnly"] or cookie["sameSite"] != "Strict":
                self.complaints.append(f"a cookie that is open to others: {cookie}")

    def all_there_was(self):
        """Return what there is to complain of, and forget it."""
        told, self.complaints = self.complaints, []
        self.expected = set()
        return told


class Seat:
    """One browser at one address; ``page`` is its first tab."""

    def __init__(self, browser, server, witness, language="fr", javascript=True, size=WORKING_AREA):
        self.address, self.witness = server.address, witness
        self.language, self.say = language, words(language)
        self.javascript = javascript
        self.context = browser.new_context(
            viewport=size,
            locale=BROWSER_WORDS[language],
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(30_000)
        witness.watch(self.context, server.address)
        self.page = self.context.new_page()

    def open(self, path):
        self.page.goto(self.address + path)
        return self.page

    @property
    def path(self):
        """Where the first tab is, without what follows the path."""
        return self.page.url.removeprefix(self.address).partition("?")[0].partition("#")[0]

    def button(self, message, **values):
        return self.page.get_by_role("button", name=self.say(message, **values), exact=True)

    def link(self, message, **values):
        return self.page.get_by_role("link", name=self.say(message, **values), exact=True)

    def follow(self, link):
        """Follow a link, and be there: what is counted next is counted on the whole new page."""
        with self.page.expect_navigation():
            link.click()

    def in_my_language(self):
        """Press the name of this seat's language, where the page speaks another."""
        if self.page.get_attribute("html", "lang") != self.language:
            self.page.locator(f".tongues button[lang={self.language}]").click()

    def sign_in(self, code):
        """Come in by the code of a card, in this seat's language."""
        self.open("/sign-in")
        self.in_my_language()
        self.page.get_by_label(self.say("My code")).fill(code)
        self.button("Begin").click()
        self.page.locator("form.leave").wait_for()
        self.in_my_language()

    def leave(self):
        self.button("Leave").click()
        self.page.wait_for_url("**/sign-in")

    def post(self, path, **form):
        """Send a form as the page does, without showing the answer; return its text."""
        page = self.context.request.get(self.address + "/help").text()
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        answer = self.context.request.post(
            self.address + path, form={"csrf_token": token[1], **form}
        )
        assert answer.ok, f"{answer.status} at {path}"
        return answer.text()

    def wear(self, **look):
        """Choose how pages look, as the page "Display" does: theme="dark", ruler="yes"."""
        self.post("/look", stay="yes", **look)

    def close(self):
        self.witness.cookies(self.context)
        self.context.close()


class Classroom:
    """The site of the demonstration, its browsers, and as many people as a test needs."""

    def __init__(self, server, browser, witness):
        self.server, self.browser, self.witness = server, browser, witness
        self.cards = json.loads((server.home / "demo-cards.json").read_text("utf-8"))
        self.seats = []
        self._office = None

    def seat(self, language="fr", **how):
        """Sit down at a browser that nobody has used."""
        seat = Seat(self.browser, self.server, self.witness, language, **how)
        self.seats.append(seat)
        return seat

    def card(self, name):
        """Return the code of one of the five people of the demonstration."""
        return self.cards[name]["code"]

    def newcomer(self, name, role="learner"):
        """Add somebody as the administrator does, and return the code of the card."""
        if self._office is None:
            self._office = Seat(self.browser, self.server, self.witness)
            self._office.sign_in(self.card("Andrea Blanc"))
        card = self._office.post("/accounts", name=name, role=role)
        return re.search(r'class="code"[^>]*>\s*([\w-]+)', card)[1]

    def clear_up(self):
        """Close the browsers of one test."""
        for seat in self.seats:
            seat.close()
        self.seats = []
