"""The installed library: its catalogue in ``library.db``, its blobs in the store.

A release is *staged* beside those that are in use, invisible, then *switched* to in one
transaction; the release before stays for one step back. Whoever reads sees the old one or the
new one, never both.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from content import held, staging
from content.catalogue import Catalogue
from content.manifest import Manifest
from content.models import (
    SCHEMA,
    TABLES,
    Channel,
    File,
    Held,
    Packed,
    Release,
    Wording,
    database,
)
from content.packed import LibraryStore
from content.staging import forget, in_use
from i18n.refusals import Conflict, NotFound
from i18n.translate import N_


class NothingBefore(Conflict):
    """A channel has no earlier release to go back to."""

    message = N_("There is no earlier version of this course to go back to.")


class NoSuchChannel(NotFound):
    """A channel is not in the library."""

    message = N_("The course “{channel}” is not in the library.")


class ChangedMeanwhile(Conflict):
    """Learners see another release than whoever asks believes."""

    message = N_(
        "Learners see release {number} of this course now: somebody has changed it meanwhile. "
        "Nothing was changed; look at the list again."
    )


class MadeByANewer(Conflict):
    """The catalogue has a form that only a later version of the program knows."""

    message = N_(
        "The library in {folder} was made by a newer Ardoise. Nothing was changed. Start that "
        "newer version again, or give this one another folder."
    )


class Library:
    """The library below one folder; one per process is open at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = LibraryStore(folder / "objects")

    def releases(self) -> dict[str, Release]:
        """Return the release learners see of each channel, by channel id."""
        query = Release.select().join(Channel, on=Channel.current == Release.id)
        return {release.channel_id: release for release in query}

    def current(self, channel_id: str) -> Release | None:
        """Return the release learners see of a channel, None if it is not installed."""
        return self.releases().get(channel_id)

    def stage(self, catalogue: Catalogue, manifest: Manifest) -> Release:
        """Write a release beside those in use, where nobody sees it yet.

        A release half written by an earlier try is written again from the beginning; one that
        is whole is left as it is.

        Raises:
            NumberTaken: another content was installed under this release number.
            PageOfAnother: a page has the number of a page of another channel.
        """
        return staging.stage(catalogue, manifest)

    def switch(self, release: Release) -> None:
        """Show a staged release to learners, in one transaction; it may be shown already."""
        with database.atomic("IMMEDIATE"):
            channel, _ = Channel.get_or_create(
                id=release.channel_id, defaults={"position": Channel.select().count()}
            )
            if channel.current_id != release.id:
                channel.previous, channel.current = channel.current_id, release.id
                channel.retired = False
                channel.save()
            Held.delete().where(Held.channel_id == channel.id).execute()

    def held(self) -> list[Held]:
        """Return what learners saw before an update and do not see yet again, by channel id."""
        return list(Held.select().order_by(Held.channel_id))

    def offers(self, channel_id: str, number: int, *, to_begin: bool) -> bool:
        """Say whether a release is shown to learners, or there to go back to.

        Args:
            channel_id: the channel.
            number: of the release.
            to_begin: whether only what anybody may begin counts as shown.
        """
        query = Release.select(Release.id).where(
            Release.channel_id == channel_id, Release.number == number, Release.complete
        )
        channel = Channel.get_or_none(Channel.id == channel_id)
        taken = query.scalar()
        if channel is None or taken is None:
            return False
        is_shown = channel.current_id == taken and not (to_begin and channel.retired)
        return is_shown or channel.previous_id == taken

    def withdraw(self, channel_id: str, number: int, *, at_once: bool) -> None:
        """Take back a release: nobody begins it any more, and ``at_once`` nobody reads on.

        It is no longer there to go back to either. Done already, it changes nothing.
        """
        with database.atomic("IMMEDIATE"):
            if not self.offers(channel_id, number, to_begin=not at_once):
                return
            channel = Channel.get_by_id(channel_id)
            if channel.previous_id is not None and channel.previous.number == number:
                channel.previous = None
            if channel.current_id is not None and channel.current.number == number:
                channel.retired = not at_once
                channel.current = None if at_once else channel.current
            channel.save()

    def take_off(self, channel_id: str, number: int) -> None:
        """Show a channel to nobody any more, as long as this release is the one shown.

        Nothing is left to go back to, and what it held is deleted when the library is next swept.
        """
        with database.atomic("IMMEDIATE"):
            channel = Channel.get_or_none(Channel.id == channel_id)
            if channel is not None and channel.current and channel.current.number == number:
                channel.current = channel.previous = None
                channel.retired = False
                channel.save()

    def offer_again(self, channel_id: str, number: int) -> None:
        """Let anybody begin a channel again that was only for those who have begun it."""
        with database.atomic("IMMEDIATE"):
            channel = Channel.get_or_none(Channel.id == channel_id)
            if channel is not None and channel.current and channel.current.number == number:
                channel.retired = False
                channel.save(only=[Channel.retired])

    def give_up_before(self, channel_id: str, number: int) -> None:
        """Keep the release before of a channel no longer, if it is this one."""
        with database.atomic("IMMEDIATE"):
            channel = Channel.get_or_none(Channel.id == channel_id)
            if channel is not None and channel.previous and channel.previous.number == number:
                channel.previous = None
                channel.save()

    def before(self) -> dict[str, Release]:
        """Return the release before, by channel id, of each channel that has one."""
        query = Release.select().join(Channel, on=Channel.previous == Release.id)
        return {release.channel_id: release for release in query}

    def step_back(self, channel_id: str) -> tuple[int, int]:
        """Return the number of the release learners see, and of the one before.

        Raises:
            NoSuchChannel: it is not installed.
            NothingBefore: there is no earlier release.
        """
        now, before = self.current(channel_id), self.before().get(channel_id)
        if now is None:
            raise NoSuchChannel(channel=channel_id)
        if before is None:
            raise NothingBefore()
        return now.number, before.number

    def roll_back(self, channel_id: str, *, leaving: int, to: int) -> Release:
        """Show the release before to learners, and return it; shown already, nothing changes.

        Args:
            channel_id: the channel.
            leaving: the number that learners see, as whoever asks believes.
            to: the number of the release before.

        Raises:
            NoSuchChannel, NothingBefore: see ``step_back``.
            ChangedMeanwhile: these are no longer the two numbers.
        """
        with database.atomic("IMMEDIATE"):
            found = self.step_back(channel_id)
            channel = Channel.get_by_id(channel_id)
            if found == (leaving, to):
                channel.previous, channel.current = channel.current_id, channel.previous_id
                channel.retired = False
                channel.save()
            elif found != (to, leaving):
                raise ChangedMeanwhile(number=found[0])
            release: Release = Release.get_by_id(channel.current_id)
            return release

    def sweep(self, spared: Collection[str]) -> int:
        """Delete releases that are neither current nor previous, then blobs nothing uses.

        The description of each release that stays is spared, and all of what is held. Only while
        nothing is being brought in or installed.

        Args:
            spared: the SHA-256 of blobs that something on its way counts on.

        Returns:
            The number of blobs deleted.
        """
        for release in Release.select().where(Release.id.not_in(in_use() or {0})):
            with database.atomic("IMMEDIATE"):
                forget(release)
        self.store.sweep()
        used = {sha256 for (sha256,) in File.select(File.sha256).distinct().tuples()}
        return self.store.keep_only(used.union(spared, *self._described()))

    def keep_description(self, manifest: Manifest, data: bytes, catalogue: bytes) -> None:
        """Keep in the store what a release can be staged from again.

        Args:
            manifest: of the release.
            data: of the manifest, as signed.
            catalogue: all its bytes.

        Raises:
            Damaged: the bytes are not what their hashes say.
        """
        listing = (manifest.catalogue.sha256, [catalogue])
        self.store.add_all([(manifest.sha256, [data]), listing])

    def _described(self) -> Iterator[set[str]]:
        for (manifest,) in Release.select(Release.manifest).tuples():
            yield held.needed(self.store, manifest, files=False)
        for each in Held.select():
            for manifest in filter(None, (each.current, each.previous)):
                yield held.needed(self.store, manifest, files=True)


def open_library(folder: Path) -> Library:
    """Open the library below ``folder``; make an empty one if there is none or it is too old.

    What learners saw in one that is too old is then held; see ``content.putting_back``.

    Raises:
        MadeByANewer: a later version of the program made it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "library.db"
    if not database.is_closed():
        database.close()
    database.init(
        str(path),
        pragmas={"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1},
        timeout=10,
    )
    with database.connection_context():
        is_whole = Packed.table_exists() and Wording.table_exists()
        if database.pragma("user_version") != SCHEMA or not is_whole:
            _make_tables(folder)
    return Library(folder)


def _make_tables(folder: Path) -> None:
    """Make the tables, anew where they are too old; whole or not at all."""
    with database.atomic("IMMEDIATE"):
        found = database.pragma("user_version")
        if found > SCHEMA:
            raise MadeByANewer(folder=folder)
        before = held.told_by_older() if 0 < found < SCHEMA else []
        if 0 < found < SCHEMA:
            database.drop_tables(TABLES)
        database.create_tables([*TABLES, Packed])
        held.keep(before)
        database.pragma("user_version", SCHEMA)
