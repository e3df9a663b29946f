"""The files of a release that has come, looked at: addresses named, what bars somebody."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from content.accessibility.drafts import is_looked_at
from content.accessibility.files import Looked
from content.catalogue import Catalogue
from content.manifest import Manifest
from content.seen import Seen, see
from server.console import Site
from sync.pieces import in_order

SPACES = "http://www.w3.org/"
"""The names of formulas and drawings begin so; they lead nowhere."""

MOST = 200
"""Addresses that are kept and listed, commonest first."""


@dataclass(frozen=True)
class Texts:
    """What the texts of a release say and leave out."""

    addresses: dict[str, int]
    """Addresses outside the library that they name, and how often."""
    undescribed: frozenset[str]
    """SHA-256 of those that show a picture without saying what it shows."""
    looked: dict[str, Looked]
    """What stands in somebody's way in each text, drawing and document, by SHA-256."""


def read_texts(
    site: Site, manifest: Manifest, catalogue: Catalogue, seen: Mapping[str, Seen]
) -> Texts:
    """Gather what lessons and exercises of a release in quarantine say, its drawings and documents.

    The addresses are text on a page: what could be clicked or fetched was taken out when it was
    made, and is taken out again when it is shown.

    Args:
        site: whose quarantine holds the release, whole.
        manifest: of the release.
        catalogue: of the release.
        seen: what was seen in its files while they were checked, by SHA-256, as texts in the
            language of the course; the others are read now.
    """
    found: Counter[str] = Counter()
    undescribed = set()
    looked: dict[str, Looked] = {}
    spoken = {file.sha256: file.language for node in catalogue.nodes for file in node.files}
    wanted = in_order(each for each in manifest.files if is_looked_at(each.type, each.size))
    with site.quarantine.pieces(manifest.sha256, wanted) as pieces:
        for stored in wanted:
            language = spoken.get(stored.sha256, "")
            known = seen.get(stored.sha256) if language == manifest.language else None
            one = known or see(b"".join(pieces.chunks(stored)), stored.type, language)
            looked[stored.sha256] = one.looked
            found.update(one.addresses)
            if one.undescribed:
                undescribed.add(stored.sha256)
    named = {each: count for each, count in found.most_common() if not each.startswith(SPACES)}
    return Texts(dict(list(named.items())[:MOST]), frozenset(undescribed), looked)
