"""Pages of others as documents: nothing in them acts, and nothing leads or reaches outside.

The page is read by the parser of a browser and written anew from a closed list of elements and
attributes. What it looks like stays: its styles cannot reach outside, because the policy that goes
with it lets them load from its own package alone.
"""

import posixpath
import re
import threading
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote, unquote

import nh3

_TEXT = (
    "a abbr acronym address area article aside b bdi bdo big blockquote br caption center cite "
    "code col colgroup data dd del details dfn dir div dl dt em figcaption figure font footer h1 "
    "h2 h3 h4 h5 h6 header hgroup hr i img ins kbd label legend li main map mark menu nav ol p "
    "picture pre q rp rt ruby s samp section small source span strike strong sub summary sup "
    "table tbody td tfoot th thead time tr track tt u ul var video audio wbr style link"
).split()
_DRAWING = (
    "svg g path circle ellipse line polygon polyline rect text tspan defs clipPath mask marker "
    "linearGradient radialGradient stop pattern symbol desc"
).split()
_FORMULA = (
    "math mrow mi mo mn ms mtext mspace mfrac msqrt mroot msup msub msubsup munder mover "
    "munderover mtable mtr mtd mstyle mpadded mphantom menclose mmultiscripts mprescripts merror "
    "semantics"
).split()
_ANYWHERE = set(
    (
        "class id style title lang dir role align valign width height border cellpadding "
        "cellspacing bgcolor color face size span colspan rowspan scope headers nowrap start "
        "value reversed type compact hspace vspace open datetime cite abbr alt name"
    ).split()
)
_OF_DRAWINGS = set(
    (
        "viewBox d fill stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray "
        "stroke-opacity stroke-miterlimit fill-opacity fill-rule clip-path clip-rule mask opacity "
        "transform x y x1 y1 x2 y2 cx cy r rx ry dx dy points offset stop-color stop-opacity "
        "gradientUnits gradientTransform spreadMethod preserveAspectRatio font-size font-family "
        "font-weight font-style text-anchor dominant-baseline marker-end marker-start refX refY "
        "markerWidth markerHeight orient patternUnits patternTransform xmlns version"
    ).split()
)
_OF_FORMULAS = set(
    (
        "display mathvariant mathsize mathcolor stretchy fence separator lspace rspace accent "
        "accentunder columnalign rowalign columnspacing rowspacing displaystyle scriptlevel "
        "linethickness notation minsize maxsize movablelimits xmlns"
    ).split()
)
_SCHEMES = {"http", "https", "ftp", "mailto", "tel", "data", "geo", "magnet", "irc", "sms"}
"""Schemes whose addresses reach ``_Addresses``, which lets none of them load anything."""
_GONE = {"script", "noscript", "template", "iframe", "object", "title"}
"""Elements that go with all they hold."""
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}|[/\\]\\", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)
_ROOT = re.compile(r"<(html|body)\b([^>]{0,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(class|id|lang|dir)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_BASE = re.compile(r"""<base\b[^>]{0,200}?\shref\s*=\s*["']?([^"'\s>]{1,500})""", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_-]{3,20})""", re.I)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BLOCKS = re.compile(r"<(?=/?(?:p|div|li|d[dt]|t[dhr]|h[1-6]|br|section|title)\b)", re.IGNORECASE)
_WORDS = nh3.Cleaner(tags=set(), clean_content_tags={"script", "style", "noscript", "title"})
_BLANKS = re.compile(r"[\t\n\r]")
OUTSIDE = "outside"
"""What the page that tells of a link outside is called, beside the folder of all paths."""
LARGEST = 8 << 20
"""Bytes of a page: more is shown as text that was cut off."""


def document(data: bytes, path: str) -> str:
    """Return a page as it may be shown, without its first lines: see ``framed``.

    Args:
        data: HTML or XHTML.
        path: of the page in its package; its links stay as they are, relative to it, unless the
            page says that they are relative to another folder: the policy that goes with it
            lets no page say that to the browser.
    """
    source = text_of(data[:LARGEST])
    said = _BASE.search(source[:20_000])
    _writers.addresses = _Addresses(path, unescape(said[1]) if said else "")
    cleaned = _writers.cleaner.clean(source)
    return f"{_opening(source)}{cleaned}"


def words_of(data: bytes) -> str:
    """Return what a page says, as one line for searching: quickly, of many pages."""
    apart = _BLOCKS.sub(" <", text_of(data[:LARGEST]))
    return " ".join(unescape(_WORDS.clean(apart)).split())


def _opening(source: str) -> str:
    """Return the tag of the body with what styles of others find a page by."""
    said: dict[str, str] = {}
    for tag in _ROOT.finditer(source[:20_000]):
        for name, *values in _ATTRIBUTE.findall(tag[2]):
            value = next(filter(None, values), "")
            said[name] = f"{said[name]} {value}" if name == "class" and name in said else value
    return "<body" + "".join(f' {name}="{escape(value)}"' for name, value in said.items()) + ">"


def text_of(data: bytes) -> str:
    """Return a page as text: as it says itself, else UTF-8, else as Windows wrote it."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace").lstrip("\ufeff")
    said = _CHARSET.search(data[:2048])
    for name in ("utf-8", said[1].decode() if said else "cp1252"):
        try:
            return data.decode(name)
        except (UnicodeError, LookupError):
            continue
    return data.decode("latin-1")


class _Addresses:
    """Decides what becomes of each attribute of a page."""

    def __init__(self, path: str, base: str = "") -> None:
        self._folder = posixpath.dirname(path)
        self._is_moved = bool(base) and not _OUTSIDE.match(base)
        if self._is_moved:
            far = posixpath.join(self._folder, unquote(_split(base)[0]).replace("\\", "/"))
            folder = posixpath.normpath(posixpath.dirname(far).lstrip("/") or ".")
            self._folder = "" if folder == "." else folder
        self._up = "../" * (path.count("/") + 1)
        decide: dict[str, Callable[[str, str], str | None]] = {
            "href": self._link,
            "src": self._shown,
            "poster": self._shown,
            "srcset": self._several,
            "rel": self._relation,
            "cite": lambda tag, value: None,
            "style": self._style,
        }
        self._decide = decide

    def kept(self, tag: str, attribute: str, value: str) -> str | None:
        """Return the value that an attribute keeps, None if it goes."""
        decide = self._decide.get(attribute)
        return value if decide is None else decide(tag, value)

    def _link(self, tag: str, value: str) -> str | None:
        if tag == "link":
            return self._shown(tag, value)
        address = _BLANKS.sub("", value).strip()
        if address.startswith("#"):
            return address
        if _OUTSIDE.match(address):
            is_told = address[:5].lower() != "data:" and len(address) < 2000
            return f"{self._up}{OUTSIDE}?to={quote(address, safe='')}" if is_told else None
        return self._inside(address)

    def _shown(self, tag: str, value: str) -> str | None:
        address = _BLANKS.sub("", value).strip()
        if _PICTURE.match(address) and tag == "img":
            return address
        return None if _OUTSIDE.match(address) else self._inside(address)

    def _several(self, tag: str, value: str) -> str | None:
        parts = (part.split() for part in value.split(","))
        found = [(self._shown("", part[0]), part[1:]) for part in parts if part]
        kept = [" ".join([address, *rest]) for address, rest in found if address]
        return ", ".join(kept) or None

    def _inside(self, address: str) -> str | None:
        """Return an address in the package, None for one that climbs out of it."""
        path, sign, rest = _split(address)
        if path.startswith(("/", "\\")):
            return f"{self._up}p/{path.lstrip('/' + chr(92))}{sign}{rest}"
        place = posixpath.normpath(posixpath.join(self._folder, unquote(path)))
        if place.startswith(".."):
            return None
        if self._is_moved and path:
            ends = "/" if path.endswith("/") else ""
            return f"{self._up}p/{quote(place)}{ends}{sign}{rest}"
        return address

    def _relation(self, tag: str, value: str) -> str | None:
        return value if "stylesheet" in value.lower().split() else None

    def _style(self, tag: str, value: str) -> str | None:
        return None if "\\" in value or ("url" in value.lower() and "//" in value) else value


class _Writers(threading.local):
    """One cleaner for each thread: making one takes as long as cleaning a page."""

    def __init__(self) -> None:
        self.addresses = _Addresses("")
        self.cleaner = nh3.Cleaner(
            tags={*_TEXT, *_DRAWING, *_FORMULA},
            attributes={
                "*": _ANYWHERE,
                "a": {"href"},
                "area": {"href", "shape", "coords"},
                "img": {"src", "srcset", "usemap", "loading", "sizes"},
                "source": {"src", "srcset", "media", "sizes"},
                "track": {"src", "kind", "srclang", "label", "default"},
                "video": {"src", "poster", "controls", "loop", "muted", "preload"},
                "audio": {"src", "controls", "loop", "muted", "preload"},
                "link": {"href", "rel", "media"},
                "style": {"media"},
                **dict.fromkeys(_DRAWING, _OF_DRAWINGS),
                **dict.fromkeys(_FORMULA, _OF_FORMULAS),
            },
            generic_attribute_prefixes={"aria-", "data-mw"},
            clean_content_tags=_GONE,
            attribute_filter=self._kept,
            url_schemes=_SCHEMES,
            link_rel=None,
        )

    def _kept(self, tag: str, name: str, value: str) -> str | None:
        return self.addresses.kept(tag, name, value)


_writers = _Writers()


def _split(address: str) -> tuple[str, str, str]:
    """Return the path of an address, and its query or place with the sign before it."""
    at = min((place for place in (address.find("?"), address.find("#")) if place >= 0), default=-1)
    return (address, "", "") if at < 0 else (address[:at], address[at], address[at + 1 :])
