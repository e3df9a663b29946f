"""Keeping where somebody is in an archive, and switching a course to interactive."""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from content import browse
from content.framed.opening import PACKED
from i18n.refusals import Conflict
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from server.frames.models import FramePlace, InteractiveCourse

NOTED_EVERY = timedelta(seconds=15)
"""Pages turned faster than this are not all written down: the memory of the program knows them."""
MOST_KEPT = 2_000
LONGEST = 2_000
"""Characters of a path or title that are kept."""


class NothingInteractive(Conflict):
    """A course has no pages that others made."""

    message = N_("This course has no pages that could be interactive.")


class AnotherRelease(Conflict):
    """A course was changed since the page with the button was opened."""

    message = N_("This course has changed meanwhile. Look at it again, then decide.")


class Places:
    """Where each reader is, by capability, and in which pages of archives people are."""

    def __init__(self) -> None:
        """Begin knowing nothing but what the database holds."""
        self._last: OrderedDict[tuple[str, str], tuple[str, str]] = OrderedDict()
        self._led: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._written: dict[tuple[int, str], datetime] = {}
        self._lock = Lock()

    def turned_to(
        self, whose: str, person_id: int | None, node_id: str, path: str, title: str, at: datetime
    ) -> None:
        """Note that somebody has a page of an archive before them.

        Args:
            whose: the capability it was asked with.
            person_id: None for a guest, of whom nothing is written down.
            node_id: of the archive.
            path: of the page.
            title: of the page.
            at: now.
        """
        place = path[:LONGEST], title[:LONGEST]
        with self._lock:
            for key in (whose, str(person_id or "")):
                if key:
                    self._last[(key, node_id)] = place
                    self._last.move_to_end((key, node_id))
            while len(self._last) > MOST_KEPT:
                self._last.popitem(last=False)
            if person_id is None:
                return
            before = self._written.get((person_id, node_id))
            if before is not None and at - before < NOTED_EVERY:
                return
            self._written[(person_id, node_id)] = at
        keep_place(person_id, node_id, *place, at=at)

    def led_outside(self, whose: str, node_id: str, address: str) -> None:
        """Note where a link that was followed with a capability leads outside."""
        with self._lock:
            self._led[(whose, node_id)] = address[:LONGEST]
            while len(self._led) > MOST_KEPT:
                self._led.popitem(last=False)

    def led(self, whose: str, node_id: str) -> str:
        """Return where the last link outside leads that was followed; "" if none was."""
        with self._lock:
            return self._led.get((whose, node_id), "")

    def of(self, whose: str, node_id: str) -> tuple[str, str] | None:
        """Return path and title of the last page asked for with a capability."""
        with self._lock:
            return self._last.get((whose, node_id))

    def of_person(self, person_id: int, node_id: str) -> tuple[str, str] | None:
        """Return path and title of the page where somebody was last, None if there is none."""
        with self._lock:
            known = self._last.get((str(person_id), node_id))
        if known is not None:
            return known
        found = FramePlace.of(person_id, node_id)
        return (found.path, found.title) if found else None


def keep_place(person_id: int, node_id: str, path: str, title: str, *, at: datetime) -> None:
    """Write down the page of an archive that somebody has before them."""
    with writing():
        place, _ = FramePlace.get_or_create(
            person=person_id,
            node_id=node_id,
            defaults={"path": path, "title": title, "at": at},
        )
        place.path, place.title, place.at = path, title, at
        place.save(only=[FramePlace.path, FramePlace.title, FramePlace.at])


def packages_of(channel_id: str, language: str) -> list[browse.Item]:
    """Return the nodes of an installed course whose pages are shown in a frame.

    Raises:
        NoSuchPage: it is not installed.
    """
    channel = browse.channel(channel_id, language)
    nodes = browse.items(browse.pages(channel.release, coach=True), language, coach=True)
    return [
        node
        for node in nodes.values()
        if any(file.media_type in PACKED for file in browse.files_of(node))
    ]


def switch(
    channel_id: str, manifest: str, person: Person, by: Actor, *, interactive: bool, at: datetime
) -> None:
    """Let the pages of others in one release of a course run programs, or no longer.

    Raises:
        NoSuchPage: it is not installed.
        AnotherRelease: learners see another release than the one that was looked at.
        NothingInteractive: it holds no such pages.
    """
    channel = browse.channel(channel_id, "")
    if channel.manifest != manifest:
        raise AnotherRelease()
    if interactive and not packages_of(channel_id, ""):
        raise NothingInteractive()
    with writing():
        was = InteractiveCourse.is_so(channel_id, manifest)
        InteractiveCourse.delete().where(InteractiveCourse.channel_id == channel_id).execute()
        if interactive:
            InteractiveCourse.create(
                channel_id=channel_id, manifest=manifest, decided_by=person, decided_at=at
            )
        if was != interactive:
            kind = "course.interactive" if interactive else "course.as_documents"
            record(by, kind, channel.words.title, at=at, manifest=manifest)
