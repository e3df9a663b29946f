"""A stick for one site: of all that is published, just what that site lacks.

The signed lists go whole, for a site believes a list or nothing. Of the courses that the site is
to have go their manifests, and the parts that hold files which it has not. What it has is known
from its inventory and from the manifests of all releases that were ever published here.

    HOME/sites/<site>.json      the newest inventory of each site, as it was given
"""

from collections.abc import Iterable
from pathlib import Path

from tuf.api.metadata import Root

from content import durable
from content.bundle import Manifest
from i18n.refusals import Conflict, NotAllowed, NotFound
from i18n.translate import N_
from sync import carry, inventory, pending, table, transfer
from sync import channels as naming
from sync.carry import Load, Parts
from sync.inventory import Holding, Inventory
from sync.medium import SITE
from sync.trust import fingerprint


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


def find(home: Path, given: str) -> Inventory:
    """Return the inventory in a file, or the one that was kept of a site of this name.

    What comes in a file is kept as the newest of its site.

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
    durable.write(_place(home, found.site), found.to_bytes())
    return found


def load(
    home: Path, site: Inventory, courses: Iterable[str] = (), *, everything: bool = False
) -> Load:
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
        has = _files_there(home, site.installed)
    newest = {each.bundle: 0 for each in site.installed}
    for each in site.installed:
        newest[each.bundle] = max(newest[each.bundle], each.release)
    arriving = {each.manifest: {*each.lacks} for each in site.arriving}

    def choose(manifest: Manifest) -> Parts | None:
        if manifest.id not in wanted:
            return None
        if manifest.release <= newest.get(manifest.id, 0) or manifest.min_program > site.program:
            return ()  # its page says that this is there, or that the program is too old
        if manifest.sha256 in arriving:
            return [part for part in manifest.parts if part[0] in arriving[manifest.sha256]]
        return transfer.parts_needed(manifest, has.__contains__)

    return Load(site.site, site.made, choose)


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


def _files_there(home: Path, installed: Iterable[Holding]) -> set[str]:
    """Return the SHA-256 of the files that a site has, of releases that were published here.

    A release of others, or one whose manifest is gone, adds nothing: its files are sent again.
    """
    found: set[str] = set()
    lacking: set[str] = set()
    for each in installed:
        path = home / carry.target_name(each.bundle, each.release, each.manifest)
        data = path.read_bytes() if path.is_file() else b""
        if fingerprint(data) == each.manifest:
            found |= {stored.sha256 for stored in Manifest.from_bytes(data).files}
        lacking |= {*each.lacks}
    return found - lacking
