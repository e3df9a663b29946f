"""python-tuf's client, fed by a source and judging by a time that it is given.

It decides which metadata counts; it opens no file of a medium and no connection.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tuf.api import exceptions
from tuf.api.metadata import Metadata, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.ngclient import Updater
from tuf.ngclient.fetcher import FetcherInterface

from sync import carry, roles
from sync.medium import MissingOnMedium, Source
from sync.memory import Remembered

PLAUSIBLE = timedelta(days=400)
"""How far a clock may be ahead of the floor: signatures of people last 396 days, so beyond this
there is nothing left to import, whichever of the two is right."""

LARGEST_METADATA = 5_000_000
"""Bytes: python-tuf's own limit for the largest role, some 35,000 bundles."""


class Fetcher(FetcherInterface):
    """Lets python-tuf read through a source; remembers which file came last, for the sentence."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.last = ""

    def _fetch(self, url: str) -> Iterator[bytes]:
        self.last = url
        try:
            return iter((self.source.read(url, LARGEST_METADATA),))
        except MissingOnMedium as error:
            # 404, and nothing else, tells python-tuf that there is no newer root
            raise exceptions.DownloadHTTPError(url, 404) from error


@dataclass(frozen=True)
class Listed:
    """A manifest that a role lists and may list."""

    path: str
    target: TargetFile
    threshold: int
    """Signatures that its list needs."""
    signed_by: tuple[str, ...]
    signed_at: datetime


class Client(Updater):
    """python-tuf's client, judging by a time that it is given."""

    def __init__(self, folder: Path, fetcher: Fetcher, root: bytes, now: datetime) -> None:
        super().__init__(str(folder), "metadata/", fetcher=fetcher, bootstrap=root)
        # The library offers no public way to say what time it is (its issue 2359);
        # test_the_time_that_python_tuf_judges_by_is_ours fails should this attribute move.
        self._trusted_set.reference_time = now
        self._by_people = {Root.type, Targets.type}

    def _update_root_symlink(self) -> None:
        """Leave it: the root is always given, and FAT has no links."""

    def listed(self) -> Iterator[Listed]:
        """Go through the manifests that roles list and may list.

        Raises:
            RepositoryError, DownloadError: a list is missing or not as it must be.
        """
        visited = {Targets.type: self._load_targets(Targets.type, Root.type)}
        for name, targets in (queue := list(visited.items())):
            if targets.delegations is None or targets.delegations.roles is None:
                continue
            for role in targets.delegations.roles.values():
                if role.name in visited:
                    continue
                visited[role.name] = found = self._load_targets(role.name, name)
                queue.append((role.name, found))
                if role.threshold >= roles.PEOPLE:
                    self._by_people.add(role.name)
                signed = self._signers(role.name, targets), roles.issued(found)
                for path, target in found.targets.items():
                    # a role may list what it may not vouch for; the lookup knows what it may
                    named = carry.TARGET.fullmatch(path)
                    if named and self.get_targetinfo(path) == target:
                        yield Listed(path, target, role.threshold, *signed)

    def _signers(self, role: str, delegator: Targets) -> tuple[str, ...]:
        """Return who signed a list that has been verified."""
        metadata = Metadata[Targets].from_bytes(self._load_local_metadata(role))
        result = delegator.get_verification_result(role, metadata.signed_bytes, metadata.signatures)
        return roles.holders(result.signed.values())

    def prove_time(self, known: Remembered) -> None:
        """Raise the floor of ``known`` to what was verified here.

        A stolen key of the publisher's machine must not push it far: what the machine signed
        proves no more than ``PLAUSIBLE`` beyond what people signed.
        """
        by_people = self._issued(*self._by_people)
        by_machine = self._issued(Snapshot.type, Timestamp.type)
        known.people = max(known.people, by_people)
        bound = min(by_machine, known.people + PLAUSIBLE)
        known.floor = max(known.floor, known.people, bound)

    def _issued(self, *names: str) -> datetime:
        signed = (self._trusted_set.get(name) for name in names)
        return max(
            (roles.issued(role) for role in signed if role is not None),
            default=datetime.fromtimestamp(0, UTC),
        )
