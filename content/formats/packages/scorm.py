"""SCORM 1.2 and 2004, and content packages of IMS that are neither: ``imsmanifest.xml``.

Source: ADL SCORM 1.2 and SCORM 2004 4th Edition, Content Aggregation Model; IMS Content Packaging
1.1.4.
"""

import hashlib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from content.formats import licenses
from content.formats.markup import tree
from content.formats.packages.found import Found
from content.formats.packages.opening import Opened
from content.formats.questions.xml import Element
from content.formats.said import line, text
from content.formats.works import NotRead
from content.html import text_of
from content.zips.about import LONGEST_DATA, MOST_PARTS, Part
from i18n.refusals import Phrase
from i18n.translate import N_

MANIFEST = "imsmanifest.xml"
_RULES = ("sequencingRules", "rollupRules", "limitConditions", "controlMode")
DEEPEST = 20
"""Items in each other; deeper ones are not read."""


def read(files: Opened) -> Found:
    """Read a package with a manifest of IMS.

    Raises:
        NotRead: it is damaged, or none of its parts is in it.
    """
    files = files if MANIFEST in files else files.alone()
    data = files.read(MANIFEST)
    root = tree(data)
    kind = _kind(data, root)
    found = Found(kind, files, [])
    resources = {each.get("identifier"): each for each in root.walk() if each.name == "resource"}
    for item in _items(_organization(root), 0):
        _take(found, item, resources)
    if not found.parts:
        why = Phrase(N_("its manifest names no page that is in it"))
        raise NotRead(found.left_out[0][1] if found.left_out else why)
    if len(found.parts) > MOST_PARTS:
        raise NotRead(Phrase(N_("it has more than {most} parts"), most=MOST_PARTS))
    if (
        len(found.parts) > 1
        and kind == "scorm2004"
        and any(each.name in _RULES for each in root.walk())
    ):
        found.notes.append(
            Phrase(N_("its rules of order are not applied: its parts can be opened in any order"))
        )
    _describe(found, root)
    return found


def _kind(data: bytes, root: Element) -> str:
    version = _said(root, "schemaversion")
    if b"adlcp_v1p3" in data or "2004" in version or "CAM" in version:
        return "scorm2004"
    if b"adlcp" in data:
        return "scorm12"
    return "html5"


def _organization(root: Element) -> Element:
    """Return the organization that is meant to be used: the one named, else the first."""
    all_of_them = next((each for each in root.walk() if each.name == "organizations"), root)
    found = list(all_of_them.all("organization"))
    named = [each for each in found if each.get("identifier") == all_of_them.get("default")]
    return (named or found or [Element("organization", 0)])[0]


@dataclass(frozen=True)
class _Item:
    element: Element
    title: str
    """The way to it: "Chapter 1 › Exercise"."""


def _items(above: Element, depth: int, way: tuple[str, ...] = ()) -> Iterator[_Item]:
    """Go through the items of an organization that are shown, in their order."""
    for element in above.all("item"):
        if element.get("isvisible", "true").lower() == "false" or depth > DEEPEST:
            continue
        own = (*way, line(_child(element, "title")))
        yield _Item(element, " › ".join(filter(None, own)))
        yield from _items(element, depth + 1, own)


def _take(found: Found, item: _Item, resources: dict[str, Element]) -> None:
    """Add the part that an item is, if it is one."""
    element = item.element
    name = element.get("identifierref")
    if not name:
        return
    title = line(item.title)[:300] or name
    resource = resources.get(name)
    address = _address(resource) if resource is not None else ""
    path, sign, rest = _split(address)
    first = posixpath.normpath(unquote(path)) if path else ""
    if first not in found.files:
        found.left_out.append((title, Phrase(N_("its file is missing in the archive"))))
        return
    query = _query(f"{sign}{rest}", element.get("parameters"))
    identity = element.get("identifier") or name
    if len(identity) > 64:
        identity = hashlib.sha256(identity.encode()).hexdigest()
    if any(part.id == identity for part in found.parts):
        found.left_out.append((title, Phrase(N_("two parts have this id"))))
        return
    data = _child(element, "datafromlms") or _child(element, "dataFromLMS")
    found.parts.append(Part(identity, title, first, query, _mastery(element), data[:LONGEST_DATA]))


def _address(resource: Element) -> str:
    """Return the address of a resource, with the folders it is said to lie in."""
    href = resource.get("href")
    if not href:
        return ""
    return posixpath.join(resource.get("base"), href) if "base" in resource.attributes else href


def _split(address: str) -> tuple[str, str, str]:
    for sign in "?#":
        if sign in address:
            path, _, rest = address.partition(sign)
            return path, sign, rest
    return address, "", ""


def _query(own: str, parameters: str) -> str:
    """Return what an address ends with, the parameters of an item added as SCORM says."""
    given = parameters.strip()
    if given.startswith("#"):
        return own if "#" in own else own + given
    given = given.lstrip("?&")
    if not given:
        return own
    return f"{own}&{given}" if "?" in own else f"?{given}"


def _mastery(element: Element) -> str:
    """Return the score from which an item counts as passed; "" if it says none."""
    said = _child(element, "masteryscore") or next(
        (each.text().strip() for each in element.walk() if each.name == "minNormalizedMeasure"),
        "",
    )
    try:
        return f"{float(said):g}" if -1 <= float(said) <= 100 else ""
    except ValueError:
        return ""


def _describe(found: Found, root: Element) -> None:
    about = root.first("metadata") or Element("", 0)
    organization = _organization(root)
    title = line(_child(organization, "title")) or line(_said(about, "general", "title"))
    found.title = title or found.parts[0].title
    found.description = text(text_of(_said(about, "general", "description")))[:2_000]
    found.language = _said(about, "general", "language")
    found.rights = text(_said(about, "rights", "description"))[:300]
    found.license = licenses.known(found.rights)


def _child(element: Element, name: str) -> str:
    child = element.first(name)
    return child.text().strip() if child is not None else ""


def _said(about: Element, *names: str) -> str:
    """Return the first text of nested elements: general, then title in it."""
    ahead = [about]
    for name in names:
        ahead = [each for one in ahead for each in one.walk() if each.name == name]
    if not ahead:
        return ""
    strings = [each for each in ahead[0].walk() if each.name in ("string", "langstring")]
    return (strings[0] if strings else ahead[0]).text().strip()
