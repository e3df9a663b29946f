"""What stands in somebody's way in the text of a lesson: pictures, headings, tables, links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from content.questions.compare import folded

LONGEST_ALT = 250
"""Characters: a voice reads them in twenty seconds, and nobody can stop it halfway."""
LONG = 800
"""Words of a page that wants headings: four minutes of reading."""
LONGEST_PLACE = 80

_PICTURE = re.compile(r'<img\b(?:[^<>"]|"[^"]*")*>')
_ALT = re.compile(r'\balt="([^"]*)"')
_SOURCE = re.compile(r'\bsrc="([^"]*)"')
_FILE_NAME = re.compile(
    r"(?:[\w ()-]+\.(?:svg|png|jpe?g|webp|gif|bmp|tiff?)"
    r"|(?:img|image|photo|picture|dsc|scan|capture|screenshot|صورة)[\s_-]*\(?\d*\)?)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"<h([2-6])\b[^<>]*>")
_LEVEL = re.compile("<h([2-6])")
_TABLE = re.compile(r"<table\b[^<>]*>")
_LINK = re.compile(r'<a((?: [a-z-]+="[^"]*")*)>')
_TAG = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>')
_BLOCK = re.compile(
    r"</?(?:p|div|h[2-6]|[uod]l|li|d[td]|t[hdr]|table|blockquote|pre|figure|figcaption|br|hr)\b"
    r'[^<>"]*(?:"[^"]*"[^<>"]*)*>'
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_VAGUE = frozenset(
    "ici|cliquez|cliquer|cliquez ici|cliquer ici|clique ici|lien|ce lien|lire la suite|suite|"
    "en savoir plus|plus|voir|voir ici|plus d'infos|page|cette page|suivant|telecharger|"
    "here|click|click here|link|this link|more|read more|learn more|see|this|this page|page|next|"
    "download|هنا|اضغط هنا|انقر هنا|رابط|المزيد|اقرا المزيد|التالي".split("|")
)


@dataclass(frozen=True)
class Fault:
    """One thing that stands in somebody's way."""

    kind: str
    """A key of ``kinds.KINDS``."""
    where: str = ""
    """Which of its like, in words that are on the page; "" where there is only one."""


def faults_of(fragments: list[str]) -> Iterator[Fault]:
    """Go through what is wrong with the fragments of one page, clean HTML; of language: see
    ``scripts``."""
    whole = "\n".join(fragments)
    if "<img" in whole:
        yield from _pictures(whole)
    if "<h" in whole:
        for fragment in fragments:
            yield from _headings(fragment)
    if "<table" in whole:
        yield from _tables(whole)
    if "<a " in whole:
        yield from _links(whole)
    is_long = len(whole) > LONG * 4 and not _HEADING.search(whole)
    if is_long and len(plain(whole).split()) > LONG:
        yield Fault("page-unparted")


def plain(fragment: str) -> str:
    """Return what clean HTML says, a line for each block: quickly, of many pages; no pictures."""
    apart = _TAG.sub("", _BLOCK.sub("\n", fragment))
    lines = (" ".join(line.split()) for line in unescape(apart).split("\n"))
    return "\n".join(line for line in lines if line)


def _pictures(whole: str) -> Iterator[Fault]:
    undescribed = 0
    for picture in _PICTURE.findall(whole):
        found = _ALT.search(picture)
        alt = unescape(found[1]).strip() if found else ""
        source = _SOURCE.search(picture)
        name = source[1].rpartition("/")[2][:12] if source else ""
        undescribed += not alt
        if not alt:
            yield Fault("picture-undescribed", name)
        elif _FILE_NAME.fullmatch(alt[:LONGEST_ALT]):
            yield Fault("picture-file-name", alt[:LONGEST_PLACE])
        elif len(alt) > LONGEST_ALT:
            yield Fault("picture-too-long", _short(alt))
    if undescribed and not plain(_PICTURE.sub("", whole)):
        yield Fault("only-pictures")


def _headings(fragment: str) -> Iterator[Fault]:
    levels = [1, *map(int, _LEVEL.findall(fragment))]
    if all(level <= above + 1 for above, level in pairwise(levels)):
        return  # most pages
    above = 1
    for heading, inside in _elements(_HEADING, fragment):
        level = int(heading[1])
        if level > above + 1:
            yield Fault("heading-skipped", _short(plain(inside)))
        above = level


def _tables(whole: str) -> Iterator[Fault]:
    for _, table in _elements(_TABLE, whole):
        if "<th" not in table.replace("<thead", ""):
            yield Fault("table-without-heads", _short(plain(table)))


def _links(whole: str) -> Iterator[Fault]:
    for link, inside in _elements(_LINK, whole):
        if ' href="' not in link[1] and ' title="http' not in link[1]:
            continue
        said = plain(inside)
        if not said or folded(said) in _VAGUE or _ADDRESS.fullmatch(said):
            yield Fault("link-vague", _short(said) or "…")


def _elements(opening: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Go through elements, each with what it holds: in one pass, whatever was left open."""
    begun = opening.search(text)
    while begun is not None:
        name = begun[0][1:].partition(" ")[0].rstrip(">")
        end = text.find(f"</{name}>", begun.end())
        if end < 0:
            return
        yield begun, text[begun.end() : end]
        begun = opening.search(text, end)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_PLACE else f"{line[: LONGEST_PLACE - 1]}…"
