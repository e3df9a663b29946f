"""The last look at a release that has come whole, before it waits: by stick or by channel."""

from collections.abc import Callable, Mapping

from content.accessibility.report import report
from content.catalogue import Catalogue
from content.manifest import Manifest
from content.seen import Seen
from server import clock
from server.actors import SYSTEM
from server.bundles import bringing, samples, scanning, texts, waiting
from server.bundles.models import Arrival
from server.bundles.scanning import VirusFound
from server.console import Site
from server.gate import operations as gate


def to_look_at(site: Site, manifest: Manifest) -> int:
    """Return how many bytes ``let_wait`` will tell of."""
    return sum(stored.size for stored in scanning.to_scan(site, manifest))


def let_wait(
    site: Site,
    arrival: Arrival,
    manifest: Manifest,
    on_bytes: Callable[[int], None],
    seen: Mapping[str, Seen],
    catalogue: Catalogue | None = None,
) -> None:
    """Look at what has come, and let it wait for a second person.

    Args:
        site: whose quarantine holds the release, whole.
        arrival: of the release; it is arriving.
        manifest: of the release.
        on_bytes: called with the size of each piece that was looked at; what it raises ends it.
        seen: what was seen in its files by who has just checked them; see ``texts.read_texts``.
        catalogue: of the release, from who has just read it; else it is read here.

    Raises:
        VirusFound: the arrival is refused, and what had come is gone.
        ScannerSilent, Incomplete: it does not wait yet; what came is kept.
    """
    try:
        scanned = scanning.scan(site, manifest, on_bytes)
    except VirusFound as found:
        what = str(found.values["what"])
        bringing.refuse_for_virus(arrival, what, site.quarantine, SYSTEM, at=clock.now())
        raise
    catalogue = catalogue or site.quarantine.catalogue(manifest)
    drawn = samples.draw(catalogue.nodes, f"{manifest.sha256} {arrival.id}")
    said = texts.read_texts(site, manifest, catalogue, seen)
    judged = report(catalogue.nodes, said.looked)
    gate.keep(manifest.sha256, manifest.id, judged, at=clock.now())
    waiting.keep_description(site, manifest, catalogue, said.undescribed)
    bringing.arrived(
        arrival,
        SYSTEM,
        at=clock.now(),
        scanned=scanned,
        samples=drawn,
        texts=said,
    )
