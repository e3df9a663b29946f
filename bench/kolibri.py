"""How long a site takes to import the same Kolibri channel with Kolibri and with us, in one run.

    python -m bench.kolibri [--nodes 2000] [--megabytes 300] [--drive FOLDER --channel ID]
                            [--rounds 2] [--without-index] [--program FOLDER] [--at FOLDER]

The channel is made up (see ``bench.kolibri_channel``) or one of a drive. Kolibri is installed by
pip, once, into an environment of its own below ``--program``, and run without its server.

*Theirs*: ``importchannel disk`` and ``importcontent disk``, until the disk has all of it; what the
program takes to start (a command that does nothing) is taken off each. That copies every file once,
compares its MD5 with an unsigned list, and marks what is available (its annotation, counted here).
*Ours*: see ``bench.by_two``: check the signatures of two people and every byte, look at every page
as learners will see it, quarantine, approve, install, switch. Its start is left out too. Bytes are
read and hashed twice, for what waits could be changed before it is approved, and written once.

So both end with a course that is browsed and read, but the work is not the same: nobody looks at
Kolibri's pages, no second person approves, and there is nothing to go back to. ``ratio`` is their
seconds by ours for all that. ``ratio_of_install_cpu`` sets all of theirs beside our installation
alone, from what waits to what learners see: hash, store, write the rows, switch; it is the nearest
to what Kolibri does. Three times as fast is that alone, see ``docs/architecture.md``.

``ratio`` is without the search index, for Kolibri has none: it searches the titles in its database.
``ratio_with_index`` counts ours with the index of every text, which is made in the first round
alone. Building and signing the bundle is done once, by a publisher for all sites;
``ratio_with_build`` counts it as if this site had done that too. ``ratio_of_cpu`` compares the
processor time, which other work on the machine disturbs least (0 on Windows). Rounds alternate on
the same disk, and the best of each counts. Every round has a new folder: ext4 makes new files up to
ten times slower for a minute after thousands were deleted. Prints JSON.
"""

import argparse
import json
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import venv
from contextlib import closing
from pathlib import Path
from typing import Any

from bench import kolibri_channel
from bench.demonstration import ROOT, report
from bench.one_channel import place_of, published
from content.formats import kolibri

VERSION = "0.19.5"
"""Of Kolibri: the newest when this was written; it runs on Python 3.6 to 3.13."""


