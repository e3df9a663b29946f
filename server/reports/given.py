"""By module: what is assigned to a class, for whom and until when, and how far its people are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from flask import url_for

from content import browse
from i18n.refusals import NotFound
from i18n.translate import N_
from i18n.translate import gettext as _
from server.assigning.reach import counted
from server.modules.deadlines import due_days
from server.modules.models import Assignment, ModulePage
from server.reports.course import Numbered
from server.reports.members import Chosen
from server.reports.tables import Named, Share, Sheet


class NotGivenHere(NotFound):
    """A module is not assigned to this class (any more)."""

    message = N_("This module is not assigned to this class any more. Go back to its progress.")


@dataclass(frozen=True)
class Given:
    """A module that is assigned to people of a report."""

    assignment: Any
    chosen: Chosen
    """Those it is for."""
    due_on: date | None
    pages: list[str]
    done: int
    """Of all its pages, by all of them together."""

    @property
    def title(self) -> str:
        """Return what its maker called it."""
        title: str = self.assignment.module.title
        return title

    @property
    def whom(self) -> str:
        """Return for whom it is, in words."""
        if self.assignment.person is not None:
            return str(self.assignment.person.name)
        if self.assignment.group is not None:
            return str(self.assignment.group.name)
        return _("the whole class")


def given_to(chosen: Chosen, *, at: datetime) -> list[Given]:
    """Return the modules assigned to any of the people of a report, the latest given first."""
    running = Assignment.running().where(Assignment.school_class == chosen.school_class)
    assigned = [(each, _narrowed(chosen, each)) for each in running]
    assigned = [(each, told) for each, told in assigned if told.members]
    pages = ModulePage.ids_of(list({each.module_id for each, _told in assigned}))
    number = chosen.school_class.id
    due = due_days(
        [(number, each.begins, each.weeks) for each, _told in assigned if each.weeks], at=at
    )
    counts = counted(list(pages), chosen.people)
    return [
        Given(
            each,
            told,
            due.get((number, each.begins, each.weeks)),
            pages[each.module_id],
            sum(counts.get((each.module_id, who), (0, 0))[1] for who in told.people),
        )
        for each, told in assigned
    ]


def _narrowed(chosen: Chosen, each: Any) -> Chosen:
    """Return those of the people of a report that a module is for."""
    members = chosen.members
    if each.person_id is not None:
        members = [member for member in members if member.person == each.person_id]
    elif each.group_id is not None:
        members = [member for member in members if member.group == each.group_id]
    return replace(chosen, members=members)


def modules_sheet(chosen: Chosen, given: Sequence[Given]) -> Sheet:
    """Return the modules with how much of them is done, all people together."""
    rows = []
    for each in given:
        address = url_for(
            "progress.module",
            number=chosen.school_class.id,
            given=each.assignment.id,
            group=chosen.group,
        )
        whole = len(each.pages) * len(each.chosen.people)
        name = Named(each.title, address)
        people = len(each.chosen.people)
        rows.append(
            (name, each.whom, each.due_on, people, len(each.pages), Share(each.done, whole))
        )
    heads = (
        *(_("Module"), _("For"), _("Until"), _("People"), _("Its pages")),
        _("Pages done, all together"),
    )
    return Sheet("modules", _("Module by module"), heads, rows)


def one_of(given: Sequence[Given], asked: str) -> Given | None:
    """Return the one that an address asks for by its row, the first where it names none.

    Raises:
        NotGivenHere: it names one that is not among them.
    """
    if not asked:
        return given[0] if given else None
    found = next((each for each in given if str(each.assignment.id) == asked), None)
    if found is None:
        raise NotGivenHere()
    return found


def numbered(given: Given, language: str) -> list[Numbered]:
    """Return the pages of a module that are in the library, with their numbers in the module."""
    held = browse.items(given.pages, language, coach=True)
    return [(n, held[node]) for n, node in enumerate(given.pages, start=1) if node in held]
