"""What may be in a pack for somebody, and why the rest may not.

A pack holds nothing that its reader could not find at a seat: the same door is asked, as them. In a
pack that is copied for a class is only what everybody in it finds.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from content import browse
from content.browse import Item
from content.library import Library
from i18n.refusals import Phrase
from i18n.translate import N_
from server.accounts.models import Person
from server.library.reading import Reading, open_page
from server.paper.sheets import sheet_of
from server.records.shelf import courses_of, pages_of
from server.web.visitor import Visitor

NOT_HERE = Phrase(N_("not in the library any more"))
FOR_TEACHERS = Phrase(N_("for teachers only"))
NOTHING_TO_PRINT = Phrase(N_("nothing on it can be printed"))
NOT_APPROVED = Phrase(N_("the course is not approved for them"))
OUTDATED = Phrase(N_("the course was taken back as outdated, and they have not begun it"))
NOT_ASSIGNED = Phrase(N_("not assigned to them, and their class opens only what is"))


@dataclass(frozen=True)
class Candidate:
    """A page that could be in a pack."""

    node_id: str
    title: str
    item: Item | None
    why_not: str
    """A ``Phrase``; "" where it may be in."""
    length: int = 0
    """About how many sheets of A4 it takes."""
    read: Reading | None = None
    """What would be printed; None where it may not be in."""


def fitting(
    titled: Sequence[tuple[str, str]],
    readers: Sequence[Person],
    library: Library,
    version: str,
) -> list[Candidate]:
    """Return the pages in their order, each with why it may not be in a pack, if so.

    Args:
        titled: their ids, each with the title by which it is named if it is not there any more.
        readers: whose pack it is; everybody of a class for one that is copied.
        library: what is installed.
        version: the one wanted, "ar" or "fr-easy", where a page has it.
    """
    ids = [node_id for node_id, _ in titled]
    language = version.removesuffix("-easy")
    held = browse.items(ids, language, coach=True)
    found: Counter[str] = Counter()
    for reader in readers:
        found.update(pages_of(as_reader(reader), ids).keys())
    candidates = []
    for node_id, title in titled:
        item = held.get(node_id)
        why = _why_not(item, found[node_id], readers)
        if item is None or why:
            name = item.words.title if item else title
            candidates.append(Candidate(node_id, name, item, why))
        else:
            candidates.append(_printable(item, library, version))
    return candidates


def as_reader(person: Person) -> Visitor:
    """Return the visitor that somebody is at a seat."""
    return Visitor(person.language, person_id=person.id, role=person.role, name=person.name)


def _why_not(item: Item | None, found: int, readers: Sequence[Person]) -> str:
    if item is None:
        return NOT_HERE
    if item.coach:
        return FOR_TEACHERS
    if found == len(readers):
        return ""
    if len(readers) > 1:
        missing, people = len(readers) - found, len(readers)
        return Phrase(
            N_("{missing} of {people} people cannot open it"), missing=missing, people=people
        )
    if item.channel in {course.id for course in courses_of(as_reader(readers[0]))}:
        return NOT_ASSIGNED
    course = browse.channel(item.channel, item.language)
    return OUTDATED if course.retired else NOT_APPROVED


def _printable(item: Item, library: Library, version: str) -> Candidate:
    if item.kind == "topic":
        return Candidate(item.id, item.words.title, item, NOTHING_TO_PRINT)
    read = open_page(library, item, version, version.removesuffix("-easy"))
    words = read.version.words
    body = read.exercise if read.exercise is not None else read.fragment
    sheet = sheet_of(item, words.title, words.language, body, [], sha256=read.sha256)
    if not sheet.can_be_printed:
        return Candidate(item.id, words.title, item, NOTHING_TO_PRINT)
    return Candidate(item.id, words.title, item, "", sheet.length, read)
