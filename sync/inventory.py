"""What a site says it has, so that its publisher can write a stick with just what it lacks.

    site ──inventory, a small file──> the same stick ──> publisher ──publish --for──> stick ──> site

It names releases and files by their hashes, and says which publishers the site trusts and for
what; nothing about people. Nobody signs it and nothing is believed for it: a false one makes a
stick that holds too much or too little, and the site says so.
"""

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from content import held
from content.library import Library
from content.manifest import PROGRAM
from content.models import File, Release
from content.vocabulary import CHANNEL_ID, SHA256
from content.wording import is_day
from i18n.refusals import Invalid, Phrase
from i18n.translate import N_
from sync import channels as naming
from sync.medium import SITE, read_plain
from sync.publishers import Publishers
from sync.quarantine import Quarantine

FORMAT = 1
LARGEST = 2 << 20
"""Bytes: read as a whole, also from a stick that somebody else has filled."""
MOST_LACKING = 16_000
"""Hashes of what is lacking in all: a release that lacks more is told as not being there."""
MOST = 4_000
"""Releases, courses or publishers."""
_LONGEST_VERSION = 40


class InventoryRefused(Invalid):
    """A file is no inventory, or is not what the format says."""

    message = N_(
        "This file is not the inventory of a site, or it is damaged ({what}). Nothing was "
        "written. Have it written again at the site."
    )

    def __init__(self, what: str) -> None:
        """Say ``what`` is wrong: a marked phrase, or the name of a key, which stays as it is."""
        super().__init__(what=Phrase(what))


class NotASite(Invalid):
    """A name does not fit an inventory."""

    message = N_("“{name}” cannot name a site: use small letters a to z, digits and hyphens.")


@dataclass(frozen=True)
class Holding:
    """A release that a site holds, or has begun to bring in."""

    bundle: str
    release: int
    manifest: str
    """SHA-256."""
    lacks: tuple[str, ...] = ()
    """SHA-256 of what is not there though it belongs to it: files of a release that is installed,
    its own manifest if that or the catalogue is gone; parts of one that is arriving."""


