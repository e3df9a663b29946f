"""What it costs a site to learn what is new, with 1,000 to 100,000 bundles on the signed list.

    python -m bench.metadata [--targets 1000 10000 100000] [--bins 16 256 1024] [--channels 20]

``product`` is the program as it is: one list of content, read whole, so that every bundle can be
offered. ``single`` and ``bins-N`` are the same list and the same list spread over N by the hash of
each name, for a site that asks for ``channels`` bundles alone, with python-tuf's own client and
its limits lifted. ``first`` begins with the root, ``warm`` is again with nothing new, ``changed``
after one release of one of those bundles. Bytes are without HTTP's own. Prints JSON;
``bins`` says what they save, and from how many bundles (computed from the largest number) that is
``WORTH`` it: two people must sign each bin anew before it ends, and bins cannot tell a site of a
course it has never heard of.
"""

import argparse
import hashlib
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tuf.api.exceptions import DownloadHTTPError
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Key,
    Metadata,
    MetaFile,
    Snapshot,
    SuccinctRoles,
    TargetFile,
    Targets,
    Timestamp,
)
from tuf.ngclient import Updater, UpdaterConfig
from tuf.ngclient.fetcher import FetcherInterface

from bench.courses import AT
from bench.demonstration import report
from bench.signed import MACHINE, PEOPLE, InMemory
from i18n.refusals import Refusal
from sync import roles
from sync.medium import MissingOnMedium
from sync.trust import Trust

WORTH = 3_750_000
"""Bytes a night that are worth more lists to sign: a minute of a line of 0.5 Mbit/s."""
LIFTED = 1 << 30
"""Bytes: more than any list here has."""


@dataclass
class Lists(FetcherInterface):
    """A publisher's lists in memory, over ``bins`` lists of content; counts what is read."""

    bins: int = 1
    files: dict[str, bytes] = field(default_factory=dict)
    content: dict[str, Metadata[Targets]] = field(default_factory=dict)
    spread: SuccinctRoles | None = None
    version: int = 0
    """Of the newest lists; each is published anew only if it changed."""
    versions: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    received: int = 0

    def begin(self, targets: int) -> "Lists":
        """Sign the first lists, of as many bundles."""
        public: dict[str, Key] = {signer.public_key.keyid: signer.public_key for signer in PEOPLE}
        top = Targets()
        if self.bins > 1:
            self.spread = SuccinctRoles(list(public), 2, (self.bins - 1).bit_length(), "content")
            top.delegations = Delegations(public, None, self.spread)
        else:
            role = DelegatedRole(roles.CONTENT, list(public), 2, True, paths=["content/*/*"])
            top.delegations = Delegations(public, {roles.CONTENT: role})
        names = self.spread.get_roles() if self.spread else [roles.CONTENT]
        self.content = {name: Metadata(Targets()) for name in names}
        for number in range(targets):
            self._list(number, 1)
        made = roles.root(PEOPLE, MACHINE, at=AT)
        self.files["metadata/1.root.json"] = made.to_bytes()
        self._publish(Targets.type, Metadata(top))
        self.publish(set(self.content))
        return self

    @property
    def root(self) -> bytes:
        """Return what a site pins."""
        return self.files["metadata/1.root.json"]

    def release(self, number: int) -> None:
        """Publish a second release of a bundle."""
        self.publish({self._list(number, 2)})

    def publish(self, changed: set[str]) -> None:
        """Sign the lists that changed, then snapshot and timestamp."""
        for name in sorted(changed):
            self._publish(name, self.content[name])
        self.version += 1
        snapshot, timestamp = Metadata(Snapshot()), Metadata(Timestamp())
        snapshot.signed.version = timestamp.signed.version = self.version
        snapshot.signed.meta = {
            f"{name}.json": self._meta(name) for name in (Targets.type, *self.content)
        }
        self._publish(Snapshot.type, snapshot)
        timestamp.signed.snapshot_meta = self._meta(Snapshot.type)
        self._publish(Timestamp.type, timestamp)

    def _list(self, number: int, release: int) -> str:
        """Put a bundle on the list that its name belongs to; return that list's name."""
        path = path_of(number, release)
        role = self.spread.get_role_for_target(path) if self.spread else roles.CONTENT
        hashes = {"sha256": hashlib.sha256(path.encode()).hexdigest()}
        self.content[role].signed.targets[path] = TargetFile(150_000, hashes, path)
        return role

    def _publish(self, name: str, metadata: Metadata[Any]) -> None:
        self.versions[name] = metadata.signed.version = self.versions.get(name, 0) + 1
        roles.date(metadata.signed, name if name in roles.LIFETIMES else roles.CONTENT, AT)
        metadata.signatures.clear()
        for signer in [MACHINE] if name in (Snapshot.type, Timestamp.type) else PEOPLE:
            metadata.sign(signer, append=True)
        self.files[self._place(name)] = metadata.to_bytes()

    def _place(self, name: str) -> str:
        numbered = f"{self.versions[name]}.{name}"
        return f"metadata/{name if name == Timestamp.type else numbered}.json"

    def _meta(self, name: str) -> MetaFile:
        return roles.meta(self.versions[name], self.files[self._place(name)])

    def read(self, name: str, limit: int) -> bytes:
        """See ``sync.medium.Source``."""
        self.requests += 1
        data = InMemory(self.files).read(name, limit)
        self.received += len(data)
        return data

    def _fetch(self, url: str) -> Iterator[bytes]:
        try:
            return iter((self.read(url, LIFTED),))
        except MissingOnMedium as error:
            raise DownloadHTTPError(url, 404) from error

    def asked(self) -> dict[str, int]:
        """Return what was read since the last time this was asked."""
        counted = {"requests": self.requests, "bytes": self.received}
        self.requests = self.received = 0
        return counted


