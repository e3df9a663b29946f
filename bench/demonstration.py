"""The real program with its demo library, for measuring: made once, served in its own process.

Every command here takes ``--home FOLDER``: where the demo is, or is to be made (kept, so that the
next command begins at once). Requests go to 127.0.0.1 alone.
"""

import argparse
import http.client
import json
import math
import os
import re
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = [sys.executable, "-P", "-m", "server"]
SURROUNDINGS = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
ANSWERS = re.compile(r"http://127\.0\.0\.1:(\d+)/")


@dataclass
class Demonstration:
    """A demo site: its folder, the program that serves it, the codes of its people by role."""

    home: Path
    program: list[str] = field(default_factory=lambda: PROGRAM)

    def run(self, *words: str) -> str:
        """Run a command of the program on this site and return what it prints.

        Raises:
            RuntimeError: it failed, with what it said.
        """
        done = subprocess.run(
            [*self.program, "--home", str(self.home), *words],
            check=False,
            capture_output=True,
            text=True,
            env=SURROUNDINGS,
        )
        if done.returncode:
            raise RuntimeError(f"{words} failed: {done.stderr}")
        return done.stdout

    def make(self) -> None:
        """Make the demo, or find it made."""
        self.run("demo", "--no-serve")

    def code(self, role: str) -> str:
        """Return the code of the first person with a role."""
        cards = json.loads((self.home / "demo-cards.json").read_text("utf-8"))
        return next(card["code"] for card in cards.values() if card["role"] == role)

    def learners(self, number: int) -> list[str]:
        """Return the codes of as many learners, added where there are not enough yet."""
        path = self.home / "bench-codes.json"
        codes = json.loads(path.read_text("utf-8")) if path.exists() else []
        while len(codes) < number:
            codes.append(self.run("account", "add", f"Banc {len(codes) + 1}").strip())
            path.write_text(json.dumps(codes), "utf-8")
        return list(codes[:number])

    @contextmanager
    def served(self) -> Iterator["Served"]:
        """Serve the site on a free port inside the block.

        Raises:
            RuntimeError: the program ended before it answered.
        """
        started = time.perf_counter()
        process = subprocess.Popen(
            [*self.program, "--home", str(self.home), "serve", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=SURROUNDINGS,
        )
        try:
            assert process.stdout is not None
            found = None
            while found is None:
                line = process.stdout.readline()
                if not line:
                    raise RuntimeError("the server ended before it answered")
                found = ANSWERS.search(line)
            yield Served(self, process.pid, int(found[1]), started)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@dataclass
class Served:
    """A demo that answers, at a port of this machine."""

    site: Demonstration
    pid: int
    port: int
    started: float
    """When its process was started, by time.perf_counter."""

    @property
    def address(self) -> str:
        """Return the address that everything begins with."""
        return f"http://127.0.0.1:{self.port}"

    def sign_in(self, code: str = "") -> "Browser":
        """Return a browser in which a person has signed in; the demo's learner without a code."""
        browser = Browser(self.port)
        browser.sign_in(code or self.site.code("learner"))
        return browser


class Browser:
    """A connection kept open, with its cookies: one PC of the classroom, without its screen."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> tuple[int, bytes]:
        """Return the status and the bytes of a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, **fields: str) -> tuple[int, bytes]:
        """Send a form and return the status and the bytes of the answer."""
        return self._ask("POST", path, urllib.parse.urlencode(fields))

    def page(self, path: str) -> str:
        """Return a page as text.

        Raises:
            RuntimeError: the answer was not 200.
        """
        status, body = self.get(path)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
        return body.decode("utf-8")

    def sign_in(self, code: str) -> None:
        """Sign in by the code of a card.

        Raises:
            RuntimeError: the code was not taken.
        """
        status, _ = self.post("/sign-in", csrf_token=self.token("/sign-in"), code=code)
        if status != 303:
            raise RuntimeError(f"signing in answered {status}")

    def token(self, path: str) -> str:
        """Return the hidden field that a form of a page needs."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.page(path))
        if found is None:
            raise RuntimeError(f"{path} has no form")
        return found[1]

    def links(self, path: str, pattern: str) -> list[str]:
        """Return the addresses in a page that match a pattern whole, each once, in order."""
        found = re.findall(r'href="([^"#?]+)"', self.page(path))
        return list(dict.fromkeys(link for link in found if re.fullmatch(pattern, link)))

    def _ask(self, method: str, path: str, form: str | None) -> tuple[int, bytes]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        headers["Accept-Language"] = "fr"
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, form, headers)
        response = self.connection.getresponse()
        body = response.read()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return response.status, body


def lesson_of(browser: Browser) -> str:
    """Return the address of a lesson of the demo library, found as a reader finds one."""
    for course in browser.links("/library/", r"/library/courses/[\w-]+/"):
        for node in browser.links(course, r"/library/[0-9a-f]{32}/"):
            if "data-lesson" in browser.page(node) or "<article" in browser.page(node):
                return node
    raise RuntimeError("the demo library has no lesson")


def arguments(about: str) -> argparse.ArgumentParser:
    """Return a parser with what every command here takes."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument(
        "--home",
        type=Path,
        default=ROOT / "build" / "bench",
        help="the folder of the demo site; it is made there if it is not there yet",
    )
    return parser


def made(home: Path) -> Demonstration:
    """Return the demo site of a folder, made if need be."""
    site = Demonstration(home.resolve())
    site.make()
    return site


def report(**figures: object) -> None:
    """Print figures as JSON."""
    print(json.dumps(figures, indent=2, ensure_ascii=False))


def percentile(values: list[float], share: float) -> float:
    """Return the smallest of the values that at least a share of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]
