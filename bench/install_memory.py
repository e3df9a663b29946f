"""How much memory it takes to bring in and install a large bundle, beyond what the program holds.

    python -m bench.install_memory [--size 5000000000] [--nodes 20955] [--at FOLDER]

``large`` is a few recordings of ``size`` bytes together, ``many`` a course of as many nodes as the
largest channel of Kolibri has. Both are signed and carried as real ones are, then taken in by a
process that has loaded the whole program. ``over_mb`` is the most that any step held beyond what
the program held before, all of the second process that looks at pages counted with it; it must stay
below ``allowed_mb``. Needs three times ``size`` on the disk.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import courses
from bench.demonstration import report
from bench.taking_in import taken_in
from content.bundle import Draft
from sync.trust import Trust

ALLOWED = 100
"""MB beyond the server's own: a machine with 2 GB has room for it and for a class."""
COPIES = 3
"""A file, its parts at the publisher's and on the medium; later on the medium, in quarantine and
in the library."""


def main() -> None:
    """Make both bundles in a passing folder, one after the other, and print what they took."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--size", type=int, default=5_000_000_000, help="bytes of the large one")
    arguments.add_argument("--nodes", type=int, default=20_955, help="of the one with many")
    arguments.add_argument("--at", type=Path, help="a folder on a disk with room")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.at) as name:
        folder = Path(name)
        free, needed = shutil.disk_usage(folder).free, COPIES * asked.size + (1 << 30)
        if free < needed:
            sys.exit(f"{needed:,} bytes are needed on this disk and {free:,} are free: see --size.")
        figures = {
            "large": measure(folder / "large", long(folder / "large", asked.size)),
            "many": measure(folder / "many", short(folder / "many", asked.nodes)),
        }
    report(
        allowed_mb=ALLOWED,
        holds=all(figure["over_mb"] < ALLOWED for figure in figures.values()),
        **figures,
    )


def long(folder: Path, size: int) -> Draft:
    """Return a course of one recording of half of the bytes, and eight of the other half."""
    sizes = [size // 2, *[size // 16] * 8]
    return courses.course("large", {"audio": courses.recordings(folder / "files", sizes)})


def short(folder: Path, nodes: int) -> Draft:
    """Return a course of as many nodes, topics among them."""
    lessons = nodes * courses.BELOW // (courses.BELOW + 1)
    return courses.course("many", {"lesson": courses.pages(folder / "files", lessons)})


def measure(folder: Path, made: Draft) -> dict[str, Any]:
    """Sign and carry a draft, take it in, and return its figures; the folder is gone then."""
    publisher = courses.Publisher(folder / "home").begin()
    publisher.release(made, out=folder / "medium")
    Trust(folder / "trust").pin(publisher.root)
    for made_on_the_way in ("files", "home"):
        shutil.rmtree(folder / made_on_the_way)
    figures = taken_in(folder)
    shutil.rmtree(folder)
    over = max(value for name, value in figures.items() if name in STEPS)
    return {**figures, "over_mb": over}


STEPS = ("check_memory_mb", "describe_memory_mb", "install_memory_mb")


if __name__ == "__main__":
    main()
