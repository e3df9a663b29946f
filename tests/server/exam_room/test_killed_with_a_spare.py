"""The server dies for good: a second one goes on from the spare, and nothing is lost or doubled."""

import asyncio
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bench.demonstration import PROGRAM, ROOT, SURROUNDINGS
from bench.exam_kills import judged
from bench.exam_morning import Pc, Served, Writes, prepared
from server.exam_room import spare
from tests.server.conftest import close_databases

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills a group of processes")

PATIENCE = 60


async def everybody(writers, port, does):
    async def one(writer):
        does(writer)
        while writer.waiting:
            await writer.sends(port)
        writer.pc.hang_up()

    await asyncio.gather(*map(one, writers))


def until(happens):
    """Wait until something happens, for a minute at most."""
    ends = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < ends
        time.sleep(0.05)


def again(writer):
    """Send everything once more, as a browser does that is not sure; and something new."""
    writer.waiting = list(writer.kept.values())
    writer.types()


def morning_that_moves(tmp_path):
    """Let people write, kill the server, go on from the spare; return the second site."""
    site, folder = prepared(tmp_path / "first", 4), tmp_path / "other disk"
    writers = [Writes(Pc(who), 20, n) for n, who in enumerate(site.candidates)]
    first = Served(site.home, {"ARDOISE_EXAM_COPY": str(folder)})
    first.start()
    try:
        until(lambda: spare.described(folder))
        journal = folder / "1" / "journal"
        size = journal.stat().st_size
        for _ in range(3):
            asyncio.run(everybody(writers, first.port, Writes.types))
        kept, looked = [dict(each.kept) for each in writers], time.monotonic()
        until(lambda: journal.stat().st_size > size and time.monotonic() - looked > 4)
        asyncio.run(everybody(writers, first.port, Writes.types))
    finally:
        first.kill()
    command = [*PROGRAM, "--home", str(tmp_path / "second"), "exam", "take-over", str(folder)]
    how = {"cwd": ROOT, "env": SURROUNDINGS, "capture_output": True, "text": True}
    said = subprocess.run(command, check=False, **how)
    second = replace(site, home=tmp_path / "second")
    taken = [type(each)(each.pc, 20, 0) for each in writers]
    for each, before in zip(taken, kept, strict=True):
        each.kept = before
    there = judged(second, taken)
    goes_on = Served(second.home, port=first.port)
    goes_on.start()
    try:
        asyncio.run(everybody(writers, goes_on.port, again))
    finally:
        goes_on.kill()
    return said, there, judged(second, writers)


def test_everything_older_than_five_seconds_is_there_and_the_rest_is_sent_again(tmp_path):
    close_databases()
    with ThreadPoolExecutor(1) as beside:  # a browser of another test has a loop in this thread
        said, there, end = beside.submit(morning_that_moves, tmp_path).result()
    close_databases()
    assert said.returncode == 0, said.stderr
    assert "Mathématiques" in said.stdout
    assert (there["acknowledged"], there["lost"], there["changed"]) == (12, 0, 0)
    assert end["acknowledged"] == 20
    wrong = ("lost", "doubled", "changed", "older_one_counts")
    assert [end[name] for name in wrong] == [0] * 4
