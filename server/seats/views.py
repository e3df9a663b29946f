"""Signing in and out, language and look, signs of life."""

from dataclasses import replace
from datetime import timedelta

from flask import (
    Blueprint,
    current_app,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from i18n import languages
from i18n.refusals import Refusal
from i18n.translate import use_language
from server import clock
from server.accounts import operations as accounts
from server.accounts.models import DEFAULT_LOOK, LONGEST_NAME, LOOK, Person
from server.actors import Actor
from server.roles import KEEPERS
from server.seats import operations, signing_in
from server.seats.welcome import SEAT_COOKIE, SESSION_COOKIE, browser_here, welcome
from server.web.addresses import inside
from server.web.guards import open_to_all
from server.web.visitor import Visitor, visitor

pages = Blueprint("seats", __name__, template_folder="templates")

ASKED_BY_PAGES = (
    *("seats.presence", "jobs.progress", "reports.board", "watching.cards"),
    *("exam_room.state", "exam_room.save", "exam_room.played", "syllables.ends"),
)
"""What open pages ask by themselves: no sign that anybody is there."""
DEFENDER = "Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07"
"""Where one complains by post without a stamp, as the declaration must say (décret 2019-768)."""
WITHOUT_COOKIES = ("assets.file", "frames.framed", "frames.outside")
"""Styles, which are for anybody, and frames, which know by their address who asks."""


def recognise() -> ResponseReturnValue | None:
    """Find out who a request comes from; runs before everything else. Styles are for anybody.

    A page whose session is over hears so here, before its form's token, which ended with it,
    is looked at.
    """
    if request.endpoint in WITHOUT_COOKIES:
        return None
    browser, at = browser_here(), clock.now()
    seat = operations.seat_of(request.cookies.get(SEAT_COOKIE, ""))
    token = request.cookies.get(SESSION_COOKIE, "")
    found = operations.present(token, seat, browser) if seat and token else None
    if found is not None:
        actor = Actor(found.name, found.seat, found.person_id)
        gone = operations.is_over(found, _idle_after(), at=at)
        if not gone or not operations.end_if_over(found.session_id, _idle_after(), actor, at=at):
            if request.endpoint not in ASKED_BY_PAGES:
                operations.sign_of_life(found, at=at)
            language = languages.offered(found.language, current_app.config["SITE"].language)
            use_language(language, easy=found.look["easy"] == "yes")
            g.present = found
            g.visitor = Visitor(
                language,
                found.look,
                found.seat,
                found.person_id,
                found.name,
                found.role,
                found.session_id,
                found.held,
                actor,
            )
            return None
    language, chosen = _language_of_guest(), _look_of_guest()
    use_language(language, easy=chosen["easy"] == "yes")
    g.visitor = Visitor(language, chosen, seat, actor=Actor("guest", seat))
    return {"over": True} if request.endpoint == "seats.presence" else None


def _idle_after() -> timedelta:
    return timedelta(minutes=current_app.config["SITE"].sign_out_after)


def _language_of_guest() -> str:
    return languages.offered(session.get("language", ""), current_app.config["SITE"].language)


def _look_of_guest() -> dict[str, str]:
    chosen = session.get("look", {})
    return {
        name: chosen.get(name) if chosen.get(name) in values else values[0]
        for name, values in LOOK.items()
    }


@pages.get("/sign-in")
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Ask who is there; whoever was signed out a moment ago reads why in their language."""
    here = visitor()
    if not here.is_guest:
        return redirect("/")
    token = request.cookies.get(SESSION_COOKIE, "")
    ended, spoken = operations.how_it_was_ended(token, here.seat or 0)
    if ended and "language" not in session:
        use_language(spoken)
        g.visitor = replace(here, language=spoken)
    return render_template("seats/sign_in.html", next=inside(request.args.get("next")), ended=ended)


@pages.post("/sign-in")
@open_to_all
def begin() -> ResponseReturnValue:
    """Begin a session by code, or by name and password."""
    form, browser, at = request.form, browser_here(), clock.now()
    onward = inside(form.get("next"))
    seat, code = visitor().seat, form.get("code", "").strip()
    name = form.get("name", "")[:LONGEST_NAME]
    try:
        if code:
            key = current_app.config["SECRET_KEY"]
            begun = signing_in.sign_in_by_code(code, key, seat, browser, at=at)
        else:
            password = form.get("password", "")
            begun = signing_in.sign_in_by_password(name, password, seat, browser, at=at)
    except Refusal as refusal:
        page = render_template(
            "seats/sign_in.html",
            next=onward,
            error=refusal.in_words(),
            by_code="code" in form,
            name=name,
        )
        return page, 422
    return welcome(begun, browser, onward)


@pages.post("/sign-out")
@open_to_all
def leave() -> ResponseReturnValue:
    """End the session; nothing of the person remains in the browser."""
    here = visitor()
    if here.session_id is not None:
        operations.end(here.session_id, "left", here.actor, at=clock.now())
    session.clear()
    response = redirect(url_for("seats.sign_in"), code=303)
    response.delete_cookie(SESSION_COOKIE)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@pages.post("/language")
@open_to_all
def choose_language() -> ResponseReturnValue:
    """Speak another language from now on."""
    code = request.form.get("language", "")
    here = visitor()
    if here.person_id is not None:
        accounts.keep_language(Person.get_by_id(here.person_id), code)
    elif code in languages.interface():
        session["language"] = code
        if inside(request.form.get("next")).startswith(url_for("seats.sign_in")):
            session["language_of_sign_in"] = code
    return redirect(inside(request.form.get("next")), code=303)


@pages.get("/look")
@open_to_all
def look() -> ResponseReturnValue:
    """Show the choices of how pages look."""
    return render_template("seats/look.html", next=inside(request.args.get("next")))


@pages.post("/look")
@open_to_all
def keep_look() -> ResponseReturnValue:
    """Keep how pages look for this person, or for this guest until they leave."""
    form, here = request.form, visitor()
    chosen = DEFAULT_LOOK if form.get("reset") else {name: form.get(name, "") for name in LOOK}
    if here.person_id is not None:
        accounts.keep_look(Person.get_by_id(here.person_id), chosen)
    else:
        kept = {name: value for name, value in chosen.items() if value in LOOK[name][1:]}
        session["look"] = kept
    if form.get("stay") or form.get("reset"):
        return redirect(url_for("seats.look", next=inside(request.form.get("next"))), code=303)
    return redirect(inside(request.form.get("next")), code=303)


@pages.post("/sound")
@open_to_all
def keep_sound() -> ResponseReturnValue:
    """Have controls speak, or be silent, for this person, or for this guest until they leave."""
    chosen = {"speaks": "yes" if request.form.get("speaks") == "yes" else "no"}
    here = visitor()
    if here.person_id is not None:
        accounts.keep_look(Person.get_by_id(here.person_id), chosen)
    else:
        session["look"] = {**session.get("look", {}), **chosen}
    return redirect(inside(request.form.get("next")), code=303)


@pages.post("/presence")
@open_to_all
def presence() -> ResponseReturnValue:
    """Hear from an open page: the person is there, or the page was closed; say the time left."""
    found: operations.Present = g.present
    at = clock.now()
    if request.form.get("closed"):
        operations.page_left(found, at=at)
        return {"over": False}
    if request.form.get("active") or found.closing_at is not None:
        operations.sign_of_life(found, at=at)
        if request.form.get("active"):
            return {"over": False, "left": round(_idle_after().total_seconds())}
    left = found.seen_at + _idle_after() - at
    return {"over": False, "left": max(0, round(left.total_seconds()))}


@pages.get("/help")
@open_to_all
def help_() -> ResponseReturnValue:
    """Say how to find one's way, in a few sentences."""
    keeps_classes = visitor().role in KEEPERS
    return render_template("seats/help.html", keeps_classes=keeps_classes, staff=keeps_classes)


@pages.get("/accessibility")
@open_to_all
def accessibility() -> ResponseReturnValue:
    """Say how far pages can be used by everybody, what helps there are, and whom to tell."""
    return render_template("seats/accessibility.html", defender=DEFENDER)
