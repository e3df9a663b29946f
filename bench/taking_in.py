"""Taking a bundle in as a site does, in a process of its own, so that time and memory are its own.

    python -m bench.taking_in FOLDER

``FOLDER`` holds ``medium`` and a ``trust`` that has pinned its root. Prints JSON.
"""

import contextlib
import gc
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread
from typing import Any

import server.bundles.jobs  # noqa: F401 - what a job's process holds before it does anything
from bench.courses import AT
from bench.demonstration import worked_so_far
from content.accessibility.report import report
from content.catalogue import Catalogue
from content.library import open_library
from content.seen import Seen
from sync.install import install
from sync.medium import FolderMedium
from sync.prepared import DESCRIBED, prepare
from sync.quarantine import Quarantine
from sync.trust import Trust


def taken_in(folder: Path) -> dict[str, Any]:
    """Take in what lies below a folder, in another process, and return its figures."""
    program = [sys.executable, "-m", "bench.taking_in", str(folder)]
    done = subprocess.run(program, check=True, stdout=subprocess.PIPE)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def take_in(folder: Path) -> dict[str, Any]:
    """Check, bring, describe and install the one bundle of a medium, in this process.

    Returns:
        Bytes and nodes; seconds of each step, and of processor; and of memory, in MB of 1,000,000
        bytes, what the program held before and what each step took beyond that at most (0 but on
        Linux): of the check, with all that its second process held at its own worst moment.
    """
    library = open_library(folder / "library")
    quarantine = Quarantine(folder / "quarantine", library.store)
    trust = Trust(folder / "trust")
    gc.collect()
    own = memory("VmRSS")
    figures: dict[str, Any] = {}

    worked, beside = worked_so_far(), Beside()

    def step(name: str, began: float) -> None:
        nonlocal worked
        figures[f"{name}_seconds"] = round(time.perf_counter() - began, 2)
        figures[f"{name}_cpu_seconds"] = round(worked_so_far() - worked, 2)
        worked = worked_so_far()
        taken = max(0, memory("VmHWM") - own) + beside.most
        figures[f"{name}_memory_mb"] = round(taken / 1e6, 1)
        beside.most = 0
        forget_peak()

    forget_peak()
    began = time.perf_counter()
    source = FolderMedium(folder / "medium")
    (offer,) = trust.offers(source, at=AT)
    read: list[Catalogue] = []
    seen: dict[str, Seen] = {}
    with beside:
        data = trust.manifest(source, offer)
        manifest = quarantine.receive(
            source, offer, data, on_catalogue=read.append, on_seen=seen.__setitem__
        )
    step("check", began)
    began = time.perf_counter()
    report(read[0].nodes, {name: each.looked for name, each in seen.items()})
    undescribed = {name for name, each in seen.items() if each.undescribed}
    described = quarantine.root / manifest.sha256 / DESCRIBED
    prepare(described, manifest, read[0], library.current(manifest.id), undescribed)
    step("describe", began)
    del read, seen, data
    began = time.perf_counter()
    counts = {"bytes": manifest.size, "nodes": manifest.nodes, "parts": len(manifest.parts)}
    sha256 = manifest.sha256
    del manifest  # as in the program, where a later job installs
    forget_peak()
    install(library, quarantine, sha256)
    step("install", began)
    return {**counts, "own_memory_mb": round(own / 1e6, 1), **figures}


class Beside(Thread):
    """Asks, as long as a block lasts, how much memory the programs hold that this one has begun."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0
        """Bytes of their own (the program itself is in memory once) that they held at their worst
        moments, all together."""
        self._is_over = Event()
        self._held: dict[str, int] = {}

    def __enter__(self) -> "Beside":
        """Begin to ask."""
        self.start()
        return self

    def __exit__(self, *raised: object) -> None:
        """Ask no more."""
        self._is_over.set()
        self.join()

    def run(self) -> None:
        """Ask each of them for the most that it ever held."""
        begun = Path(f"/proc/self/task/{os.getpid()}/children")
        while not self._is_over.wait(LOOK_AGAIN):
            for process in begun.read_text().split() if begun.exists() else ():
                held = max(self._held.get(process, 0), memory("RssAnon", process))
                self._held[process] = held
            self.most = sum(self._held.values())


LOOK_AGAIN = 0.02
"""Seconds."""


def memory(name: str, process: str = "self") -> int:
    """Return a figure of a process's memory in bytes; 0 where Linux does not say."""
    status = Path(f"/proc/{process}/status")
    try:
        lines = status.read_text().splitlines()
    except OSError:  # it has ended, or this is not Linux
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


def forget_peak() -> None:
    """Let the most memory that was ever held be what is held now, where Linux lets us."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


if __name__ == "__main__":
    print(json.dumps(take_in(Path(sys.argv[1]))))
