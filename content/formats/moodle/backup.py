"""What a backup holds: its sections and activities in order, and the files of each text."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from content.formats.binding import Found
from content.formats.markup import tree
from content.formats.questions.xml import Element
from content.formats.stores import LARGEST_XML, Store
from content.formats.works import NotRead
from i18n.refusals import Phrase
from i18n.translate import N_

LARGEST_PICTURE = 64 << 20
_PLACED = re.compile(r"@@PLUGINFILE@@/*(.*)", re.DOTALL)
_SHA1 = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True)
class Kept:
    """A file of a text or an activity."""

    name: str
    """With the folders above it: "Images/a.png"."""
    entry: str
    """Where it is in the archive."""
    first: bool
    """Whether it is the one that is opened first."""


@dataclass(frozen=True)
class Activity:
    """An activity of a section."""

    id: str
    """The number that links call it by."""
    kind: str
    title: str
    about: Element
    """What stands in its own file, below the element with its kind's name."""
    context: str
    hidden: bool


@dataclass
class Section:
    """A section and what is in it."""

    id: str
    title: str
    summary: str
    hidden: bool
    activities: list[Activity] = field(default_factory=list)


@dataclass
class Backup:
    """A backup, its files listed."""

    store: Store
    files: dict[str, list[Kept]] = field(default_factory=dict)
    """By place: "context/component/area/item"."""

    def __post_init__(self) -> None:
        if "files.xml" not in self.store:
            return
        for each in self.part("files.xml").all("file"):
            said = {part.name: part.text() for part in each}
            digest = said.get("contenthash", "")
            if said.get("filename", ".") == "." or not _SHA1.fullmatch(digest):
                continue
            place = "/".join(
                said.get(n, "") for n in ("contextid", "component", "filearea", "itemid")
            )
            name = f"{said.get('filepath', '/').lstrip('/')}{said['filename']}"
            first = said.get("sortorder", "0") not in ("0", "$@NULL@$", "")
            kept = Kept(name, f"files/{digest[:2]}/{digest}", first)
            self.files.setdefault(place, []).append(kept)

    def part(self, name: str) -> Element:
        """Return the root of a file of XML.

        Raises:
            NotRead: it is missing, damaged or no XML.
        """
        return tree(self.store.read(name, LARGEST_XML))

    def find(self, here: str, address: str) -> Found | None:
        """Return the picture that a text means; ``here`` is its place, as in ``files``."""
        placed = _PLACED.fullmatch(address.strip())
        name = unquote((placed[1] if placed else "").partition("?")[0])
        kept = next((each for each in self.files.get(here, ()) if each.name == name), None)
        if kept is None:
            return None
        try:
            path = self.store.path(kept.entry, LARGEST_PICTURE)
            return kept.entry, path.read_bytes(), path
        except (NotRead, OSError):
            return None

    def sections(self) -> list[Section]:
        """Return the sections of the course in order, with what could be read of each.

        Raises:
            NotRead: the list of what it holds cannot be read.
        """
        found: dict[str, Section] = {}
        contents = next(
            (e for e in self.part("moodle_backup.xml").walk() if e.name == "contents"), None
        )
        if contents is None:
            raise NotRead(Phrase(N_("it does not say what it holds")))
        for each in contents.walk():
            if each.name == "section" and (at := value(each, "directory")):
                found[value(each, "sectionid")] = self._section(each, at)
        for each in contents.walk():
            if each.name == "activity" and (at := value(each, "directory")):
                section = value(each, "sectionid")
                place = found.setdefault(section, Section(section, "", "", hidden=False))
                place.activities.append(self._activity(each, at))
        return list(found.values())

    def _section(self, listed: Element, at: str) -> Section:
        try:
            about = self.part(f"{at}/section.xml")
        except NotRead:
            about = Element("", 0)
        title = value(about, "name") or value(listed, "title")
        number = value(about, "number")
        own = "" if title in (number, "0") else title
        hidden = value(about, "visible") == "0"
        return Section(value(listed, "sectionid"), own, value(about, "summary"), hidden)

    def _activity(self, listed: Element, at: str) -> Activity:
        kind, title = value(listed, "modulename"), value(listed, "title")
        try:
            root = self.part(f"{at}/{kind}.xml")
            module = self.part(f"{at}/module.xml") if f"{at}/module.xml" in self.store else root
        except NotRead:
            root, module, kind = Element("", 0), Element("", 0), f"{kind} ?"
        about = root.first(kind) or root
        return Activity(
            value(listed, "moduleid"),
            kind,
            title or value(about, "name"),
            about,
            root.get("contextid"),
            value(module, "visible") == "0",
        )


def value(element: Element, name: str) -> str:
    """Return the text of a child, "" where Moodle writes that there is none."""
    child = element.first(name)
    said = child.text().strip() if child is not None else ""
    return "" if said == "$@NULL@$" else said
