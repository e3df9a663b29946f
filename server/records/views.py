"""Home, my courses, my things: what a person has done, and where to carry on."""

from dataclasses import dataclass

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content import browse
from content.browse import ChannelItem, Item
from content.store import BlobStore
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.attendance.saying import WORDS
from server.modules.deadlines import until
from server.records import marks, works
from server.records.given import ModuleOf, module_of, modules_of
from server.records.in_writing import in_writing as sent_in_writing
from server.records.models import AnswerGiven, Attempt, Visit, Work
from server.records.progress import achieved_by, kept_about
from server.records.shelf import courses_of, neighbours_of, order_of, pages_of
from server.roles import CONTENT, Role
from server.web.files import send_file
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.turns import in_turn
from server.web.visitor import visitor

pages = Blueprint("records", __name__, template_folder="templates")

LEARNERS = frozenset({Role.LEARNER})
PLACES = (
    Place("records.home", "home", N_("Home"), LEARNERS),
    Place("records.courses", "courses", N_("My courses"), LEARNERS),
)
LAST_PLACES = (Place("records.mine", "mine", N_("My things"), LEARNERS),)


@dataclass(frozen=True)
class Begun:
    """A course somebody has begun."""

    channel: ChannelItem
    done: int
    total: int
    next: Item | None
    """The page to carry on with."""


@pages.get("/")
@open_to(*Role)
@in_turn
def home() -> ResponseReturnValue:
    """Carry on where one was; staff go to their own first page."""
    here = visitor()
    if here.role in CONTENT:
        return redirect(url_for("bundles.overview"))
    if here.role == Role.TEACHER:
        return redirect(url_for("classes.mine"))
    if here.role == Role.EXAMINER:
        return redirect(url_for("sittings.all_of_them"))
    at = clock.now()
    visits = list(Visit.latest_of(_person(), 12))
    news = list(Work.news_for(_person()))
    done = Visit.finished_by(_person())
    modules = modules_of(here, done, at=at)
    to_do = [each for each in modules if not each.is_done]
    held = pages_of(here, [each.node_id for each in (*visits, *news)])
    known = [(visit, held[visit.node_id]) for visit in visits if visit.node_id in held]
    carry_on, version, module = _carry_on(known, to_do)
    channels = courses_of(here)
    begun_ids = Visit.channels_of(_person())
    return render_template(
        "records/home.html",
        carry_on=carry_on,
        version=version,
        module=module,
        due=[each for each in to_do if each.given.due_on],
        new=[each for each in to_do if each.is_new and not each.given.due_on],
        modules=[each for each in modules if not (each.given.due_on or each.is_new)],
        until=until(at),
        news=[(work, held[work.node_id]) for work in news if work.node_id in held],
        recent=[item for _, item in known if carry_on is None or item.id != carry_on.id][:3],
        done=done,
        begun=[channel for channel in channels if channel.id in begun_ids],
        others=[channel for channel in channels if channel.id not in begun_ids],
    )


def _carry_on(
    known: list[tuple[Visit, Item]], to_do: list[ModuleOf]
) -> tuple[Item | None, str | None, int | None]:
    """Return the page to go on with, the version that was open, and the module it belongs to.

    The page that was left in the middle; else what follows the last page in its module or course;
    else what is due first.
    """
    left = next(((visit, item) for visit, item in known if visit.finished_at is None), None)
    if left is not None:
        inside = [each for each in to_do if left[1] in each.pages]
        return left[1], left[0].version or None, inside[0].given.module if inside else None
    last = known[0][1] if known else None
    inside = [each for each in to_do if last in each.pages] or ([] if last else to_do)
    if inside:
        return inside[0].next, None, inside[0].given.module
    after = neighbours_of(visitor(), last)[1] if last else None
    if after is None and to_do:
        return to_do[0].next, None, to_do[0].given.module
    return after, None, None


@pages.get("/courses")
@open_to(Role.LEARNER)
@in_turn
def courses() -> ResponseReturnValue:
    """Show what is assigned to somebody and the courses they have begun, and how far they are."""
    at = clock.now()
    done = Visit.finished_by(_person())
    begun_ids = Visit.channels_of(_person())
    channels = courses_of(visitor())
    return render_template(
        "records/courses.html",
        modules=modules_of(visitor(), done, at=at),
        until=until(at),
        begun=[_begun(channel, done) for channel in channels if channel.id in begun_ids],
    )


