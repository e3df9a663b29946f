"""Which courses a person finds in the library.

All that are installed, but one: a course that its publisher has taken back as outdated is there
for those only who have begun it, and for staff.
"""

from content import browse
from content.browse import ChannelItem, Item, NoSuchPage
from server.records.models import Visit
from server.roles import STAFF
from server.web.visitor import Visitor


def courses_of(reader: Visitor) -> list[ChannelItem]:
    """Return the courses that a reader finds, in the order they were first installed."""
    found = browse.channels(reader.language)
    if reader.role in STAFF or not any(channel.retired for channel in found):
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
