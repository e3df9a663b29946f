"""Versions of pages of other courses that are made at a site: translations, easy versions.

A channel of such versions holds nothing else: each of its nodes is one text, and says in one line
of which page it is a *wording*: channel, page, the text of the page that it was made from, and
whether it is easy to read.

    cned-lire/<32 hex>/<64 hex>[/easy]

Readers find it on that page, beside the versions of its publisher; it is no page of its own. Only
a site may make them, for itself: in the channels ``local-…``, which no publisher may sign.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from content.entries import NodeEntry
from content.refusals import CatalogueRefused
from i18n.translate import N_

OWN = "local-"
"""How the names of channels begin that a site makes for itself; see ``sync.channels``."""
_WRITTEN = re.compile(r"([a-z0-9][a-z0-9-]{0,63})/([0-9a-f]{32})/([0-9a-f]{64})(/easy)?")


@dataclass(frozen=True)
class Of:
    """Which page a version is of, and which text of it."""

    channel: str
    page: str
    """The id of the node."""
    text: str
    """SHA-256 of what the page said when this was made of it."""
    easy: bool

    def __str__(self) -> str:
        return f"{self.channel}/{self.page}/{self.text}{'/easy' if self.easy else ''}"


def of(written: str) -> Of | None:
    """Return what a node says that it is a wording of; None if that cannot be read."""
    found = _WRITTEN.fullmatch(written)
    return Of(found[1], found[2], found[3], bool(found[4])) if found else None


def check(channel_id: str, nodes: Iterable[NodeEntry]) -> None:
    """Check that wordings of pages of other courses are nothing more than that.

    Raises:
        CatalogueRefused: naming the node, and what is wrong with it.
    """
    nodes = tuple(nodes)
    if not any(node.wording_of for node in nodes):
        return
    seen: set[tuple[str, str, bool]] = set()
    for node in nodes:
        if not channel_id.startswith(OWN):
            what = N_("a version of a page of another course, which only this site itself may make")
            raise CatalogueRefused(where=node.id, what=what)
        told = of(node.wording_of)
        key = (told.page, node.language, told.easy) if told else None
        is_other = told is not None and told.channel != channel_id and told.page != node.id
        if key is None or key in seen or not is_other or not _is_one_text(node):
            raise CatalogueRefused(where=node.id, what=N_("a version that is not as it must be"))
        seen.add(key)


def _is_one_text(node: NodeEntry) -> bool:
    """Say whether a node is one lesson in one language, with the pictures in it."""
    texts = [file for file in node.files if file.role == "main"]
    others = {file.role for file in node.files} - {"main", "picture"}
    is_lesson = node.kind == "lesson" and node.parent is None and not node.completion
    return is_lesson and len(texts) == len(node.versions) == 1 and not others
