"""What the pages of the library share: the page asked for, and what stands around it."""

from flask import current_app, request, url_for

from content import browse
from content.browse import FileItem, Item, Version
from content.library import Library
from content.vocabulary import ENDINGS
from i18n import languages
from server import clock
from server.library import reading
from server.library.reading import Reading, version_name
from server.records.given import Along, along
from server.records.shelf import neighbours_of, page_of
from server.roles import STAFF
from server.web.addresses import row_number
from server.web.visitor import visitor


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
    return reading.open_page(library(), node, asked, visitor().language)


def around(found: Item) -> dict[str, object]:
    """Return what every page of a course shows around itself."""
    here = visitor()
    channel = browse.channel(found.channel, here.language)
    before, after = neighbours_of(here, found)
    module = opened_from(found)
    if module is not None:
        before, after = module.before, module.after
    crumbs = [(channel.words.title, url_for("library.course", channel_id=channel.id))]
    crumbs += [
        (topic.words.title, url_for("library.node", node_id=topic.id))
        for topic in browse.path_to(found, here.language)
    ]
    return {
        "channel": channel,
        "before": before,
        "after": after,
        "crumbs": crumbs,
        "module": module.number if module else None,
        "module_title": module.title if module else "",
    }


def opened_from(found: Item) -> Along | None:
    """Return the module of this reader that a page was opened from, as address and forms say it."""
    return along(visitor(), request.values.get("module", type=row_number), found.id, at=clock.now())


def recordings(read: Reading) -> dict[str, object]:
    """Return what a lesson plays, and whether reading it is enough."""
    files = browse.files_of(read.node)
    return {
        "media": next((f for f in files if f.role == "main" and _is_media(f.media_type)), None),
        "captions": [f for f in files if f.role == "captions"],
        "spoken": next((f for f in files if f.role == "spoken" and _is_in(f, read.version)), None),
        "can_be_read": reading.can_be_read(read.node),
    }


def _is_in(file: FileItem, version: Version) -> bool:
    return (file.language, file.easy) == (version.language, version.easy)


def _is_media(media_type: str) -> bool:
    return media_type.startswith(("audio/", "video/")) or media_type == "application/pdf"


def beside(read: Reading) -> dict[str, object]:
    """Return what every page with a text shows beside it."""
    return {
        "node": read.node,
        "language_of_text": languages.get(read.version.language),
        "version": version_name(read.version),
        "versions": [
            (version_name(each), each, languages.get(each.language)) for each in read.others
        ],
        "can_speak": languages.get(read.version.language).voice is not None,
        "ending": ENDINGS,
        **around(read.node),
    }
