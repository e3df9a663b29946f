"""How long an answer takes to be kept by a slow disk, and a paper to be opened by a full room.

    python -m bench.exam_saves                       (Linux, with a C compiler)

250 candidates save a text every two seconds, each at a moment of their own, while their pages ask
for the state every four; each fsync takes 12 ms longer (``slow_fsync.c``). Then 60 open the paper
in the same second, and an examiner the page of the room.
"""

import argparse
import asyncio
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.demonstration import percentile, report
from bench.exam_morning import Pc, Prepared, Served, Writes, prepared
from bench.memory import megabytes

EVERY = 2.0
"""Seconds between two saves of a candidate."""
ASKS_EACH = 2
"""Saves after which a page asks for the state: every four seconds."""
ROOM = 60


def slow_disk(folder: Path, ms: int) -> dict[str, str]:
    """Return the surroundings in which each fsync takes so much longer; {} for no delay."""
    if not ms:
        return {}
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        sys.exit("The slow disk is made of C, for Linux: no compiler was found.")
    library = folder / "slow_fsync.so"
    source = Path(__file__).with_name("slow_fsync.c")
    command = [compiler, "-shared", "-fPIC", "-O2", "-o", str(library), str(source), "-ldl"]
    subprocess.run(command, check=True)
    return {"LD_PRELOAD": str(library), "FSYNC_MS": str(ms)}


async def _saves(writer: Writes, port: int, offset: float, ends: float, took: list[float]) -> None:
    """Save a text every two seconds; note how long each took, in milliseconds."""
    await asyncio.sleep(offset)
    while time.perf_counter() < ends:
        begun = time.perf_counter()
        writer.types()
        if await writer.sends(port):
            took.append((time.perf_counter() - begun) * 1000)
        else:
            took.append(float("inf"))
        if len(took) % ASKS_EACH == 0:
            await writer.pc.ask(port, "/exam/state?place=1")
        await asyncio.sleep(max(0.0, EVERY - (time.perf_counter() - begun)))


async def _load(site: Prepared, port: int, seconds: float) -> list[float]:
    chance = random.Random(7)
    took: list[float] = []
    writers = [Writes(Pc(who), 20, n) for n, who in enumerate(site.candidates)]
    for each in writers:
        await each.pc.fetch_token(port)
    ends = time.perf_counter() + seconds
    await asyncio.gather(
        *(_saves(each, port, chance.random() * EVERY, ends, took) for each in writers)
    )
    for each in writers:
        each.pc.hang_up()
    return took


async def _open(pc: Pc, port: int, offset: float) -> float:
    await asyncio.sleep(offset)
    begun = time.perf_counter()
    status, body = await pc.ask(port, "/exam?q=2")
    assert (status == 200 and b"<textarea" in body) or b"<input" in body, status
    return (time.perf_counter() - begun) * 1000


async def _openings(site: Prepared, port: int) -> dict[str, Any]:
    """Let a room open its paper within one second; say when the last one is shown."""
    chance = random.Random(3)
    pcs = [Pc(who) for who in site.candidates[:ROOM]]
    begun = time.perf_counter()
    took = await asyncio.gather(*(_open(pc, port, chance.random()) for pc in pcs))
    last = (time.perf_counter() - begun) * 1000
    examiner, room = Pc(site.examiner), []
    for _ in range(5):
        at = time.perf_counter()
        status, _body = await examiner.ask(port, f"/sittings/{site.sitting}/room")
        assert status == 200, status
        room.append((time.perf_counter() - at) * 1000)
    return {
        "paper_max_ms": round(max(took)),
        "all_papers_shown_ms": round(last),
        "room_page_ms": round(sorted(room)[2]),
        "room_seats": len(site.candidates),
    }


def computed(pid: int) -> float:
    """Return the seconds of one processor that a process has computed since it began."""
    counted = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(counted[11]) + int(counted[12])) / os.sysconf("SC_CLK_TCK")


def measured(site: Prepared, seconds: float, surroundings: dict[str, str]) -> dict[str, Any]:
    """Load the server of a site, and return what was measured."""
    served = Served(site.home, surroundings)
    served.start()
    try:
        own = time.process_time()
        took = asyncio.run(_load(site, served.port, seconds))
        held = megabytes(served.process.pid)
        return {
            "saves": len(took),
            "per_second": round(len(took) / seconds, 1),
            "p50_ms": round(percentile(took, 0.5), 1),
            "p99_ms": round(percentile(took, 0.99), 1),
            "max_ms": round(max(took), 1),
            "server_mb": round(held, 1),
            "server_cpu_percent": round(100 * computed(served.process.pid) / seconds),
            "these_pcs_cpu_percent": round(100 * (time.process_time() - own) / seconds),
        }
    finally:
        served.kill()


def opened(site: Prepared, surroundings: dict[str, str]) -> dict[str, Any]:
    """Let a room open its paper on a server that has just started."""
    served = Served(site.home, surroundings)
    served.start()
    try:
        return asyncio.run(_openings(site, served.port))
    finally:
        served.kill()


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description="Saves of an exam on a slow disk.")
    parser.add_argument("--candidates", type=int, default=250, help="who save")
    parser.add_argument("--seconds", type=float, default=30, help="of load")
    parser.add_argument("--copy", action="store_true", help="keep a copy as exam_copy asks for")
    parser.add_argument("--fsync-ms", type=int, default=12, help="by how much each fsync is slower")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        slow = slow_disk(folder, asked.fsync_ms)
        copy = {"ARDOISE_EXAM_COPY": str(folder / "copy")} if asked.copy else {}
        site = prepared(folder / "home", asked.candidates)
        saves = measured(site, asked.seconds, slow | copy)
        if asked.copy:
            size = sum(each.stat().st_size for each in (folder / "copy").rglob("journal"))
            saves["journal_mb"] = round(size / 1e6, 1)
        room = prepared(folder / "room", ROOM)
        openings = opened(room, slow)
    report(candidates=asked.candidates, fsync_ms=asked.fsync_ms, **saves, **openings)


if __name__ == "__main__":
    main()
