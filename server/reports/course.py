"""One course and the people of a class: who did which page, and how each exercise went."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from peewee import fn

from content import browse
from content.browse import ChannelItem, Item
from i18n.translate import gettext as _
from server.records.models import Visit
from server.reports.members import Chosen
from server.reports.results import results_of
from server.reports.tables import Named, Share, Sheet

Numbered = tuple[int, Item]
"""A page with its number in a course or module, from 1."""


@dataclass(frozen=True)
class CourseReport:
    """A course as its report shows it."""

    course: ChannelItem
    pages: Sheet
    grid: Sheet
    exercises: list[Numbered]
    """Those that head the columns of the grid."""


def report_of(chosen: Chosen, course: ChannelItem, language: str) -> CourseReport:
    """Return how the people of a class do in a course."""
    order = browse.pages(course.release, coach=False)
    held = browse.items(order, language, coach=False)
    pages = [(number, held[node]) for number, node in enumerate(order, start=1) if node in held]
    exercises = [(number, item) for number, item in pages if item.kind == "exercise"]
    return CourseReport(
        course, pages_sheet(chosen, pages), grid_sheet(chosen, exercises), exercises
    )


def pages_sheet(chosen: Chosen, pages: Sequence[Numbered]) -> Sheet:
    """Return each page with how many opened and did it, in the order given."""
    visits = (
        Visit.select(Visit.node_id, fn.COUNT(Visit.id), fn.COUNT(Visit.finished_at))
        .where(Visit.person << chosen.people, Visit.node_id << [item.id for _n, item in pages])
        .group_by(Visit.node_id)
    )
    counted = {node: (opened, done) for node, opened, done in visits.tuples()}
    people, rows = len(chosen.people), []
    for number, item in pages:
        opened, done = counted.get(item.id, (0, 0))
        name = Named(item.words.title, _address(chosen, item), item.words.language)
        rows.append((number, name, Share(opened, people), Share(done, people)))
    heads = (_("No."), _("Page"), _("Have opened it"), _("Have done it"))
    return Sheet("pages", _("Page by page"), heads, rows)


def _address(chosen: Chosen, item: Item) -> str:
    if item.kind != "exercise":
        return url_for("library.node", node_id=item.id)
    number = chosen.school_class.id
    return url_for("questions.exercise", number=number, node_id=item.id, group=chosen.group)


def grid_sheet(chosen: Chosen, pages: Sequence[Numbered]) -> Sheet:
    """Return people × pages in words; its columns stand for the pages in the order given."""
    items = [item for _n, item in pages]
    nodes = [item.id for item in items]
    visits = Visit.select(Visit.person, Visit.node_id, Visit.finished_at).where(
        Visit.person << chosen.people, Visit.node_id << nodes
    )
    said = {
        (person, node): _("opened") if finished is None else _("done")
        for person, node, finished in visits.tuples()
    }
    exercises = [item.id for item in items if item.kind == "exercise"]
    for result in results_of(chosen.people, exercises):
        said[result.person, result.node_id] = result.in_words()
    rows = []
    for member in chosen.members:
        name = Named(member.name, url_for("progress.person", number=member.enrolment))
        rows.append((name, *(said.get((member.person, node)) for node in nodes)))
    heads = (_("Person"), *(item.words.title for item in items))
    return Sheet("grid", _("Person by person, page by page"), heads, rows)
