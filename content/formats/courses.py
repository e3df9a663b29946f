"""A course of another platform while it is put together: its texts, files and exercises."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from content import foreign, html, vocabulary
from content.formats import cutting
from content.formats.binding import Binder, Bound, Find, Link
from content.formats.desk import Desk, as_page
from content.formats.exercises import exercises
from content.formats.markup import as_html
from content.formats.questions.brought import Read
from content.formats.questions.texts import PLAIN, fragment
from content.formats.said import line
from content.formats.works import NotRead, Page
from content.media import picture_type
from content.wording import is_seen
from i18n.refusals import Phrase
from i18n.translate import N_

LARGEST_TEXT = 4 << 20
"""Bytes of a text as it was written."""
LARGEST_FILE = 8 << 30
"""Bytes of a file of the course: a long film."""


@dataclass
class Course:
    """Pages of one course; what is wrong with one is noted, and stops none of the others."""

    desk: Desk
    find: Find
    """The pictures of a text, by where it stands."""
    link: Link
    """Where its links lead."""
    binder: Binder = field(init=False)
    bound: list[Bound] = field(default_factory=list)
    leads: dict[str, str] = field(default_factory=dict)
    """What links call a thing, to the page that it became."""

    def __post_init__(self) -> None:
        self.binder = Binder(self.desk, self.find)

    def text(self, name: str, title: str, said: str | bytes, here: str = "") -> list[Page]:
        """Return a text of HTML as a lesson, several where it is too long; none if it is empty.

        Args:
            name: what it keeps from release to release.
            title: of the lesson.
            said: the HTML.
            here: where it stands, for ``find`` and ``link``.
        """
        data = as_html(said if isinstance(said, bytes) else said.encode(errors="replace"))
        page = foreign.read(data[:LARGEST_TEXT])
        pages: list[Page] = []
        if page.tangled:
            self.desk.leave_out(title, N_("HTML that is not written as a lesson's"))
            return pages
        for number, piece in enumerate(cutting.pieces(page)):
            if not piece.text and not piece.pictures():
                continue
            more = f" ({number + 1})" if number else ""
            try:
                identity = self.desk.id_of(name + more)
                made = self.binder.bind(identity, title + more, [(here, piece)], self.link)
            except NotRead as reason:
                self.desk.leave_out(title + more, reason.args[0])
                continue
            self.bound.append(made)
            pages.append(made.page)
        return pages

    def file(self, name: str, title: str, path: Path) -> list[Page]:
        """Return a file of the course as the page or topic that it becomes at its own desk."""
        if path.suffix.lower() in (".html", ".htm", ".xhtml"):
            return self.text(name, title, path.read_bytes()[:LARGEST_TEXT], name)
        desk = self.desk.inside(name, title)
        try:
            if path.suffix.lower() in vocabulary.MEDIA_TYPES and picture_type(_head(path)):
                return [self._picture(desk, title, path)]
            page = as_page(desk.read(path), desk)
        except NotRead as reason:
            if path.suffix.lower() == ".txt":
                plain = path.read_bytes()[:LARGEST_TEXT].decode("utf-8", "replace")
                return self.text(name, title, fragment(plain, PLAIN), name)
            self.desk.leave_out(title, reason.args[0])
            return []
        page.title = title
        return [page]

    def _picture(self, desk: Desk, title: str, path: Path) -> Page:
        entry = desk.keep("picture", picture_type(_head(path)), path)
        address = f"files/{entry.sha256}{vocabulary.ENDINGS[entry.type]}"
        shown = html.clean(f'<p data-block="b1"><img src="{address}" alt="{escape(title)}"></p>')
        main = desk.keep("main", "text/html", shown.encode())
        return Page(desk.id_of(""), title, files=[main, entry], described=True)

    def exercise(self, name: str, title: str, found: Read) -> list[Page]:
        """Return questions as exercises; a single one has this title."""
        try:
            pages = exercises(found, self.desk.inside(name, title), title)
        except NotRead as reason:
            self.desk.leave_out(title, reason.args[0])
            return []
        if len(pages) == 1:
            pages[0].title = title
        return pages

    def topic(
        self, name: str, title: str, below: Iterable[Page], description: str = ""
    ) -> list[Page]:
        """Return pages under one title, nothing if there are none."""
        pages = [*below]
        shown = line(title)
        if not pages:
            return []
        own = self.desk.id_of(f"{name} topic")
        title = shown if is_seen(shown) else pages[0].title
        return [Page(own, title, "topic", below=pages, description=description)]

    def became(self, name: str, pages: list[Page]) -> list[Page]:
        """Let links to something lead to the first page that it became; return its pages."""
        first = pages[0] if pages else None
        while first is not None and first.below:
            first = first.below[0]
        if first is not None:
            self.leads[self.desk.id_of(name)] = first.id
        return pages

    def has_no_counterpart(self, title: str, kind: str) -> None:
        """Note something that is not here what it was there."""
        message = N_("“{kind}” has no counterpart here")
        self.desk.leave_out(title, Phrase(message, kind=kind))

    def done(self, pages: list[Page]) -> list[Page]:
        """Keep all texts, and return the pages.

        Raises:
            NotRead: there are none.
        """
        self.binder.keep(self.bound, self.leads)
        if not pages:
            raise NotRead(Phrase(N_("it holds nothing that can be read")))
        return pages


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(2_048)
