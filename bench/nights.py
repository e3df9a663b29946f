"""Many sites that fetch every night from one plain static server: bytes, requests, hours.

    python -m bench.nights [--megabytes 800] [--pages 1000] [--sites 190 10000] [--at FOLDER]

A real publisher makes and signs a week of releases of four courses (``WEEK``). What a site asks
for is measured with the real code on that medium, for every pair of nights: the one it fetched
last, and this one. Sites are then simulated: each stays silent a night in ten, and catches up the
next. ``delta`` is what the program does, parts that a site lacks; ``files`` would be whole files
that it lacks; ``releases`` whole releases that are new. All sites have the first night's courses
from a stick: ``new_site`` says what that would take by line. Prints JSON.
"""

import argparse
import random
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.courses import AT
from bench.demonstration import report
from bench.week import Night, published
from content.manifest import Manifest
from sync.earlier import whole_parts
from sync.medium import FolderMedium
from sync.transfer import parts_needed
from sync.trust import Trust

WINDOW = 4.0
"""Hours of a night in which sites may open a connection."""
SILENT = 0.1
"""How likely a site is to miss a night."""
SERVER_MBIT, SITE_MBIT = (100, 1_000), (0.5, 2, 8, 20)
REQUESTS = 2_000
"""Requests a second that one small static server answers over TLS, to be on the safe side."""


@dataclass
class Asked:
    """What a site asks for in a night, and what it would have to without parts of its own."""

    requests: int = 0
    delta: int = 0
    files: int = 0
    releases: int = 0


@dataclass
class Counted:
    """A medium that counts what is read from it; see ``sync.medium.Source``."""

    medium: FolderMedium
    asked: Asked = field(default_factory=Asked)

    def read(self, name: str, limit: int) -> bytes:
        """See ``Source.read``."""
        self.asked.requests += 1
        data = self.medium.read(name, limit)
        self.asked.delta += len(data)
        return data


def measured(folder: Path, root: bytes, nights: list[Night]) -> dict[tuple[int, int], Asked]:
    """Return what a site asks for on a night, by the night it fetched last (-1: never)."""
    costs = {}
    Trust(folder / "trust" / "-1").pin(root)
    for tonight, night in enumerate(nights):
        for last in range(-1, tonight):
            before = folder / "trust" / str(last)
            after = folder / "trust" / (str(tonight) if last == tonight - 1 else "passing")
            shutil.rmtree(after, ignore_errors=True)
            shutil.copytree(before, after)
            known = nights[last] if last >= 0 else Night("", folder)
            costs[last, tonight] = _fetched(Trust(after), known, night, tonight)
    return costs


def _fetched(trust: Trust, known: Night, night: Night, number: int) -> Asked:
    source = Counted(FolderMedium(night.folder))
    installed = known.blobs
    for offer in trust.offers(source, at=AT + timedelta(days=number)):
        if offer.sha256 in known.manifests:
            night.manifests.setdefault(offer.sha256, known.manifests[offer.sha256])
            continue
        manifest = Manifest.from_bytes(trust.manifest(source, offer))
        night.manifests[offer.sha256] = manifest
        here = {part for each in known.manifests.values() for part, *_ in whole_parts(each)}
        needed = parts_needed(manifest, installed.__contains__)
        lengths = [length for part, length in needed if part not in here]
        new = [s for s in (manifest.catalogue, *manifest.files) if s.sha256 not in installed]
        source.asked.requests += len(lengths)
        for name, size in (
            ("delta", sum(lengths)),
            ("files", sum(stored.size for stored in new)),
            ("releases", sum(length for _, length in manifest.parts)),
        ):
            setattr(source.asked, name, getattr(source.asked, name) + size)
    return source.asked


def simulated(sites: int, costs: dict[tuple[int, int], Asked], nights: int) -> list[Asked]:
    """Return what all sites together ask for in each night after the first, that of the stick."""
    chance = random.Random(sites)
    last, total = [0] * sites, []
    for tonight in range(1, nights):
        night = Asked()
        for site in range(sites):
            if chance.random() < SILENT:
                continue
            cost = costs[last[site], tonight]
            last[site] = tonight
            for name in vars(night):
                setattr(night, name, getattr(night, name) + getattr(cost, name))
        total.append(night)
    return total


