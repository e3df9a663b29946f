"""What pages ask of the installed library. Only releases that learners see are read.

Titles come in the language asked for where there is one, else in the node's own. Rows are read
as plain tuples: these queries are on the path of every page.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from peewee import JOIN

from content.marks import Mark, mark
from content.models import Channel, File, Node, Release, Title, Wording
from content.recall import recalled
from content.vocabulary import ENDINGS
from i18n.refusals import NotFound
from i18n.translate import N_


class NoSuchPage(NotFound):
    """A node is not in the library (any more)."""

    message = N_(
        "This page is not in the library. It may have been removed or replaced; search for its "
        "title, or go back to the library."
    )


@dataclass(frozen=True)
class Words:
    """The title and description of a thing in one language."""

    title: str
    description: str
    language: str
    checked: str = ""
    translated: str = ""
    made_here: bool = False
    is_older: bool = False

    @property
    def mark(self) -> Mark:
        """Return who made it, and who has read it again."""
        told = mark(self.translated, self.checked)
        return replace(told, made_here=self.made_here, is_older=self.is_older)


@dataclass(frozen=True)
class Item:
    """A node as lists show it."""

    id: str
    channel: str
    release: int
    """Row of the release, for further queries."""
    parent: str
    content_id: str
    kind: str
    position: int
    language: str
    minutes: int
    level: str
    subject: str
    coach: bool
    license: str
    license_owner: str
    author: str
    reviewed: str
    completion: str
    labels: tuple[str, ...]
    words: Words
    picture: str = ""
    """SHA-256 and ending of its cover, "" if it has none."""

    @property
    def is_unwritten(self) -> bool:
        """Say whether it is a film or a recording of which nobody has written what is said."""
        return self.kind in ("audio", "video") and not {"captions", "transcript"} & {*self.labels}


@dataclass(frozen=True)
class ChannelItem:
    """A channel as lists show it."""

    id: str
    release: int
    number: int
    language: str
    level: str
    subject: str
    license: str
    license_owner: str
    author: str
    retired: bool
    """Whether it is only for those who have begun it."""
    manifest: str
    """SHA-256 of the signed manifest of the release: names this very one."""
    words: Words
    picture: str = ""
    picture_alt: str = ""
    of_others: bool = False
    """Whether it has versions of pages of another channel, and no pages: nobody finds it."""


@dataclass(frozen=True)
class FileItem:
    """A file of a node."""

    role: str
    language: str
    easy: bool
    sha256: str
    size: int
    media_type: str
    alt: str


@dataclass(frozen=True)
class Version:
    """One version of a page's text."""

    language: str
    easy: bool
    words: Words
    file: FileItem | None
    """Its text; None for a page that is only a file (a recording without transcript)."""


_COLUMNS = (
    *(Node.id, Node.node_id, Release.channel_id, Node.release, Node.parent, Node.content_id),
    *(Node.kind, Node.position, Node.language, Node.minutes, Node.level, Node.subject, Node.coach),
    *(Node.license, Node.license_owner, Node.author, Node.reviewed),
    *(Node.completion, Node.labels),
)


def channels(language: str) -> list[ChannelItem]:
    """Return the installed channels that have pages, in the order they were first installed."""
    return [each for each in installed(language) if not each.of_others]


@recalled
def installed(language: str) -> list[ChannelItem]:
    """Return all installed channels, also those of versions of pages of others: for staff alone."""
    of_others = {number for (number,) in Wording.select(Wording.release).distinct().tuples()}
    rows = list(
        Channel.select(
            *(Channel.id, Release.id, Release.number, Release.language, Release.level),
            *(Release.subject, Release.license, Release.license_owner, Release.author),
            *(Channel.retired, Release.manifest),
        )
        .join(Release, on=Channel.current == Release.id)
        .order_by(Channel.position, Channel.id)
        .tuples()
    )
    return [
        ChannelItem(
            *[
                *row,
                _words_of_release(row[1], row[3], language),
                *_cover_of(row[1]),
                row[1] in of_others,
            ]
        )
        for row in rows
    ]


@recalled
def channel(channel_id: str, language: str) -> ChannelItem:
    """Return an installed channel that has pages.

    Raises:
        NoSuchPage: it is not installed.
    """
    found = next((item for item in channels(language) if item.id == channel_id), None)
    if found is None:
        raise NoSuchPage()
    return found


def title_of(channel_id: str, language: str) -> str:
    """Return the title of an installed channel, whatever it has; "" if it is not installed."""
    titles = (each.words.title for each in installed(language) if each.id == channel_id)
    return next(titles, "")


@recalled
def children(release: int, parent: str, language: str, *, coach: bool) -> list[Item]:
    """Return what is directly below a topic ("" for the channel itself), in reading order."""
    query = _items().where(Node.release == release, Node.parent == parent)
    return _with_words(_for(coach, query).order_by(Node.position), language)


