"""The clock of a real server is set while an exam runs: told, and nothing else changes."""

import asyncio
import json
import shutil
import signal
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench import exam_morning
from bench.exam_kills import judged
from bench.exam_morning import Pc, Served, Writes, prepared
from server.database import database, open_school
from server.exam_room.models import Event
from server.settings import Home
from tests.server.conftest import close_databases

SOURCE = Path(exam_morning.__file__).with_name("moved_clock.c")
COMPILER = shutil.which("cc")
HOUR, TEN_YEARS = 3600, 3652 * 24 * 3600

pytestmark = pytest.mark.skipif(
    COMPILER is None or not sys.platform.startswith("linux"),
    reason="the clock of one program is set by a library of C, for Linux",
)


class Clocked:
    """A site with one candidate who writes, and a server whose wall clock is set from outside."""

    def __init__(self, folder):
        self.site = prepared(folder / "home", 1)
        self._clock, library = folder / "clock", folder / "moved_clock.so"
        command = [COMPILER, "-shared", "-fPIC", "-O2", "-o", library, SOURCE]
        subprocess.run(command, check=True)
        self.set_clock(0)
        surroundings = {"LD_PRELOAD": str(library), "MOVED_CLOCK": str(self._clock)}
        self.served = Served(self.site.home, surroundings)
        self.writer = Writes(Pc(self.site.candidates[0]), 20, 1)

    def set_clock(self, seconds):
        """Set the wall clock so many seconds beside the right one."""
        with self._clock.open("r+b" if self._clock.exists() else "w+b") as file:
            file.write(struct.pack("=q", seconds))

    def types(self):
        """Type and save; return the seconds that the candidate has left, and how far they are."""
        return asyncio.run(self._types())

    async def _types(self):
        self.writer.types()
        assert await self.writer.sends(self.served.port), "the answer was not kept"
        status, body = await self.writer.pc.ask(self.served.port, "/exam/state")
        assert status == 200
        told = json.loads(body)
        self.writer.pc.hang_up()
        return told["remaining"], told["stage"]

    def stop(self):
        """End the server in order: it beats a last time."""
        self.served.process.send_signal(signal.SIGTERM)
        self.served.process.wait(timeout=30)
        self.served.process.stdout.close()

    def morning(self):
        """Let the clock jump while the server runs, and while it is down; return times left."""
        left = []
        for before, after in ((0, TEN_YEARS), (TEN_YEARS, -HOUR), (-TEN_YEARS, -TEN_YEARS)):
            self.set_clock(before)
            self.served.start()
            left.append(self.types())
            self.set_clock(after)
            left.append(self.types())
            self.stop()
        return left


def test_a_clock_that_is_set_by_hours_or_years_changes_nothing_for_anybody(tmp_path):
    close_databases()
    clocked = Clocked(tmp_path)
    with ThreadPoolExecutor(1) as beside:  # a browser of another test has a loop in this thread
        try:
            left = beside.submit(clocked.morning).result()
        finally:
            clocked.served.kill()
    close_databases()
    seconds = [each for each, _ in left]
    assert {stage for _, stage in left} == {"working"}
    assert seconds == sorted(seconds, reverse=True)
    assert seconds[0] - seconds[-1] < 120, "only the time that the server ran has passed"
    open_school(Home(clocked.site.home).school)
    jumps = [each.told["seconds"] for each in Event.of(clocked.site.sitting, "clock_jumped")]
    database.close()
    assert jumps == [pytest.approx(TEN_YEARS, abs=5), pytest.approx(-TEN_YEARS - HOUR, abs=5)]
    told = judged(clocked.site, [clocked.writer])
    assert (told["acknowledged"], told["lost"], told["doubled"]) == (6, 0, 0)
    close_databases()
