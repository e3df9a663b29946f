"""How fast a bundle goes from a medium to the library, beside plain tools on the same bytes.

    python -m bench.install_speed [--megabytes 256] [--pages 2000]

Two bundles, signed and carried as real ones are: ``large`` is a few long recordings, ``many`` is
that number of short pages. For each: seconds to check and bring it into quarantine, to install it,
and for ``sha256sum`` and ``cp`` over the same files until the disk has them (``sync``), in the same
run. All are read from the cache of the system. Prints JSON; ``ratio`` is our time over theirs, for
which twice the writing is done: what waits for approval is kept apart from the library.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from content.bundle import Draft, build
from content.catalogue import Catalogue, ChannelEntry, FileEntry, NodeEntry, VersionEntry
from content.library import open_library
from sync import publish
from sync.install import install
from sync.medium import FolderMedium
from sync.quarantine import Quarantine
from sync.trust import Trust

AT = datetime(2027, 1, 4, tzinfo=UTC)
LARGE = 32 << 20
"""Bytes of a recording."""


def main() -> None:
    """Make both bundles in a passing folder, take them in, print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--megabytes", type=int, default=256)
    arguments.add_argument("--pages", type=int, default=2_000)
    arguments.add_argument("--take-in", type=Path, help=argparse.SUPPRESS)
    sizes = arguments.parse_args()
    if sizes.take_in is not None:
        print(json.dumps(take_in(sizes.take_in)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        recordings = max(1, sizes.megabytes * 1_000_000 // LARGE)
        drafts = {
            "large": draft("large", "audio", "audio/mpeg", [LARGE] * recordings, folder),
            "many": draft("many", "lesson", "text/html", [3_000] * sizes.pages, folder),
        }
        figures = {name: measure(folder / name, made) for name, made in drafts.items()}
    print(json.dumps(figures, indent=1))


def draft(channel: str, kind: str, media_type: str, sizes: list[int], folder: Path) -> Draft:
    """Return a channel with one node for each size; its files lie below ``folder``."""
    chance = random.Random(1)
    words = (VersionEntry("fr", False, channel),)
    shared: dict[str, Any] = {
        "language": "fr",
        "license": "CC0",
        "license_owner": "",
        "author": "",
        "level": "",
        "subject": "",
    }
    nodes, blobs = [], {}
    files = folder / channel / "files"
    files.mkdir(parents=True)
    for position, size in enumerate(sizes):
        data = chance.randbytes(size)
        sha256 = hashlib.sha256(data).hexdigest()
        blobs[sha256] = files / str(position)
        blobs[sha256].write_bytes(data)
        number = f"{position:032x}"
        file = FileEntry("main", "fr", False, sha256, size, media_type)
        node = NodeEntry(
            id=number,
            parent=None,
            content_id=number,
            kind=kind,
            position=position,
            minutes=5,
            coach=False,
            reviewed="",
            versions=words,
            files=(file,),
            **shared,
        )
        nodes.append(node)
    entry = ChannelEntry(id=channel, release=1, versions=words, **shared)
    return Draft(Catalogue(entry, tuple(nodes)), dict(blobs))


def measure(folder: Path, made: Draft) -> dict[str, Any]:
    """Sign and carry a draft, take it in, do the same bytes with plain tools."""
    people = {name: f"{name} has a long passphrase" for name in ("anne", "bruno", publish.MACHINE)}
    root = publish.init(folder / "home", ["anne", "bruno"], people, at=AT, demo=True)
    publish.add(folder / "home", build(made, folder / "built"), at=AT)
    for person in ("anne", "bruno"):
        publish.sign(folder / "home", person, people[person])
    publish.publish(folder / "home", folder / "medium", people[publish.MACHINE], at=AT)
    Trust(folder / "trust").pin(root)
    shutil.rmtree(folder / "built")
    os.sync()
    program = [sys.executable, "-m", "bench.install_speed", "--take-in", str(folder)]
    done = subprocess.run(program, check=True, capture_output=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    theirs = plainly(folder / "files", folder / "copy")
    ours = figures["check_seconds"] + figures["install_seconds"]
    return {
        **figures,
        "bytes_per_second": round(figures["bytes"] / ours),
        "nodes_per_second": round(figures["nodes"] / ours),
        "sha256sum_cp_sync_seconds": round(theirs, 2),
        "ratio": round(ours / theirs, 2),
    }


def take_in(folder: Path) -> dict[str, Any]:
    """Check, bring and install the one bundle of a medium, in this process."""
    library = open_library(folder / "library")
    quarantine = Quarantine(folder / "quarantine", library.store)
    trust = Trust(folder / "trust")
    began = time.perf_counter()
    source = FolderMedium(folder / "medium")
    (offer,) = trust.offers(source, at=AT)
    manifest = quarantine.receive(source, offer, trust.manifest(source, offer))
    arrived = time.perf_counter()
    install(library, quarantine, manifest.sha256)
    installed = time.perf_counter()
    return {
        "bytes": manifest.size,
        "nodes": manifest.nodes,
        "check_seconds": round(arrived - began, 2),
        "install_seconds": round(installed - arrived, 2),
        "peak_memory_mb": peak_memory() // 1_000_000,
    }


def peak_memory() -> int:
    """Return the most memory this process has held, in bytes; 0 where Linux does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


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
