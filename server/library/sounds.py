"""The pages of a course as sound files, for somebody who has no PC: a cell, a player."""

from collections.abc import Callable
from pathlib import Path

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

    A page that only teachers see, and an exercise, get none. A file is whole or not there.

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
    release = site.library.current(channel)
    query = Node.select(Node.node_id).where(Node.release == release).order_by(Node.position)
    ids = [node_id for (node_id,) in query.tuples()] if release else []
    out.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    voice = Voice.of(site)
    for done, node_id in enumerate(ids, start=1):
        title, sound = _sound(site, node_id, language, voice)
        if sound:
            target = out / f"{len(written) + 1:03} {_file_name(title)}.mp3"
            durable.write(target, sound)
            written.append(target)
        report(done, len(ids))
    if not written:
        raise NothingSpoken()
    return written


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
