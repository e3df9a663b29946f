"""What the pages of the library share: the page asked for, and what stands around it."""

from flask import current_app, url_for

from content import browse
from content.browse import Item
from content.library import Library
from content.vocabulary import ENDINGS
from i18n import languages
from server.library import reading
from server.library.reading import Reading, version_name
from server.records.shelf import neighbours_of, page_of
from server.roles import STAFF
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
    crumbs = [(channel.words.title, url_for("library.course", channel_id=channel.id))]
    crumbs += [
        (topic.words.title, url_for("library.node", node_id=topic.id))
        for topic in browse.path_to(found, here.language)
    ]
    return {"channel": channel, "before": before, "after": after, "crumbs": crumbs}


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
