"""Links that lead outside the library: nothing leads there, but what they named is not lost.

In a lesson such a link is an ``<a>`` without an address, whose title is the address that it had:
words, which any program shows as such. Where the lesson is read, it leads to a page of ours that
says where it would have led.
"""

import re
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import SplitResult, quote, unquote, urlsplit

from content.wording import one_line

LONGEST = 500
"""Characters of an address: a longer one holds what a search or a session was, and no place."""

_LINK = re.compile(r'<a((?: [a-z-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_HOST = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?", re.UNICODE)
_TRACES = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id)=[^&]*&?", re.IGNORECASE)
"""What an address says of where somebody came from: no part of the place."""


@dataclass(frozen=True)
class Way:
    """Where a link outside leads, in words."""

    host: str
    """The site: "www.service-public.fr"."""
    path: str
    """The page in it, as people read it: "particuliers › papiers"; "" for its first."""


def address_of(written: str) -> str:
    """Return the address of a link as it is kept: "https://host/path"; "" if it is none outside.

    Only addresses of pages and files count; one of e-mail or of a program leads to no page.
    """
    return ((found := _split(written)) and found.geturl()) or ""


def key_of(address: str) -> str:
    """Return what two addresses of the same page have in common; "" of none."""
    found = _split(address)
    if found is None:
        return ""
    query = _TRACES.sub("", found.query).rstrip("&")
    host = found.netloc.removeprefix("www.")
    return f"{host}{unquote(found.path).rstrip('/')}{'?' if query else ''}{query}"


def written(address: str) -> str:
    """Return a paragraph of HTML that says an address, as a link of a page that others made."""
    said = escape(address)
    return f'<p><a href="{said}">{said}</a></p>'


def way(address: str) -> Way:
    """Return where an address leads, in words."""
    found = _split(address)
    if found is None:
        return Way("", "")
    named = [one_line(unquote(part, errors="replace")) for part in found.path.split("/")]
    return Way(found.netloc, " › ".join(part for part in named if part))


def ways_out(fragment: str, page: str) -> str:
    """Return a lesson in which links outside lead to the page of ours that tells of them.

    Args:
        fragment: of a lesson; nothing else of it changes, nor do its texts.
        page: the address of that page, to which ``?to=`` is added.
    """
    if ' title="http' not in fragment:
        return fragment

    def led(link: re.Match[str]) -> str:
        said = dict(_ATTRIBUTE.findall(link[1]))
        address = address_of(unescape(said.get("title", "")))
        if "href" in said or not address:
            return link[0]
        said |= {"href": escape(f"{page}?to={quote(address, safe='')}"), "title": way(address).host}
        return "<a" + "".join(f' {name}="{value}"' for name, value in said.items()) + ">"

    return _LINK.sub(led, fragment)


def _split(written: str) -> SplitResult | None:
    """Return an address in its parts, None if it is no address of a page outside."""
    bare = _UNSEEN.sub("", written).strip().replace(" ", "%20")
    if bare.startswith("//"):
        bare = f"https:{bare}"
    try:
        found = urlsplit(bare)
        host, port = (found.hostname or "").rstrip("."), found.port
    except ValueError:
        return None
    if found.scheme not in ("http", "https", "ftp") or not _HOST.fullmatch(host):
        return None
    place = f"{host}:{port}" if port else host
    whole = found._replace(netloc=place, fragment="")
    return whole if len(whole.geturl()) <= LONGEST else None
