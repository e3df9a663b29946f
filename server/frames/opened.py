"""The packages that are open, and who may ask for their pages with which capability."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from content import browse
from content.browse import ChannelItem, FileItem, Item
from content.framed.documents import document
from content.framed.opening import PACKED
from content.framed.packages import Found, Package
from content.library import Library
from content.scattered import Scattered
from content.store import Place
from i18n import languages
from server.frames import capabilities
from server.frames.capabilities import LASTS, Capability, NotForThisFrame
from server.frames.models import InteractiveCourse
from server.library.reading import NoSuchFile
from server.records.shelf import page_of
from server.seats import operations as seats
from server.web.visitor import Visitor

BELIEVED = timedelta(seconds=10)
"""How long it is believed that a page is there for somebody; that their session is open, never."""
MOST_BELIEVED = 1_000
MOST_OPEN = 16
"""Packages held open at a time."""


@dataclass(frozen=True)
class Asking:
    """Who asks, for what."""

    reader: Visitor
    file: FileItem
    interactive: bool
    keeps: bool = True
    """Whether it is kept where this reader is."""
    places: tuple[Place, ...] = ()
    """Where the file lies, if it waits for approval; else the library knows."""


Waiting = Callable[[Visitor, int, str], tuple[FileItem, tuple[Place, ...]]]
"""Returns the file of a node in a release that waits, and where it lies, for whoever may look at
it. Raises a refusal for everybody else."""


class Packages:
    """The packages of the library that were opened last."""

    def __init__(self) -> None:
        """Begin with none."""
        self._open: OrderedDict[str, Package] = OrderedDict()
        self._lock = Lock()

    def of(
        self, library: Library, file: FileItem, name: str, places: tuple[Place, ...] = ()
    ) -> Package:
        """Return the package in a file of the library, opened if it is not.

        Args:
            library: what is installed.
            file: of one of the types ``PACKED``.
            name: what it is called in a refusal.
            places: where it lies if it waits for approval: it is then opened for once, and nothing
                of it is held, since it may be installed or refused at any time.

        Raises:
            Refusal: it cannot be opened.
        """
        if places:
            return PACKED[file.media_type](name, Scattered(places), file.sha256)
        with self._lock:
            found = self._open.get(file.sha256)
            if found is not None:
                self._open.move_to_end(file.sha256)
                return found
        place = library.store.place(file.sha256)
        opened = PACKED[file.media_type](name, place, file.sha256)
        with self._lock:
            self._open[file.sha256] = opened
            while len(self._open) > MOST_OPEN:
                self._open.popitem(last=False)  # closed when nobody reads it any more
        return opened


class Documents:
    """Pages made documents, the last shown, up to so many letters together."""

    def __init__(self, most: int = 8 << 20) -> None:
        """Keep ``most`` letters together."""
        self._most, self._size = most, 0
        self._held: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._lock = Lock()

    def of(self, found: Found, sha256: str) -> str:
        """Return a page of a package, which has this hash, as a document.

        Raises:
            Refusal: it cannot be read.
        """
        key = sha256, found.path
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = document(found.read(), found.path)
        with self._lock:
            if key not in self._held and len(made) < self._most // 4:
                self._held[key] = made
                self._size += len(made)
            while self._size > self._most:
                self._size -= len(self._held.popitem(last=False)[1])
        return made


class Doorkeeper:
    """Knows whether a capability still counts."""

    def __init__(self, secret: bytes, settings: Any, waiting: Waiting | None = None) -> None:
        """Begin with nothing believed.

        Args:
            secret: the installation's own.
            settings: of the site.
            waiting: knows what waits for approval.
        """
        self._secret, self._settings, self._waiting = secret, settings, waiting
        self._believed: OrderedDict[tuple[str, str], tuple[datetime, Asking]] = OrderedDict()
        self._lock = Lock()

    def capability(self, reader: Visitor, node: Item, *, at: datetime, keeps: bool = True) -> str:
        """Return what lets the frame of a reader page ask for the pages of a node.

        Args:
            reader: whose page it is.
            node: of the library.
            at: now.
            keeps: whether it is kept where they are.
        """
        session, until = reader.session_id or 0, at + LASTS
        made = Capability(session, node.id, is_interactive(node), until, keeps)
        return made.sealed(self._secret)

    def looking_at(
        self, reader: Visitor, waiting: int, node_id: str, *, interactive: bool, at: datetime
    ) -> str:
        """Return what lets a frame ask for the pages of a node in a release that waits."""
        session, until = reader.session_id or 0, at + LASTS
        made = Capability(session, node_id, interactive, until, keeps=False, waiting=waiting)
        return made.sealed(self._secret)

    def asking(self, text: str, node_id: str, *, at: datetime) -> Asking:
        """Return who asks with a capability, and for which file.

        Raises:
            NotForThisFrame: it does not count, or no longer.
            NoSuchPage: the node is no longer there for them.
        """
        capability = capabilities.read(text, node_id, self._secret, at=at)
        reader = self._reader(capability, at)
        key = (text, node_id)
        with self._lock:
            since, asking = self._believed.get(key, (None, None))
        if since is not None and asking is not None and timedelta() <= at - since < BELIEVED:
            return asking
        asking = self._asking(capability, reader)
        with self._lock:
            self._believed[key] = at, asking
            self._believed.move_to_end(key)
            while len(self._believed) > MOST_BELIEVED:
                self._believed.popitem(last=False)
        return asking

    def _asking(self, capability: Capability, reader: Visitor) -> Asking:
        """Look up what is asked for, as far as this reader may have it."""
        if capability.waiting:
            if self._waiting is None:
                raise NotForThisFrame()
            file, places = self._waiting(reader, capability.waiting, capability.node)
            return Asking(reader, file, capability.interactive, False, places)
        node = page_of(reader, capability.node)
        interactive = capability.interactive and is_interactive(node)
        return Asking(reader, file_of(node), interactive, capability.keeps)

    def refuse_others(self, text: str, reader: Visitor, node_id: str, *, at: datetime) -> None:
        """Refuse what does not come from a frame of this reader that is interactive.

        Raises:
            NotForThisFrame: it does not.
        """
        capability = capabilities.read(text, node_id, self._secret, at=at)
        theirs = capability.session == reader.session_id and capability.keeps
        if not theirs or capability.waiting or not capability.interactive:
            raise NotForThisFrame()

    def _reader(self, capability: Capability, at: datetime) -> Visitor:
        """Return whose session it is, which is open, and note that they are there."""
        if capability.session == 0:
            if not self._settings.guests:
                raise NotForThisFrame()
            return Visitor(self._settings.language)
        found = seats.present_again(capability.session)
        idle = timedelta(minutes=self._settings.sign_out_after)
        if found is None or found.held or seats.is_over(found, idle, at=at):
            raise NotForThisFrame()
        seats.sign_of_life(found, at=at)
        return Visitor(
            languages.offered(found.language, self._settings.language),
            found.look,
            found.seat,
            found.person_id,
            found.name,
            found.role,
            found.session_id,
        )


def file_of(node: Item) -> FileItem:
    """Return the file of a node whose pages are shown in a frame.

    Raises:
        NoSuchFile: it has none.
    """
    for file in browse.files_of(node):
        if file.role == "main" and file.media_type in PACKED:
            return file
    raise NoSuchFile()


def is_interactive(node: Item) -> bool:
    """Say whether the pages of a node may run programs."""
    channel = browse.channel(node.channel, "")
    return InteractiveCourse.is_so(channel.id, channel.manifest)


def channel_of(node: Item, language: str) -> ChannelItem:
    """Return the course of a node."""
    return browse.channel(node.channel, language)
