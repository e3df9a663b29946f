"""The marks that were given: of all of a teacher's people, of a class, of one person."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n.translate import N_
from server.accounts.models import Person
from server.classes import enrolling
from server.classes import operations as classes
from server.classes.models import Enrolment, SchoolClass
from server.marking.waiting import lines, people_of
from server.records.models import WHOLE, Work
from server.roles import KEEPERS
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("marks", __name__, template_folder="templates")

CLASS_PLACES = (Place("marks.of_class", "done", N_("Marks"), KEEPERS),)
PERSON_PLACES = (Place("marks.of_person", "done", N_("Marks"), KEEPERS),)

A_PAGE = 50
"""Marks on a page: two sheets of paper."""


@pages.get("/marking/marks")
@open_to(*KEEPERS)
def given() -> ResponseReturnValue:
    """List the marks of all of a teacher's people, the latest first."""
    return _listed(people_of(visitor().actor), "marks.given")


@pages.get("/classes/<int:number>/marks")
@open_to(*KEEPERS)
def of_class(number: int) -> ResponseReturnValue:
    """List the marks of those who are in a class now."""
    found = classes.class_of(number, visitor().actor)
    people = [each.person_id for each in Enrolment.roll(found)]
    return _listed(people, "marks.of_class", school_class=found, number=number)


@pages.get("/classes/people/<int:number>/marks")
@open_to(*KEEPERS)
def of_person(number: int) -> ResponseReturnValue:
    """List the marks of somebody who is in a class now, by their stay there."""
    stay = enrolling.running_of(number, visitor().actor)
    return _listed([stay.person_id], "marks.of_person", stay=stay, number=number)


def _listed(
    people: list[int],
    endpoint: str,
    *,
    school_class: SchoolClass | None = None,
    stay: Enrolment | None = None,
    **address: Any,
) -> str:
    here = visitor()
    found = Work.marked_of(people)
    total = found.count()
    pages_in_all = max(1, -(-total // A_PAGE))
    asked = request.args.get("page", "")
    page = min(int(asked), pages_in_all) if asked.isdecimal() and len(asked) < 6 else 1
    return render_template(
        "marking/marks.html",
        lines=lines(found.paginate(max(1, page), A_PAGE), here.actor, here.language),
        total=total,
        page=max(1, page),
        pages=pages_in_all,
        href=url_for(endpoint, **address) + "?page={page}",
        school_class=school_class,
        stay=stay,
        classes=list(SchoolClass.kept_by(Person.get_by_id(here.person_id))),
        whole=WHOLE,
        staff=True,
    )
