"""What the pages of an interactive package say, for searching: a manual has hundreds."""

import posixpath
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from content.framed import types
from content.framed.documents import text_of, words_of
from content.framed.zips import ZipPackage
from content.zips.refusals import DamagedPackage

MOST_PAGES = 5_000
"""Of a package: the largest manuals have three thousand."""
LARGEST = 4 << 20
"""Bytes of a page that is read."""
LARGEST_ALL = 128 << 20
"""Bytes of the pages of one package that are read."""
LONGEST = 20_000
"""Characters of a page that are searched."""
LONGEST_TITLE = 300
_LEADS = re.compile(
    r"""<(?:a|area|i?frame)\b[^>]{0,500}?\s(?:href|src)\s*=\s*["']([^"'#?]{1,500})""", re.I
)
_BASE = re.compile(r"""<base\b[^>]{0,200}?\shref\s*=\s*["']?([^"'\s>]{1,500})""", re.I)
_TITLES = (
    re.compile(r"<title[^>]{0,200}>([^<]{1,500})</title", re.I),
    re.compile(r"<h[1-3]\b[^>]{0,500}>(.{1,500}?)</h[1-3]", re.I | re.S),
)
_WHOLE = re.compile(r"<(?:html|body)\b", re.I)
_TAG = re.compile(r"<[^>]{0,500}>")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)


@dataclass(frozen=True)
class Inside:
    """A page inside a package."""

    path: str
    title: str
    text: str
    """As one line; what stands there without programs."""


def pages(package: ZipPackage) -> Iterator[Inside]:
    """Go through the pages of a package: the first one, those that links lead to from there, then
    others that are whole pages with a title, by name. One that is damaged is passed over."""
    files = package.zip.files
    ahead = deque(part.first for part in package.about.parts)
    by_name = deque(sorted(name for name in files if types.by_name(name) in types.PAGES))
    seen: set[str] = set()
    given, left = 0, LARGEST_ALL
    while (ahead or by_name) and given < MOST_PAGES and left > 0:
        is_led_to = bool(ahead)
        name = ahead.popleft() if ahead else by_name.popleft()
        if name in seen:
            continue
        seen.add(name)
        if name not in files or types.by_name(name) not in types.PAGES:
            continue
        try:
            data = package.zip.read(name, LARGEST)
        except DamagedPackage:
            continue
        left -= len(data)
        source = text_of(data)
        title = _title(source)
        if not is_led_to and not (title and _WHOLE.search(source)):
            continue
        ahead.extend(to for to in _led_to(source, name) if to not in seen)
        given += 1
        yield Inside(name, title, words_of(data)[:LONGEST])


def says_little(data: bytes) -> bool:
    """Say whether a page is as good as empty as long as no program fills it."""
    return len(words_of(data)) < LITTLE and b"<img" not in data.lower()


LITTLE = 40
"""Characters: « Loading… please wait » has twenty."""


def _title(source: str) -> str:
    for said in _TITLES:
        found = said.search(source[:200_000])
        if found and (words := " ".join(unescape(_TAG.sub(" ", found[1])).split())):
            return words[:LONGEST_TITLE]
    return ""


def _led_to(source: str, here: str) -> list[str]:
    """Return the files that a page leads to, as far as they are named as files in its package."""
    base = _BASE.search(source[:20_000])
    folder = posixpath.dirname(here)
    if base and not _OUTSIDE.match(base[1]):
        folder = posixpath.dirname(posixpath.join(folder, unquote(unescape(base[1]))))
    found = []
    for address in _LEADS.findall(source):
        if not _OUTSIDE.match(address):
            path = posixpath.join(folder, unquote(unescape(address.strip())))
            found.append(posixpath.normpath(path).lstrip("/"))
    return found
