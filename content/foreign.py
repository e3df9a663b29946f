"""Pages of HTML that others made, to the text of a lesson.

A foreign page is read as a document: what it says and shows stays, what it does and how it looks
goes. So its words are found by search, read aloud, printed and shown in the reader's own letters,
and nothing of it runs. Whether anything is left of a page that was a program, whoever asks decides
from what was seen in it.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import nh3

from content import blocks, html, outside, shape

DEEPEST = shape.DEEPEST - 10
"""Elements in each other; what is deeper is text of the element above. A page has twenty."""
MOST_SHEETS = 20
"""Style sheets of a page that are looked at for the size of its pictures."""
MOST_TANGLED = 300
"""Elements that are left open, or open at once: each more makes all that follows slower to read."""

_GONE = frozenset("script style template noscript iframe object embed title nav textarea".split())
_GONE |= frozenset("select button svg canvas video audio applet map".split())
_GONE |= frozenset(("annotation", "annotation-xml"))  # a formula again, in another writing
"""Elements that go with all they hold: programs, looks, menus, what needs another player."""
_BOXES = frozenset("section article main header footer center address fieldset details".split())
_BOXES |= frozenset("summary form aside hgroup".split())
"""Elements that become plain boxes, so that the texts beside them stay apart."""
_CONTROLS = frozenset("input button select textarea canvas object embed applet".split())
_SHOWS = {"video": "video", "audio": "audio", "iframe": "iframe", "svg": "svg", "object": "object"}
_SHOWS |= {"embed": "embed", "canvas": "canvas", "form": "form"}
"""Elements whose loss somebody should know of."""

_NEED_NO_END = frozenset("area base br col embed hr img input link meta source track wbr".split())
_NEED_NO_END |= frozenset(
    "html head body p li dt dd tr td th thead tbody tfoot option rt rp".split()
)
"""Elements that need no closing."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\", re.IGNORECASE)
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_-]{3,20})""", re.IGNORECASE)

_CLEANER = nh3.Cleaner(
    tags=set(shape.ELEMENTS | _BOXES | {"h1"}),
    attributes={
        **{tag: set(names) for tag, names in shape.ATTRIBUTES.items()},
        "*": {"lang", "dir", "id", "title"},
        "a": {"href", "name"},
        "img": set(shape.ATTRIBUTES["img"]) | {"class", "style"},  # goes when its size is known
    },
    clean_content_tags=set(_GONE),
    url_schemes={"data", "http", "https"},
    link_rel=None,
)

Address = Callable[[str], str]
"""Turns what a page gives as an address into the one it is shown under; "" takes it out."""


@dataclass
class Page:
    """A foreign page: its text as a tree, and what was seen in it."""

    title: str
    body: Element
    """A box that holds the text; its pictures and links still have the page's own addresses."""
    acts: bool
    """Whether it holds a program."""
    controls: int
    """Fields, buttons and drawing boards that a program would bring to life."""
    tangled: bool = False
    """Whether it was not read, for that would take minutes: its elements are left open."""
    sheets: list[str] = field(default_factory=list)
    """The addresses of its style sheets."""
    styles: str = ""
    """The style sheet written in it."""
    lost: Counter[str] = field(default_factory=Counter)
    """What is shown by other means than text and pictures, by the name of its element."""

    @property
    def text(self) -> str:
        """Return what it says."""
        return " ".join("".join(self.body.itertext()).split())

    def pictures(self) -> int:
        """Return how many pictures it shows."""
        return sum(1 for _ in self.body.iter("img"))


def read(data: bytes) -> Page:
    """Read a page, whatever is wrong with it.

    Args:
        data: HTML or XHTML; its encoding as it says itself, else UTF-8, else as Windows wrote it.
    """
    source = decoded(data)
    seen = _Look()
    seen.feed(source)
    seen.close()
    tangled = seen.deepest > MOST_TANGLED or sum(seen.left_open.values()) > MOST_TANGLED
    tree = _Tree()
    tree.feed("" if tangled else _CLEANER.clean(source))
    tree.close()
    return Page(
        title=" ".join("".join(seen.title).split()),
        body=tree.root,
        acts=seen.acts,
        tangled=tangled,
        sheets=seen.sheets[:MOST_SHEETS],
        styles="".join(seen.styles),
        controls=sum(seen.counts[name] for name in _CONTROLS),
        lost=Counter({name: seen.counts[name] for name in _SHOWS if seen.counts[name]}),
    )


