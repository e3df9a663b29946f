"""Hours and counts as lists that a spreadsheet opens; headings in the language in use."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from content.vocabulary import LEVELS
from i18n.translate import gettext as _
from server.attendance.counts import Counts
from server.attendance.hours import Attended, ClassHours
from server.attendance.saying import WORDS
from server.web.sheets import Cell

Rows = list[Sequence[Cell]]
"""A table, the heads of its columns first."""


def in_hours(minutes: int) -> Decimal:
    """Return minutes as hours, to two places."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP)


def of_class(hours: ClassHours) -> Rows:
    """Return the hours of a class, a line for each person."""
    names = [_("Person"), _("Hours"), _("Minutes"), *map(_, WORDS.values())]
    rows: Rows = [names]
    for each in hours.people:
        said = [each.words[word] for word in WORDS]
        rows.append([each.person.name, in_hours(each.minutes), each.minutes, *said])
    return rows


def of_person(name: str, attended: list[Attended]) -> Rows:
    """Return the meetings of one person, a line for each."""
    length = (_("Minutes late"), _("Minutes"), _("Hours"))
    rows: Rows = [[_("Person"), _("Day"), _("Begins at"), _("Noted"), *length]]
    for each in attended:
        said = each.said
        when = (name, each.day, each.begins)
        rows.append([*when, _(WORDS[said.what]), said.late, each.minutes, in_hours(each.minutes)])
    return rows


def of_counts(counts: Counts, day: date, first: date, last: date) -> Rows:
    """Return what is reported once a year: a table of levels, a table of classes."""
    rows: Rows = [
        [_("Enrolled on"), day],
        [_("Taught from"), first, _("to"), last],
        [],
        [_("Level"), _("People enrolled")],
    ]
    for code, many in counts.levels:
        rows.append([_(LEVELS[code]) if code else _("Level not noted"), many])
    rows += [[_("All people"), counts.enrolled], []]
    people = (_("People enrolled"), _("People taught"))
    hours = (_("Meetings held"), _("Hours given"), _("Hours attended"))
    rows.append([_("Class"), *people, *hours])
    for each in counts.classes:
        figures = (each.enrolled, each.taught, each.meetings)
        times = in_hours(each.minutes_given), in_hours(each.minutes_attended)
        rows.append([each.school_class.name, *figures, *times])
    figures = (counts.enrolled, counts.taught, counts.meetings)
    times = in_hours(counts.minutes_given), in_hours(counts.minutes_attended)
    rows.append([_("Total"), *figures, *times])
    return rows
