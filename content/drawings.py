"""Drawings of other programs, made plain: their colours stay, what their editors left behind goes.

Editors write colours and lines as a style, and keep notes of their own in the file. A site takes
drawings only, see ``pictures``; so a style becomes the attributes that say the same, as far as
they are in a closed list, and notes are left out. What is then still no plain drawing is refused
there.

Source: SVG 2, "Presentation attributes" (https://www.w3.org/TR/SVG2/styling.html).
"""

import re
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
PROPERTIES = frozenset(
    "alignment-baseline baseline-shift clip-path clip-rule color direction display "
    "dominant-baseline fill fill-opacity fill-rule font-family font-size font-style font-variant "
    "font-weight letter-spacing marker-end marker-mid marker-start mask opacity overflow "
    "paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray "
    "stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity "
    "stroke-width text-anchor text-decoration text-rendering transform-origin unicode-bidi "
    "vector-effect visibility word-spacing writing-mode".split()
)
"""What a style may say: each is an attribute of its own too."""
_SAFE = re.compile(
    r"(?:[\w\s#.,%+'\"-]|rgba?\([\d\s.,%]*\)|hsla?\([\d\s.,%a-z]*\)|url\(\s*['\"]?#[\w.-]+['\"]?\s*\))*"
)
"""A value that names nothing outside the drawing."""
_DOCTYPE = re.compile(rb"<!DOCTYPE\s+svg\b[^<>\[\]]*>", re.IGNORECASE)
"""A document type that only names one, as editors wrote it for years: it defines nothing."""
LARGEST = 1 << 20


def plain(data: bytes) -> bytes:
    """Return a drawing without styles, notes of editors and its document type.

    What is no drawing that can be read comes back as it is, and is judged where it is taken in.

    Args:
        data: an SVG, from anywhere.
    """
    bare = _DOCTYPE.sub(b"", data, count=1)
    if len(data) > LARGEST or b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
        return data
    try:
        root = ElementTree.fromstring(bare)  # noqa: S314 - entities were refused above
    except (ElementTree.ParseError, LookupError, ValueError):  # or in letters that it knows not
        return data
    if root.tag != f"{{{SVG}}}svg":
        return data
    changed = _without_notes(root)
    for element in root.iter():
        changed = _spelt_out(element) or changed
    if not changed and len(bare) == len(data):
        return data
    for prefix, space in (("", SVG), ("xlink", _XLINK)):
        ElementTree.register_namespace(prefix, space)
    return ElementTree.tostring(root, encoding="utf-8")


def _without_notes(root: ElementTree.Element) -> bool:
    """Take away what is of another language than SVG, and metadata; say whether there was any."""
    found = False
    for parent in list(root.iter()):
        for child in list(parent):
            space, _, name = str(child.tag).lstrip("{").rpartition("}")
            if space not in (SVG, "http://www.w3.org/1999/xhtml") or name == "metadata":
                parent.remove(child)
                found = True
        for name in [each for each in parent.attrib if each.startswith("{")]:
            if name[1:].partition("}")[0] not in (_XLINK, _XML):
                del parent.attrib[name]
                found = True
    return found


def _spelt_out(element: ElementTree.Element) -> bool:
    """Write a style as attributes, if all it says is safe or means nothing; say whether."""
    style = element.get("style")
    if style is None:
        return False
    told = {}
    for each in re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL).split(";"):
        name, colon, value = (part.strip() for part in each.partition(":"))
        value = value.removesuffix("!important").strip()
        if not colon or name.startswith("-"):
            continue  # nothing, or known to one editor alone
        if not _SAFE.fullmatch(value):
            return False  # it stays, and is refused with its name
        if name.lower() in PROPERTIES:
            told[name.lower()] = value
    del element.attrib["style"]
    element.attrib.update(told)
    return True
