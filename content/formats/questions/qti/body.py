"""The text of an item: its HTML, with its interactions found and their places kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from content.formats.questions import xml
from content.formats.questions.attached import Attached
from content.formats.questions.brought import NotXml
from content.formats.questions.texts import HTML, fragment, plain
from content.formats.questions.xml import Element, markup
from content.questions.types import Sound

INLINE = ("textEntryInteraction", "inlineChoiceInteraction")
IGNORED = frozenset(("endAttemptInteraction", "mediaInteraction"))
_GONE = frozenset(
    "feedbackInline feedbackBlock modalFeedback stylesheet infoControl templateInline "
    "templateBlock endAttemptInteraction apipAccessibility catalogInfo".split()
)
"""What is no part of what is asked."""
_MEDIA = ("object", "audio", "video", "source", "mediaInteraction")
_PLAIN = {"rubricBlock": "div", "simpleChoice": "div", "hottext": "span", "itemBody": "div"}
_BLOCKS = frozenset("p div ul ol table blockquote pre h1 h2 h3 h4 h5 h6 dl figure".split())
_EMPTY, _MOST_EMPTY = re.compile(r"<(div|p)>\s*</\1>\s*"), 4
"""Boxes of a page's grid with nothing in them, and how many stand in each other."""
_SPACES = re.compile(r"\s+")


@dataclass
class Body:
    """Reads the texts of one item."""

    attached: Attached
    sounds: dict[str, Sound] = field(default_factory=dict)
    said: dict[str, Element] = field(default_factory=dict)
    """What is said to whoever chose an option, by the option."""

    open: list[str] = field(default_factory=list)
    """Shared texts that are being read, so that none is read within itself."""

    def html(self, element: Element | None, *, inline: bool = False) -> str:
        """Return what is in an element as clean HTML, "" for None. Raises ``LeftOut``."""
        if element is None:
            return ""
        shown = self._shown(element)
        source = markup(shown)
        for _ in range(_MOST_EMPTY):
            source = _EMPTY.sub("", source)
        return fragment(source, HTML, self.attached.picture, inline=inline)

    def plain(self, element: Element) -> str:
        """Return what is in an element as plain text on one line."""
        return plain(markup(self._shown(element)))

    def _shown(self, element: Element) -> Element:
        """Return an element without what is not shown, its media as pictures and sounds."""
        inside: list[Element | str] = []
        for each in element.inside:
            if isinstance(each, str):
                inside.append(each if element.name == "pre" else _SPACES.sub(" ", each))
            elif each.name in _MEDIA:
                inside += self._media(each)
            elif each.name == "include":
                inside += self._included(each)
            elif each.name == "div" and "grid-row" in each.get("class").split():
                inside += self._shown(each).inside
            elif each.name not in _GONE and "candidate" in each.get("view", "candidate"):
                inside.append(self._shown(each))
        given = {name: text for name, text in element.attributes.items() if name != "id"}
        return replace(element, name=_name(element), attributes=given, inside=inside)

    def _included(self, element: Element) -> list[Element | str]:
        """Return a text that several items share, from a file of its own."""
        data = self.attached.find(element.get("href"))
        try:
            root = xml.parsed(data) if data and element.get("href") not in self.open else None
        except NotXml:
            root = None
        if root is None:
            self.attached.missing.append(element.get("href")[:80])
            return []
        self.open.append(element.get("href"))
        shown = self._shown(root)
        self.open.pop()
        return [replace(shown, name="div", attributes={})]

    def _media(self, element: Element) -> list[Element | str]:
        """Return a picture that an object is; note a sound, which stands above the question."""
        address = element.get("data") or element.get("src")
        kind = element.get("type").lower()
        plays = element.get("maxPlays", "0")
        if address and (kind.startswith("image/") or _is_picture(address)):
            known = {name: element.get(name) for name in ("width", "height") if element.get(name)}
            alt = element.get("alt") or " ".join(element.text().split())
            return [Element("img", element.line, {"src": address, "alt": alt, **known})]
        if address:
            sound = self.attached.sound(address)
            if sound is not None:
                self.sounds.setdefault(sound.file, sound)
        for each in element:
            if each.name in _MEDIA:
                self._media(each)
        if element.name == "mediaInteraction" and plays.isdecimal():
            few = min(int(plays[:3]), 99)
            self.sounds = {
                file: replace(sound, plays=sound.plays or few)
                for file, sound in self.sounds.items()
            }
            prompt = element.first("prompt")
            return [replace(self._shown(prompt), name="p")] if prompt is not None else []
        return []


def _name(element: Element) -> str:
    if element.name == "prompt":
        return "div" if any(each.name in _BLOCKS for each in element) else "p"
    return _PLAIN.get(element.name, element.name)


def interactions(body: Element) -> Iterator[Element]:
    """Go through what is to be answered, in order."""
    ahead = [body]
    while ahead:
        each = ahead.pop()
        if each.name.endswith("Interaction") and each.name not in IGNORED:
            yield each  # what is within one is its own
        else:
            ahead += reversed(list(each))


def without(element: Element, what: dict[int, "list[Element | str]"]) -> Element:
    """Return an element in which others, by their ``id()``, are replaced."""
    inside: list[Element | str] = []
    for each in element.inside:
        if isinstance(each, str):
            inside.append(each)
        elif id(each) in what:
            inside += what[id(each)]
        else:
            inside.append(without(each, what))
    return replace(element, inside=inside)


def _is_picture(address: str) -> bool:
    ending = address.partition("?")[0].rpartition(".")[2].lower()
    return ending in ("png", "jpg", "jpeg", "gif", "webp", "svg") or address[:11] == "data:image/"