@pages.get("/courses/modules/<int:number>")
@open_to(Role.LEARNER)
@in_turn
def module(number: int) -> ResponseReturnValue:
    """Show what a module asks for, and what is done of it."""
    at, done = clock.now(), Visit.finished_by(_person())
    found = module_of(visitor(), number, done, at=at)
    return render_template("records/module.html", module=found, done=done, until=until(at))


@pages.get("/mine")
@open_to(Role.LEARNER)
@in_turn
def mine() -> ResponseReturnValue:
    """Show what is kept about somebody: pages read, exercises done, how pages look."""
    here = visitor()
    visits = list(Visit.latest_of(_person(), 50))
    attempts = list(Attempt.latest_of(_person(), 50))
    results = AnswerGiven.results_of([attempt.id for attempt in attempts])
    handed_in = list(Work.of(_person(), 20))
    ids = [each.node_id for each in (*visits, *attempts, *handed_in)]
    return render_template(
        "records/mine.html",
        visits=visits,
        works=handed_in,
        attempts=[(attempt, results.get(attempt.id, (0, 0))) for attempt in attempts],
        held=pages_of(here, ids),
    )


@pages.get("/mine/progress")
@open_to(Role.LEARNER)
@in_turn
def progress() -> ResponseReturnValue:
    """Show hours, pages and skills, in words and pictures."""
    here = visitor()
    done = achieved_by(_person(), at=clock.now())
    finished = Visit.finished_by(_person())
    begun = Visit.channels_of(_person())
    courses = [each for each in courses_of(here) if each.id in begun]
    return render_template(
        "records/progress.html",
        done=done,
        most=max(week.seconds for week in done.weeks),
        courses=[_begun(channel, finished) for channel in courses],
        held=pages_of(here, [*done.mastered, *done.under_way]),
    )


@pages.get("/mine/works/<int:number>")
@open_to(Role.LEARNER)
def work(number: int) -> ResponseReturnValue:
    """Send a file or recording to whoever handed it in."""
    found = works.file_of(number, _person())
    store = BlobStore(current_app.config["HOME"].handed)
    return send_file(store.path(found.sha256), found.media_type, found.sha256)


@pages.get("/mine/works/<int:number>/spoken")
@open_to(Role.LEARNER)
def spoken(number: int) -> ResponseReturnValue:
    """Send what the teacher said about a work to whoever made it."""
    found = marks.spoken_to(number, _person())
    store = BlobStore(current_app.config["HOME"].handed)
    return send_file(store.path(found.sha256), found.media_type, found.sha256)


@pages.post("/mine/works/<int:number>/in-writing")
@open_to(Role.LEARNER)
def in_writing(number: int) -> ResponseReturnValue:
    """Keep what one's own recording says, in writing."""
    here = visitor()
    done = works.write_down_own(
        number, _person(), sent_in_writing(request.form), here.actor, at=clock.now()
    )
    flash(_("Kept."), "good")
    return redirect(url_for("library.node", node_id=done.node_id), code=303)


@pages.get("/mine/kept")
@open_to(Role.LEARNER)
@in_turn
def kept() -> ResponseReturnValue:
    """Show all that is kept about whoever asks, to read and to print."""
    here = visitor()
    found = kept_about(_person())
    ids = [each.node_id for each in found.visits]
    ids += [each.node_id for each, _ in found.attempts]
    ids += [each.node_id for each in found.works]
    return render_template(
        "records/kept.html",
        account=Person.get_by_id(_person()),
        kept=found,
        seconds=sum(stay.seconds for stay in found.stays),
        held=pages_of(here, ids),
        courses={each.node_id: each.channel_id for each in found.visits},
        titles={each.id: each.words for each in courses_of(here)},
        today=clock.day(clock.now()),
        roll_words=WORDS,
    )


def _person() -> int:
    person_id = visitor().person_id
    assert person_id is not None
    return person_id


def _begun(channel: ChannelItem, done: set[str]) -> Begun:
    ids = order_of(visitor(), channel.release)
    first_open = next((node_id for node_id in ids if node_id not in done), None)
    held = browse.items([first_open] if first_open else [], visitor().language, coach=False)
    return Begun(channel, len(done.intersection(ids)), len(ids), next(iter(held.values()), None))
