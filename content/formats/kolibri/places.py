"""Which channels a drive or folder holds."""

import re
from dataclasses import dataclass
from pathlib import Path

from i18n.refusals import Invalid, NotFound
from i18n.translate import N_

_DATABASE = re.compile(r"([0-9a-f]{32})\.sqlite3")
_INSIDE = ("KOLIBRI_DATA/content", ".kolibri/content", "content", ".")
"""Where the folder with ``databases`` lies below what somebody points at."""


class NoChannel(NotFound):
    """A drive holds no database of a channel."""

    message = N_(
        "There is no Kolibri channel in {folder}: no database there has the name of one. In "
        "Kolibri, export the channel to this drive again, then start again."
    )


class OtherChannels(NotFound):
    """The channel asked for is not on the drive."""

    message = N_(
        "The channel {channel} is not on this drive. It holds: {known}. Choose one of these."
    )


class NotFollowed(Invalid):
    """A database is a link to elsewhere."""

    message = N_(
        "The database {name} is a link to another place, and is not followed. Copy the drive as "
        "it is, then start again."
    )


@dataclass(frozen=True)
class Place:
    """A channel on a drive."""

    id: str
    database: Path
    storage: Path
    """The folder of all files of the drive; it need not be there."""


def recognises(source: Path) -> bool:
    """Say whether a folder is a Kolibri drive, or the content folder of one."""
    return _content(source) is not None


def channels(source: Path, wanted: tuple[str, ...] = ()) -> list[Place]:
    """Return the channels of a drive, in the order of their names.

    Databases of other names are another program's, and passed over; so are empty ones, which an
    import that was broken off leaves behind.

    Args:
        source: what ``recognises`` said yes to.
        wanted: their ids, or the beginnings of them; () for all.

    Raises:
        NoChannel, OtherChannels, NotFollowed: nothing was read.
    """
    content = _content(source)
    found = sorted((content / "databases").iterdir()) if content else []
    places = []
    for path in found:
        name = _DATABASE.fullmatch(path.name)
        if name is None or content is None or not path.is_file() or path.stat().st_size == 0:
            continue
        if path.is_symlink():
            raise NotFollowed(name=path.name)
        places.append(Place(name[1], path, content / "storage"))
    if not places:
        raise NoChannel(folder=source)
    for each in wanted:
        if not any(place.id.startswith(each) for place in places):
            raise OtherChannels(channel=each, known=", ".join(place.id for place in places))
    return [p for p in places if not wanted or any(p.id.startswith(each) for each in wanted)]


def _content(source: Path) -> Path | None:
    source = source.resolve()
    folders = (source / inside for inside in _INSIDE)
    return next((folder for folder in folders if (folder / "databases").is_dir()), None)
