"""The progress of a class as tables and drawings: its people, its weeks, its courses."""

from collections import defaultdict
from fractions import Fraction

from flask import url_for
from markupsafe import Markup
from peewee import fn

from content import browse
from i18n import formats
from i18n.translate import gettext as _
from server.records.models import Visit
from server.reports.figures import figures_of
from server.reports.members import Chosen
from server.reports.tables import HOUR, Named, Seconds, Share, Sheet
from server.reports.weeks import Weeks
from server.web import plots


def people_sheet(chosen: Chosen) -> Sheet:
    """Return what each of the people has done until now, by name."""
    figures = figures_of(chosen.people)
    rows = []
    for member in chosen.members:
        done = figures[member.person]
        rows.append(
            (
                Named(member.name, url_for("progress.person", number=member.enrolment)),
                *([chosen.groups.get(member.group or 0)] if chosen.groups else []),
                Seconds(done.seconds),
                done.pages,
                done.exercises,
                done.mastered,
                done.marked,
                done.waiting,
                done.last_seen_at,
            )
        )
    heads = (
        *((_("Person"), _("Group")) if chosen.groups else (_("Person"),)),
        *(_("Hours at a seat"), _("Pages done"), _("Exercises done")),
        *(_("Mastered"), _("Works marked"), _("Works to correct"), _("Last seen")),
    )
    return Sheet("people", _("Person by person"), heads, rows)


def weeks_sheet(weeks: Weeks) -> Sheet:
    """Return the weeks in figures, the latest on top."""
    rows = [
        (week.monday, len(week.seconds), Seconds(week.seconds.total()), week.done.total())
        for week in reversed(weeks.weeks)
    ]
    heads = (
        _("Week of"),
        _("People who came"),
        _("Hours at a seat"),
        _("Pages and exercises done"),
    )
    return Sheet("weeks", _("Week by week"), heads, rows)


def hours_drawing(weeks: Weeks, name: str) -> Markup:
    """Return the hours at a seat, week by week."""
    labels = [formats.short_day(week.monday) for week in weeks.weeks]
    hours = [Fraction(week.seconds.total(), HOUR) for week in weeks.weeks]
    best = max(weeks.weeks, key=lambda week: week.seconds.total())
    about = _("%(all)s in %(weeks)s weeks; most in the week of %(day)s: %(most)s.") % {
        "all": formats.duration(weeks.seconds() // 60 * 60),
        "weeks": formats.number(len(weeks.weeks)),
        "day": formats.day(best.monday),
        "most": formats.duration(best.seconds.total() // 60 * 60),
    }
    title = _("Hours at a seat by week: %(name)s") % {"name": name}
    return plots.bars(title, about, labels, hours)


def done_drawing(weeks: Weeks, chosen: Chosen) -> Markup:
    """Return how many pages each person has done on average, group by group."""
    groups: dict[int | None, list[int]] = defaultdict(list)
    for member in chosen.members:
        groups[member.group].append(member.person)
    if chosen.group is not None or len(groups) > plots.MARKS:
        groups = {None: chosen.people}
    series = []
    for group in sorted(groups, key=lambda each: chosen.groups.get(each or 0, "\uffff")):
        people = groups[group]
        name = chosen.groups.get(group or 0) or _("no group")
        reached = [Fraction(count, len(people)) for count in weeks.done_until(people)]
        series.append(plots.Series(name, reached))
    return _average(weeks, series, chosen.school_class.name)


def _average(weeks: Weeks, series: list[plots.Series], name: str) -> Markup:
    labels = [formats.short_day(week.monday) for week in weeks.weeks]
    told = [f"{each.name}: {formats.number(round(float(each.values[-1]), 1))}" for each in series]
    about = _("On average, per person, up to now: %(told)s.") % {"told": "; ".join(told)}
    title = _("Pages and exercises done, per person: %(name)s") % {"name": name}
    return plots.lines(title, about, labels, series)


def courses_sheet(chosen: Chosen, language: str) -> Sheet:
    """Return how far the people are in each course that one of them has opened."""
    begun = fn.COUNT(Visit.person.distinct())
    rows = (
        Visit.select(Visit.channel_id, begun, fn.COUNT(Visit.finished_at))
        .where(Visit.person << chosen.people)
        .group_by(Visit.channel_id)
    )
    visits = {channel: (people, done) for channel, people, done in rows.tuples()}
    number, people = chosen.school_class.id, len(chosen.people)
    lines = []
    for course in browse.channels(language):
        if course.id in visits:
            came, done = visits[course.id]
            address = url_for(
                "progress.course", number=number, channel_id=course.id, group=chosen.group
            )
            pages = len(browse.pages(course.release, coach=False))
            name = Named(course.words.title, address, course.words.language)
            lines.append((name, Share(came, people), pages, done))
    heads = (_("Course"), _("People who began it"), _("Its pages"), _("Pages done, all together"))
    return Sheet("courses", _("Course by course"), heads, lines)
