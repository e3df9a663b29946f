"""The blocks of a page: the pieces of text that are read aloud each on its own."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

BLOCKS = frozenset("p h2 h3 h4 h5 h6 li dt dd th td caption figcaption blockquote pre".split())
"""Elements that are read aloud each on its own, where none of them is in another."""


def mark(root: Element) -> None:
    """Name each innermost block of text, in a span where it is loose; make tables fit.

    A table says what heads a column, and stands in a box that a narrow screen can scroll, by
    keyboard too.
    """
    for heading in root.iter("th"):
        heading.set("scope", heading.get("scope", "col"))
    for parent in list(root.iter()):
        for place, child in enumerate(parent):
            if child.tag == "table":
                box = ElementTree.Element("div", {"class": "wide", "tabindex": "0"})
                parent[place], box.tail, child.tail = box, child.tail, None
                box.append(child)
    _Marking().mark(root)


class _Marking:
    """Goes through a tree, counting the blocks."""

    def __init__(self) -> None:
        self.count = 0

    def mark(self, element: Element) -> None:
        inner = [child for child in element if _holds_block(child)]
        if not inner and (element.tag in BLOCKS or (element.text or "").strip()):
            self._name(element)
            return
        if inner:
            _wrap_loose_text(element, inner)
        for child in element:
            if child.get("data-block") is None:
                self.mark(child)
            else:
                self._name(child)

    def _name(self, element: Element) -> None:
        self.count += 1
        element.set("data-block", f"b{self.count}")


def _holds_block(element: Element) -> bool:
    return any(part.tag in BLOCKS for part in element.iter())


def _wrap_loose_text(element: Element, inner: list[Element]) -> None:
    """Put each run of text between the blocks in ``inner`` into a span to be named."""
    children = list(element)
    blocks = {id(child) for child in inner}
    run = ElementTree.Element("span", {"data-block": ""})
    run.text, element.text = element.text, None
    kept: list[Element] = []
    for child in [*children, None]:
        if child is not None and id(child) not in blocks:
            run.append(child)
            continue
        if "".join(run.itertext()).strip():
            kept.append(run)
        elif run.text or len(run):
            _leave_loose(element, kept, run)
        if child is not None:
            kept.append(child)
            run = ElementTree.Element("span", {"data-block": ""})
            run.text, child.tail = child.tail, None
    element[:] = kept


def _leave_loose(element: Element, kept: list[Element], run: Element) -> None:
    """Put back what a run holds where it says nothing: white space, a picture."""
    if kept:
        kept[-1].tail = run.text
    else:
        element.text = run.text
    kept += list(run)
