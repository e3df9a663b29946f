"""A module as the learner will see it: the same pages, for nobody, so that nothing is kept."""

from datetime import datetime

from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.browse import Item, NoSuchPage
from server import clock
from server.accounts.models import Person
from server.assigning.missing import Missing, Shelf
from server.assigning.standing import people_of
from server.classes.models import Enrolment, SchoolClass
from server.library import exercises
from server.library.around import NodePage, beside, library, recordings
from server.library.reading import Reading, lesson_for, open_page
from server.modules import operations
from server.modules.deadlines import until
from server.modules.models import Assignment, Module
from server.modules.openings import Given
from server.records.given import as_seen
from server.roles import KEEPERS
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("preview", __name__, template_folder="templates")


def _shown(number: int, at: datetime) -> tuple[Module, Shelf, list[Item]]:
    found = operations.seen(number, visitor().actor)
    shelf = Shelf(found.pages(), visitor().language, at=at)
    there = [shelf.held[page.node_id] for page in shelf.pages if page.node_id in shelf.held]
    return found, shelf, there


def _missing(module: Module, shelf: Shelf) -> list[Missing]:
    """Return what is missing for the people of this teacher who have the module, or will."""
    me: Person = Person.get_by_id(visitor().person_id)
    kept = [each.id for each in SchoolClass.kept_by(me)]
    asked = request.args.get("class", type=row_number)
    if asked in kept:
        return shelf.missing_for(Enrolment.roll(SchoolClass.get_by_id(asked)))
    given = Assignment.running().where(Assignment.module == module, Assignment.school_class << kept)
    people = {stay.person_id: stay for each in given for stay in people_of(each)}
    return shelf.missing_for(list(people.values()))


@pages.get("/modules/<int:number>/preview/")
@open_to(*KEEPERS)
def module(number: int) -> ResponseReturnValue:
    """Show a module as its learner will see it."""
    at = clock.now()
    found, shelf, there = _shown(number, at)
    given = Given(0, found.id, found.title, found.note, 0, at, None, 0)
    return render_template(
        "assigning/preview.html",
        module=as_seen(given, there, set(), is_new=False),
        previewed=found,
        missing=_missing(found, shelf),
        done=set(),
        until=until(at),
        preview=True,
        address=lambda node_id: url_for("preview.page", number=number, node_id=node_id),
    )


@pages.get("/modules/<int:number>/preview/<node_id>/")
@open_to(*KEEPERS)
def page(number: int, node_id: str) -> ResponseReturnValue:
    """Show a page of a module as its learner will see it; no visit and no answer is kept."""
    found, _shelf, there = _shown(number, clock.now())
    ids = [each.id for each in there]
    if node_id not in ids:
        raise NoSuchPage()
    place = ids.index(node_id)
    read = open_page(library(), there[place], request.args.get("version"), visitor().language)
    around = {
        **beside(read),
        "before": there[place - 1] if place else None,
        "after": there[place + 1] if place + 1 < len(there) else None,
        "previewed": found,
        "preview": True,
        "above": "assigning/preview_notice.html",
        "address": lambda each: url_for("preview.page", number=number, node_id=each),
    }
    if read.exercise is not None:
        return _exercise(read, around)
    show: NodePage | None = current_app.config["NODE_PAGES"].get(read.node.kind)
    if show is not None:
        return show(read, around)
    return render_template(
        "library/lesson.html",
        read=read,
        place="",
        finished=False,
        begin=0,
        **recordings(read),
        **around,
    )


def _exercise(read: Reading, around: dict[str, object]) -> str:
    lesson = lesson_for(read, visitor())
    return render_template(
        "library/exercise.html",
        read=read,
        shown=exercises.present_to_guest(read),
        again_at=None if lesson is None or lesson.coach else lesson,
        **around,
    )
