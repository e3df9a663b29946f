"""The pages of a course as sound files, for somebody who has no PC: a cell, a player."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from content import browse, durable
from content.models import Node
from i18n import languages
from i18n.refusals import Conflict
from i18n.speech import mp3
from i18n.translate import N_
from server.console import Site
from server.library import reading, speaking
from server.library.speaking import Voice

LONGEST_NAME = 60
"""Characters of a title in the name of a file: players show few more."""


class NothingSpoken(Conflict):
    """A course has no page that could be read aloud in a language."""

    message = N_(
        "No page of this course can be read aloud in this language. Choose another language, or "
        "another course."
    )


def write_sounds(
    site: Site, channel: str, language: str, out: Path, report: Callable[[int, int], None]
) -> list[Path]:
    """Write one MP3 for each page of a course that can be read aloud; return them in order.

    A file is whole or not there. See ``sounds_of``.

    Args:
        site: whose library and voices.
        channel: the course; it is installed.
        language: of the versions that are read.
        out: a folder, made where it is missing; files of the same names are replaced.
        report: told the pages done and in all.

    Raises:
        NothingSpoken: there is no such page.
        NoRoom, VoiceUnavailable, OSError: see ``speaking.speak``; files written before stay.
    """
    out.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, sound in sounds_of(site, channel, language, report):
        durable.write(out / name, sound)
        written.append(out / name)
    if not written:
        raise NothingSpoken()
    return written


def sounds_of(
    site: Site,
    channel: str,
    language: str,
    report: Callable[[int, int], None] = lambda done, of: None,
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the MP3 of each page of a course that can be read aloud, in order.

    A page that only teachers see, and an exercise, get none.

    Args:
        site: whose library and voices.
        channel: the course.
        language: of the versions that are read.
        report: told the pages done and in all.

    Raises:
        NoRoom, VoiceUnavailable, OSError: see ``speaking.speak``.
    """
    release = site.library.current(channel)
    query = Node.select(Node.node_id).where(Node.release == release).order_by(Node.position)
    ids = [node_id for (node_id,) in query.tuples()] if release else []
    voice = Voice.of(site)
    found = 0
    for done, node_id in enumerate(ids, start=1):
        title, sound = _sound(site, node_id, language, voice)
        if sound:
            found += 1
            yield f"{found:03} {_file_name(title)}.mp3", sound
        report(done, len(ids))


def zipped(site: Site, channel: str, language: str) -> Iterator[bytes]:
    """Return a ZIP of these files, piece by piece: it is sent while the rest is still spoken.

    Raises:
        NothingSpoken: there is no such page; before the first piece.
    """
    sounds = sounds_of(site, channel, language)
    first = next(sounds, None)
    if first is None:
        raise NothingSpoken()
    return _pieces(chain([first], sounds))


def _pieces(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    out = _Written()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name, data in files:
            made.writestr(zipfile.ZipInfo(name), data)  # the same moment for all: 1980
            yield out.taken()
    yield out.taken()


class _Written(io.RawIOBase):
    """What was written since it was taken last: a ZIP needs no more of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._data += data
        return len(data)

    def taken(self) -> bytes:
        """Return what was written, and forget it."""
        data = bytes(self._data)
        self._data.clear()
        return data


def _sound(site: Site, node_id: str, language: str, voice: Voice) -> tuple[str, bytes]:
    """Return the title of a page and all of its sound, b"" where it has none in this language."""
    for node in browse.items([node_id], language, coach=False).values():
        found = [
            each
            for each in browse.versions(node)
            if (each.language, each.easy) == (language, False) and each.file is not None
        ]
        if node.kind != "exercise" and found and languages.get(language).voice:
            name = reading.version_name(found[0])
            page = reading.open_page(site.library, node, name, language)
            spoken = speaking.speak(page, voice)
            return found[0].words.title, b"".join(mp3.join(each.spoken.mp3 for each in spoken))
    return "", b""


def _file_name(title: str) -> str:
    """Return a title as any disk and player can hold it."""
    plain = "".join(sign if sign.isalnum() or sign in " -'’" else " " for sign in title)
    return " ".join(plain.split())[:LONGEST_NAME].strip() or "page"