def path_of(number: int, release: int = 1) -> str:
    """Return where the manifest of a bundle is listed."""
    return f"content/course-{number:06}/{release}.json"


def by_name(lists: Lists, folder: Path, wanted: list[str]) -> None:
    """Refresh with python-tuf's client and look some bundles up.

    Raises:
        KeyError: one of them is not listed.
    """
    config = UpdaterConfig(targets_max_length=LIFTED, snapshot_max_length=LIFTED)
    updater = Updater(str(folder), "metadata/", fetcher=lists, config=config, bootstrap=lists.root)
    updater._trusted_set.reference_time = AT
    updater.refresh()
    for path in wanted:
        if updater.get_targetinfo(path) is None:
            raise KeyError(path)


def timed(lists: Lists, work: Any) -> dict[str, Any]:
    """Do something with the lists; return what was read and how long it took."""
    lists.asked()
    began = time.perf_counter()
    refused = ""
    try:
        work()
    except Refusal as refusal:
        refused = type(refusal).__name__
    figures = {**lists.asked(), "seconds": round(time.perf_counter() - began, 3)}
    return {**figures, "refused": refused} if refused else figures


def looked_up(targets: int, bins: int, channels: int) -> dict[str, Any]:
    """Measure a site that asks for some bundles by name."""
    lists = Lists(bins).begin(targets)
    chosen = [number * targets // channels for number in range(channels)]
    wanted = [path_of(number) for number in chosen]
    with tempfile.TemporaryDirectory() as name:
        figures = {
            how: timed(lists, lambda: by_name(lists, Path(name), wanted))
            for how in ("first", "warm")
        }
        lists.release(chosen[0])
        changed = [path_of(chosen[0], 2), *wanted[1:]]
        figures["changed"] = timed(lists, lambda: by_name(lists, Path(name), changed))
    return figures


def offered(targets: int) -> dict[str, Any]:
    """Measure the program itself, which offers every bundle there is."""
    lists = Lists().begin(targets)
    with tempfile.TemporaryDirectory() as name:
        trust = Trust(Path(name))
        trust.pin(lists.root)
        figures = {
            how: timed(lists, lambda: trust.offers(lists, at=AT)) for how in ("first", "warm")
        }
        lists.release(0)
        figures["changed"] = timed(lists, lambda: trust.offers(lists, at=AT))
    return figures


def bins_pay(figures: dict[str, dict[str, Any]], how: str) -> dict[str, Any]:
    """Say what the best number of bins saves at each number of bundles, and from where it pays."""
    saved = {}
    for targets, kinds in figures.items():
        read = {kind: kinds[kind][how]["bytes"] for kind in kinds if kind != "product"}
        best = min(read, key=lambda kind: read[kind])
        saved[targets] = {"best": best, "bytes_saved": read["single"] - read[best]}
    most = max(figures, key=int)
    each = saved[most]["bytes_saved"] / int(most)
    return {**saved, "pays_from_bundles": round(WORTH / each) if each > 0 else None}


def main() -> None:
    """Measure each number of bundles, print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--targets", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    arguments.add_argument("--bins", type=int, nargs="*", default=[16, 256, 1_024])
    arguments.add_argument("--channels", type=int, default=20, help="that a site asks for")
    asked = arguments.parse_args()
    report(**measured(asked.targets, asked.bins, asked.channels))


def measured(targets: list[int], bins: list[int], channels: int) -> dict[str, Any]:
    """Return all that is printed."""
    figures: dict[str, dict[str, Any]] = {}
    for number in targets:
        kinds = {"single": looked_up(number, 1, channels)}
        kinds |= {f"bins-{each}": looked_up(number, each, channels) for each in bins}
        figures[str(number)] = {"product": offered(number), **kinds}
    pay = {how: bins_pay(figures, how) for how in ("first", "changed")}
    return {"channels": channels, "bins": pay, **figures}


if __name__ == "__main__":
    main()
