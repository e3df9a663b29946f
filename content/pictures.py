"""SVG pictures: drawings only. Anything that could act, load or hide is a reason to refuse."""

import re
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
    for element in root.iter():
        name = str(element.tag).removeprefix(_NAMESPACE)
        if name not in _DRAWING:
            return f"<{name}>"
        for attribute, value in element.attrib.items():
            fault = _fault_in_attribute(attribute, value)
            if fault:
                return Phrase(N_("{fault} in <{name}>"), fault=fault, name=name)
    return ""


def _fault_in_attribute(attribute: str, value: str) -> str:
    name = attribute.rpartition("}")[2].lower()
    if name.startswith("on") or name in ("style", "base"):
        return name
    if name == "href" and not _INSIDE_ONLY.fullmatch(value.strip()):
        return Phrase(N_("an outside address"))
    if _MAY_LOAD.search(value) and not _INSIDE_ONLY.fullmatch(value.strip()):
        return Phrase(N_("an outside address"))
    return ""
