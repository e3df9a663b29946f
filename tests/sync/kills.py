"""Run installations and kill each at a random moment; say what was found. Run as a program.

    python -m tests.sync.kills SITE MEDIUM ROUNDS SEED

A copy of SITE, whose learners see release 1, gets release 2 from MEDIUM in a child that is killed
with SIGKILL. After each kill the library is looked at; the next child goes on from what the last
one left, until one finishes; then a new copy is taken. Prints one JSON object.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from tests.sync.site import FEBRUARY, Site


def bring(folder: Path, medium: Path) -> None:
    """What the child does: the whole way from the medium to the switch."""
    site = Site(folder)
    manifest = site.receive(medium, at=FEBRUARY)
    site.install(manifest)
    site.close()


def start(folder: Path, medium: Path) -> int:
    """Begin in a child process and return its number."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            bring(folder, medium)
            status = 0
        finally:
            os._exit(status)
    return child


def look(folder: Path) -> str:
    """Return "old", "new" or what is wrong."""
    site = Site(folder)
    try:
        seen = site.learners_see()
        number, pages = seen["maths"]
        if site.damaged_blobs():
            return "a damaged file in the store"
        titles = sorted(pages)
        expected = json.loads((folder / "expected.json").read_text())
        return {1: "old", 2: "new"}[number] if titles == expected[str(number)] else "a mixture"
    except Exception as error:
        return f"unreadable: {error!r}"
    finally:
        site.close()


def stage(folder: Path) -> str:
    """Return how far the child had come."""
    waiting = next(folder.glob("quarantine/*/manifest.json"), None)
    if not list(folder.glob("quarantine/*/parts")):
        return "before it arrives or after the switch"
    if waiting is None:
        return "arriving"
    site = Site(folder)
    manifest = site.quarantine.manifest(waiting.parent.name)
    stored = [site.library.store.has(file.sha256) for file in manifest.files]
    site.close()
    return "storing" if not all(stored) else "staging or switching"


def main(prepared: Path, medium: Path, rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    folder = prepared.with_name("under test")
    counts: dict[str, int] = {}
    stages: dict[str, int] = {}
    kills = finished = 0
    length = 0.2
    fresh(prepared, folder)
    while kills < rounds:
        began = time.monotonic()
        child = start(folder, medium)
        time.sleep(chance.uniform(0, length))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        found = look(folder)
        if os.WIFSIGNALED(status):
            kills += 1
            counts[found] = counts.get(found, 0) + 1
            moment = stage(folder)
            stages[moment] = stages.get(moment, 0) + 1
        elif os.WEXITSTATUS(status):
            counts["a child failed"] = counts.get("a child failed", 0) + 1
        else:
            length = min(length, (time.monotonic() - began) * 1.1)
        if found == "new":
            finish(folder, medium)
            finished += 1
            fresh(prepared, folder)
    print(json.dumps({"kills": kills, "finished": finished, "found": counts, "stages": stages}))


def fresh(prepared: Path, folder: Path) -> None:
    """Take a new copy of the site."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(prepared, folder)


def finish(folder: Path, medium: Path) -> None:
    """Let a last child do it unharmed: it must always be possible to go on."""
    child = start(folder, medium)
    _, status = os.waitpid(child, 0)
    if status or look(folder) != "new":
        raise SystemExit("an installation could not be resumed")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
