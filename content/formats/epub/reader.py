"""A book to a work: each run of documents made a lesson, in the tree of its contents."""

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from content import foreign
from content.entries import FileEntry
from content.foreign import Page as Foreign
from content.formats import cutting
from content.formats.archives import LARGEST_ENTRY, UNREADABLE, Archive, Entry
from content.formats.binding import Binder, Bound, found_in
from content.formats.desk import Desk, FileFormat
from content.formats.epub.contents import Entry as Contents
from content.formats.epub.contents import entries, spots
from content.formats.epub.opening import Book, read, read_book
from content.formats.epub.runs import MOST_TOGETHER, Run, Topic, arranged, runs_in
from content.formats.markup import as_html
from content.formats.said import line, title_of
from content.formats.works import NotRead, Page, Work
from content.wording import is_seen
from i18n.refusals import Phrase
from i18n.translate import N_

LARGEST_DOCUMENT = 8 << 20
"""Bytes of one document as it was written; it is cut where it is too long for a lesson."""
LONG = 200 << 10
"""Bytes of a document that is cut, where the contents lead into it or it is too long."""
USUAL = 60 << 10
"""Bytes that a lesson should have about, where a long document is cut: ten pages."""
TOGETHER = 400 << 10
"""Bytes of the documents of one lesson, beside the first."""
FIXED_TOGETHER = 300
"""Pages of a fixed layout in one lesson: each is little more than a picture."""
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;}]{0,200}?url\(\s*['\"]?([^'\")]{1,500})")


def _recognises(path: Path) -> bool:
    if path.suffix.lower() == ".epub":
        return True
    with path.open("rb") as file:
        return b"mimetypeapplication/epub+zip" in file.read(80)


def _read(path: Path, desk: Desk) -> Work:
    try:
        with closing(Archive(path)) as archive:
            book = read_book(archive)
            return _Reading(archive, book, desk).work(path)
    except UNREADABLE as error:
        what = f"{type(error).__name__}: {error}"[:120]
        raise NotRead(Phrase(N_("its archive cannot be read ({what})"), what=what)) from None


@dataclass
class _Reading:
    """Reads one book."""

    archive: Archive
    book: Book
    desk: Desk
    binder: Binder = field(init=False)
    at: dict[str, tuple[str, int]] = field(default_factory=dict)
    """The lesson of each document, and its place among the documents of it."""
    parts: dict[str, Foreign] = field(default_factory=dict)
    """Documents that a long one was cut into, by names of their own, until they are bound."""
    places: dict[str, list[tuple[str, set[str]]]] = field(default_factory=dict)
    """Of a document that was cut, the names of its parts, and the places in each."""
    contents: list[Contents] = field(default_factory=list)
    lessons: list[Bound] = field(default_factory=list)

    def __post_init__(self) -> None:
        find = found_in(self.archive)
        self.binder = Binder(self.desk, lambda here, address: find(_archived(here), address))

    def work(self, path: Path) -> Work:
        """Return the whole book.

        Raises:
            NotRead: no chapter of it can be read.
        """
        together = FIXED_TOGETHER if self.book.fixed else MOST_TOGETHER
        self.contents = entries(self.archive, self.book)
        spine = [part for name in self.book.spine for part in self._cut(name)]
        self._lead_to_parts(self.contents)
        parts = arranged(spine, self.contents, self._fits_with, together)
        for run in runs_in(parts):
            identity = self.desk.id_of(run.documents[0])
            self.at |= {name: (identity, n) for n, name in enumerate(run.documents)}
        pages = self._pages(parts)
        while len(pages) == 1 and pages[0].kind == "topic":  # the book itself, once more
            pages = pages[0].below
        kept = {page.id: page for page in self.binder.keep(self.lessons)}
        if not kept:
            raise NotRead(Phrase(N_("it holds no chapter that can be read")))
        for name in self.book.missing:
            self.desk.leave_out(name, N_("its file is missing in the archive"))
        if self.book.fixed:
            message = N_("its pages have a fixed layout: each became its pictures and its text")
            self.desk.change("", message)
        title = self.book.title if is_seen(self.book.title) else title_of(path)
        return Work(
            title,
            pages,
            self.book.description,
            self.book.language,
            self.book.author,
            self.book.license,
            "",
            self.book.rights,
            self._cover(),
        )

    def _fits_with(self, name: str, others: list[str]) -> bool:
        """Say whether a document may stand in one lesson with those before it.

        Where no contents say what a chapter is, each document is one.
        """
        if not self.contents and not self.book.fixed:
            return False
        return self._size(name) + sum(map(self._size, others)) <= TOGETHER

    def _size(self, name: str) -> int:
        return TOGETHER if name in self.parts else self.archive.size(name)

    def _cut(self, name: str) -> list[str]:
        """Return a document, or the names of its parts: cut where the contents lead into it."""
        try:
            size = self.archive.size(name)
            document = self._document(name) if size > LONG else None
        except (KeyError, NotRead):
            document = None
        if document is None:
            return [name]
        places = cutting.at(document, spots(self.contents, name, size // USUAL))
        made = {
            f"{name}#{spot}" + (f" ({number})" if number else ""): piece
            for spot, part in places
            for number, piece in enumerate(cutting.pieces(part))
            if piece.text or piece.pictures()
        }
        if len(made) < 2:
            return [name]
        self.parts |= made
        self.places[name] = [(part, cutting.ids(piece)) for part, piece in made.items()]
        return list(made)

    def _lead_to_parts(self, contents: list[Contents]) -> None:
        for entry in contents:
            if entry.document in self.places:
                entry.document = self._part(entry.document, entry.spot)
            self._lead_to_parts(entry.below)

    def _part(self, name: str, spot: str) -> str:
        """Return the part of a document that was cut in which a place is; the first by default."""
        parts = self.places[name]
        return next((part for part, held in parts if spot and spot in held), parts[0][0])

    def _pages(self, parts: list[Run | Topic]) -> list[Page]:
        pages: list[Page] = []
        for part in parts:
            if isinstance(part, Run):
                pages += self._run(part)
            elif below := self._pages(part.below):
                if len(below) == 1 and below[0].kind != "topic":
                    pages += below
                else:
                    first = next(runs_in([part])).documents[0]
                    own = self.desk.id_of(f"{first}#topic {part.title}")
                    pages.append(Page(own, part.title, "topic", below=below))
        return pages

    def _run(self, run: Run) -> list[Page]:
        documents: list[tuple[str, Foreign]] = []
        for name in run.documents:
            try:
                documents.append((name, self._document(name)))
            except NotRead as reason:
                documents.append((name, foreign.read(b"")))
                self.desk.leave_out(run.title or name, reason.args[0])
        return self._bound(run, self.desk.id_of(run.documents[0]), documents)

    def _bound(self, run: Run, identity: str, documents: list[tuple[str, Foreign]]) -> list[Page]:
        own = next((page.title for _, page in documents if page.title), "")
        title = run.title or _heading(documents) or line(own) or self.book.title
        title = f"{title} ({run.number})" if run.title and run.number > 1 else title
        try:
            bound = self.binder.bind(identity, title, documents, self._links_from(identity))
        except NotRead as reason:
            if any(page.text or page.pictures() for _, page in documents):
                self.desk.leave_out(title, reason.args[0])
            return []
        self.lessons.append(bound)
        return [bound.page]

    def _document(self, name: str) -> Foreign:
        if name in self.parts:
            return self.parts.pop(name)
        data = as_html(read(self.archive, name, LARGEST_DOCUMENT))
        if self.book.fixed and b"<img" not in data:
            text = data.decode()
            seen = dict.fromkeys(found[1] for found in _BACKGROUND.finditer(text))
            shown = "".join(f'<img src="{escape(each)}">' for each in seen)
            data = text.replace("</body", f"{shown}</body", 1).encode()
        page = foreign.read(data)
        if page.tangled:
            raise NotRead(Phrase(N_("HTML that is not written as a lesson's")))
        return page

    def _links_from(self, identity: str) -> Callable[[str, str], str]:
        def link(here: str, address: str) -> str:
            path, _, spot = address.partition("#")
            name = self.archive.named(_archived(here), path) if path else _archived(here)
            name = self._part(name, spot) if name in self.places else name
            if name not in self.at:
                return ""
            target, number = self.at[name]
            way = f"#{foreign.place(number, spot)}" if spot or number else ""
            return way if target == identity and way else f"../{target}/{way}"

        return link

    def _cover(self) -> FileEntry | None:
        if not self.book.cover:
            return None
        try:
            data = self.archive.read(self.book.cover, LARGEST_ENTRY)
        except UNREADABLE:
            return None
        return self.binder.picture("thumbnail", data, Entry(self.archive.path, self.book.cover))


def _archived(name: str) -> str:
    """Return the entry of the archive of a document, or of a part of one."""
    return name.partition("#")[0]


def _heading(documents: list[tuple[str, Foreign]]) -> str:
    """Return the first heading of some documents, "" if there is none."""
    for _, page in documents:
        for element in page.body.iter():
            if element.tag in ("h1", "h2", "h3"):
                said = line("".join(element.itertext()))
                if is_seen(said):
                    return said
    return ""


FORMAT = FileFormat("EPUB (epub)", _recognises, _read)
