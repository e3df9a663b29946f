"""The languages that this site's pages can be in: the program's, and those that bundles brought."""

import logging

from content import browse
from content.library import Library
from content.recall import recalled
from i18n import packs
from i18n.packs import Pack

log = logging.getLogger(__name__)


class _InUse:
    """The packs that pages use now."""

    packs: list[Pack] | None = None


_in_use = _InUse()


def use_installed(library: Library) -> None:
    """Let pages be in the languages that are installed now; costs nothing while these stay.

    A pack that cannot be read is passed over, and said in the log.
    """
    found = _installed(library)
    if found is not _in_use.packs:
        packs.use(found)
        _in_use.packs = found


@recalled
def _installed(library: Library) -> list[Pack]:
    found = []
    for node in browse.of_kind("interface", "en"):
        main = next(each for each in browse.files_of(node) if each.role == "main")
        try:
            found.append(packs.read(library.store.read(main.sha256)))
        except (packs.DamagedPack, OSError) as error:
            log.warning("language %s is passed over: %s", node.id, error)
    return found
