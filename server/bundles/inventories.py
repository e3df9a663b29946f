"""What this site has, as a file for its publisher; see ``sync.inventory``."""

import re
import unicodedata
from datetime import datetime
from importlib.metadata import version

from server.actors import Actor
from server.audit.operations import record
from server.console import Site
from server.database import writing
from sync import inventory

UNNAMED = "site"
"""What a site is called whose name has no letter from a to z."""
_LONGEST = 32


def short_name(site_name: str) -> str:
    """Return a site's name as an inventory can bear it: "Classe 3, Été" is "classe-3-ete"."""
    plain = unicodedata.normalize("NFKD", site_name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-") or UNNAMED


def write(site: Site, by: Actor, *, at: datetime, name: str = "") -> tuple[str, bytes]:
    """Return the inventory of a site, as a file: its name and its bytes.

    Args:
        site: what has it.
        by: who asks.
        at: when.
        name: the short name that it bears; "" to make one of the site's own name.

    Raises:
        NotASite: that name does not fit.
    """
    taken = inventory.take(
        site.library,
        site.quarantine,
        site.trust,
        site=name or short_name(site.settings.site_name),
        version=version("ardoise"),
        at=at,
    )
    with writing():
        record(by, "inventory.written", taken.site, at=at, courses=len(taken.courses))
    return f"ardoise-inventory-{taken.site}.json", taken.to_bytes()
