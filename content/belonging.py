"""To which course a page belongs: its number is its address, so no other course may use it.

Readers' places, marks and bookmarks are kept by the number of a page. Were a course let in that
has a page with the number of another course's, its page would be opened in place of the other;
and a publisher who may sign one channel could so write in all.
"""

import json

from peewee import SQL, chunked

from content.catalogue import Catalogue
from content.models import Channel, Node, Release
from i18n.refusals import Conflict
from i18n.translate import N_

_AT_ONCE = 5_000
"""Numbers asked for in one query."""


class PageOfAnother(Conflict):
    """A bundle has a page with the number of a page of another course."""

    message = N_(
        "The page “{page}” of this bundle has the number of a page of the course “{channel}”, "
        "and would be opened in its place. Nothing was installed; ask its publisher for a copy "
        "with numbers of its own."
    )


def check_own_pages(catalogue: Catalogue) -> None:
    """Check that no page or topic of a catalogue has the number of one of another course.

    What counts is what learners see of the other courses, and what there is to go back to.

    Raises:
        PageOfAnother: naming the first that has.
    """
    held = Channel.select(Channel.current).where(Channel.current.is_null(False))
    before = Channel.select(Channel.previous).where(Channel.previous.is_null(False))
    for nodes in chunked(catalogue.nodes, _AT_ONCE):
        titles = {node.id: node.versions[0].title for node in nodes}
        taken = (
            Node.select(Node.node_id, Release.channel_id)
            .join(Release)
            .where(
                Node.node_id << SQL("(SELECT value FROM json_each(?))", [json.dumps([*titles])]),
                Release.channel_id != catalogue.channel.id,
                (Release.id << held) | (Release.id << before),
            )
            .order_by(Node.position)
            .tuples()
            .first()
        )
        if taken is not None:
            raise PageOfAnother(page=titles[taken[0]], channel=taken[1])
