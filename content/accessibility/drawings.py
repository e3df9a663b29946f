"""Words in a drawing that hardly stand out from their ground, where that can be known.

It is known where an SVG says the colour of its words, and its ground is one colour: that of a
rectangle which covers it before the words, else the white of the page. What is drawn in a
photograph, or over a picture or a gradient, nobody can tell without looking.

Source: WCAG 2.2, "contrast ratio" and "relative luminance"; 4.5 to 1 for text.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from content.accessibility.markup import Fault

LEAST = 4.5
LARGEST = 1 << 20
"""Bytes of a drawing that is looked at: a larger one is a map."""
_COLOUR = re.compile(r"#(?:([0-9a-f]{6})|([0-9a-f])([0-9a-f])([0-9a-f]))", re.IGNORECASE)
_NAMED = {"black": "000000", "white": "ffffff", "gray": "808080", "grey": "808080"}
_NAMED |= {"red": "ff0000", "yellow": "ffff00", "silver": "c0c0c0", "navy": "000080"}
_UNKNOWN = ("image", "linearGradient", "radialGradient", "pattern", "style", "filter", "use")
"""What makes the colours of a drawing unknown here."""


def faults_of(data: bytes) -> tuple[Fault, ...]:
    """Return the words of a drawing that hardly stand out; none where that cannot be known."""
    if len(data) > LARGEST or b"<text" not in data or b"<!" in data.replace(b"<!--", b""):
        return ()
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - without a document type: see above
        if any(_name(each) in _UNKNOWN for each in root.iter()):
            return ()
        return tuple(_faint(root, "000000", _ground(root)))
    except (ElementTree.ParseError, LookupError, ValueError, RecursionError):
        return ()


def contrast(one: str, other: str) -> float:
    """Return how much two colours, "rrggbb", stand out from each other: 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _faint(element: Element, fill: str, ground: str) -> Iterator[Fault]:
    said = element.get("fill") or _styled(element, "fill")
    fill = _colour(said) or ("" if said else fill)
    if _name(element) == "text" and fill and ground:
        words = " ".join("".join(element.itertext()).split())
        if words and contrast(fill, ground) < LEAST:
            yield Fault("drawing-faint", words[:80])
        return
    for child in element:
        yield from _faint(child, fill, ground)


def _ground(root: Element) -> str:
    """Return the one colour under the words; "" if there are several, or none that is known."""
    shapes = [
        each
        for each in root.iter()
        if _name(each) in ("rect", "path", "circle", "ellipse", "polygon")
    ]
    if not shapes:
        return "ffffff"
    first, others = shapes[0], shapes[1:]
    if _name(first) != "rect" or not _covers(first, root) or others:
        return ""
    return _colour(first.get("fill") or _styled(first, "fill") or "#000000")


def _covers(shape: Element, root: Element) -> bool:
    box = (root.get("viewBox") or "").replace(",", " ").split()
    size = box[2:] if len(box) == 4 else [root.get("width"), root.get("height")]
    own = [shape.get("width"), shape.get("height")]
    return own in (["100%", "100%"], size)


def _styled(element: Element, name: str) -> str:
    for part in (element.get("style") or "").split(";"):
        key, _, value = part.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""


def _colour(said: str) -> str:
    found = _COLOUR.fullmatch(said.strip())
    if found is None:
        return _NAMED.get(said.strip().lower(), "")
    return (found[1] or "".join(2 * part for part in found.groups()[1:])).lower()


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
