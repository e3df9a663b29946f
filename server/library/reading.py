"""Which version of a page a reader gets, and what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from content import browse, texts
from content.browse import FileItem, Item, Version
from content.html import Block, blocks, text_of, with_names
from content.library import Library
from content.outside import ways_out
from content.questions.exercise import Exercise
from content.store import Place, read_at
from i18n.refusals import NotFound
from i18n.translate import N_
from server.records.shelf import order_of, pages_of
from server.web.visitor import Visitor

MOST_BETWEEN = 12
"""Pages before an exercise among which its lesson is looked for."""


class NoSuchFile(NotFound):
    """A file does not belong to this page."""

    message = N_("This file is not part of the page. Go back to the page and open it from there.")


@dataclass(frozen=True)
class Reading:
    """A page in the version somebody reads, with the others there are."""

    node: Item
    version: Version
    others: tuple[Version, ...]
    fragment: str
    """HTML of a lesson or transcript, "" for an exercise."""
    exercise: Exercise | None
    """The questions with their key: never handed to a template whole."""

    @property
    def sha256(self) -> str:
        """Return the hash of the text."""
        return self.version.file.sha256 if self.version.file else ""

    @property
    def leads_outside(self) -> bool:
        """Say whether a link of its text leads outside: to the page that says so."""
        if self.exercise is None:
            return "/outside?to=" in self.fragment
        asked = self.exercise.questions
        texts = (each for q in asked for each in (q.prompt, q.hint, q.right, q.review, q.general))
        return any(' title="http' in each for each in (self.exercise.intro, *texts))

    def blocks(self) -> list[Block]:
        """Return the pieces of the page that are read aloud, in order."""
        text = self.exercise.read_aloud() if self.exercise else self.fragment
        return blocks(text, self.version.language)


def version_name(version: Version) -> str:
    """Return what names a version in an address: "ar", "fr-easy"."""
    return f"{version.language}-easy" if version.easy else version.language


def best_version(
    versions: Sequence[Version], asked: str | None, language: str, *, easy: bool = False
) -> Version:
    """Return the version asked for, else the reader's language, else the page's own.

    Args:
        versions: of a page.
        asked: the name of one; one that is not there counts for nothing.
        language: of the reader.
        easy: whether an easy one comes before the usual one of its language.
    """
    named = {version_name(version): version for version in versions}
    own = named.get(language, versions[0])
    return named.get(asked or "") or (easy and named.get(f"{own.language}-easy")) or own


def open_page(
    library: Library, node: Item, asked: str | None, language: str, *, easy: bool = False
) -> Reading:
    """Read a page in the version asked for, or the best there is: see ``best_version``."""
    versions = browse.versions(node)
    version = best_version(versions, asked, language, easy=easy)
    text = (
        _text(library.store.place(version.file.sha256), version.file.media_type)
        if version.file
        else ""
    )
    return Reading(
        node,
        version,
        tuple(other for other in versions if other is not version),
        as_read(text, node.id, version.language) if isinstance(text, str) else "",
        text if isinstance(text, Exercise) else None,
    )


def as_read(fragment: str, node_id: str, language: str) -> str:
    """Return a fragment of a page as readers get it: with ways out and names of formulas."""
    return with_names(ways_out(fragment, told_outside(node_id)), language)


def told_outside(node_id: str) -> str:
    """Return the address of the page that tells where links of a page lead outside."""
    return f"/library/{node_id}/outside"


def text_at(library: Library, sha256: str, media_type: str) -> str | Exercise:
    """Return a text that the library holds, by its hash, whichever release it is of."""
    return _text(library.store.place(sha256), media_type)


_LONG = 64 << 10
"""Bytes of a text from which on few are kept: 256 of the largest would take 2 GB of memory."""


def _text(place: Place, media_type: str) -> str | Exercise:
    """Return a lesson's fragment or an exercise, cleaned; a blob never changes, so it is kept."""
    kept = _short_text if place[2] < _LONG else _long_text
    return kept(place, media_type)


@lru_cache(maxsize=256)
def _short_text(place: Place, media_type: str) -> str | Exercise:
    return texts.read(read_at(place), media_type)


@lru_cache(maxsize=8)
def _long_text(place: Place, media_type: str) -> str | Exercise:
    return texts.read(read_at(place), media_type)


def lesson_for(read: Reading, reader: Visitor) -> Item | None:
    """Return the lesson that an exercise is about: the one it names, else the last before it.

    None if there is none for this reader in the same course.
    """
    if read.exercise is None:
        return None
    order = order_of(reader, read.node.release)
    before = order[: order.index(read.node.id)][-MOST_BETWEEN:] if read.node.id in order else []
    asked = [read.exercise.lesson, *reversed(before)]
    held = pages_of(reader, asked)
    in_course = [held[each] for each in asked if each in held]
    named = (item for item in in_course if item.channel == read.node.channel)
    return next((item for item in named if item.kind != "exercise"), None)


def can_be_read(node: Item) -> bool:
    """Say whether reading a page is enough to have done it: not so an exercise, nor a film
    without words."""
    if node.kind in ("topic", "exercise"):
        return False
    has_text = any(version.file for version in browse.versions(node))
    return has_text or node.kind not in ("audio", "video")


def file_of(node: Item, sha256: str) -> FileItem:
    """Return a file that belongs to a page and may be sent to its readers.

    Raises:
        NoSuchFile: it does not, or holds the answers of an exercise.
    """
    for file in browse.files_of(node):
        if file.sha256 == sha256 and file.media_type not in ("application/json", "text/html"):
            return file
    raise NoSuchFile()


def searchable_text(library: Library, version: Version) -> str:
    """Return the plain text of a version for the search index: no markup, no answers."""
    if version.file is None:
        return ""
    text = _text(library.store.place(version.file.sha256), version.file.media_type)
    return text_of(text.read_aloud() if isinstance(text, Exercise) else text)
