"""The page of what comes of a sitting: correctors, totals, the lock, publishing."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from i18n.refusals import Conflict, Invalid, NotAllowed
from i18n.translate import N_, ngettext
from i18n.translate import gettext as _
from server import clock
from server.exam_room.hall import Hall
from server.results import correcting, locking, sealing
from server.results.copies import said
from server.results.correcting import Given
from server.results.lines import lines_of, sat_by
from server.results.locking import total_of
from server.results.models import FIRST, SECOND, Corrector, Marking
from server.results.saying import figure
from server.roles import Role
from server.sittings import numbers
from server.sittings.models import Sitting, Stage
from server.sittings.operations import RUNNERS, sitting_of
from server.subjects.keeping import Shelf
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor
from sync.sealing.holders import Card

pages = Blueprint("results", __name__, template_folder="templates")

SITTING_PLACES = (Place("results.of_sitting", "report", N_("Results"), RUNNERS),)


TYPE = "application/octet-stream"
"""Nothing that a browser would open."""


class ChooseBoard(Invalid):
    """The sealed file is asked for, and no board."""

    message = N_("Choose the board that shall open the file: only it will be able to.")


class TickToLock(Invalid):
    """Marks are to be locked without the tick that says so."""

    message = N_("Tick the box first: locked marks do not change any more.")


@pages.get("/sittings/<int:number>/results")
@open_to(*RUNNERS)
def of_sitting(number: int) -> ResponseReturnValue:
    """Show who corrects, what each copy has so far, and what can be done with the marks."""
    return _page(sitting_of(number, visitor().actor))


@pages.post("/sittings/<int:number>/results/correctors")
@open_to(*RUNNERS)
def correctors(number: int) -> ResponseReturnValue:
    """Keep who corrects."""
    return _done(number, _name_correctors)


@pages.post("/sittings/<int:number>/results/settle")
@open_to(*RUNNERS)
def settle(number: int) -> ResponseReturnValue:
    """Decide between two correctors."""
    return _done(number, _settle)


@pages.post("/sittings/<int:number>/results/lock")
@open_to(*RUNNERS)
def lock(number: int) -> ResponseReturnValue:
    """Let the marks stand; a second press says that they do."""
    return _done(number, _lock)


@pages.post("/sittings/<int:number>/results/unlock")
@open_to(*RUNNERS)
def unlock(number: int) -> ResponseReturnValue:
    """Open the marks again, by an administrator; a second press says that they are open."""
    return _done(number, _unlock)


@pages.post("/sittings/<int:number>/results/publish")
@open_to(*RUNNERS)
def publish(number: int) -> ResponseReturnValue:
    """Let candidates see their marks."""
    return _done(number, _publish)


@pages.post("/sittings/<int:number>/results/sealed")
@open_to(*RUNNERS)
def sealed(number: int) -> ResponseReturnValue:
    """Send the sealed file of a sitting, which only the chosen board opens."""
    found, site = sitting_of(number, visitor().actor), current_app.config["ARDOISE"]
    letters = request.form.get("board", "")
    board = next((each for each in _boards() if each.letters == letters), None)
    hall: Hall = current_app.config["HALL"]
    try:
        if board is None:
            raise ChooseBoard()
        with TemporaryDirectory(dir=site.home.folder) as folder:
            path = Path(folder) / "results.age"
            sealing.seal(hall, found, board, path, visitor().actor, at=clock.now())
            data = path.read_bytes()
    except (Conflict, Invalid) as refusal:
        return _page(found, refusal.in_words()), 422
    name = f'attachment; filename="results-{found.id}.age"'
    return Response(data, content_type=TYPE, headers={"Content-Disposition": name})


def _boards() -> list[Card]:
    """Return the boards that can open a file: those that have a key for it."""
    home = current_app.config["HOME"]
    return [card for card in Shelf(home.subjects).boards() if card.read]


def _done(number: int, deed: Callable[[Sitting], None]) -> ResponseReturnValue:
    """Do what a form asks for and lead back; or show the page with why it was refused."""
    found = sitting_of(number, visitor().actor)
    try:
        deed(found)
    except (Conflict, Invalid, NotAllowed) as refusal:
        return _page(found, refusal.in_words()), 422
    return redirect(url_for("results.of_sitting", number=number), code=303)


def _name_correctors(found: Sitting) -> None:
    form, rounds = request.form, {}
    for person in correcting.who_can_correct():
        chosen = form.get(f"round.{person.id}", "")
        if chosen in (str(FIRST), str(SECOND)):
            rounds[person.id] = int(chosen)
    twice = form.get("twice") == "yes"
    correcting.name_correctors(found, rounds, twice, visitor().actor, at=clock.now())
    flash(_("Kept."), "good")


def _settle(found: Sitting) -> None:
    form = request.form
    given = Given(
        form.get("points", ""), form.get("remark", ""), form.get("seen", 0, type=row_number)
    )
    place = form.get("place", 0, type=row_number)
    by = visitor().actor
    correcting.settle(found, form.get("copy", ""), place, given, by, at=clock.now())
    flash(_("Settled."), "good")


def _lock(found: Sitting) -> None:
    if Marking.of(found.id).is_locked:
        flash(_("The marks are locked already."))
        return
    if request.form.get("sure") != "yes":
        raise TickToLock()
    count = locking.lock(found, visitor().actor, at=clock.now())
    told = ngettext("%(num)s copy is locked.", "%(num)s copies are locked.", count)
    flash(told % {"num": count}, "good")


def _unlock(found: Sitting) -> None:
    if visitor().role == Role.ADMINISTRATOR and not Marking.of(found.id).is_locked:
        flash(_("The marks are not locked."))
        return
    locking.unlock(found, request.form.get("reason", ""), visitor().actor, at=clock.now())
    flash(_("The marks are unlocked. Candidates do not see them any more."), "good")


def _publish(found: Sitting) -> None:
    with_remarks = request.form.get("remarks") == "yes"
    locking.publish(found, with_remarks, visitor().actor, at=clock.now())
    flash(_("The marks are published: each candidate sees their own."), "good")


def _page(found: Sitting, error: str = "") -> str:
    """Return the page; it counts nothing while the sitting is not closed."""
    is_closed = found.state == Stage.CLOSED
    marking = Marking.of(found.id)
    everybody = sat_by(found.id) if is_closed else []
    lines = lines_of(everybody, marking)
    totals = [(each, total_of(each, lines[each.id])) for each in everybody]
    return render_template(
        "results/results.html",
        found=found,
        is_closed=is_closed,
        marking=marking,
        people=correcting.who_can_correct(),
        rounds={each.person_id: each.round for each in Corrector.of(found.id)},
        totals=sorted(totals, key=lambda each: each[0].number),
        differing=[line for each in everybody for line in correcting.differing(lines[each.id])],
        missing=sum(total.missing for _each, total in totals),
        said=said,
        figure=figure,
        read_aloud=numbers.shown,
        is_administrator=visitor().role == Role.ADMINISTRATOR,
        boards=[(each.letters, each.name) for each in _boards()],
        typed=request.form,
        error=error,
        staff=True,
    )
