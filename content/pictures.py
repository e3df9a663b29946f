"""SVG pictures: drawings only. Anything that could act, load or hide is a reason to refuse."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from i18n.formats import Size
from i18n.refusals import Phrase
from i18n.translate import N_

_DRAWING = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan title desc defs symbol use "
    "linearGradient radialGradient stop clipPath mask pattern marker".split()
)
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_INSIDE_ONLY = re.compile(r"#[\w.-]+|url\(\s*['\"]?#[\w.-]+['\"]?\s*\)")
_MAY_LOAD = re.compile(r"(?:url|src|image|image-set)\s*\(|\\", re.IGNORECASE)
"""What names a file in a style; a backslash can hide a letter of it."""
_ENCODING = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_NAMED = re.compile(r"^\s*(?:url\(\s*['\"]?)?#([\w.-]+)")
DEEPEST = 60
"""Elements in each other."""
MOST_DRAWN = 200_000
"""Things to draw, each as often as it is drawn; a map has some ten thousand."""
LARGEST = 1 << 20
"""Bytes of an SVG; a drawing by hand takes a hundredth of that."""


def fault_in_svg(data: bytes) -> str:
    """Say in a phrase what an SVG may not hold, "" if it is a plain drawing."""
    if len(data) > LARGEST:
        return Phrase(N_("more than {size}"), size=Size(LARGEST))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Phrase(N_("a text that is not UTF-8"))
    declared = _ENCODING.match(text)
    if declared and declared[1].lower() != "utf-8":
        return Phrase(N_("a text that is not UTF-8"))
    if "<!DOCTYPE" in text or "<!ENTITY" in text or "<?xml-stylesheet" in text:
        return Phrase(N_("DOCTYPE or entities"))
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - entities were refused above
    except ElementTree.ParseError as error:
        return Phrase(N_("something that is not XML (line {line})"), line=error.position[0])
    if root.tag != f"{_NAMESPACE}svg":
        return Phrase(N_("something that is not an SVG"))
    if fault := _fault_in_size(root):
        return fault
    for element in root.iter():
        name = str(element.tag).removeprefix(_NAMESPACE)
        if name not in _DRAWING:
            return f"<{name}>"
        for attribute, value in element.attrib.items():
            fault = _fault_in_attribute(attribute, value)
            if fault:
                return Phrase(N_("{fault} in <{name}>"), fault=fault, name=name)
    return ""


def _fault_in_size(root: ElementTree.Element) -> str:
    """Say that a drawing draws itself, or so much that a browser stands still; "" if neither.

    What is drawn at several places is counted at each: thirty groups that draw the next one
    twice are a billion things in a file of two kilobytes.
    """
    if _depth(root) > DEEPEST:
        return Phrase(N_("elements in each other more than {most} deep"), most=DEEPEST)
    by_id: dict[str, ElementTree.Element] = {}
    for element in root.iter():
        by_id.setdefault(element.get("id", ""), element)
    strokes = sum(_strokes(element) for element in root.iter())
    drawn: dict[ElementTree.Element, int] = {}
    begun: set[ElementTree.Element] = set()
    ahead = [root]
    while ahead:
        element = ahead[-1]
        if element in drawn:
            ahead.pop()
            continue
        used = list(_used(element, by_id, strokes))
        if element in begun:
            ahead.pop()
            drawn[element] = 1 + sum(drawn[each] for each in element)
            drawn[element] += sum(times * drawn[each] for each, times in used)
            if drawn[element] > MOST_DRAWN:
                return Phrase(N_("more than {most} things to draw"), most=MOST_DRAWN)
            continue
        begun.add(element)
        inside = [*element, *(each for each, _ in used)]
        if any(each in begun and each not in drawn for each in inside):
            return Phrase(N_("a drawing that draws itself"))
        ahead += inside
    return ""


def _depth(root: ElementTree.Element) -> int:
    deep, level = 0, [root]
    while level and deep <= DEEPEST:
        deep, level = deep + 1, [child for element in level for child in element]
    return deep


def _strokes(element: ElementTree.Element) -> int:
    """Return about how many points a path has, at each of which a marker can be drawn."""
    return (len(element.get("d", "")) + len(element.get("points", ""))) // 2


def _used(
    element: ElementTree.Element, by_id: dict[str, ElementTree.Element], strokes: int
) -> Iterator[tuple[ElementTree.Element, int]]:
    """Go through what an element draws beside its own children, and how often."""
    for attribute, value in element.attrib.items():
        named = _NAMED.search(value)
        if named and named[1] in by_id:
            # a marker is drawn at each point of a path, its own or those of the group's
            often = (_strokes(element) or strokes) if attribute.startswith("marker") else 1
            yield by_id[named[1]], max(1, often)


def _fault_in_attribute(attribute: str, value: str) -> str:
    name = attribute.rpartition("}")[2].lower()
    if name.startswith("on") or name in ("style", "base"):
        return name
    if name == "href" and not _INSIDE_ONLY.fullmatch(value.strip()):
        return Phrase(N_("an outside address"))
    if _MAY_LOAD.search(value) and not _INSIDE_ONLY.fullmatch(value.strip()):
        return Phrase(N_("an outside address"))
    return ""