def hours(size: int, mbit: float) -> float:
    """Return the hours that bytes take on a line of so many Mbit/s."""
    return round(size * 8 / (mbit * 1e6) / 3600, 3)


def said(sites: int, week: list[Asked], worst: Asked) -> dict[str, Any]:
    """Return the figures of a number of sites, and what gives way first."""
    busiest = max(week, key=lambda night: night.delta)
    per_second = max(night.requests for night in week) / (WINDOW * 3600)
    used = {
        f"the line of a site with {SITE_MBIT[0]} Mbit/s": hours(worst.delta, SITE_MBIT[0]) / WINDOW,
        f"the server's line of {SERVER_MBIT[0]} Mbit/s": hours(busiest.delta, SERVER_MBIT[0])
        / WINDOW,
        f"the server's {REQUESTS} requests a second": per_second / REQUESTS,
    }
    first = max(used, key=lambda name: used[name])
    holds = "it holds" if used[first] <= 1 else "it does not hold"
    server = {
        kind: {
            f"{mbit} Mbit/s": hours(max(getattr(night, kind) for night in week), mbit)
            for mbit in SERVER_MBIT
        }
        for kind in ("delta", "files", "releases")
    }
    return {
        "week_gb": {
            kind: round(sum(getattr(night, kind) for night in week) / 1e9, 3)
            for kind in ("delta", "files", "releases")
        },
        "week_requests": sum(night.requests for night in week),
        "requests_per_second_spread_over_the_window": round(per_second, 2),
        "busiest_night_gb": round(busiest.delta / 1e9, 3),
        "busiest_night_server_hours": server,
        "share_of_the_window_used": {name: round(share, 3) for name, share in used.items()},
        "first_bottleneck": f"{first}: {used[first]:.2f} times the {WINDOW:g} hours, {holds}. "
        + (OF_A_SITE if "site" in first else OF_THE_SERVER),
    }


OF_A_SITE = (
    "No server can help: let it go on the next night where it was, or carry a stick; several "
    "classrooms of one prison can share one mirror (rsync or nginx with the same folder)."
)
OF_THE_SERVER = (
    "Any cache in front removes it, for every file but timestamp.json never changes: nginx or "
    "Varnish as a mirror in each region, an object store with a CDN; or a longer window."
)


def main() -> None:
    """Publish, measure, simulate, print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--megabytes", type=int, default=800, help="of recordings in all")
    arguments.add_argument("--pages", type=int, default=1_000, help="lessons in all")
    arguments.add_argument("--sites", type=int, nargs="+", default=[190, 10_000])
    arguments.add_argument("--at", type=Path, help="a folder on a disk with room")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.at) as name:
        root, nights = published(Path(name), asked.megabytes, asked.pages)
        costs = measured(Path(name), root, nights)
    report(**figures(costs, nights, asked.sites))


def figures(
    costs: dict[tuple[int, int], Asked], nights: list[Night], sites: list[int]
) -> dict[str, Any]:
    """Return all that is printed."""
    nightly = [costs[number - 1, number] for number in range(1, len(nights))]
    worst = max(nightly, key=lambda cost: cost.delta)
    new = costs[-1, len(nights) - 1]
    return {
        "nights": [
            {"about": night.about, **vars(cost)}
            for night, cost in zip(nights[1:], nightly, strict=True)
        ],
        "busiest_night_site_hours": {
            f"{mbit} Mbit/s": hours(worst.delta, mbit) for mbit in SITE_MBIT
        },
        "new_site": {
            "bytes": new.delta,
            "requests": new.requests,
            "hours": {f"{mbit} Mbit/s": hours(new.delta, mbit) for mbit in SITE_MBIT},
        },
        "sites": {
            str(number): said(number, simulated(number, costs, len(nights)), worst)
            for number in sites
        },
    }


if __name__ == "__main__":
    main()
