"""Which courses a person finds in the library.

Staff find all that are installed. Learners and guests find those that are approved for them, see
``server.audiences``; and a course that was taken back as outdated only if they have begun it.
Every page, file, search and list of a reader asks here.
"""

from collections.abc import Iterable

from content import browse
from content.browse import ChannelItem, Item, NoSuchPage
from server import clock
from server.audiences.models import Audience, hidden_from
from server.records.models import Visit
from server.roles import STAFF
from server.web.visitor import Visitor


def courses_of(reader: Visitor) -> list[ChannelItem]:
    """Return the courses that a reader finds, in the order they were first installed."""
    found = browse.channels(reader.language)
    if reader.role in STAFF:
        return found
    hidden = hidden_from(reader.person_id, at=clock.now())
    found = [channel for channel in found if channel.manifest not in hidden]
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
        raise NoSuchPage()
    return found


def page_of(reader: Visitor, node_id: str) -> Item:
    """Return a page of a course that a reader finds.

    Raises:
        NoSuchPage: there is none of that name for them.
    """
    found = browse.item(node_id, reader.language, coach=reader.role in STAFF)
    course_of(reader, found.channel)
    return found


def pages_of(reader: Visitor, node_ids: Iterable[str]) -> dict[str, Item]:
    """Return those of the pages that a reader finds, by id."""
    courses = {each.id for each in courses_of(reader)}
    held = browse.items(node_ids, reader.language, coach=reader.role in STAFF)
    return {name: item for name, item in held.items() if item.channel in courses}


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
