"""An office file opened: its entries as trees, where its relations lead, what it says of itself."""

import posixpath
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from content.formats.archives import UNREADABLE, Archive
from content.formats.markup import tree
from content.formats.office.old import refuse_password
from content.formats.questions.xml import Element
from content.formats.said import line, title_of
from content.formats.works import NotRead, Work
from content.wording import is_seen
from i18n.refusals import Phrase
from i18n.translate import N_

LARGEST_XML = 24 << 20
"""Bytes of one file of XML: a document of a thousand pages has ten."""


@contextmanager
def opened(path: Path, needed: str) -> Iterator[Archive]:
    """Give an office file inside the block.

    Args:
        path: the file.
        needed: an entry that every file of its format has.

    Raises:
        NotRead: it is damaged, protected, or of another format; also for what is raised inside.
    """
    refuse_password(path)
    try:
        with closing(Archive(path)) as archive:
            if needed not in archive.names:
                raise NotRead(Phrase(N_("it is not what the ending of its name says")))
            yield archive
    except UNREADABLE as error:
        what = f"{type(error).__name__}: {error}"[:120]
        raise NotRead(Phrase(N_("its archive cannot be read ({what})"), what=what)) from None


def part(archive: Archive, name: str) -> Element:
    """Return the root of an entry; one that is not there is empty.

    Raises:
        NotRead: it is no XML, or too large.
    """
    if name not in archive.names:
        return Element("", 0)
    return tree(archive.read(name, LARGEST_XML))


def relations(archive: Archive, of: str) -> dict[str, tuple[str, str]]:
    """Return where the relations of an entry of Office Open XML lead, by their ids.

    Each has its kind ("image") and an entry of the archive, "" for what lies outside it.
    """
    folder, name = posixpath.split(of)
    root = part(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    found = {}
    for each in root.walk():
        if each.name != "Relationship":
            continue
        inside = each.get("TargetMode") != "External"
        base = "x" if each.get("Target").startswith("/") else of
        target = archive.named(base, each.get("Target")) if inside else ""
        found[each.get("Id")] = (each.get("Type").rpartition("/")[2], target)
    return found


def described(work: Work, about: Element, path: Path) -> Work:
    """Return a work with what its file says of itself: title, author."""

    def said(*names: str) -> str:
        return next((line(each.text()) for each in about.walk() if each.name in names), "")

    title = said("title")
    work.title = title if is_seen(title) else title_of(path)
    work.author = said("creator", "initial-creator")
    return work
