"""A channel of a drive to a draft: its tree walked from the root, each node made or noted."""

import hashlib
from dataclasses import dataclass, field, replace

from content import vocabulary
from content.bundle import Blob, Draft
from content.catalogue import DEEPEST, Catalogue, check_tree
from content.entries import NodeEntry
from content.formats import said
from content.formats.asked import Asked, Made
from content.formats.folder.reader import node_id
from content.formats.kolibri import labels, whole, words
from content.formats.kolibri.books import book_of, read_book, spoken_in
from content.formats.kolibri.exercises import PRESETS, take_exercise
from content.formats.kolibri.opening import NotAChannel, opened
from content.formats.kolibri.page import NotShown, Page
from content.formats.kolibri.pages import read_page, take_picture
from content.formats.kolibri.places import Place
from content.formats.kolibri.rows import ChannelRows, NodeRow, read_rows
from content.formats.kolibri.storage import MISSING, Storage
from content.formats.notes import Notes
from i18n.refusals import Invalid, Phrase
from i18n.translate import N_
from i18n.translate import gettext as _


class IsADraft(Invalid):
    """A channel was never published."""

    message = N_(
        "The channel “{name}” is a draft: it has no version number. Publish it in Kolibri Studio, "
        "or say the number of this release with --release."
    )


class NothingToShow(Invalid):
    """Nothing of a channel becomes a page."""

    message = N_(
        "Nothing of the channel “{name}” can be shown: {count} pages were left out, first for "
        "this reason: {why}"
    )


def read(place: Place, asked: Asked) -> Made:
    """Read a channel of a drive.

    Raises:
        NotAChannel, StillOpen: its database.
        IsADraft, NoLanguage, NothingToShow: naming the channel.
    """
    with opened(place.database) as database:
        rows = read_rows(database)
    if rows.id != place.id or rows.root not in rows.nodes:
        what = Phrase(N_("another channel than its name says, or a tree without a root"))
        raise NotAChannel(name=place.database.name, what=what)
    if rows.version < 1 and asked.release is None:
        raise IsADraft(name=rows.name)
    return _Channel(rows, Storage(place.storage), asked).made()


