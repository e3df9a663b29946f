"""How many nodes a second, and how much memory, building and installing a Kolibri channel takes.

    python -m bench.one_channel [--nodes 20955] [--megabytes 300] [--drive FOLDER --channel ID]
                                [--without-index] [--at FOLDER]

The channel is made up (``bench.kolibri_channel``) or one of a drive. *Build* is the publisher's:
read the drive, make safe pages of it, write the bundle, have two people sign it, write the medium.
*Install* is the site's: signatures, every byte, every page looked at, quarantine, approval, the
library switched (see ``bench.by_two``); *index* follows. Each side runs in a process of its own,
whose most memory is ``most_memory_mib``, the program itself counted. Prints JSON.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import courses, kolibri_channel
from bench.demonstration import report
from content.bundle import build
from content.formats import kolibri
from content.formats.asked import Asked
from server import clock
from sync import publish


def main() -> None:
    """Make or take a channel, build and install it, print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--nodes", type=int, default=20_955)
    arguments.add_argument("--megabytes", type=int, default=300)
    arguments.add_argument("--drive", type=Path, help="a drive, instead of one that is made up")
    arguments.add_argument("--channel", default="", help="the channel of that drive")
    arguments.add_argument("--without-index", action="store_true", help="which takes longest")
    arguments.add_argument("--at", type=Path, help="a folder on the disk to be measured")
    arguments.add_argument("--publish", type=Path, help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.publish:
        print(json.dumps(published(asked.publish, place_of(asked.drive, asked.channel))))
        return
    with tempfile.TemporaryDirectory(dir=asked.at) as name:
        folder = Path(name)
        size = asked.megabytes * 1_000_000
        drive = asked.drive or kolibri_channel.drive(folder / "drive", asked.nodes, size)
        report(**measure(folder / "ours", drive, asked.channel, index=not asked.without_index))


def place_of(drive: Path, channel: str) -> kolibri.Place:
    """Return where the channel of a drive lies; the first of it, if none is named."""
    return kolibri.channels(drive, (channel,) if channel else ())[0]


def measure(folder: Path, drive: Path, channel: str, *, index: bool) -> dict[str, Any]:
    """Build and install a channel, each in another process."""
    words = ["--drive", str(drive), "--channel", channel, "--publish", str(folder)]
    built, building = _alone("bench.one_channel", *words)
    words = [str(folder), *([] if index else ["--without-index"])]
    taken, installing = _alone("bench.by_two", *words)
    nodes = taken.pop("nodes")
    install_seconds = taken["bring_in_seconds"] + taken["install_seconds"]
    return {
        "nodes": nodes,
        "bytes": taken.pop("bytes"),
        "build_nodes_a_second": round(nodes / max(0.01, sum(built.values()))),
        "install_nodes_a_second": round(nodes / max(0.01, install_seconds)),
        "build": {**built, "most_memory_mib": building},
        "install": {**taken, "most_memory_mib": installing},
    }


def _alone(*words: str) -> tuple[dict[str, Any], int]:
    """Run a module here in a process of its own; return what it prints, and its most memory."""
    program = [sys.executable, "-m", *words]
    with subprocess.Popen(program, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{words[0]} ended with {process.returncode}")
    return json.loads(said), used.ru_maxrss >> 10


def published(folder: Path, place: kolibri.Place) -> dict[str, float]:
    """Build, sign and carry a channel: ``medium`` and ``root.json``; return the seconds."""
    at, began = clock.now(), time.perf_counter()
    built = build(kolibri.read(place, Asked()).draft, folder / "built")
    build_seconds = time.perf_counter() - began
    publisher = courses.Publisher(folder / "home").begin(at=at)
    began = time.perf_counter()
    publish.add(publisher.home, built, at=at)
    for person in courses.PEOPLE:
        publish.sign(publisher.home, person, publisher.passphrases[person])
    secret = publisher.passphrases[publish.MACHINE]
    publish.publish(publisher.home, folder / "medium", secret, at=at)
    seconds = {"build_seconds": build_seconds, "sign_seconds": time.perf_counter() - began}
    shutil.rmtree(built)
    (folder / "root.json").write_bytes(publisher.root)
    return {name: round(value, 2) for name, value in seconds.items()}


if __name__ == "__main__":
    main()
