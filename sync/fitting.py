"""A stick for one site: of all that is published, just what that site lacks.

The signed lists go whole, for a site believes a list or nothing. Of the courses that the site is
to have go their manifests, and the parts that hold files which it has not. What it has is known
from its inventory and from the manifests of all releases that were ever published here.

    HOME/sites/<site>.json      the newest inventory of each site, as it was given
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tuf.api.metadata import Root

from content import durable
from content.manifest import Manifest
from i18n.refusals import Conflict, NotAllowed, NotFound
from i18n.translate import N_
from sync import carry, earlier, inventory, pending, table, transfer
from sync import channels as naming
from sync.carry import Load, Parts
from sync.inventory import Holding, Inventory
from sync.medium import SITE
from sync.trust import fingerprint

FINDS_PARTS = 2
"""From this version on, a site's program looks for parts in the files of the release before."""


class NoInventory(NotFound):
    """There is no such file, and no inventory of a site of this name."""

    message = N_(
        "There is no inventory at “{given}”, and none of a site of this name was given before. "
        "Have the site write one: on its Bundles page, or with “ardoise bundle inventory”."
    )


class NotTrustedThere(Conflict):
    """A site does not trust this publisher."""

    message = N_(
        "By its inventory of {made}, the site “{site}” does not trust this publisher. Nothing was "
        "written. Have it trust the file root.json first, and write its inventory again."
    )


class NotListed(NotFound):
    """A course is not among those that are published."""

    message = N_("No course “{course}” is published here. Nothing was written.")


class NotForThisSite(NotAllowed):
    """A site lets others sign a course, or nobody."""

    message = N_(
        "The site “{site}” does not let this publisher sign “{course}”, only {channels}. Nothing "
        "was written. Its administrator can change that with “ardoise bundle trust”."
    )


class NothingWanted(Conflict):
    """A site has none of the courses that are published, and nobody said which it is to have."""

    message = N_(
        "The site “{site}” has none of these courses yet. Nothing was written. Say which it is to "
        "have with --course, or --all-courses."
    )


@dataclass(frozen=True)
class Fitted:
    """What goes on a medium for one site, and what its publisher should know of it."""

    load: Load
    unknown: tuple[str, ...]
    """Releases that the site has and whose manifest is gone here: their files are sent again."""
    too_new: list[str]
    """Releases that its program cannot read: filled while the medium is written."""


def find(home: Path, given: str) -> Inventory:
    """Return the inventory in a file, or the one that was kept of a site of this name.

    Args:
        home: of the publisher.
        given: a path, or the short name of a site.

    Raises:
        InventoryRefused: what is there is no inventory.
        NoInventory: nothing is there.
    """
    try:
        found = inventory.read(Path(given))
    except FileNotFoundError:
        if not SITE.fullmatch(given) or not _place(home, given).is_file():
            raise NoInventory(given=given) from None
        return inventory.read(_place(home, given))
    return found


def keep(home: Path, site: Inventory) -> None:
    """Keep an inventory as the newest of its site; see ``find``."""
    durable.write(_place(home, site.site), site.to_bytes())


def fit(
    home: Path, site: Inventory, courses: Iterable[str] = (), *, everything: bool = False
) -> Fitted:
    """Return what goes on a medium for a site.

    Args:
        home: of the publisher.
        site: its inventory.
        courses: what it is to have beside what it has.
        everything: let it have all that it lets this publisher sign.

    Raises:
        NoPublisher: there is none at ``home``.
        NotTrustedThere, NotListed, NotForThisSite, NothingWanted: nothing can be made for it.
    """
    with table.opened(home):
        listed = {carry.bundle_and_release(path)[0] for path in _listed(home)}
        channels = _may_sign(home, site)
        for course in courses:
            if course not in listed:
                raise NotListed(course=course)
            if not naming.covers(channels, course):
                told = ", ".join(channels)
                raise NotForThisSite(site=site.site, course=course, channels=told)
        allowed = {course for course in listed if naming.covers(channels, course)}
        wanted = allowed if everything else allowed & {*site.courses, *courses}
        if not wanted:
            raise NothingWanted(site=site.site)
        has, here, unknown = _there(home, site)
    newest = {each.bundle: 0 for each in site.installed}
    for each in site.installed:
        newest[each.bundle] = max(newest[each.bundle], each.release)
    arriving = {each.manifest: {*each.lacks} for each in site.arriving}

    too_new: list[str] = []

    def choose(manifest: Manifest) -> Parts | None:
        if manifest.id not in wanted:
            return None
        if manifest.release <= newest.get(manifest.id, 0):
            return ()
        if manifest.min_program > site.program:
            too_new.append(manifest.name)
            return ()  # the description goes: the site's page says that its program is too old
        if manifest.sha256 in arriving:
            return [part for part in manifest.parts if part[0] in arriving[manifest.sha256]]
        needed = transfer.parts_needed(manifest, has.__contains__)
        return [part for part in needed if part[0] not in here]

    mine = tuple(f"{each.bundle}-{each.release}" for each in unknown if each.bundle in allowed)
    return Fitted(Load(site.site, site.made, choose), mine, too_new)


def _place(home: Path, site: str) -> Path:
    return home / "sites" / f"{site}.json"


def _listed(home: Path) -> Iterable[str]:
    return pending.waiting_or_published(home).signed.targets


def _may_sign(home: Path, site: Inventory) -> tuple[str, ...]:
    """Return what a site lets this publisher sign; it may have pinned any root of ours."""
    for version in range(1, table.newest_version(home, Root.type) + 1):
        root = table.versioned(home, Root.type, version).read_bytes()
        if channels := site.publishers.get(fingerprint(root)):
            return channels
    raise NotTrustedThere(site=site.site, made=site.made)


def _there(home: Path, site: Inventory) -> tuple[set[str], set[str], list[Holding]]:
    """Return the SHA-256 of the files that a site has, of releases that were published here; and
    of the parts that it finds in them.

    A release of others, or one whose manifest is gone, adds nothing and is returned as unknown.
    """
    found: set[str] = set()
    here: set[str] = set()
    unknown = []
    lacking = {sha256 for each in site.installed for sha256 in each.lacks}
    for each in site.installed:
        path = home / carry.target_name(each.bundle, each.release, each.manifest)
        data = path.read_bytes() if path.is_file() else b""
        if fingerprint(data) != each.manifest:
            unknown.append(each)
            continue
        manifest = Manifest.from_bytes(data)
        found |= {stored.sha256 for stored in manifest.files}
        if site.program >= FINDS_PARTS and each.manifest not in lacking:
            parts = earlier.whole_parts(manifest)
            here |= {part for part, stored, _, _ in parts if stored.sha256 not in lacking}
    return found - lacking, here, unknown
