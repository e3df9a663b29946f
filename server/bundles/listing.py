"""The description of a release that waits, for a terminal and for a script."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from content.vocabulary import KINDS, LABELS
from i18n import formats, languages
from i18n.translate import gettext as _
from sync.describe import CHANGED, NEW, Described, Description

MARKS = {NEW: "+", CHANGED: "~"}
"""Before a page of the tree: new, changed; "-" before one that is removed."""


def record_of(described: Description) -> dict[str, Any]:
    """Return all of a description as JSON can hold it."""
    return asdict(described)


def lines_of(described: Description) -> Iterator[str]:
    """Go through the lines of a description: its figures, its tree, what it removes."""
    yield f"{described.title}  ({described.bundle}-{described.release})"
    yield _line(_("Fingerprint"), described.manifest)
    installed = described.installed
    shown = _("Release %(number)s") % {"number": installed} if installed else _("not installed")
    yield _line(_("Installed now"), shown)
    yield _line(_("Size"), formats.size(described.size))
    yield _line(_("Time to work through"), formats.duration(described.minutes * 60))
    yield _line(_("Kinds"), _counted(described.kinds, lambda name: _(KINDS[name])))
    yield _line(_("Languages"), _counted(described.languages, _own_name))
    yield _line(_("Licences"), _counted(described.licenses, str))
    yield _line(_("Accessibility"), _counted(described.labels, lambda name: _(LABELS[name])))
    changes = _("%(new)s new, %(changed)s changed, %(removed)s removed, %(same)s as before")
    yield _line(_("Changes"), changes % described.changes)
    yield ""
    yield from _branch(described.tree, 0)
    for gone in described.removed:
        yield f"- {gone.title}  ({_(KINDS[gone.kind])})"


def _branch(nodes: tuple[Described, ...], depth: int) -> Iterator[str]:
    for node in nodes:
        facts = [_(KINDS[node.kind])]
        if node.kind != "topic":
            facts += [", ".join(map(_own_name, node.languages)), formats.size(node.size)]
        facts += [node.license, *([_("Teachers only")] if node.coach else [])]
        mark = MARKS.get(node.change, " ")
        yield f"{mark} {'  ' * depth}{node.title}  ({' · '.join(facts)})"
        yield from _branch(node.children, depth + 1)


def _line(name: str, value: str) -> str:
    return f"{name}: {value}" if value else f"{name}: –"


def _counted(counts: dict[str, int], name: Callable[[str], str]) -> str:
    return ", ".join(f"{name(key)} ({count})" for key, count in counts.items())


def _own_name(code: str) -> str:
    return languages.named(code).own_name