def item(node_id: str, language: str, *, coach: bool) -> Item:
    """Return a node.

    Raises:
        NoSuchPage: it is not in the library, or not for this reader.
    """
    found = items([node_id], language, coach=coach)
    if node_id not in found:
        raise NoSuchPage()
    return found[node_id]


def items(node_ids: Iterable[str], language: str, *, coach: bool) -> dict[str, Item]:
    """Return those of the nodes that are in the library and for this reader, by id."""
    return _items_of(tuple(dict.fromkeys(node_ids)), language, coach)


@recalled
def _items_of(node_ids: tuple[str, ...], language: str, coach: bool) -> dict[str, Item]:
    query = _for(coach, _items().where(Node.node_id << list(node_ids)))
    return {found.id: found for found in _with_words(query, language)}


@recalled
def path_to(node: Item, language: str) -> list[Item]:
    """Return the topics from the channel down to a node, the node left out."""
    path: list[Item] = []
    parent = node.parent
    while parent:
        query = _items().where(Node.release == node.release, Node.node_id == parent)
        path.insert(0, _with_words(query, language)[0])
        parent = path[0].parent
    return path


@recalled
def neighbours(node: Item, language: str, *, coach: bool) -> tuple[Item | None, Item | None]:
    """Return the pages before and after a node in its channel; topics are stepped over."""
    query = _for(coach, _items().where(Node.release == node.release, Node.kind != "topic"))
    before = query.where(Node.position < node.position).order_by(Node.position.desc()).limit(1)
    after = query.where(Node.position > node.position).order_by(Node.position).limit(1)
    found = [next(iter(_with_words(side, language)), None) for side in (before, after)]
    return found[0], found[1]


@recalled
def pages(release: int, *, coach: bool) -> list[str]:
    """Return the ids of the pages of a channel in reading order, those in topics too."""
    query = Node.select(Node.node_id).where(Node.release == release, Node.kind != "topic")
    return [node_id for (node_id,) in _for(coach, query).order_by(Node.position).tuples()]


@recalled
def lessons_of(release: int) -> int:
    """Return how many lessons a channel has, those for teachers too."""
    lessons: int = Node.select().where(Node.release == release, Node.kind == "lesson").count()
    return lessons


