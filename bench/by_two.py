"""Taking a bundle in as two people of a site do, through every step, in a process of its own.

    python -m bench.by_two FOLDER [--site NAME] [--without-index]

``FOLDER`` holds ``medium`` and the ``root.json`` to trust; the site is made beside them. One person
brings in (signatures, every byte, every page looked at, quarantine), the other approves, the
library is switched, and it is written down who did what; then it is indexed. What only people do,
opening the samples, takes no time here. Prints JSON: seconds of each step.
"""

import argparse
import json
import os
import time
from pathlib import Path
from typing import Any

from bench.demonstration import worked_so_far
from server import clock
from server.accounts import operations as accounts
from server.accounts.models import Person
from server.actors import Actor
from server.bundles import bringing, offers, operations, review, trusting
from server.console import Site
from server.jobs.doing import do
from server.library.indexing import ask_if_due
from server.roles import Role
from server.settings import Home
from server.slices.commands import JOBS
from sync.medium import FolderMedium


def take_in(folder: Path, name: str = "site", *, index: bool = True) -> dict[str, Any]:
    """Bring in, approve, install and index the one bundle of a medium, in this process."""
    site = Site(Home(folder / name), JOBS)
    site.open()
    first, second = (_manager(name) for name in ("Claude Morel", "Sacha Petit"))
    brings, approves = (Actor(person.name, None, person.id) for person in (first, second))
    root = (folder / "root.json").read_bytes()
    trusting.trust_root(site.trust, root, brings, at=clock.now())
    figures: dict[str, Any] = {}
    os.sync()
    began, worked = time.perf_counter(), worked_so_far()

    def step(name: str) -> None:
        nonlocal began, worked
        os.sync()
        figures[f"{name}_seconds"] = round(time.perf_counter() - began, 2)
        figures[f"{name}_cpu_seconds"] = round(worked_so_far() - worked, 2)
        began, worked = time.perf_counter(), worked_so_far()

    medium = FolderMedium(folder / "medium")
    (offered,) = offers.look(site, medium, brings, at=clock.now()).offered
    arrival, job = bringing.bring_in(medium, offered, brings, at=clock.now())
    do(site, job, quiet=True)
    step("bring_in")
    for node_id in review.left(arrival, second.id):
        review.opened(operations.find(arrival.id), second, node_id, at=clock.now())
    began, worked = time.perf_counter(), worked_so_far()
    job = operations.approve(operations.find(arrival.id), second, approves, at=clock.now())
    do(site, job, quiet=True)
    step("install")
    due = ask_if_due(site, approves, at=clock.now()) if index else None
    if due is not None:
        do(site, due, quiet=True)
        step("index")
    return {"nodes": offered.manifest.nodes, "bytes": offered.manifest.size, **figures}


def _manager(name: str) -> Person:
    return accounts.add(name, Role.CONTENT_MANAGER, by=Actor("bench"), at=clock.now())


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--site", default="site", help="the folder to be made")
    arguments.add_argument("--without-index", action="store_true")
    asked = arguments.parse_args()
    print(json.dumps(take_in(asked.folder, asked.site, index=not asked.without_index)))