@dataclass
class _Channel:
    """A channel while its tree is walked."""

    rows: ChannelRows
    storage: Storage
    asked: Asked
    notes: Notes = field(default_factory=Notes)
    blobs: dict[str, Blob] = field(default_factory=dict)
    language: str = ""
    license: str = "All Rights Reserved"
    children: dict[str, list[NodeRow]] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def made(self) -> Made:
        """Walk the tree and return what came of it."""
        self.language = whole.language_of(self.rows, self.asked)
        self.license = whole.license_of(self.rows)
        for row in sorted(self.rows.nodes.values(), key=lambda row: row.order):
            self.children.setdefault(row.parent, []).append(row)
        root = self.rows.nodes[self.rows.root]
        self.met.add(root.id)
        nodes = self._below(root, None, (), 1)
        self._note_what_was_never_met()
        if not nodes:
            left = self.notes.left_out
            why = left[0].why() if left else "-"
            raise NothingToShow(name=self.rows.name, count=len(left), why=why)
        entry = whole.entry_of(
            self.rows, self.asked, self.language, self.license, self.blobs, self.notes
        )
        catalogue = Catalogue(entry, tuple(nodes))
        check_tree(catalogue)
        catalogue = Catalogue.from_bytes(catalogue.to_bytes())
        self._say_what_it_came_from(catalogue)
        return Made(Draft(catalogue, self.blobs), self.notes)

    def _below(
        self, topic: NodeRow, parent: str | None, way: tuple[str, ...], depth: int
    ) -> list[NodeEntry]:
        """Return the nodes below a topic, each topic before what is in it."""
        found: list[NodeEntry] = []
        for position, row in enumerate(self.children.get(topic.id, ())):
            here = (*way, words.title_of(row))
            where = " › ".join(here)
            if row.id in self.met:
                continue
            self.met.add(row.id)
            if fault := self._fault(row, depth):
                self.notes.leave_out(where, fault.message, **fault.values)
                continue
            if row.kind == "topic":
                below = self._below(row, row.id, here, depth + 1)
                if below and (test := self._test(row, where)):
                    below.insert(0, test)
                if below:
                    found.append(self._topic(row, parent, position, where, below))
                    found += below
                else:
                    self.notes.leave_out(where, N_("nothing that can be shown is left in it"))
            elif book_of(row) is not None:
                found += self._book(row, parent, position, where, DEEPEST - depth)
            elif entry := self._page(row, parent, position, where):
                found.append(entry)
        return found

    def _fault(self, row: NodeRow, depth: int) -> Phrase | None:
        if not vocabulary.NODE_ID.fullmatch(row.id):
            return Phrase(N_("its id is not 32 digits from 0 to f"))
        if depth > DEEPEST:
            return Phrase(N_("it is deeper in the tree than {most} topics"), most=DEEPEST)
        if row.kind != "topic" and self.children.get(row.id):
            self.notes.change(
                words.title_of(row),
                N_("what lies below it was left out: it is not a topic"),
            )
        return None

    def _topic(
        self,
        row: NodeRow,
        parent: str | None,
        position: int,
        where: str,
        below: list[NodeEntry],
    ) -> NodeEntry:
        language = labels.language(row.language) or self.language
        page = Page(kind="topic")
        take_picture(page, row, language, self.storage)
        entry = self._described(row, page, parent, position, language, where)
        children = [node for node in below if node.parent == row.id]
        # as Kolibri has it: a topic is for teachers when all that is in it is
        return replace(entry, coach=all(node.coach for node in children))

    def _page(
        self, row: NodeRow, parent: str | None, position: int, where: str
    ) -> NodeEntry | None:
        if self._is_foreign(row, where):
            return None
        language = labels.language(row.language)
        texts: dict[str, Blob] = {}

        def keep(data: bytes) -> tuple[str, int]:
            sha256 = hashlib.sha256(data).hexdigest()
            texts[sha256] = data
            return sha256, len(data)

        try:
            page = read_page(row, language or self.language, self.storage, keep)
        except NotShown as refusal:
            why = refusal.args[0]
            self.notes.leave_out(where, why.message, **why.values)
            return None
        page.blobs |= texts
        if not language:
            page.change(N_("it did not say its language; it has that of the channel"))
        return self._described(row, page, parent, position, language or self.language, where)

    def _is_foreign(self, row: NodeRow, where: str) -> bool:
        """Say whether a node is in a language that we do not know, and note it."""
        if labels.language(row.language) or row.language in labels.NO_LANGUAGE:
            return False
        why = N_("we do not know the language “{code}” yet")
        self.notes.leave_out(where, why, code=row.language)
        return True

    def _book(
        self, row: NodeRow, parent: str | None, position: int, where: str, room: int
    ) -> list[NodeEntry]:
        """Return what becomes of a book: a lesson, or a topic with a lesson for each chapter."""
        file = book_of(row)
        if file is None or self._is_foreign(row, where):
            return []
        try:
            book = read_book(file, self.rows.id, row.id, where, self.storage, self.notes)
        except NotShown as refusal:
            why = refusal.args[0]
            self.notes.leave_out(where, why.message, **why.values)
            return []
        language = labels.language(row.language) or self.language
        is_one = len(book.pages) == 1 and book.pages[0].kind != "topic"
        page = Page(kind="lesson" if is_one or not room else "topic", blobs=dict(book.blobs))
        if is_one:
            page.files += spoken_in(language, book.pages[0].files)
            page.described = "alternatives" in book.pages[0].labels()
        take_picture(page, row, language, self.storage)
        entry = self._described(row, page, parent, position, language, where)
        return [entry] if is_one else [entry, *book.nodes(entry, room)]

    def _test(self, row: NodeRow, where: str) -> NodeEntry | None:
        """Return the test of a unit, which is done before its lessons and again after them."""
        file = next((file for file in row.files if file.preset in PRESETS), None)
        if file is None and row.assessment is None:
            return None
        language = labels.language(row.language) or self.language
        page = Page()
        try:
            found = self.storage.find(file.checksum, file.ending) if file else Phrase(MISSING)
            if isinstance(found, str) or file is None:
                raise NotShown(found)
            take_exercise(page, file.preset, found.path, language, row.assessment)
        except NotShown as refusal:
            self.notes.change(
                where, N_("its test before and after was left out: {why}"), why=refusal.args[0]
            )
            return None
        own = replace(row, id=node_id(self.rows.id, f"{row.id}#test"), description="", before=())
        own = replace(own, title=words.of_test(row, language), tags=(), seconds=0, needs=())
        own = replace(own, activities=(), accessible=())
        entry = self._described(own, page, row.id, 0, language, where)
        return replace(entry, content_id=own.id)

    def _described(
        self,
        row: NodeRow,
        page: Page,
        parent: str | None,
        position: int,
        language: str,
        where: str,
    ) -> NodeEntry:
        license_, terms = words.license_of(row, page, self.license)
        first = [words.title_of(self.rows.nodes[n]) for n in row.before if n in self.rows.nodes]
        version = words.version(row, page, language, terms, first)
        content_id = row.content_id
        if not vocabulary.NODE_ID.fullmatch(content_id):
            page.change(N_("its content id is not 32 digits from 0 to f; it has another"))
            content_id = row.id
        for message, values in page.changes:
            self.notes.change(where, message, **values)
        self.blobs |= page.blobs
        return NodeEntry(
            id=row.id,
            parent=parent,
            content_id=content_id,
            kind=page.kind,
            position=position,
            language=language,
            license=license_,
            license_owner=said.line(row.license_owner),
            author=said.line(row.author),
            level=labels.level(row.levels, row.needs),
            subject=labels.subject(row.categories, language),
            minutes=0 if page.kind == "topic" else _minutes(row.seconds),
            coach=row.coach,
            reviewed="",
            labels=() if page.kind == "topic" else page.labels(),
            versions=(version,),
            files=tuple(page.files),
        )

    def _note_what_was_never_met(self) -> None:
        for row in self.rows.nodes.values():
            below_a_page = row.parent in self.met
            if row.id not in self.met and not below_a_page:
                title = words.title_of(row)
                self.notes.leave_out(title, N_("no way leads to it from the root of the channel"))
        for name in self.rows.twice:
            self.notes.leave_out(name, N_("the same id twice: the first one counts"))

    def _say_what_it_came_from(self, catalogue: Catalogue) -> None:
        pages = sum(node.kind != "topic" for node in catalogue.nodes)
        whole = sum(row.kind != "topic" for row in self.rows.nodes.values())
        self.notes.about += [
            _("{title}: a Kolibri channel, version {version}, database of schema {schema}").format(
                title=catalogue.channel.versions[0].title,
                version=self.rows.version,
                schema=self.rows.schema,
            ),
            _("Pages in the bundle: {pages} of {whole}").format(pages=pages, whole=whole),
        ]


def _minutes(seconds: int) -> int:
    return min(max(0, -(-seconds // 60)), 9_999)
