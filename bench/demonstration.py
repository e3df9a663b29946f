"""The real program with its demo library, for measuring: made once, served in its own process.

Every command here takes ``--home FOLDER``: where the demo is, or is to be made (kept, so that the
next command begins at once). Requests go to 127.0.0.1 alone.
"""

import argparse
import json
import math
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.browser import Browser

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = [sys.executable, "-P", "-m", "server"]
SURROUNDINGS = os.environ | {
    "PYTHONPATH": str(ROOT),
    "PYTHONUNBUFFERED": "1",
    "ARDOISE_SPEAK_AHEAD": "no",
}
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

    def waiting(self) -> list[str]:
        """Return the numbers of the jobs that wait, the oldest first."""
        jobs = json.loads(self.run("job", "list", "--json"))
        return [str(job["id"]) for job in reversed(jobs) if job["state"] == "waiting"]

    def codes(self, role: str) -> list[str]:
        """Return the codes of the people with a role."""
        cards = json.loads((self.home / "demo-cards.json").read_text("utf-8"))
        return [card["code"] for card in cards.values() if card["role"] == role]

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
            start_new_session=True,
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
            _end(process)


def _end(process: "subprocess.Popen[str]") -> None:
    """End a server and the job that it may have started."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if os.name != "nt":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


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

    def cpu_seconds(self) -> float:
        """Return the processor time the server has taken so far; 0 where /proc does not tell."""
        stat = Path(f"/proc/{self.pid}/stat")
        if not stat.exists():
            return 0.0
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def sign_in(self, code: str = "") -> Browser:
        """Return a browser in which a person has signed in; the demo's learner without a code."""
        browser = Browser(self.port)
        browser.sign_in(code or self.site.codes("learner")[0])
        return browser


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
    """Return the demo site of a folder, made if need be, with no job left to disturb."""
    site = Demonstration(home.resolve())
    site.make()
    for number in site.waiting():
        site.run("job", "run", number, "--quiet")
    return site


def report(**figures: object) -> None:
    """Print figures as JSON."""
    print(json.dumps(figures, indent=2, ensure_ascii=False))


def percentile(values: list[float], share: float) -> float:
    """Return the smallest of the values that at least a share of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]


def worked_so_far() -> float:
    """Return the seconds of processor of this process, and of those it has started and ended."""
    times = os.times()
    return sum(times[:4])
