"""A text that is too long for one lesson, cut where it can be."""

from collections.abc import Collection
from copy import copy
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from content import shape
from content.foreign import Page

MOST_ELEMENTS = shape.MOST_ELEMENTS * 3 // 4
MOST_BYTES = shape.LARGEST // 2
"""Of a piece: some elements and signs are added when it becomes a lesson."""
_BOXES = frozenset("div section article main body".split())


def pieces(page: Page) -> list[Page]:
    """Return a page as one or several that can each be a lesson, in their order.

    It is cut between its blocks, at a heading if there is one near; what cannot be cut stays whole.
    """
    blocks = _blocks(page.body)
    sizes = [_size(block) for block in blocks]
    if sum(size[0] for size in sizes) <= MOST_ELEMENTS and (
        sum(size[1] for size in sizes) <= MOST_BYTES
    ):
        return [page]
    cut: list[Element] = [ElementTree.Element("div")]
    elements = weight = 0
    for block, (more, bytes_) in zip(blocks, sizes, strict=True):
        full = elements + more > MOST_ELEMENTS or weight + bytes_ > MOST_BYTES
        nearly = elements > MOST_ELEMENTS // 2 or weight > MOST_BYTES // 2
        if len(cut[-1]) and (full or (nearly and block.tag in ("h1", "h2"))):
            cut.append(ElementTree.Element("div"))
            elements = weight = 0
        cut[-1].append(block)
        elements, weight = elements + more, weight + bytes_
    made = []
    for body in cut:
        piece = copy(page)
        piece.body = body
        made.append(piece)
    return made


def at(page: Page, spots: Collection[str]) -> list[tuple[str, Page]]:
    """Return a page in pieces that begin where places of these names are, each with its name.

    The first, without a name, is what stands before them; it may be empty.
    """
    wanted = set(spots)
    holders = _holders(page.body, wanted)
    found: list[tuple[str, Element]] = [("", ElementTree.Element("div"))]
    ahead: list[Element] = [page.body]
    while ahead:
        element = ahead.pop()
        opened = id(element) in holders and element.tag in _BOXES
        inside = [element] if opened else list(element.iter())
        own = next((spot for each in inside for spot in _names(each) if spot in wanted), "")
        if own:
            wanted.discard(own)
            found.append((own, ElementTree.Element("div")))
        if not opened:
            found[-1][1].append(element)
            continue
        found[-1][1].extend(_loose(element.text, element.get("id", "")))
        if element is not page.body:
            ahead += _loose(element.tail, "")
        ahead += reversed(list(element))
    made = []
    for spot, body in found:
        piece = copy(page)
        piece.body = body
        made.append((spot, piece))
    return made


def _holders(body: Element, wanted: set[str]) -> set[int]:
    """Return the identities of the elements that hold a place, not being one themselves."""
    above = {id(child): element for element in body.iter() for child in element}
    found: set[int] = set()
    for element in body.iter():
        if any(name in wanted for name in _names(element)):
            holder = above.get(id(element))
            while holder is not None and id(holder) not in found:
                found.add(id(holder))
                holder = above.get(id(holder))
    return found


def _names(element: Element) -> tuple[str, ...]:
    return (element.get("id", ""), element.get("name", "") if element.tag == "a" else "")


def _loose(said: str | None, name: str) -> list[Element]:
    """Return a text that stood between blocks, and its place, as a block; none if it is empty."""
    if not (said or "").strip() and not name:
        return []
    block = ElementTree.Element("p", {"id": name})
    block.text = said
    return [block]


def ids(page: Page) -> set[str]:
    """Return the names of the places in a page that links may lead to."""
    found = {element.get("id", "") for element in page.body.iter()}
    return found | {element.get("name", "") for element in page.body.iter("a")}


def _blocks(body: Element) -> list[Element]:
    """Return what a body is made of, boxes that are too large themselves opened."""
    found: list[Element] = []
    ahead = [body]
    while ahead:
        element = ahead.pop()
        elements, bytes_ = _size(element)
        large = elements > MOST_ELEMENTS or bytes_ > MOST_BYTES
        if element is not body and not (large and element.tag in _BOXES):
            found.append(element)
            continue
        found += _loose(element.text, element.get("id", ""))
        if element is not body:
            ahead += _loose(element.tail, "")
        ahead += reversed(list(element))
    return found


def _size(element: Element) -> tuple[int, int]:
    elements = bytes_ = 0
    for each in element.iter():
        elements += 1
        bytes_ += len((each.text or "").encode()) + len((each.tail or "").encode())
        bytes_ += 12 + sum(len(name) + len(value) + 4 for name, value in each.items())
    return elements, bytes_
