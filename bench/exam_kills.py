"""Whether a kill of the server loses or doubles an answer that was acknowledged.

    python -m bench.exam_kills --rounds 100 --candidates 60

Candidates type all the time; the server is killed (SIGKILL, its whole group) at a random moment,
started again, and so on. In the end the database is read: each save that was acknowledged is there
once, with its text; the newest of each question counts; the chain of the sitting holds.
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench.demonstration import report
from bench.exam_morning import Pc, Prepared, Served, Writes, prepared
from server.database import database, open_school
from server.exam_room import chain
from server.exam_room.models import Event, Revision, canonical
from server.settings import Home
from server.sittings.models import Candidate

PAUSE = 0.25
"""Seconds between two changes of one candidate, about."""


async def _type(writer: Writes, port: int, chance: random.Random) -> None:
    """Type and save until the server goes away."""
    try:
        while True:
            writer.types()
            await writer.sends(port)
            await asyncio.sleep(chance.random() * 2 * PAUSE)
    except OSError:
        writer.pc.hang_up()


async def _round(writers: list[Writes], served: Served, seconds: float, seed: int) -> None:
    """Let everybody type for a while, then kill the server in the middle."""
    chances = random.Random(seed)
    tasks = [
        asyncio.create_task(_type(each, served.port, random.Random(chances.random())))
        for each in writers
    ]
    await asyncio.sleep(seconds)
    served.kill()
    await asyncio.gather(*tasks)


async def _last(writers: list[Writes], served: Served) -> None:
    """Let everybody send what still waits."""
    for each in writers:
        while each.waiting:
            await each.sends(served.port)


def killed(site: Prepared, rounds: int, longest: float, seed: int = 1) -> dict[str, Any]:
    """Kill the server of a site so often, and say what became of the answers.

    Args:
        site: see ``exam_morning.prepared``; nobody has its database open.
        rounds: how often.
        longest: seconds after which it is killed at the latest.
        seed: of the moments.
    """
    places, chance = 20, random.Random(seed)
    writers = [Writes(Pc(who), places, n) for n, who in enumerate(site.candidates)]
    served = Served(site.home)
    begun = time.perf_counter()
    try:
        for number in range(rounds):
            served.start()
            seconds = 0.1 + chance.random() * longest
            asyncio.run(_round(writers, served, seconds, seed + number))
        served.start()
        asyncio.run(_last(writers, served))
    finally:
        served.kill()
    return {**judged(site, writers), "seconds": round(time.perf_counter() - begun)}


def judged(site: Prepared, writers: list[Writes]) -> dict[str, Any]:
    """Compare what was acknowledged with what is in the database."""
    open_school(Home(site.home).school)
    lost = changed = behind = 0
    doubled = 0
    for each in writers:
        candidate = Candidate.get(Candidate.number == each.pc.who.number)
        rows = list(Revision.select().where(Revision.candidate == candidate))
        texts = {row.uuid: row.answer for row in rows}
        counts = Counter(row.uuid.partition("+")[0] for row in rows)
        doubled += sum(count - 1 for count in counts.values())
        newest: dict[int, int] = {}
        for uuid, save in each.kept.items():
            lost += uuid not in texts
            changed += uuid in texts and texts[uuid] != canonical(save["answer"])
            newest[save["place"]] = max(save["number"], newest.get(save["place"], 0))
        counting = Revision.counting(candidate.id)
        behind += sum(counting[at].number < number for at, number in newest.items())
    found = {
        "acknowledged": sum(len(each.kept) for each in writers),
        "lost": lost,
        "doubled": doubled,
        "changed": changed,
        "older_one_counts": behind,
        "events_in_chain": chain.verify(site.sitting),
        "interruptions": len(Event.of(site.sitting, "interrupted")),
    }
    database.close()
    return found


def main() -> None:
    """Kill the server, and print what became of the answers."""
    parser = argparse.ArgumentParser(description="Answers and kills of the server.")
    parser.add_argument("--rounds", type=int, default=100, help="how often it is killed")
    parser.add_argument("--candidates", type=int, default=60, help="who type")
    parser.add_argument("--longest", type=float, default=1.5, help="seconds until a kill, at most")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = prepared(Path(folder) / "home", asked.candidates)
        told = killed(site, asked.rounds, asked.longest)
    report(rounds=asked.rounds, candidates=asked.candidates, **told)


if __name__ == "__main__":
    main()
