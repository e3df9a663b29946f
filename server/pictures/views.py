"""The pages for signing in with pictures: whose emblem, which signs."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n.refusals import Refusal
from i18n.translate import N_, gettext
from server import clock
from server.pictures import coming_in
from server.pictures.drawings import EMBLEMS, SIGNS
from server.pictures.operations import SIGNS_EACH
from server.seats.welcome import browser_here, welcome
from server.web.guards import open_to_all
from server.web.navigation import Link
from server.web.visitor import visitor

pages = Blueprint("pictures", __name__, template_folder="templates")

WITH_A_PICTURE = N_("With my picture")
PROMPTS = {
    "find": N_("Press your picture."),
    "signs": N_("Press your three pictures, one after the other."),
    "again": N_("These are not your three pictures. Try again, or ask the teacher."),
    "open": N_("This seat is open for you. Press the picture."),
    "nobody": N_("The pictures are not shown now. Ask the teacher to open them."),
}
"""What these pages say beside the words of drawings, in writing and aloud."""


def sign_in_ways() -> list[Link]:
    """Return the way here from the sign-in page, while there is somebody to find."""
    at = clock.now()
    if not current_app.config["SITE"].pictures or not (
        coming_in.lists(at) or coming_in.opened_for(visitor().seat, at) is not None
    ):
        return []
    return [Link(url_for("pictures.find"), "picture", gettext(WITH_A_PICTURE), False)]


@pages.get("/pictures/")
@open_to_all
def find() -> ResponseReturnValue:
    """Show the emblems of the classes that are let in, and whom this seat was opened for."""
    here, at = visitor(), clock.now()
    if not here.is_guest:
        return redirect("/")
    return _find(coming_in.opened_for(here.seat, at))


def _find(opened: str | None, error: str = "") -> str:
    shown = coming_in.lists(clock.now())
    prompt = "find" if shown else "nobody" if opened is None else "open"
    return render_template(
        "pictures/find.html",
        shown=shown,
        opened=opened,
        error=error,
        **_drawings(prompt),
    )


def _drawings(prompt: str) -> dict[str, object]:
    return {"prompt": prompt, "prompts": PROMPTS, "emblems": EMBLEMS, "signs": SIGNS}


@pages.post("/pictures/")
@open_to_all
def come_in() -> ResponseReturnValue:
    """Begin the session of who this seat was opened for."""
    browser, at = browser_here(), clock.now()
    try:
        begun = coming_in.come_in(visitor().seat, browser, at=at)
    except Refusal as refusal:
        return _find(None, refusal.in_words()), 422
    return welcome(begun, browser, "/")


@pages.get("/pictures/<int:number>/<emblem>")
@open_to_all
def choose(number: int, emblem: str) -> ResponseReturnValue:
    """Show the twelve signs to whoever pressed an emblem."""
    if not visitor().is_guest:
        return redirect("/")
    coming_in.with_emblem(number, emblem, clock.now())
    return _choose(number, emblem, [])


def _choose(number: int, emblem: str, so_far: list[str], error: str = "") -> str:
    return render_template(
        "pictures/choose.html",
        number=number,
        emblem=emblem,
        so_far=so_far,
        in_all=SIGNS_EACH,
        error=error,
        **_drawings("again" if error else "signs"),
    )


@pages.post("/pictures/<int:number>/<emblem>")
@open_to_all
def press(number: int, emblem: str) -> ResponseReturnValue:
    """Take one more sign; after the last, begin the session."""
    browser, at = browser_here(), clock.now()
    pressed = [*request.form.getlist("so_far"), request.form.get("sign", "")]
    so_far = [each for each in pressed if each in SIGNS][:SIGNS_EACH]
    if len(so_far) < SIGNS_EACH:
        coming_in.with_emblem(number, emblem, at)
        return _choose(number, emblem, so_far)
    key = current_app.config["SECRET_KEY"]
    seat = visitor().seat
    try:
        begun = coming_in.sign_in(number, emblem, so_far, key, seat, browser, at=at)
    except coming_in.ListClosed as refusal:
        return _find(None, refusal.in_words()), 422
    except Refusal as refusal:
        return _choose(number, emblem, [], refusal.in_words()), 422
    return welcome(begun, browser, "/")
