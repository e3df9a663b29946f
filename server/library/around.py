"""What the pages of the library share: the page asked for, and what stands around it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from flask import current_app, request, url_for
from flask.typing import ResponseReturnValue

from content import browse, cues
from content.browse import FileItem, Item, Version
from content.library import Library
from content.store import Place, read_at
from content.vocabulary import ENDINGS
from i18n import languages
from server import clock
from server.library import reading
from server.library.reading import Reading, version_name
from server.records.given import Along, along
from server.records.shelf import neighbours_of, order_of, page_of
from server.roles import STAFF
from server.web.addresses import row_number
from server.web.visitor import visitor

NodePage = Callable[[Reading, dict[str, object] | None], ResponseReturnValue]
"""Shows a page of a kind of its own: to its reader, or to somebody else as its reader will see it;
what stands around it is then given, and nothing is kept."""


def library() -> Library:
    """Return the installed library."""
    held: Library = current_app.config["LIBRARY"]
    return held


def coach() -> bool:
    """Say whether this reader sees what is for teachers only."""
    return visitor().role in STAFF


def node_of(node_id: str) -> Item:
    """Return a page for this reader.

    Raises:
        NoSuchPage: there is none of that name for them.
    """
    return page_of(visitor(), node_id)


def reading_of(node: Item, asked: str | None) -> Reading:
    """Return a page in the version asked for, or the best one for this reader."""
    here = visitor()
    return reading.open_page(library(), node, asked, here.language, easy=here.wants_easy_words)


def around(found: Item) -> dict[str, object]:
    """Return what every page of a course shows around itself."""
    here = visitor()
    channel = browse.channel(found.channel, here.language)
    before, after = neighbours_of(here, found)
    module = opened_from(found)
    if module is not None:
        before, after = module.before, module.after
    order = order_of(here, found.release)
    at = url_for("library.course", channel_id=channel.id)
    crumbs = [(channel.words.title, at, channel.words.language)]
    crumbs += [
        (topic.words.title, url_for("library.node", node_id=topic.id), topic.words.language)
        for topic in browse.path_to(found, here.language)
    ]
    return {
        "channel": channel,
        "before": before,
        "after": after,
        "position": (order.index(found.id) + 1, len(order)) if found.id in order else None,
        "crumbs": crumbs,
        "module": module.number if module else None,
        "module_title": module.title if module else "",
    }


def opened_from(found: Item) -> Along | None:
    """Return the module of this reader that a page was opened from, as address and forms say it."""
    return along(visitor(), request.values.get("module", type=row_number), found.id, at=clock.now())


def recordings(read: Reading) -> dict[str, object]:
    """Return what a lesson plays, and whether reading it is enough.

    Captions in the reader's language come first, then those in the language of the page.
    """
    files = browse.files_of(read.node)
    first = (visitor().language, read.version.language)
    chapters = next((f for f in files if f.role == "chapters"), None)
    return {
        "media": next((f for f in files if f.role == "main" and _is_media(f.media_type)), None),
        "captions": sorted(
            (f for f in files if f.role == "captions"),
            key=lambda file: first.index(file.language) if file.language in first else len(first),
        ),
        "descriptions": _descriptions([f for f in files if f.role == "descriptions"], first),
        "signs": next((f for f in files if f.role == "signs"), None),
        "chapters": _chapters(library().store.place(chapters.sha256)) if chapters else (),
        "spoken": next((f for f in files if f.role == "spoken" and _is_in(f, read.version)), None),
        "can_be_read": reading.can_be_read(read.node),
    }


@dataclass(frozen=True)
class Descriptions:
    """What is seen in a film, in one language."""

    file: FileItem
    lines: tuple[tuple[float, float, str, str], ...]
    """Of each: from which second to which, the first as on a clock, and what is seen."""


MOST_LINES = 1000


def _descriptions(files: list[FileItem], first: tuple[str, ...]) -> Descriptions | None:
    """Return what is seen in a film: in the first language that there is, else in any."""
    ranks = {language: rank for rank, language in reversed([*enumerate(first)])}
    for file in sorted(files, key=lambda file: ranks.get(file.language, len(first))):
        if lines := _lines(library().store.place(file.sha256)):
            return Descriptions(file, lines)
    return None


@lru_cache(maxsize=64)
def _lines(place: Place) -> tuple[tuple[float, float, str, str], ...]:
    found = _cues(place)[:MOST_LINES]
    return tuple((c.start, c.end, _clock(int(c.start)), " ".join(c.text.split())) for c in found)


MOST_CHAPTERS = 200


@lru_cache(maxsize=64)
def _chapters(place: Place) -> tuple[tuple[int, str, str], ...]:
    """Return where chapters begin, in seconds and as on a clock, and their titles."""
    found = _cues(place)[:MOST_CHAPTERS]
    return tuple((int(c.start), _clock(int(c.start)), c.text) for c in found)


def _cues(place: Place) -> list[cues.Cue]:
    try:
        return cues.read(read_at(place))
    except cues.NoCues:
        return []


def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def _is_in(file: FileItem, version: Version) -> bool:
    return (file.language, file.easy) == (version.language, version.easy)


def _is_media(media_type: str) -> bool:
    return media_type.startswith(("audio/", "video/")) or media_type == "application/pdf"


def beside(read: Reading) -> dict[str, object]:
    """Return what every page with a text shows beside it."""
    return {
        "node": read.node,
        "language_of_text": languages.named(read.version.language),
        "version": version_name(read.version),
        "versions": [
            (version_name(each), each, languages.named(each.language)) for each in read.others
        ],
        "can_speak": languages.named(read.version.language).voice is not None,
        "ending": ENDINGS,
        **around(read.node),
    }
