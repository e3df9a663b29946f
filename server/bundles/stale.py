"""Installed pages that nobody has looked at for a year: for the weekly list."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from peewee import JOIN, fn

from content import browse
from content.models import Channel, Node, Title, Wording

GOOD_FOR = timedelta(days=365)
"""How long a page counts as looked at: law, prices and addresses change within a year."""

_PAGE = fn.COALESCE(Wording.of_page, Node.node_id)
"""Where a text is read: a version that was made here, on the page that it is of."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Stale:
    """A page, or one version of it, to be looked at again."""

    course: str
    node_id: str
    title: str
    language: str
    """Of the title: the version that is meant."""
    is_translation: bool
    """Whether it is a version that was read again then, by ``who``; else the page as a whole."""
    day: date
    """When it was looked at last."""
    who: str = ""


def stale(language: str, today: date) -> list[Stale]:
    """Return the pages that learners see whose last look is too long ago, the oldest first.

    Only what says when it was looked at is judged.

    Args:
        language: of the titles of courses.
        today: in the site's own time.
    """
    courses = {each.release: each.words.title for each in browse.installed(language)}
    rows = (
        Title.select(
            *(Title.release, _PAGE, Title.title, Title.language, Title.checked),
            *(Node.reviewed, Node.language, Title.easy),
        )
        .join(Node, on=Title.node == Node.id)
        .join(Wording, JOIN.LEFT_OUTER, on=Wording.node == Node.id)
        .join(Channel, on=Channel.current == Title.release)
        .where((Title.checked != "") | (Node.reviewed != ""))
        .order_by(Title.id)
    )
    found = []
    for release, node_id, title, code, checked, reviewed, own, easy in rows.tuples():
        where = (courses.get(release, ""), node_id, title, code)
        if (day := _day(reviewed)) and code == own and not easy:
            found.append(Stale(*where, False, day))
        if day := _day(checked):
            found.append(Stale(*where, True, day, _DAY.sub("", checked).strip(" ,")))
    return sorted((each for each in found if today - each.day > GOOD_FOR), key=lambda s: s.day)


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
