"""How fast a bundle goes from a medium to the library, beside plain tools on the same bytes.

    python -m bench.install_speed [--megabytes 256] [--pages 2000] [--rounds 3] [--at FOLDER]

Two bundles, signed and carried as real ones are: ``large`` is a few long recordings, ``many`` is
that number of short pages. For each: seconds to check and bring it into quarantine, to install it,
and for ``sha256sum`` and ``cp`` over the same files until the disk has them (``sync``), in the same
run, in turn; the best of the rounds counts, for other work on the machine and its disk only adds.
All are read from the cache of the system. Prints JSON; ``ratio`` is our time over theirs, for which
more is done: what waits for approval is kept apart from the library, and each of our two steps
reads and hashes all bytes once, as they do; ``check_speed`` and ``install_speed`` are
the share of their speed that each reaches by itself. ``cpu_seconds`` are of the processor: of many
small files nearly all is the reading of each page as learners will see it, which plain tools do not
do. A recording is given a second name in the library, and not written again.
"""

import argparse
import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import courses
from bench.demonstration import report
from bench.taking_in import taken_in
from content.bundle import Draft
from sync.trust import Trust

LARGE = 32 << 20
"""Bytes of a recording."""


def main() -> None:
    """Make both bundles in a passing folder, take them in, print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--megabytes", type=int, default=256)
    arguments.add_argument("--pages", type=int, default=2_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--at", type=Path, help="a folder on the disk to be measured")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.at) as name:
        large, many = Path(name) / "large", Path(name) / "many"
        sizes = [LARGE] * max(1, asked.megabytes * 1_000_000 // LARGE)
        long = {"audio": courses.recordings(large / "files", sizes)}
        short = {"lesson": courses.pages(many / "files", asked.pages)}
        report(
            large=measure(large, courses.course("large", long), asked.rounds),
            many=measure(many, courses.course("many", short), asked.rounds),
        )


def measure(folder: Path, made: Draft, rounds: int = 1) -> dict[str, Any]:
    """Sign and carry a draft, take it in, do the same bytes with plain tools."""
    publisher = courses.Publisher(folder / "home").begin()
    publisher.release(made, out=folder / "medium")
    Trust(folder / "trust").pin(publisher.root)
    figures: dict[str, Any] = {}
    theirs: list[float] = []
    worked: list[float] = []
    for number in range(rounds):
        for passing in ("library", "quarantine", "copy"):
            if number:  # deleted, it would slow down for a minute whoever makes files
                (folder / passing).rename(folder / f"{passing} {number}")
        os.sync()
        new = taken_in(folder)
        # seconds are the best of all rounds, memory the most
        choose = {name: min if name.endswith("seconds") else max for name in new}
        figures = {
            name: choose[name](figures.get(name, value), value) for name, value in new.items()
        }
        before = os.times()
        theirs.append(plainly(folder / "files", folder / "copy"))
        after = os.times()
        worked.append(sum(after[2:4]) - sum(before[2:4]))  # of the programs that ran
    ours = figures["check_seconds"] + figures["install_seconds"]
    best = min(theirs)
    return {
        **figures,
        "bytes_per_second": round(figures["bytes"] / max(0.01, ours)),
        "nodes_per_second": round(figures["nodes"] / max(0.01, ours)),
        "sha256sum_cp_sync_seconds": round(best, 2),
        "sha256sum_cp_cpu_seconds": round(min(worked), 2),
        "ratio": round(ours / best, 2),
        "check_speed": round(best / max(0.01, figures["check_seconds"]), 2),
        "install_speed": round(best / max(0.01, figures["install_seconds"]), 2),
    }


def plainly(folder: Path, copy: Path) -> float:
    """Return the seconds that sha256sum, cp and sync take for the same files."""
    files = [str(path) for path in sorted(folder.iterdir())]
    os.sync()
    began = time.perf_counter()
    subprocess.run(["sha256sum", *files], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cp", "-r", str(folder), str(copy)], check=True)
    os.sync()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