def lesson(pages: Sequence[Page], addresses: Sequence[tuple[Address, Address]]) -> str:
    """Return pages, one after the other, as the fragment of one lesson.

    Args:
        pages: changed while they are put together; not to be used again.
        addresses: for each page, what turns the addresses of its pictures and of its links. A
            link of one page to another is ``#`` and ``place``.
    """
    root = ElementTree.Element("div")
    for number, (page, (picture, link)) in enumerate(zip(pages, addresses, strict=True)):
        _put_in_order(page.body, number, picture, link)
        if number or len(pages) > 1:
            page.body.set("id", place(number))
        root.append(page.body)
    blocks.mark(root)
    inside = "".join(ElementTree.tostring(part, "unicode", method="html") for part in root)
    return html.clean(inside)


def place(page: int, name: str = "") -> str:
    """Return the id, in a lesson of several pages, of a page or of a place in it."""
    inside = re.sub(r"[^\w-]", "_", name)
    return f"p{page}-{inside}" if name else f"p{page}"


def leads_out(address: str) -> bool:
    """Say whether an address leads out of what the page came in."""
    return bool(_SCHEME.match(address.strip()))


def _put_in_order(root: Element, number: int, picture: Address, link: Address) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == "img":
                child.set("src", picture(child.get("src", "")))
                child.set("alt", child.get("alt", ""))
                for name in ("class", "style"):
                    child.attrib.pop(name, None)
                if not child.get("src"):
                    _take_out(parent, child)
            elif child.tag == "h1":
                child.tag = "h2"
            elif child.tag in _BOXES:
                child.tag = "div"
            elif child.tag == "a":
                target = child.attrib.pop("href", "")
                place_of = link(target) if target else ""
                if place_of:
                    child.set("href", place_of)
                elif address := outside.address_of(target) if leads_out(target) else "":
                    child.set("title", address)
                child.attrib.setdefault("id", child.attrib.pop("name", ""))
            if child.get("id"):
                child.set("id", place(number, child.get("id", "")))
            else:
                child.attrib.pop("id", None)


def _take_out(parent: Element, child: Element) -> None:
    """Put what a picture is described by in its place."""
    said = " ".join(part for part in (child.get("alt", ""), child.tail or "") if part)
    place_of = list(parent).index(child)
    if place_of:
        before = parent[place_of - 1]
        before.tail = (before.tail or "") + said
    else:
        parent.text = (parent.text or "") + said
    parent.remove(child)


def decoded(data: bytes) -> str:
    """Return the text of a page: as it says itself, else UTF-8, else as Windows wrote it."""
    declared = _CHARSET.search(data[:2048])
    names = ["utf-8-sig", *([declared[1].decode()] if declared else []), "cp1252"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        names.insert(0, "utf-16")
    for name in names:
        try:
            return data.decode(name)
        except (UnicodeError, LookupError):
            continue
    return data.decode("latin-1")


class _Look(HTMLParser):
    """Counts what a page holds, as it was written."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.counts: Counter[str] = Counter()
        self.title: list[str] = []
        self.acts = False
        self.sheets: list[str] = []
        self.styles: list[str] = []
        self.left_open: Counter[str] = Counter()
        self.deepest = 0
        self._depth = 0
        self._in_title = self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.counts[tag] += 1
        if tag not in _NEED_NO_END:
            self.left_open[tag] += 1
            self._depth += 1
            self.deepest = max(self.deepest, self._depth)
        given = dict(attrs)
        if tag == "script" and "json" not in (given.get("type") or ""):
            self.acts = True
        if any(name.startswith("on") for name in given):
            self.acts = True
        self._in_title = tag == "title" and not self.title
        self._in_style = tag == "style"
        if tag == "link" and "stylesheet" in (given.get("rel") or "").lower().split():
            self.sheets.append(given.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_style = False
        if self.left_open[tag] > 0:
            self.left_open[tag] -= 1
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
        elif self._in_style:
            self.styles.append(data)


class _Tree(HTMLParser):
    """Makes a tree of HTML that the cleaner wrote, so every element in it is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = ElementTree.Element("div")
        self._open = [self.root]
        self._deeper: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(self._open) > DEEPEST and tag not in shape.VOID:
            self._deeper.append(tag)
            return
        given = {name: value or "" for name, value in attrs}
        element = ElementTree.SubElement(self._open[-1], tag, given)
        if tag not in shape.VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self._deeper:
            self._deeper.pop()
        elif len(self._open) > 1 and tag not in shape.VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        here = self._open[-1]
        if len(here):
            here[-1].tail = (here[-1].tail or "") + data
        else:
            here.text = (here.text or "") + data
