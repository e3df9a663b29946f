"""The texts of QTI 1.2: HTML written as text within XML, pictures and sounds beside it."""

from html.parser import HTMLParser

from content.formats.questions.brought import LeftOut
from content.formats.questions.texts import is_loose
from content.formats.questions.xml import DEEPEST, Element
from i18n.refusals import Phrase
from i18n.translate import N_

_EMPTY = frozenset("br hr img col source wbr input area".split())
_CLOSED = frozenset("p li tr td th dt dd option".split())
"""What a page leaves open, and closes where the next of its kind begins."""


def material(element: Element) -> list[Element | str]:
    """Return what a ``material``, and whatever else holds such, shows: text, pictures, sounds."""
    found: list[Element | str] = []
    for each in element:
        if each.name in ("mattext", "mat_formattedtext"):
            found += _text(each)
        elif each.name in ("matimage", "mataudio", "matvideo"):
            address = each.get("uri") or each.get("entityref")
            kind = each.get("imagtype") or each.get("audiotype")
            known = {"src": address, "alt": each.get("label")}
            image = each.name == "matimage"
            tag = "img" if image else "object"
            given = known if image else {"data": address, "type": kind}
            found.append(Element(tag, each.line, given))
        elif each.name == "matbreak":
            found.append(Element("br", each.line))
        else:
            found += material(each)
    return found


def _text(element: Element) -> list[Element | str]:
    """Return a text, its HTML as elements."""
    said = element.text()
    kind = element.get("texttype") or element.get("type")
    if "<" not in said or kind.lower() == "text/plain":
        return [said] if kind.lower() != "text/html" or "&" not in said else _elements(said)
    return _elements(said)


def _elements(text: str) -> list[Element | str]:
    if is_loose(text):
        raise LeftOut(Phrase(N_("its text is HTML that is not closed as it was opened.")))
    builder = _Builder()
    builder.feed(text)
    builder.close()
    return builder.root.inside


class _Builder(HTMLParser):
    """Makes elements of HTML, whatever is left open in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div", 0)
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _CLOSED and self._open[-1].name == tag:
            self._open.pop()
        made = Element(tag, 0, {name: value or "" for name, value in attrs if name != "xmlns"})
        self._open[-1].inside.append(made)
        if tag not in _EMPTY and len(self._open) < DEEPEST // 2:
            self._open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        names = [each.name for each in self._open]
        if tag in names[1:]:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)
