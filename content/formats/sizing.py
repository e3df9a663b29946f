"""How large a page of others shows its pictures: as its style sheets say, else as they are.

A lesson has no style of the page it was made of. A picture that only its sheet made small, as the
sign before a remark is, would fill the page; and one whose size is not written in the page moves
the text when it arrives. So both its sizes are written at each picture, as far as they are simple.
"""

import re
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from content.pixels import size_of

LARGEST_SHEET = 512 << 10
"""Bytes of a style sheet that are read."""
WIDE = 640
"""Points of the screen for a line of text: what shares of a width are shares of."""
LETTER = 16
"""Points of the screen for the height of a line's letters (1em)."""
LEAST, MOST = 8, 1_280
"""Points that a picture is wide, whatever its sheet says."""
SMALL = 64
"""Points up to which a picture with words beside it stands in their line."""

Size = tuple[int, int]
"""Width and height in points; (0, 0) if they are not known."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BRACE = re.compile(r"([{}])")
_LAST = re.compile(r"(img|\*)?((?:\.[\w-]{1,80})*)", re.IGNORECASE)
_LENGTH = re.compile(r"(\d{1,5}(?:\.\d{1,9})?|\.\d{1,9})\s*(px|em|rem|ex|pt|%|)", re.IGNORECASE)
_UNITS = {"px": 1, "": 1, "em": LETTER, "rem": LETTER, "ex": LETTER / 2, "pt": 4 / 3}
_ASKED = ("width", "height", "max-width", "max-height")
_VIEW = re.compile(rb"""<svg\b[^>]{0,2000}?\sviewBox\s*=\s*["']([\d\s.,eE+-]{1,100})["']""")
_HOLD_WORDS = frozenset("p li td th dd dt h2 h3 h4 h5 h6 figcaption caption em strong b i".split())

Lengths = dict[str, float]
"""Points by what they are of: one of ``_ASKED``."""


@dataclass
class Looks:
    """What style sheets say of the size of pictures."""

    _rules: list[tuple[frozenset[str], bool, Lengths]] = field(default_factory=list)
    """Classes, whether it is said of what stands in something else, and the lengths."""

    def read(self, sheet: str) -> None:
        """Take a style sheet in; later ones win. What holds for some screens only is left out."""
        depth, selector = 0, ""
        for piece in _BRACE.split(_COMMENT.sub(" ", sheet[:LARGEST_SHEET])):
            if piece == "{":
                depth += 1
            elif piece == "}":
                depth = max(0, depth - 1)
            elif depth == 0:
                selector = piece.rpartition(";")[2].strip()
            elif depth == 1 and not selector.startswith("@"):
                self._take(selector, lengths(piece))

    def _take(self, selectors: str, said: Lengths) -> None:
        for selector in selectors.split(",") if said else ():
            words = selector.replace(">", " ").split()
            last = _LAST.fullmatch(words[-1]) if words else None
            if last is not None:
                classes = frozenset(last[2].split(".")) - {""}
                if classes or len(words) == 1:
                    self._rules.append((classes, len(words) > 1, said))

    def of(self, classes: str, style: str) -> Lengths:
        """Return what holds for a picture of some classes, with a style of its own."""
        own, found = frozenset(classes.split()), Lengths()
        for wanted, _, said in sorted(self._rules, key=lambda rule: (len(rule[0]), rule[1])):
            if wanted <= own:
                found |= said
        return found | lengths(style)


def lengths(declared: str) -> Lengths:
    """Return the lengths that are simple among what is declared: "width: 2em; color: red"."""
    found = Lengths()
    for each in declared[:LARGEST_SHEET].split(";"):
        name, _, value = each.partition(":")
        name = name.strip().lower()
        length = _LENGTH.fullmatch(value.replace("!important", "").strip())
        if name not in _ASKED or length is None:
            continue
        unit = length[2].lower()
        if unit != "%":
            found[name] = float(length[1]) * _UNITS[unit]
        elif name.endswith("width"):
            found[name] = min(float(length[1]), 100) * WIDE / 100
    return found


def own_size(media_type: str, data: bytes) -> Size:
    """Return the width and the height that a picture has of itself."""
    if media_type != "image/svg+xml":
        return size_of(media_type, BytesIO(data))
    view = _VIEW.search(data[:4096])
    try:
        *_, width, height = map(float, view[1].replace(b",", b" ").split()) if view else (0, 0)
    except ValueError:
        return 0, 0
    return (round(width), round(height)) if 1 <= width < 1e5 and 1 <= height < 1e5 else (0, 0)


def fit(image: Element, looks: Looks, own: Size) -> None:
    """Write at a picture how large it is shown, and take its class and its style away.

    Args:
        image: of a page; its own width and height count as if its sheet said them first.
        looks: of the page.
        own: the size that the picture has of itself.
    """
    written = ";".join(f"{name}:{image.attrib.pop(name, '')}" for name in ("width", "height"))
    said = looks.of(image.attrib.pop("class", ""), image.attrib.pop("style", ""))
    said = lengths(written) | said
    shape = own[0] / own[1] if all(own) else 0
    width = said.get("width") or said.get("height", 0) * (shape or 1) or float(own[0])
    most = [said.get("max-width"), said.get("max-height", 0) * (shape or 1)]
    width = min(width or MOST, *(each for each in most if each), MOST)
    if not own[0] and not said:
        return
    width = max(width, min(LEAST, own[0] or LEAST))
    image.set("width", str(round(width)))
    if shape:
        image.set("height", str(max(1, round(width / shape))))


def stand_in_line(body: Element) -> None:
    """Let small pictures with words beside them stand in the line of these: each in a span."""
    for parent in list(body.iter()):
        if parent.tag not in _HOLD_WORDS or not _has_words(parent):
            continue
        for place, child in enumerate(parent):
            sizes = [int(child.get(name, SMALL + 1)) for name in ("width", "height")]
            if child.tag == "img" and max(sizes) <= SMALL:
                line = ElementTree.Element("span")
                line.tail, child.tail = child.tail, None
                parent[place] = line
                line.append(child)


def _has_words(parent: Element) -> bool:
    said = [parent.text, *(child.tail for child in parent)]
    return any(each and each.strip() for each in said)
