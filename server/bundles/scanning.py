"""The virus scanner of a site, and what it says of a release that has come, before that waits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from content.manifest import Manifest, Stored
from i18n.refusals import Invalid
from i18n.translate import N_
from server import clock
from server.console import Site
from sync.scan import Scanner


class VirusFound(Invalid):
    """The scanner found something in a file; the release is refused by the program itself."""

    message = N_(
        "The virus scanner found something in the page “{page}” of this bundle: {what}. The bundle "
        "is refused and what had come was removed; the library is as before. Put the stick aside "
        "and tell the person in charge of security."
    )


@dataclass(frozen=True)
class Scan:
    """What a scanner said of a release: it found nothing."""

    version: str
    """Of the scanner, and the day of its list, as it says it; "" if the site has none."""
    files: int
    at: datetime


def to_scan(site: Site, manifest: Manifest) -> list[Stored]:
    """Return the files that the scanner looks at: those that came, but recordings and films."""
    if not site.settings.scanner:
        return []
    installed = site.library.store.places(each.sha256 for each in manifest.files)
    return [
        each
        for each in manifest.files
        if not each.type.startswith(("audio/", "video/")) and each.sha256 not in installed
    ]


def scan(site: Site, manifest: Manifest, on_bytes: Callable[[int], None]) -> Scan:
    """Have every file looked at by the site's scanner, if it has one.

    Args:
        site: whose quarantine holds the release, whole.
        manifest: of the release.
        on_bytes: called with the size of each piece sent to the scanner; what it raises ends it.

    Raises:
        VirusFound: naming the page and what the scanner calls it.
        ScannerSilent: it does not answer; what came is kept.
        Incomplete: a part is no longer here.
    """
    if not site.settings.scanner:
        return Scan("", 0, clock.now())
    scanner = Scanner(site.settings.scanner)
    version, files = scanner.version(), to_scan(site, manifest)
    for stored in files:
        if found := scanner.find(_counted(site, manifest, stored, on_bytes)):
            raise VirusFound(page=_page_of(site, manifest, stored.sha256), what=found)
    return Scan(version, len(files), clock.now())


def _counted(
    site: Site, manifest: Manifest, stored: Stored, on_bytes: Callable[[int], None]
) -> Iterator[bytes]:
    for chunk in site.quarantine.chunks(manifest.sha256, stored):
        yield chunk
        on_bytes(len(chunk))


def _page_of(site: Site, manifest: Manifest, sha256: str) -> str:
    for node in site.quarantine.catalogue(manifest).nodes:
        if any(file.sha256 == sha256 for file in node.files):
            return node.versions[0].title
    return manifest.title
