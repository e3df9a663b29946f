"""cmi5 and xAPI ("Tin Can"): what is launched, and how it calls itself.

Source: ADL cmi5 (Quartz), course structure; Rustici's description of ``tincan.xml``.
"""

import hashlib
import posixpath
from urllib.parse import unquote

from content.formats.markup import tree
from content.formats.packages.found import Found
from content.formats.packages.opening import Opened
from content.formats.questions.xml import Element
from content.formats.said import line, text
from content.formats.works import NotRead
from content.zips.about import LONGEST_DATA, MOST_PARTS, Part
from i18n.refusals import Phrase
from i18n.translate import N_

COURSE, TIN_CAN = "cmi5.xml", "tincan.xml"
_OUTSIDE = ("http:", "https:", "//")


def read(files: Opened) -> Found:
    """Read a package of cmi5.

    Raises:
        NotRead: it is damaged, or nothing that it launches is in it.
    """
    files = files if COURSE in files else files.alone()
    root = tree(files.read(COURSE))
    course = root.first("course") or Element("", 0)
    found = Found("cmi5", files, [], *_told(course))
    for unit in (each for each in root.walk() if each.name == "au"):
        data = unit.first("launchParameters")
        score = unit.get("masteryScore")
        _take(
            found,
            unit.get("id"),
            line(_string(unit, "title")),
            _text_of(unit, "url"),
            score if _is_share(score) else "",
            data.text().strip()[:LONGEST_DATA] if data is not None else "",
        )
    return _whole(found)


def read_tin_can(files: Opened) -> Found:
    """Read a package of xAPI. Raises as ``read`` does."""
    files = files if TIN_CAN in files else files.alone()
    root = tree(files.read(TIN_CAN))
    found = Found("xapi", files, [])
    for activity in (each for each in root.walk() if each.name == "activity"):
        launch = activity.first("launch")
        title = line(_text_of(activity, "name"))
        if launch is None:
            continue
        if not found.title:
            found.title, found.description = title, text(_text_of(activity, "description"))[:2_000]
            found.language = launch.get("lang")
        _take(found, activity.get("id"), title, launch.text().strip(), "", "")
    return _whole(found)


def _told(element: Element) -> tuple[str, str, str]:
    strings = [each for each in element.walk() if each.name == "langstring"]
    language = strings[0].get("lang") if strings else ""
    return line(_string(element, "title")), text(_string(element, "description"))[:2_000], language


def _take(found: Found, activity: str, title: str, address: str, mastery: str, data: str) -> None:
    """Add a part, unless it lies elsewhere or is missing."""
    title = title[:300] or found.title or address[:100]
    if address.startswith(_OUTSIDE):
        found.left_out.append((title, Phrase(N_("it is not in the package: it lies elsewhere"))))
        return
    path, question, query = address.partition("?")
    first = posixpath.normpath(unquote(path)) if path else ""
    if first not in found.files:
        found.left_out.append((title, Phrase(N_("its file is missing in the archive"))))
        return
    identity = hashlib.sha256(activity.encode()).hexdigest() if activity else f"{first[:60]}"
    if any(part.id == identity for part in found.parts):
        found.left_out.append((title, Phrase(N_("two parts have this id"))))
        return
    found.parts.append(
        Part(identity, title, first, f"{question}{query}", mastery, data, activity[:2_000])
    )


def _whole(found: Found) -> Found:
    if not found.parts:
        why = Phrase(N_("its manifest names no page that is in it"))
        raise NotRead(found.left_out[0][1] if found.left_out else why)
    if len(found.parts) > MOST_PARTS:
        raise NotRead(Phrase(N_("it has more than {most} parts"), most=MOST_PARTS))
    return found


def _string(element: Element, name: str) -> str:
    """Return the first of the texts of a child, which has one for each language."""
    child = element.first(name)
    if child is None:
        return ""
    first = child.first("langstring")
    return (first or child).text().strip()


def _text_of(element: Element, name: str) -> str:
    child = element.first(name)
    return child.text().strip() if child is not None else ""


def _is_share(said: str) -> bool:
    try:
        return 0 <= float(said) <= 1 and len(said) <= 20
    except ValueError:
        return False
