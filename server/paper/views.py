"""Printing a page of the library, and the answers of an exercise."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from content import browse
from content.browse import NoSuchPage
from content.vocabulary import KINDS
from i18n import languages
from i18n.languages import Language
from i18n.translate import N_, in_language
from server import clock
from server.classes import enrolling
from server.library.around import library, node_of
from server.library.reading import Reading, open_page, version_name
from server.paper.fitting import as_reader
from server.paper.sheets import Sheet, answers_on, sheet_of
from server.records.attempts import NoSuchQuestion
from server.records.given import modules_of
from server.records.models import Visit
from server.roles import KEEPERS, Role
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import Visitor, visitor

pages = Blueprint("paper", __name__, template_folder="templates")

PAGE_PLACES = (Place("paper.page", "print", N_("Print"), frozenset(Role), guests=True),)
PERSON_PLACES = (Place("paper.plan", "print", N_("Plan to print"), KEEPERS),)
MINE_PLACES = (Place("paper.my_plan", "print", N_("My plan to print"), frozenset({Role.LEARNER})),)


@pages.get("/library/<node_id>/print")
@open_to(*Role, guests=True)
def page(node_id: str) -> ResponseReturnValue:
    """Show a page as it is printed: no controls, room to write, no answer."""
    here = visitor()
    read = _read(node_id)
    return render_template(
        "paper/page.html",
        node=read.node,
        sheet=_sheet(read),
        version=version_name(read.version),
        versions=[_named(each) for each in browse.versions(read.node) if each.file],
        with_answers=read.exercise is not None and here.role in KEEPERS,
    )


@pages.get("/paper/answers/<node_id>")
@open_to(*KEEPERS)
def answers(node_id: str) -> ResponseReturnValue:
    """Show what is right in an exercise, to be printed; to those who teach alone."""
    read = _read(node_id)
    if read.exercise is None:
        raise NoSuchQuestion()
    return render_template(
        "paper/answers.html",
        node=read.node,
        title=read.version.words.title,
        version=version_name(read.version),
        tongue=languages.get(read.version.language),
        told=answers_on(read.exercise, node_id, read.sha256),
        staff=True,
    )


@pages.get("/classes/people/<int:number>/plan")
@open_to(*KEEPERS)
def plan(number: int) -> ResponseReturnValue:
    """Show what somebody of a class is given to do, to be printed in their language."""
    stay = enrolling.enrolment_of(number, visitor().actor)
    return _plan(as_reader(stay.person), back=url_for("people.one", number=number), staff=True)


@pages.get("/mine/plan")
@open_to(Role.LEARNER)
def my_plan() -> ResponseReturnValue:
    """Show what one is given to do, to be printed."""
    return _plan(visitor(), back=url_for("records.mine"), staff=False)


def _plan(reader: Visitor, *, back: str, staff: bool) -> str:
    at = clock.now()
    assert reader.person_id is not None
    done = Visit.finished_by(reader.person_id)
    with in_language(reader.language):
        body = render_template(
            "paper/plan_body.html",
            name=reader.name,
            modules=modules_of(reader, done, at=at),
            done=done,
            today=clock.day(at),
            tongue=languages.get(reader.language),
            kinds=KINDS,
        )
    safe = Markup(body)  # noqa: S704 - a template of ours, escaped where it was made
    return render_template("paper/plan.html", name=reader.name, body=safe, back=back, staff=staff)


def _read(node_id: str) -> Reading:
    """Return a page with what is printed of it.

    Raises:
        NoSuchPage: there is none of that name for this reader, or it is a topic.
    """
    found = node_of(node_id)
    if found.kind == "topic":
        raise NoSuchPage()
    return open_page(library(), found, request.args.get("version"), visitor().language)


def _sheet(read: Reading) -> Sheet:
    words = read.version.words
    body = read.exercise if read.exercise is not None else read.fragment
    files = browse.files_of(read.node)
    return sheet_of(read.node, words.title, words.language, body, files, sha256=read.sha256)


def _named(version: browse.Version) -> tuple[str, Language, bool]:
    """Return the name of a version in an address, its language, whether it is easy to read."""
    return version_name(version), languages.get(version.language), version.easy
