"""One learner's progress, for the teachers of their class."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from content import browse
from i18n.translate import gettext as _
from server.frames.models import ContentReport
from server.frames.saying import in_words
from server.records.models import Visit, Work
from server.records.wordings import LEVELS
from server.reports.results import Result
from server.reports.tables import Named, Seconds, Sheet
from server.reports.weeks import Weeks

MOST_UNDER_WAY = 8
"""Things begun and not finished that are named: the latest."""


@dataclass(frozen=True)
class UnderWay:
    """A page or exercise that was begun and is not done."""

    page: Named
    at: datetime
    """When they were last there."""


def exercises_sheet(results: list[Result], language: str) -> Sheet:
    """Return the exercises somebody worked at, the latest on top: the first go and the last."""
    held = browse.items([result.node_id for result in results], language, coach=True)
    courses = {each.id: each.words for each in browse.channels(language)}
    rows = []
    for result in results:
        item = held.get(result.node_id)
        course = courses.get(item.channel) if item else None
        rows.append(
            (
                _page(item, result.node_id),
                Named(course.title, "", course.language) if course else None,
                len(result.goes),
                result.goes[0].right,
                result.last.right,
                result.in_words(),
                result.last.at,
            )
        )
    heads = (
        *(_("Exercise"), _("Course"), _("Times begun"), _("Right the first time")),
        *(_("Right the last time"), _("How it stands"), _("Last begun on")),
    )
    return Sheet("exercises", _("Exercises"), heads, rows)


def _page(item: browse.Item | None, node_id: str) -> Named:
    if item is None:
        return Named(_("a page that is not here any more"))
    return Named(item.words.title, url_for("library.node", node_id=node_id), item.words.language)


def pages_sheet(person_id: int, language: str) -> Sheet:
    """Return every page somebody has opened, the latest on top.

    Where a page was done by the word of what is in it alone, a column says so.
    """
    visits = Visit.latest_of(person_id, None).select(
        Visit.node_id, Visit.visited_at, Visit.finished_at, Visit.done_by
    )
    found = list(visits.tuples())
    held = browse.items([node for node, *_rest in found], language, coach=True)
    rows: list[tuple[Any, ...]] = [
        (_page(held.get(node), node), at, done, _("yes") if way == "reported" else None)
        for node, at, done, way in found
    ]
    heads = [_("Page"), _("Last opened on"), _("Done on"), _("Reported by the content")]
    if not any(row[-1] for row in rows):
        heads, rows = heads[:-1], [row[:-1] for row in rows]
    return Sheet("pages", _("Pages"), heads, rows)


def works_sheet(person_id: int, language: str) -> Sheet:
    """Return what somebody has handed in, the last on top."""
    works = list(Work.of(person_id, 200))
    held = browse.items([each.node_id for each in works], language, coach=True)
    rows = []
    for work in works:
        item = held.get(work.node_id)
        title = item.words.title if item else work.prompt[:60]
        tongue = item.words.language if item else ""
        name = Named(title, url_for("works.one", number=work.id), tongue)
        level = LEVELS.get(work.level)
        mark = _(level) if level else work.points
        rows.append((name, work.handed_in_at, work.marked_at, mark))
    heads = (_("Work"), _("Handed in on"), _("Marked on"), _("Mark out of 20"))
    return Sheet("works", _("Works"), heads, rows)


def reported_sheet(person_id: int) -> Sheet:
    """Return what interactive packages told of somebody, in their own words: none of it is a mark.

    The latest is on top.
    """
    rows = [
        (
            Named(each.title, url_for("library.node", node_id=each.node_id)),
            in_words(each),
            Seconds(each.seconds),
            each.at,
        )
        for each in ContentReport.all_of(person_id)
    ]
    heads = (_("Page"), _("Reported by the content"), _("Hours, as it says"), _("Last told on"))
    return Sheet("reported", _("Reported by the content"), heads, rows)


def weeks_sheet(person_id: int, weeks: Weeks) -> Sheet:
    """Return somebody's weeks in figures, the latest on top."""
    rows = [
        (week.monday, Seconds(week.seconds[person_id]), week.done[person_id])
        for week in reversed(weeks.weeks)
    ]
    heads = (_("Week of"), _("Hours at a seat"), _("Pages and exercises done"))
    return Sheet("weeks", _("Week by week"), heads, rows)


def under_way(person_id: int, language: str) -> list[UnderWay]:
    """Return what somebody has begun and not finished, the latest first."""
    visits = (
        Visit.select(Visit.node_id, Visit.visited_at)
        .where(Visit.person == person_id, Visit.finished_at.is_null())
        .order_by(Visit.visited_at.desc(), Visit.id.desc())
        .limit(MOST_UNDER_WAY)
    )
    found = list(visits.tuples())
    held = browse.items([node for node, _at in found], language, coach=True)
    return [UnderWay(_page(held[node], node), at) for node, at in found if node in held]
