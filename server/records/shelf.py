"""Which courses and pages a person finds: the one door to the library.

Staff find all that is installed. Learners and guests find the courses that are approved for them,
see ``server.audiences``; a course that was taken back as outdated only if they have begun it; and
learners whose classes open nothing else only the pages assigned to them, see ``server.modules``.
Every page, file, sound, search and list of a reader asks here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from content import browse
from content.browse import ChannelItem, Item, NoSuchPage
from i18n.translate import N_
from server import clock
from server.audiences.models import Audience, hidden_from
from server.modules.openings import opened_to
from server.records.models import Visit
from server.roles import STAFF
from server.web.visitor import Visitor


@dataclass(frozen=True)
class Opened:
    """What somebody finds for whom the library is not open, all by id."""

    pages: frozenset[str]
    topics: frozenset[str]
    """Those above the pages."""
    channels: frozenset[str]

    @property
    def nodes(self) -> frozenset[str]:
        """Return pages and topics."""
        return self.pages | self.topics


class NotAmongWhatIsGiven(NoSuchPage):
    """Somebody whose class opens only what is assigned asks for something else, there or not."""

    message = N_(
        "Your class opens the pages that the teacher has given. This one is not among them now, or "
        "is not in the library. If you need it, ask the teacher."
    )


def opened(reader: Visitor) -> Opened | None:
    """Return what a reader finds whose classes open only what is assigned; None for anybody else.

    It may hold pages of courses that are not for them: ``courses_of`` knows.
    """
    if reader.person_id is None or reader.role in STAFF:
        return None
    pages = opened_to(reader.person_id, at=clock.now())
    if pages is None:
        return None
    channels, topics = browse.holding(pages)
    return Opened(pages, topics, channels)


def courses_of(reader: Visitor) -> list[ChannelItem]:
    """Return the courses that a reader finds, in the order they were first installed."""
    return _courses(reader, opened(reader))


def approved_for(reader: Visitor) -> list[ChannelItem]:
    """Return the courses that are approved for a reader, whatever their class opens of them.

    What helps with every page, such as a dictionary, comes from these.
    """
    return _courses(reader, None)


def _courses(reader: Visitor, only: Opened | None) -> list[ChannelItem]:
    found = browse.channels(reader.language)
    if reader.role in STAFF:
        return found
    hidden = hidden_from(reader.person_id, at=clock.now())
    found = [channel for channel in found if channel.manifest not in hidden]
    if only is not None:
        found = [channel for channel in found if channel.id in only.channels]
    if not any(channel.retired for channel in found):
        return found
    begun = Visit.channels_of(reader.person_id) if reader.person_id is not None else set()
    return [channel for channel in found if not channel.retired or channel.id in begun]


def course_of(reader: Visitor, channel_id: str) -> ChannelItem:
    """Return a course that a reader finds.

    Raises:
        NoSuchPage: there is none of that name for them.
    """
    found = next((each for each in courses_of(reader) if each.id == channel_id), None)
    if found is None:
        raise _not_found(reader)
    return found


def page_of(reader: Visitor, node_id: str) -> Item:
    """Return a page, or a topic, that a reader finds.

    Raises:
        NoSuchPage: there is none of that name for them.
    """
    found = pages_of(reader, [node_id]).get(node_id)
    if found is None:
        raise _not_found(reader)
    return found


def _not_found(reader: Visitor) -> NoSuchPage:
    """Return why a reader does not find a page: the same whether it is there for others or not."""
    return NoSuchPage() if opened(reader) is None else NotAmongWhatIsGiven()


def pages_of(reader: Visitor, node_ids: Iterable[str]) -> dict[str, Item]:
    """Return those of the pages and topics that a reader finds, by id."""
    only = opened(reader)
    courses = {each.id for each in _courses(reader, only)}
    held = browse.items(node_ids, reader.language, coach=reader.role in STAFF)
    return {
        name: item
        for name, item in held.items()
        if item.channel in courses and (only is None or name in only.nodes)
    }


def children_of(reader: Visitor, release: int, parent: str) -> list[Item]:
    """Return what a reader finds directly below a topic ("" for the course), in reading order.

    The course is one that they find: see ``course_of``. So it is for the two below.
    """
    found = browse.children(release, parent, reader.language, coach=reader.role in STAFF)
    only = opened(reader)
    return [each for each in found if only is None or each.id in only.nodes]


def order_of(reader: Visitor, release: int) -> list[str]:
    """Return the ids of the pages of a course that a reader finds, in reading order."""
    found = browse.pages(release, coach=reader.role in STAFF)
    only = opened(reader)
    return [each for each in found if only is None or each in only.pages]


def neighbours_of(reader: Visitor, node: Item) -> tuple[Item | None, Item | None]:
    """Return the pages before and after a node in its course that a reader finds."""
    if opened(reader) is None:
        return browse.neighbours(node, reader.language, coach=reader.role in STAFF)
    order = order_of(reader, node.release)
    if node.id not in order:
        return None, None
    place = order.index(node.id)
    sides = _beside(order, place)
    held = browse.items(sides, reader.language, coach=False)
    return held.get(sides[0]), held.get(sides[1])


def _beside(order: list[str], place: int) -> tuple[str, str]:
    """Return what stands before and after a place, "" beyond the ends."""
    edged = ["", *order, ""]
    return edged[place], edged[place + 2]


def told_to_staff(reader: Visitor, courses: Iterable[ChannelItem]) -> dict[str, str]:
    """Return whom those courses are for that are not for everybody, in words, by their id.

    Nothing for learners and guests: what they find says of nobody else.
    """
    if reader.role not in STAFF:
        return {}
    shown = {each.manifest: each.id for each in courses}
    return {
        shown[manifest]: " · ".join(for_whom.names())
        for manifest, for_whom in Audience.of_all(shown).items()
        if not for_whom.everybody
    }
