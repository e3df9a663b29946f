"""What a stick for one site costs after one lesson has changed, beside a stick for all.

    python -m bench.one_site [--megabytes 1000] [--pages 2000] [--at FOLDER]

A course of recordings and short pages is published for all, brought in and installed by a site,
and published again with one page changed. Bytes are those of files on the medium, and ``parts`` of
them the parts; seconds are of writing the medium to the same disk, read from the cache of the
system: in full, once more as it is, once more with every byte read, and for the site alone by its
inventory. Prints JSON.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import courses
from bench.demonstration import report
from content.library import open_library
from sync import fitting, inventory, publish
from sync.install import install
from sync.medium import FolderMedium
from sync.publishers import Publishers
from sync.quarantine import Quarantine

LARGE = 32 << 20
"""Bytes of a recording."""


def main() -> None:
    """Make a course and a site in a passing folder, change a page, print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--megabytes", type=int, default=1_000)
    arguments.add_argument("--pages", type=int, default=2_000)
    arguments.add_argument("--at", type=Path, help="a folder on the disk to be measured")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.at) as name:
        report(**measure(Path(name), asked.megabytes, asked.pages))


def measure(folder: Path, megabytes: int, pages: int) -> dict[str, Any]:
    """Return the figures of one course in a folder that is empty."""
    sizes = [LARGE] * max(1, megabytes * 1_000_000 // LARGE)
    audio, lessons = courses.recordings(folder / "audio", sizes), courses.pages(folder / "l", pages)
    publisher = courses.Publisher(folder / "home").begin()
    full = folder / "full"
    publisher.release(courses.course("large", {"audio": audio, "lesson": lessons}), out=full)
    made = take_inventory(folder, publisher.root, full)
    lessons[pages // 2].write_text("<p>One page has changed.</p>", "utf-8")
    after = courses.course("large", {"audio": audio, "lesson": lessons}, release=2)
    publisher.release(after, out=folder / "all")

    def written(out: str, **how: Any) -> dict[str, Any]:
        machine = publisher.passphrases[publish.MACHINE]
        seconds, carried = timed(
            lambda: publish.publish(publisher.home, folder / out, machine, at=courses.AT, **how)
        )
        on_it = sum(path.stat().st_size for path in (folder / out).rglob("*") if path.is_file())
        return {"bytes": on_it, "parts": carried.bytes, "seconds": seconds}

    load = fitting.fit(publisher.home, made).load
    return {
        "for_all": written("new"),
        "for_all_again": written("new"),
        "for_all_every_byte": written("new", every_byte=True),
        "for_one_site": written("one", load=load),
        "inventory_bytes": len(made.to_bytes()),
        "changed_page_bytes": lessons[pages // 2].stat().st_size,
    }


def take_inventory(folder: Path, root: bytes, medium: Path) -> inventory.Inventory:
    """Bring a medium in at a new site, install what is on it, return what the site then has."""
    library, trust = open_library(folder / "library"), Publishers(folder / "trust")
    quarantine, source = Quarantine(folder / "quarantine", library.store), FolderMedium(medium)
    trust.pin(root)
    (offer,) = trust.offers(source, at=courses.AT)
    manifest = quarantine.receive(source, offer, trust.manifest(source, offer))
    install(library, quarantine, manifest.sha256)
    return inventory.take(library, quarantine, trust, site="one", version="", at=courses.AT)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that some work takes, and what it answers."""
    began = time.perf_counter()
    answer = work()
    return round(time.perf_counter() - began, 2), answer


if __name__ == "__main__":
    main()
