"""XML that came from outside: no entities, no document types, lines known, bounded.

A small tree of our own: names without their namespaces, for what is looked for is the same in QTI
2.1 and 2.2, and each element knows its line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from content.formats.questions.brought import NotXml, line
from i18n.refusals import Phrase
from i18n.translate import N_

DEEPEST = 100
"""Elements in each other."""
MOST_ELEMENTS = 500_000
"""Elements of a file: two thousand questions have some sixty thousand."""

_NO_CHARACTER = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(slots=True)
class Element:
    """An element: its local name, its attributes, and what is in it, in order."""

    name: str
    line: int
    """Where it begins, counted from 1."""
    attributes: dict[str, str] = field(default_factory=dict)
    inside: "list[Element | str]" = field(default_factory=list)

    def __iter__(self) -> "Iterator[Element]":
        """Go through its children."""
        return (each for each in self.inside if isinstance(each, Element))

    def all(self, *names: str) -> "Iterator[Element]":
        """Go through its children of these names."""
        return (each for each in self if each.name in names)

    def first(self, *names: str) -> "Element | None":
        """Return the first child of one of these names."""
        return next(self.all(*names), None)

    def walk(self) -> "Iterator[Element]":
        """Go through it and all that is in it, in order."""
        ahead = [self]
        while ahead:
            element = ahead.pop()
            yield element
            ahead += reversed(list(element))

    def text(self) -> str:
        """Return all text in it, that of its children too."""
        found: list[str] = []
        ahead: list[Element | str] = [self]
        while ahead:
            each = ahead.pop()
            if isinstance(each, str):
                found.append(each)
            else:
                ahead += reversed(each.inside)
        return "".join(found)

    def get(self, name: str, usual: str = "") -> str:
        """Return an attribute."""
        return self.attributes.get(name, usual)


def parsed(data: bytes) -> Element:
    """Return the root of a file.

    Raises:
        NotXml: it is no XML, has a document type or entities, or is too deep or too long.
    """
    try:
        return _parsed(data)
    except NotXml:
        mended = _NO_CHARACTER.sub(b"", data)
        if mended == data:
            raise
        return _parsed(mended)


def _parsed(data: bytes) -> Element:
    builder = _Builder()
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise NotXml(what=line(error.lineno)) from None
    except (ValueError, LookupError):
        raise NotXml(what=Phrase(N_("an encoding that is not known"))) from None
    return builder.root.inside[0]  # type: ignore[return-value]  # expat makes sure of one root


class _Builder:
    """Builds the tree while expat reads."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator="\n")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.root = Element("", 0)
        self._open = [self.root]
        self._left = MOST_ELEMENTS

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._left -= 1
        if len(self._open) > DEEPEST:
            raise NotXml(
                what=Phrase(N_("elements in each other more than {most} deep"), most=DEEPEST)
            )
        if self._left < 0:
            raise NotXml(what=Phrase(N_("more than {most} elements"), most=MOST_ELEMENTS))
        given = {key.rpartition("\n")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition("\n")[2], self.parser.CurrentLineNumber, given)
        self._open[-1].inside.append(element)
        self._open.append(element)

    def _end(self, name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].inside.append(text)

    def _refuse(self, *_: object) -> None:
        raise NotXml(what=Phrase(N_("DOCTYPE or entities")))


def markup(element: Element, *, outer: bool = False) -> str:
    """Return what is in an element as markup again, as HTML is written."""
    found: list[str] = []
    ahead: list[Element | str] = [element] if outer else list(reversed(element.inside))
    closing = "\0"  # no text of XML holds it
    while ahead:
        each = ahead.pop()
        if isinstance(each, str):
            found.append(each[1:] if each.startswith(closing) else escape(each))
            continue
        given = "".join(f" {name}={quoteattr(value)}" for name, value in each.attributes.items())
        found.append(f"<{each.name}{given}>")
        if each.name not in ("br", "hr", "img", "col", "source"):
            ahead.append(f"{closing}</{each.name}>")
        ahead += reversed(each.inside)
    return "".join(found)
