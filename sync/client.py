"""python-tuf's client, fed by a source, judging by a time that it is given and by our rules.

It decides which metadata counts; it opens no file of a medium and no connection.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tuf.api import exceptions
from tuf.api.metadata import DelegatedRole, Metadata, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.ngclient import Updater, UpdaterConfig
from tuf.ngclient.fetcher import FetcherInterface

from i18n.formats import Size
from sync import carry, roles
from sync.distrust import ListTooLarge
from sync.lived import START, UNPROVEN
from sync.medium import Damaged, Longer, MissingOnMedium, Source
from sync.memory import Remembered
from sync.rules import Rules
from sync.withdrawal import Withdrawal, told

LARGEST_METADATA = 5_000_000
"""Bytes: python-tuf's own limit for the largest role, some 35,000 bundles."""

_VOUCHED_FOR_BY_NOBODY = re.compile(r"metadata/(?:\d+\.)?(root|timestamp)\.json")
"""Lists whose length no other list says: python-tuf reads less of these."""


class Fetcher(FetcherInterface):
    """Lets python-tuf read through a source; remembers which file came last, for the sentence."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.last = ""

    def _fetch(self, url: str) -> Iterator[bytes]:
        self.last = url
        most = _largest(url)
        try:
            return iter((self.source.read(url, most),))
        except Damaged as error:
            if isinstance(error.__cause__, Longer):
                raise ListTooLarge(name=url, most=Size(most)) from error
            raise
        except MissingOnMedium as error:
            # 404, and nothing else, tells python-tuf that there is no newer root
            raise exceptions.DownloadHTTPError(url, 404) from error


def _largest(name: str) -> int:
    """Return how many bytes a list may have."""
    alone = _VOUCHED_FOR_BY_NOBODY.fullmatch(name)
    if alone is None:
        return LARGEST_METADATA
    allowed = UpdaterConfig()
    return {
        Root.type: allowed.root_max_length,
        Timestamp.type: allowed.timestamp_max_length,
    }[alone.group(1)]


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
    """python-tuf's client, judging by a time that it is given and by our rules."""

    def __init__(
        self, folder: Path, fetcher: Fetcher, known: Remembered, clock: datetime, rules: Rules
    ) -> None:
        assert known.root is not None
        self._known, self._clock, self._rules = known, clock, rules
        super().__init__(str(folder), "metadata/", fetcher=fetcher, bootstrap=known.root)
        self._judge_time()
        self._by_people: set[str] = set()
        self._withdrawn: set[Withdrawal] = set()
        self._heard_all = False

    @property
    def judged_at(self) -> datetime:
        """Return the time that metadata is judged by."""
        return self._trusted_set.reference_time

    @property
    def names_are_hashed(self) -> bool:
        """Say whether the files that are listed lie under names with their hash in front."""
        return bool(self._trusted_set.root.consistent_snapshot)

    def _judge_time(self) -> None:
        """Take what the clock shows, or the floor if that is later."""
        # The library offers no public way to say what time it is (its issue 2359);
        # test_the_time_that_python_tuf_judges_by_is_ours fails should this attribute move.
        self._trusted_set.reference_time = max(self._clock, self._known.floor, self._rules.built)

    def _load_root(self) -> None:
        """Follow the roots; a time that keys had proven which may be replaced is forgotten."""
        super()._load_root()
        self._forget_replaced()
        self._judge_time()

    def _persist_root(self, version: int, data: bytes) -> None:
        """Keep a root, unless it would let fewer people than our rules ask for change things."""
        held = self._trusted_set.root.roles
        if any(held[name].threshold < self._rules.people for name in (Root.type, Targets.type)):
            raise exceptions.UnsignedMetadataError("a root that too few people can change")
        super()._persist_root(version, data)

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
                signed = self._signers(role.name, targets), roles.issued(found)
                if min(role.threshold, len(set(signed[0]))) >= self._rules.people:
                    self._believe(role, found)
                for path, target in found.targets.items():
                    # a role may list what it may not vouch for; the lookup knows what it may
                    named = carry.TARGET.fullmatch(path)
                    if named and self.get_targetinfo(path) == target:
                        yield Listed(path, target, role.threshold, *signed)
        self._heard_all = True

    def _believe(self, role: DelegatedRole, found: Targets) -> None:
        """Remember that people signed a list of content: it proves the time, and may withdraw."""
        self._by_people.add(role.name)
        self._withdrawn |= {
            each
            for each in told(found)
            if carry.TARGET.fullmatch(path := carry.target_path(each.bundle, each.release))
            and role.is_delegated_path(path)
        }

    def _signers(self, role: str, delegator: Targets) -> tuple[str, ...]:
        """Return who signed a list that has been verified."""
        metadata = Metadata[Targets].from_bytes(self._load_local_metadata(role))
        result = delegator.get_verification_result(role, metadata.signed_bytes, metadata.signatures)
        return roles.holders(result.signed.values())

    def remember(self) -> None:
        """Add to what is known what was verified here.

        What was withdrawn is what the newest lists say, once all of them have been heard; before
        that they can only add to it.
        Stolen keys must not push the time far, for it never goes back: what daily keys signed, and
        the publisher's machine, proves no more than ``Rules.plausible`` beyond what keys from the
        safe have proven; and nothing any more once these have signed another root.
        """
        known = self._known
        self._forget_replaced()
        known.people = known.people.or_newer(self._issued(Root.type, Targets.type))
        at_most = known.people.at + self._rules.plausible
        known.content = known.content.or_newer(min(self._issued(*self._by_people), at_most))
        by_machine = self._issued(Snapshot.type, Timestamp.type)
        known.machine = known.machine.or_newer(min(by_machine, at_most))
        heard = self._withdrawn if self._heard_all else {*known.withdrawn, *self._withdrawn}
        known.withdrawn = tuple(sorted(heard))

    def _forget_replaced(self) -> None:
        root = self._trusted_set.root
        if self._known.under_root != root.version:
            self._known.content, self._known.under_root = UNPROVEN, root.version
        ids = {*root.roles[Snapshot.type].keyids, *root.roles[Timestamp.type].keyids}
        keys = " ".join(sorted(map(str, ids)))  # python-tuf takes any value for an id
        if self._known.machine_keys != keys:
            self._known.machine, self._known.machine_keys = UNPROVEN, keys

    def _issued(self, *names: str) -> datetime:
        signed = (self._trusted_set.get(name) for name in names)
        return max(
            (roles.issued(role) for role in signed if role is not None),
            default=START,
        )