@recalled
def holding(node_ids: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of the channels that hold some of these pages, and of the topics above them.

    Pages for teachers alone count for nothing.
    """
    held = items(node_ids, "", coach=False).values()
    topics = {topic.id for page in held for topic in path_to(page, "")}
    return frozenset(page.channel for page in held), frozenset(topics)


@recalled
def needing_a_word() -> list[str]:
    """Return the ids of the pages that are done by a teacher's word alone."""
    query = Node.select(Node.node_id).join(Release).join(Channel, on=Channel.current == Release.id)
    return [node_id for (node_id,) in query.where(Node.completion == "teacher").tuples()]


@recalled
def of_kind(kind: str, language: str) -> list[Item]:
    """Return every page of a kind, whichever channel it is in; pages for teachers too."""
    return _with_words(_items().where(Node.kind == kind), language)


@recalled
def versions(node: Item) -> list[Version]:
    """Return every version of a page, its own language and level first.

    Those that this site made come after its publisher's, and never in the place of one.
    """
    own = published(node)
    return own + _made_here(node, own)


def _made_here(node: Item, own: list[Version]) -> list[Version]:
    """Return the versions of a lesson that this site made, those in a language of ``own`` left out:
    of two of one kind, that of the channel that was installed first."""
    first = own[0].file if own else None
    if node.kind != "lesson" or first is None:
        return []
    taken = {(each.language, each.easy) for each in own}
    rows = (
        Wording.select(
            *(Wording.easy, Wording.text_sha256, Title.title, Title.description, Title.language),
            *(Title.checked, Title.translated, File.sha256, File.size, File.media_type),
        )
        .join(Channel, on=(Channel.current == Wording.release) & ~Channel.retired)
        .join(Title, on=Title.node == Wording.node)
        .join(File, on=(File.node == Wording.node) & (File.role == "main"))
        .where(Wording.of_page == node.id, Wording.of_channel == node.channel)
        .order_by(Channel.position, Channel.id, Wording.node)
    )
    found = []
    for easy, text, *words, sha256, size, media_type in rows.tuples():
        said = replace(Words(*words), made_here=True, is_older=text != first.sha256)
        key = said.language, bool(easy)
        if key not in taken and media_type == "text/html":
            taken.add(key)
            role = "easy" if easy else "translation"
            found.append(Version(*key, said, FileItem(role, *key, sha256, size, media_type, "")))
    return sorted(found, key=lambda version: (version.easy, version.language))


@recalled
def published(node: Item) -> list[Version]:
    """Return the versions of a page that its publisher made, its own language and level first."""
    files = files_of(node)
    texts = {
        (file.language, file.easy): file
        for file in files
        if file.role in ("main", "translation", "easy", "transcript")
        and file.media_type in ("text/html", "application/json")
    }
    rows = (
        Title.select(
            *(Title.language, Title.easy, Title.title, Title.description, Title.checked),
            Title.translated,
        )
        .join(Node)
        .where(Node.node_id == node.id, Node.release == node.release)
        .tuples()
    )
    found = [
        Version(code, bool(easy), Words(title, about, code, *said), texts.get((code, bool(easy))))
        for code, easy, title, about, *said in rows
    ]
    own = node.language
    return sorted(found, key=lambda version: (version.easy, version.language != own))


@recalled
def files_of(node: Item) -> list[FileItem]:
    """Return all files of a node."""
    rows = (
        File.select(
            *(File.role, File.language, File.easy, File.sha256, File.size, File.media_type),
            File.alt,
        )
        .join(Node)
        .where(Node.node_id == node.id, Node.release == node.release)
        .tuples()
    )
    return [FileItem(role, code, bool(easy), *rest) for role, code, easy, *rest in rows]


def text_held(node_id: str, sha256: str) -> str:
    """Return the media type of a text of a page, "" if no release holds it that is shown or is
    there to go back to."""
    query = (
        File.select(File.media_type)
        .join(Node)
        .join(
            Channel,
            on=(Channel.current == Node.release) | (Channel.previous == Node.release),
        )
        .join(Wording, JOIN.LEFT_OUTER, on=Wording.node == Node.id)
        .where((Node.node_id == node_id) | (Wording.of_page == node_id), File.sha256 == sha256)
    )
    return str(query.scalar() or "")


@recalled
def cover(
    sha256: str,
    *,
    coach: bool,
    channels: frozenset[str],
    nodes: frozenset[str] | None = None,
) -> FileItem | None:
    """Return the cover of one of these channels, or of a node there; None if it is not one.

    Args:
        sha256: of the picture.
        coach: whether pages for teachers count.
        channels: ids of those that the reader finds.
        nodes: ids of the nodes that the reader finds there, None for all.
    """
    within = Node.id.is_null() | coach | ~Node.coach
    if nodes is not None:
        within &= Node.id.is_null() | (Node.node_id << list(nodes))
    row = (
        File.select(
            *(File.role, File.language, File.easy, File.sha256, File.size, File.media_type),
            File.alt,
        )
        .join(Channel, on=Channel.current == File.release)
        .join(Node, JOIN.LEFT_OUTER, on=File.node == Node.id)
        .where(
            File.sha256 == sha256,
            File.role == "thumbnail",
            Channel.id << list(channels),
            within,
        )
        .tuples()
        .first()
    )
    return FileItem(*row) if row else None


def _items() -> Any:
    return (
        Node.select(*_COLUMNS)
        .join(Release)
        .join(Channel, JOIN.INNER, on=Channel.current == Release.id)
        .where(Node.id.not_in(Wording.select(Wording.node)))  # these are no pages
        .tuples()
    )


def _for(coach: bool, query: Any) -> Any:
    return query if coach else query.where(~Node.coach)


def _with_words(query: Any, language: str) -> list[Item]:
    rows = list(query)
    keys = [row[0] for row in rows]
    titles: dict[int, list[Words]] = {}
    covers: dict[int, str] = {}
    if keys:
        found = Title.select(
            *(Title.node, Title.title, Title.description, Title.language, Title.checked),
            Title.translated,
        ).where(Title.node << keys, ~Title.easy)
        for key, *words in found.tuples():
            titles.setdefault(key, []).append(Words(*words))
        pictures = File.select(File.node, File.sha256, File.media_type).where(
            File.node << keys, File.role == "thumbnail"
        )
        for key, sha256, media_type in pictures.tuples():
            covers[key] = _file_name(sha256, media_type)
    listed = []
    for key, *columns, labels in rows:
        own = columns[7]
        words = _best(titles.get(key, []), language, own)
        listed.append(Item(*[*columns, tuple(labels.split()), words, covers.get(key, "")]))
    return listed


def _best(words: list[Words], language: str, own: str) -> Words:
    by_language = {each.language: each for each in words}
    return by_language.get(language) or by_language.get(own) or Words("", "", own)


def _words_of_release(release: int, own: str, language: str) -> Words:
    rows = Title.select(Title.title, Title.description, Title.language).where(
        Title.release == release, Title.node.is_null()
    )
    return _best([Words(*row) for row in rows.tuples()], language, own)


def _cover_of(release: int) -> tuple[str, str]:
    row = (
        File.select(File.sha256, File.media_type, File.alt)
        .where(File.release == release, File.node.is_null(), File.role == "thumbnail")
        .tuples()
        .first()
    )
    return (_file_name(row[0], row[1]), row[2]) if row else ("", "")


def _file_name(sha256: str, media_type: str) -> str:
    return sha256 + ENDINGS[media_type]
