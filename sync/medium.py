"""Reading a medium: a stick, a share, any folder with the layout that ``carry`` writes.

    ARDOISE                                           the marker: that this is a medium, its format
    metadata/  1.root.json … timestamp.json  V.snapshot.json  V.targets.json  V.content.json
    targets/content/<bundle>/<sha256>.<release>.json  manifests
    parts/ab/<64 hex>                                 at most 16 MiB each

A medium is hostile until proven otherwise. Nothing on it is listed or walked; a file is opened by
a name that signed metadata gave, is a plain file and no link, and is read no further than the
length that was signed.
"""

import errno
import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from content.wording import is_day
from i18n.refusals import Invalid, Unavailable
from i18n.translate import N_
from sync.answering import LOOK, SILENCE, Heard, answer_of

MARKER = "ARDOISE"
FORMAT = 1
_MARKER_LIMIT = 4096

SITE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")
"""The short name of a site, as its inventories and the sticks made for it bear it."""

_NAME = re.compile(r"(?:[0-9a-z-][0-9a-z._-]*/){0,3}[0-9a-z-][0-9a-z._-]*")
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_AT_ONCE = 1 << 20
"""Bytes read at a time: the slowest stick has them in two seconds, and is silent after twenty."""
_PLAIN = (
    os.O_RDONLY
    | _NO_LINKS
    | getattr(os, "O_NONBLOCK", 0)  # a pipe with nobody at its other end must not hang us
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_BY_STEPS = os.open in os.supports_dir_fd and bool(_NO_LINKS)


@dataclass(frozen=True)
class MadeFor:
    """What a medium says of itself that holds only what one site lacks; signed by nobody."""

    site: str
    made: str
    """The day on which that site said what it has; "" if it does not say."""


class NotAMedium(Invalid):
    """There is no marker here, or one of a format that this program does not know."""

    message = N_(
        "{place} holds no courses made for Ardoise, or ones made for a newer version. "
        "Check that it is the right stick or folder."
    )


class MissingOnMedium(Invalid):
    """The medium does not have a file that its signed lists name."""

    message = N_(
        "A file that was signed is missing on this medium: {name}. Nothing was installed; the "
        "library is as before. Have the medium made again."
    )


class Damaged(Invalid):
    """A file is not, byte for byte, what was signed; or no plain file at all."""

    message = N_(
        "A file on this medium is not what was signed: {name}. Nothing was installed; the "
        "library is as before. Have the medium made again."
    )


class MediumGone(Unavailable):
    """The medium stopped answering: pulled out, broken, or a share that went away."""

    message = N_(
        "The medium cannot be read any more; it may have been pulled out. The library is as "
        "before, and what had arrived is kept. Put the medium back and start again."
    )


class Longer(OSError):
    """A file has more bytes than were asked for: why it is ``Damaged``, if its length is signed."""


class Source(Protocol):
    """Where a medium's bytes come from: a folder here, a web server in ``sync.web``."""

    def read(self, name: str, limit: int) -> bytes:
        """Return a whole file.

        Args:
            name: its path on the medium, with slashes.
            limit: bytes it may have at most; never more than one byte beyond is read.

        Raises:
            MissingOnMedium: there is no such file.
            Damaged: it is longer (the cause is then ``Longer``), or a link, a pipe, a folder.
            MediumGone: the medium no longer answers.
            MediumSilent: it does not even say so.
        """


class FolderMedium:
    """A medium that is a folder of this machine. No file stays open between two calls, so that
    it can be taken out."""

    def __init__(self, root: Path) -> None:
        """Look for the marker; ``made_for`` is then the one site it says it is for, or None.

        Raises:
            NotAMedium: it is missing or of an unknown format.
            MediumSilent: the place does not answer.
        """
        self.root = root
        marked = self._marker()
        if marked is None:
            raise NotAMedium(place=str(root))
        self.made_for = _made_for(marked)

    def has(self, name: str, length: int) -> bool:
        """Say whether a file is there and has this length; its bytes are not read."""
        if not _NAME.fullmatch(name):
            return False
        try:
            found = answer_of(self.root, lambda heard: (self.root / name).lstat(), SILENCE)
        except OSError:
            return False
        return stat.S_ISREG(found.st_mode) and found.st_size == length

    def read(self, name: str, limit: int) -> bytes:
        """See ``Source.read``."""
        if not _NAME.fullmatch(name):
            raise Damaged(name=name)
        try:
            data = answer_of(
                self.root, lambda heard: read_plain(self.root, name, limit, heard), SILENCE
            )
        except FileNotFoundError as error:
            if self._marker() is not None:
                raise MissingOnMedium(name=name) from error
            raise MediumGone from error
        except _NotPlain as error:
            raise Damaged(name=name) from error
        except OSError as error:
            raise MediumGone from error
        if len(data) > limit:
            raise Damaged(name=name) from Longer()
        return data

    def _marker(self) -> dict[str, Any] | None:
        try:
            marker = json.loads(
                answer_of(
                    self.root,
                    lambda heard: read_plain(self.root, MARKER, _MARKER_LIMIT, heard),
                    LOOK,
                )
            )
        except (OSError, ValueError, RecursionError):
            return None
        known = isinstance(marker, dict) and marker.get("format") == FORMAT
        return marker if known else None


def marker(made_for: str = "", made: str = "") -> bytes:
    """Return the content of the marker file.

    Args:
        made_for: the one site that the medium is for, "" for all.
        made: the day on which that site said what it has.
    """
    return json.dumps(
        {"format": FORMAT, **({"for": made_for, "made": made} if made_for else {})}
    ).encode()


def _made_for(marker: dict[str, Any]) -> MadeFor | None:
    site, made = marker.get("for"), marker.get("made")
    if not isinstance(site, str) or not SITE.fullmatch(site):
        return None
    return MadeFor(site, made if isinstance(made, str) and is_day(made) else "")


class _NotPlain(OSError):
    """A link, pipe, device or folder where a plain file belongs."""


def read_plain(root: Path, name: str, limit: int, heard: Heard = lambda count: None) -> bytes:
    """Return the first ``limit`` bytes, and one more if there are more, of a plain file.

    Args:
        root: a folder.
        name: of the file below it, with slashes; no link is followed on the way.
        limit: in bytes.
        heard: called with the number of bytes of each piece that comes.

    Raises:
        OSError: it is not there, cannot be read, or is a link, a pipe, a folder.
    """
    try:
        descriptor = _open_by_steps(root, name) if _BY_STEPS else _open_by_path(root, name)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.ENXIO, errno.EISDIR):
            raise _NotPlain from error
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _NotPlain
    pieces, left = [], limit + 1
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        while left and (piece := file.read(min(left, _AT_ONCE))):
            pieces.append(piece)
            left -= len(piece)
            heard(len(piece))
    return b"".join(pieces)


def _open_by_steps(root: Path, name: str) -> int:
    """Open folder after folder by descriptor, so that no link is followed on the way."""
    *folders, last = name.split("/")
    here = os.open(root, _FOLDER)
    try:
        for folder in folders:
            inner = os.open(folder, _FOLDER | _NO_LINKS, dir_fd=here)
            os.close(here)
            here = inner
        return os.open(last, _PLAIN, dir_fd=here)
    finally:
        os.close(here)


def _open_by_path(root: Path, name: str) -> int:
    """Open where the system has no descriptors of folders (Windows): look at each step first."""
    path = root
    for step in name.split("/"):
        path = path / step
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) != 0:
            raise _NotPlain
    if not stat.S_ISREG(path.lstat().st_mode):
        raise _NotPlain
    return os.open(path, _PLAIN)
