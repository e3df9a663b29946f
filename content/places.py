"""The order in which the nodes of a channel are read, and what says it.

Nodes come in it, parents before their children. In bundles of before, each says its place among
those beside it as well.
"""

from collections.abc import Iterable
from dataclasses import replace

from content.catalogue import Catalogue
from content.entries import NodeEntry


def without_places(catalogue: Catalogue) -> Catalogue:
    """Return a catalogue whose nodes say no place, if they come in their places.

    So one that is put in between changes no entry of those after it.
    """
    before: dict[str | None, int] = {}
    for node in catalogue.nodes:
        if node.position < before.get(node.parent, 0):
            return catalogue
        before[node.parent] = node.position
    nodes = tuple(replace(node, position=0) for node in catalogue.nodes)
    return Catalogue(catalogue.channel, nodes)


def in_reading_order(nodes: Iterable[NodeEntry]) -> list[NodeEntry]:
    """Return the nodes of a tree as one meets them going through it."""
    below = by_parent(nodes)
    ordered: list[NodeEntry] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        node = waiting.pop()
        ordered.append(node)
        waiting += below.get(node.id, [])[::-1]
    return ordered


def by_parent(nodes: Iterable[NodeEntry]) -> dict[str | None, list[NodeEntry]]:
    """Return the nodes directly below each topic, and below None, in their places."""
    below: dict[str | None, list[NodeEntry]] = {}
    for node in nodes:
        below.setdefault(node.parent, []).append(node)
    for beside in below.values():
        beside.sort(key=lambda node: node.position)
    return below
