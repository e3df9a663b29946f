"""A channel of a drive to a draft: its tree walked from the root, each node made or noted."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace

from content import vocabulary
from content.bundle import Blob, Draft
from content.catalogue import (
    DEEPEST,
    Catalogue,
    ChannelEntry,
    FileEntry,
    NodeEntry,
    VersionEntry,
    check_tree,
)
from content.formats.asked import Asked, Made
from content.formats.kolibri import labels, words
from content.formats.kolibri.opening import NotAChannel, opened
from content.formats.kolibri.pages import NotShown, Page, read_cover, read_page, take_picture
from content.formats.kolibri.places import Place
from content.formats.kolibri.rows import ChannelRows, NodeRow, read_rows
from content.formats.kolibri.storage import Storage
from content.formats.notes import Notes
from content.wording import LONGEST_DESCRIPTION, is_seen
from i18n.refusals import Invalid, Phrase
from i18n.translate import N_
from i18n.translate import gettext as _


class IsADraft(Invalid):
    """A channel was never published."""

    message = N_(
        "The channel “{name}” is a draft: it has no version number. Publish it in Kolibri Studio, "
        "or say the number of this release with --release."
    )


class NoLanguage(Invalid):
    """Nothing in a channel says in which language it is."""

    message = N_(
        "Nothing in the channel “{name}” says in which language it is, or we do not know that "
        "language yet. Say it: --language fr"
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
        self.language = self._own_language()
        self.license = self._commonest_license()
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
        self._note_prerequisites(nodes)
        catalogue = Catalogue(self._entry(root), tuple(nodes))
        check_tree(catalogue)
        catalogue = Catalogue.from_bytes(catalogue.to_bytes())
        self._say_what_it_came_from(catalogue)
        return Made(Draft(catalogue, self.blobs), self.notes)

    def _own_language(self) -> str:
        """Return the language of the channel: the root's, else that of most of its pages."""
        root = self.rows.nodes[self.rows.root]
        codes = (row.language for row in self.rows.nodes.values() if row.kind != "topic")
        found = Counter(code for code in map(labels.language, codes) if code)
        commonest = max(sorted(found), key=lambda code: found[code], default="")
        own = labels.language(root.language) or commonest or labels.language(self.asked.language)
        if not own:
            raise NoLanguage(name=self.rows.name)
        return own

    def _commonest_license(self) -> str:
        names = (row.license for row in self.rows.nodes.values() if row.kind != "topic")
        found = Counter(labels.LICENSES[name] for name in names if name in labels.LICENSES)
        return max(sorted(found), key=lambda name: found[name], default="All Rights Reserved")

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
                if below:
                    found.append(self._topic(row, parent, position, where, below))
                    found += below
                else:
                    self.notes.leave_out(where, N_("nothing that can be shown is left in it"))
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
        if row.mastery or any(not file.thumbnail for file in row.files):
            page.change(N_("its test before and after was left out: tests cannot be shown yet"))
        entry = self._described(row, page, parent, position, language, where)
        children = [node for node in below if node.parent == row.id]
        # as Kolibri has it: a topic is for teachers when all that is in it is
        return replace(entry, coach=all(node.coach for node in children))

    def _page(
        self, row: NodeRow, parent: str | None, position: int, where: str
    ) -> NodeEntry | None:
        language = labels.language(row.language)
        if not language and row.language not in labels.NO_LANGUAGE:
            why = Phrase(N_("we do not know the language “{code}” yet"), code=row.language)
            self.notes.leave_out(where, why.message, **why.values)
            return None
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
        version = words.version(row, page, language, terms)
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
            license_owner=words.line(row.license_owner),
            author=words.line(row.author),
            level=labels.level(row.levels),
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

    def _note_prerequisites(self, nodes: list[NodeEntry]) -> None:
        """Say what is to be known first, which a bundle cannot say yet."""
        titles = {node.id: node.versions[0].title for node in nodes}
        for node in nodes:
            for name in self.rows.nodes[node.id].before:
                message = N_("it does not say any more what comes first: “{title}”")
                self.notes.change(titles[node.id], message, title=titles.get(name, name))

    def _entry(self, root: NodeRow) -> ChannelEntry:
        name = words.line(self.rows.name)
        title = name if is_seen(name) else self.rows.id
        about = words.text(self.rows.description or root.description)[:LONGEST_DESCRIPTION].strip()
        return ChannelEntry(
            id=self.rows.id,
            release=self.asked.release or min(self.rows.version, 10**9 - 1),
            language=self.language,
            author=words.line(self.rows.author),
            license=self.license,
            license_owner=words.line(root.license_owner),
            level=labels.level(root.levels),
            subject=labels.subject(root.categories, self.language),
            versions=(VersionEntry(self.language, False, title, about),),
            files=self._cover(),
        )

    def _cover(self) -> tuple[FileEntry, ...]:
        found = read_cover(self.rows.thumbnail)
        if found is None:
            if self.rows.thumbnail:
                self.notes.change(self.rows.name, N_("the picture of the channel was left out"))
            return ()
        data, media_type = found
        sha256 = hashlib.sha256(data).hexdigest()
        self.blobs[sha256] = data
        return (FileEntry("thumbnail", self.language, False, sha256, len(data), media_type),)

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