def main() -> None:
    """Make or take a channel, import it both ways, print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--nodes", type=int, default=2_000)
    arguments.add_argument("--megabytes", type=int, default=300)
    arguments.add_argument("--drive", type=Path, help="a drive, instead of one that is made up")
    arguments.add_argument("--channel", default="", help="the channel of that drive")
    arguments.add_argument("--rounds", type=int, default=2)
    arguments.add_argument("--without-index", action="store_true", help="which takes longest")
    arguments.add_argument("--program", type=Path, default=ROOT / "build" / "kolibri")
    arguments.add_argument("--at", type=Path, help="a folder on the disk to be measured")
    asked = arguments.parse_args()
    program = installed(asked.program.resolve())
    with tempfile.TemporaryDirectory(dir=asked.at) as name:
        folder = Path(name)
        size = asked.megabytes * 1_000_000
        drive = asked.drive or kolibri_channel.drive(folder / "drive", asked.nodes, size)
        place = place_of(drive, asked.channel)
        report(**measure(folder, program, place, asked.rounds, index=not asked.without_index))


def installed(folder: Path) -> Path:
    """Return the command of a Kolibri of its own below a folder, installed if it is not there."""
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    if not (scripts / "pip").exists() and not (scripts / "pip.exe").exists():
        venv.create(folder, with_pip=True)
    python = scripts / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", f"kolibri=={VERSION}"]
    subprocess.run(pip, check=True, stdout=sys.stderr)
    return scripts / "kolibri"


def measure(
    folder: Path, program: Path, place: kolibri.Place, rounds: int, *, index: bool = True
) -> dict[str, Any]:
    """Import a channel both ways, turn about, and compare."""
    theirs = Kolibri(program, folder / "kolibri")
    theirs.prepare()
    ours = folder / "ours"
    publisher = published(ours, place)
    best: dict[str, float] = {}
    for number in range(rounds):
        taken_in = _taken_in(ours, f"site {number}", index=index and number == 0)
        # seconds are the best of all rounds, counts are always the same
        for name, value in {**theirs.imported(f"home {number}", place), **taken_in}.items():
            best[name] = min(best.get(name, value), value)
    kolibri_seconds, kolibri_cpu = (
        max(0.01, best[f"importchannel_{kind}"] + best[f"importcontent_{kind}"])
        - 2 * best[f"start_{kind}"]
        for kind in ("seconds", "cpu_seconds")
    )
    our_seconds, our_cpu = (
        best[f"bring_in_{kind}"] + best[f"install_{kind}"] for kind in ("seconds", "cpu_seconds")
    )
    return {
        "ratio": round(kolibri_seconds / our_seconds, 2),
        "ratio_of_cpu": round(kolibri_cpu / our_cpu, 2),
        "ratio_of_install_cpu": round(kolibri_cpu / best["install_cpu_seconds"], 2),
        "ratio_with_index": round(kolibri_seconds / (our_seconds + best["index_seconds"]), 2)
        if index
        else None,
        "ratio_with_build": round(kolibri_seconds / (our_seconds + sum(publisher.values())), 2),
        "kolibri": {
            "version": VERSION,
            "seconds": round(kolibri_seconds, 2),
            "cpu_seconds": round(kolibri_cpu, 2),
            **{name: best[name] for name in best if name.startswith(("start", "import", "avail"))},
            **{name: best[name] for name in best if name.startswith("stored")},
        },
        "ours": {
            "seconds": round(our_seconds, 2),
            "cpu_seconds": round(our_cpu, 2),
            **{name: best[name] for name in best if name.startswith(("bring", "install", "index"))},
            **{name: best[name] for name in ("nodes", "bytes")},
            **publisher,
        },
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "rounds": rounds,
    }


class Kolibri:
    """A Kolibri without its server, and the folder of its site."""

    def __init__(self, program: Path, folder: Path) -> None:
        self.program = program
        self.fresh = folder / "fresh"
        self.folder = folder

    def prepare(self) -> None:
        """Let it make its databases once."""
        self.fresh.mkdir(parents=True)
        self._run(self.fresh, "listchannels")

    def imported(self, name: str, place: kolibri.Place) -> dict[str, float]:
        """Import a channel into a new site; return seconds, and what came of it."""
        home = self.folder / name
        shutil.copytree(self.fresh, home)
        drive = str(place.database.parents[2])
        os.sync()
        figures: dict[str, float] = {}
        for verb, *words in (
            ("start", "listchannels"),
            ("importchannel", "importchannel", "disk", place.id, drive),
            ("importcontent", "importcontent", "disk", place.id, drive),
        ):
            seconds, worked = self._run(home, *words)
            figures[f"{verb}_seconds"] = round(seconds, 2)
            figures[f"{verb}_cpu_seconds"] = round(worked, 2)
        stored = list((home / "content" / "storage").rglob("*.*"))
        query = "SELECT COUNT(*) FROM content_contentnode WHERE available AND kind != 'topic'"
        with closing(sqlite3.connect(home / "db.sqlite3")) as database:
            (available,) = database.execute(query).fetchone()
        counts = {"stored_files": len(stored), "available": available}
        return {**figures, **counts, "stored_bytes": sum(path.stat().st_size for path in stored)}

    def _run(self, home: Path, *words: str) -> tuple[float, float]:
        """Run a command; return its seconds until the disk has what it wrote, and of processor."""
        began, worked = time.perf_counter(), _children()
        done = subprocess.run(
            [str(self.program), "manage", *words],
            check=False,
            env=os.environ | {"KOLIBRI_HOME": str(home)},
            capture_output=True,
            text=True,
        )
        os.sync()
        seconds = time.perf_counter() - began
        if done.returncode:
            raise RuntimeError(f"kolibri {words} failed: {done.stderr[-2000:]}")
        return seconds, _children() - worked


def _children() -> float:
    """Return the processor time of the programs that this one has run to their end."""
    times = os.times()
    return times.children_user + times.children_system


def _taken_in(folder: Path, site: str, *, index: bool) -> dict[str, float]:
    program = [sys.executable, "-m", "bench.by_two", str(folder), "--site", site]
    program += [] if index else ["--without-index"]
    done = subprocess.run(program, check=True, stdout=subprocess.PIPE)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


if __name__ == "__main__":
    main()