@dataclass(frozen=True)
class Inventory:
    """What a site has, on one day."""

    site: str
    """Its short name."""
    made: str
    """The day, by the site's own clock: "2026-12-31"."""
    program: int
    """The newest content format that its program reads."""
    version: str
    """Of its program, for people."""
    publishers: dict[str, tuple[str, ...]]
    """Whom it trusts: the channels they may sign, by the fingerprint of their root."""
    courses: tuple[str, ...]
    """What it shows or has begun to bring in."""
    installed: tuple[Holding, ...]
    """What learners see, and what can be gone back to."""
    arriving: tuple[Holding, ...]
    """What waits or arrives."""
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        """Return the file, made to be read by people as well."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, indent=1).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Inventory":
        """Read an inventory and check all of it.

        Raises:
            InventoryRefused: saying what is wrong.
        """
        try:
            body = json.loads(data) if len(data) <= LARGEST else None
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict) or body.get("format") != FORMAT:
            raise InventoryRefused(N_("an unknown format"))
        if set(body) != {part.name for part in fields(cls)}:
            raise InventoryRefused(N_("other keys than it must have"))
        return _inventory(body)


def take(
    library: Library,
    quarantine: Quarantine,
    trust: Publishers,
    *,
    site: str,
    version: str,
    at: datetime,
) -> Inventory:
    """Return what a site has now.

    Args:
        library: what is installed; whether each of its files is there is looked up.
        quarantine: what waits and arrives.
        trust: whom the site trusts.
        site: its short name.
        version: of its program.
        at: now.

    Raises:
        NotASite: that name does not fit.
    """
    if not SITE.fullmatch(site):
        raise NotASite(name=site)
    shown, before = library.releases(), library.before()
    coming = quarantine.manifests()
    budget = MOST_LACKING
    installed, arriving = [], []
    for release in (*shown.values(), *before.values()):
        lacks = _lacking(library, release)
        if len(lacks) <= budget:
            budget -= len(lacks)
            named = release.channel_id, release.number, release.manifest
            installed.append(Holding(*named, tuple(lacks)))
    for manifest in coming:
        parts = [sha256 for sha256, _length in quarantine.missing_parts(manifest)]
        if len(parts) <= budget:
            budget -= len(parts)
            named = manifest.id, manifest.release, manifest.sha256
            arriving.append(Holding(*named, tuple(parts)))
    return Inventory(
        site=site,
        made=at.astimezone().date().isoformat(),
        program=PROGRAM,
        version=version[:_LONGEST_VERSION],
        publishers={each.fingerprint: each.channels for each in trust.pinned()},
        courses=tuple(sorted({*shown, *(manifest.id for manifest in coming)})),
        installed=tuple(installed),
        arriving=tuple(arriving),
    )


def read(path: Path) -> Inventory:
    """Read an inventory from a file, which may lie on a stick that others have had.

    Raises:
        InventoryRefused: it is none, or no plain file.
        FileNotFoundError: it is not there.
    """
    try:
        return Inventory.from_bytes(read_plain(path.parent, path.name, LARGEST))
    except FileNotFoundError:
        raise
    except OSError as error:
        raise InventoryRefused(N_("it cannot be read")) from error


def _lacking(library: Library, release: Release) -> list[str]:
    query = File.select(File.sha256).where(File.release == release).distinct().order_by(File.sha256)
    named = [sha256 for (sha256,) in query.tuples()]
    here = library.store.places(named)
    described = held.needed(library.store, release.manifest, files=False)
    is_told = described and all(library.store.has(sha256) for sha256 in described)
    lacking = [sha256 for sha256 in named if sha256 not in here]
    return lacking if is_told else [*lacking, release.manifest]


def _inventory(body: dict[str, Any]) -> Inventory:
    site, made, version = body["site"], body["made"], body["version"]
    _must(isinstance(site, str) and bool(SITE.fullmatch(site)), "site")
    _must(isinstance(made, str) and is_day(made), "made")
    _must(isinstance(version, str) and version.isprintable(), "version")
    _must(len(version) <= _LONGEST_VERSION, "version")
    _must(_is_number(body["program"]), "program")
    told = body["publishers"]
    installed, arriving = _holdings(body["installed"]), _holdings(body["arriving"])
    _must(isinstance(told, dict) and len(told) <= MOST, "publishers")
    return Inventory(
        site=site,
        made=made,
        program=body["program"],
        version=version,
        publishers={_sha256(root, "publishers"): _channels(may) for root, may in told.items()},
        courses=tuple(_bundle(each) for each in _several(body["courses"], "courses")),
        installed=installed,
        arriving=arriving,
    )


def _holdings(value: Any) -> tuple[Holding, ...]:
    found = tuple(_holding(each) for each in _several(value, "installed"))
    once = len({each.manifest for each in found}) == len(found)
    _must(once, N_("the same release twice"))  # each is read again at the publisher's
    return found


def _holding(value: Any) -> Holding:
    whole = isinstance(value, dict) and set(value) == {part.name for part in fields(Holding)}
    _must(whole, N_("a release that is not told as it must be"))
    _must(_is_number(value["release"]), "release")
    lacks = _several(value["lacks"], "lacks", MOST_LACKING)
    return Holding(
        _bundle(value["bundle"]),
        value["release"],
        _sha256(value["manifest"], "manifest"),
        tuple(_sha256(each, "lacks") for each in lacks),
    )


def _channels(value: Any) -> tuple[str, ...]:
    listed = _several(value, "publishers")
    _must(all(isinstance(each, str) for each in listed), "publishers")
    try:
        return naming.check(listed)
    except naming.NotChannels:
        raise InventoryRefused("publishers") from None


def _several(value: Any, key: str, most: int = MOST) -> list[Any]:
    _must(isinstance(value, list) and len(value) <= most, key)
    found: list[Any] = value
    return found


def _bundle(value: Any) -> str:
    _must(isinstance(value, str) and bool(CHANNEL_ID.fullmatch(value)), "bundle")
    return str(value)


def _sha256(value: Any, key: str) -> str:
    _must(isinstance(value, str) and bool(SHA256.fullmatch(value)), key)
    return str(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value < 10**9


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise InventoryRefused(what)
