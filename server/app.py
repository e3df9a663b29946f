"""The web application: one site, its slices, and what every page gets."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import Flask, Response, current_app, request
from flask_wtf.csrf import CSRFProtect, generate_csrf

from content.models import database as library_database
from i18n import formats, languages, translate
from server import actors, clock, database, tongues
from server.accounts.models import AIDS, DEFAULT_LOOK
from server.aloud import views as aloud
from server.aloud.saying import Pace as PaceOfNames
from server.audit.forms import RefusedForms
from server.console import Site
from server.exam_room.doors import door
from server.exam_room.hall import Hall
from server.exams.points import points_in_words
from server.frames.opened import Documents, Doorkeeper, Packages
from server.frames.operations import Places
from server.frames.origins import keep_apart
from server.frames.reported import Pace
from server.lockdown.doors import door as browser_door
from server.lockdown.keeping import Locks
from server.lockdown.proofs import Proofs
from server.records import works
from server.records.wordings import mark_in_words
from server.seats.views import recognise
from server.settings import Settings
from server.slices import additions, menus, pages
from server.web import errors
from server.web.addresses import Number
from server.web.assets import asset
from server.web.compression import compress
from server.web.guards import guard
from server.web.guest import GuestCookie
from server.web.headers import protect
from server.web.navigation import Link, Place, families, links, main_menu
from server.web.pressed import Pressed, done_already
from server.web.turns import end_turn, take_turn
from server.web.visitor import visitor

LARGEST_FORM = 1 << 20
"""Bytes: the longest text a learner can send is a page."""


def create_app(site: Site) -> Flask:
    """Return the application of a site; its databases are open."""
    app = application(left_out(site.settings))
    serve_site(app, site)
    return app


def left_out(settings: Settings) -> frozenset[str]:
    """Return the names of the pages that a site does without."""
    switched = pages.SWITCHED.items()
    return frozenset(name for name, setting in switched if not getattr(settings, setting))


def serve_site(app: Flask, site: Site) -> None:
    """Have an application show a site, and no other one any more; its databases are open.

    Nothing that it noted of what people did before is left.
    """
    site.open()
    app.config.update(
        SECRET_KEY=site.home.secret(),
        SITE=site.settings,
        ARDOISE=site,
        HOME=site.home,
        LIBRARY=site.library,
        INDEX=site.index,
        REFUSED_FORMS=RefusedForms(),
        PRESSED=Pressed(),
        HALL=Hall(site.home, site.settings),
        LOCKS=Locks(site.home.lockdown),
        PROOFS=Proofs(site.home.secret()),
        DOORKEEPER=Doorkeeper(site.home.secret(), site.settings, additions.WAITING_PACKAGES),
        PACKAGES=Packages(),
        REPORTS_PACE=Pace(),
        ALOUD_PACE=PaceOfNames(),
        DOCUMENTS=Documents(),
        FRAME_PLACES=Places(),
        SESSION_COOKIE_SECURE=site.settings.https,
    )


def application(without: frozenset[str]) -> Flask:
    """Return an application that shows no site yet: all pages but those of these names."""
    app = Flask(__name__, static_folder=None, template_folder="web/templates")
    app.config.update(
        YEARLY_COUNTS=additions.YEARLY_COUNTS,
        NODE_PAGES=additions.NODE_PAGES,
        OUTSIDE_PARTS=additions.OUTSIDE_PARTS,
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        SESSION_COOKIE_NAME="ardoise_guest",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    app.session_interface = GuestCookie()
    app.url_map.converters["int"] = Number
    app.before_request(keep_apart)
    app.before_request(_let_files_in)
    app.before_request(take_turn)
    app.teardown_request(end_turn)
    app.before_request(_open_database)
    app.before_request(recognise)
    CSRFProtect(app)
    app.before_request(door)
    app.before_request(browser_door)
    app.before_request(guard)
    app.after_request(_note_refused_form)
    app.after_request(protect)
    app.after_request(compress)
    app.after_request(done_already)
    errors.register(app)
    for brought in pages.PAGES:
        if brought.name not in without:
            app.register_blueprint(brought)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # from the extension
        translate.gettext, translate.ngettext, newstyle=True
    )
    app.jinja_env.globals.update(
        asset=asset,
        csrf_token=generate_csrf,
        formats=formats,
        tongue=languages.named,
        actor=actors.in_words,
        mark_in_words=mark_in_words,
        points_in_words=points_in_words,
        tidings=lambda: [told for tell in additions.TIDINGS for told in tell()],
        class_tidings=lambda: [told for tell in additions.CLASS_TIDINGS for told in tell()],
        home_tidings=lambda: [told for tell in additions.HOME_TIDINGS for told in tell()],
        report_places=lambda: _links(menus.REPORT_PLACES),
        class_places=lambda number: families(
            menus.CLASS_PLACES, visitor(), _site().settings, number=number
        ),
        person_places=lambda number: _links(menus.PERSON_PLACES, number=number),
        sitting_places=lambda number: _links(menus.SITTING_PLACES, number=number),
        sign_in_ways=lambda: [way for tell in additions.SIGN_IN_WAYS for way in tell()],
        roll_parts=lambda found: [tell(found) for tell in additions.ROLL_PARTS],
        look_parts=lambda: [tell() for tell in additions.LOOK_PARTS],
        mine_places=lambda: _links(menus.MINE_PLACES),
        kept_sections=lambda person_id: [tell(person_id) for tell in additions.KEPT_SECTIONS],
        not_found_places=lambda words: _links(menus.NOT_FOUND_PLACES, words=words),
        page_places=lambda node_id: _links(menus.PAGE_PLACES, node_id=node_id),
        speaking_here=aloud.speaking_here,
        sound_at=aloud.address_of,
        page_tools=lambda read: [tool for tell in additions.PAGE_TOOLS if (tool := tell(read))],
    )
    app.jinja_env.filters["as_day"] = date.fromisoformat
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(_every_page)
    return app


def _let_files_in() -> None:
    """Let forms that carry a file or long texts be as large as these; before anything is read."""
    largest = works.LARGEST_FILE if request.endpoint in pages.FILE_FORMS else 0
    largest = pages.LARGER_FORMS.get(request.endpoint or "", largest)
    if longest := pages.LONG_FORMS.get(request.endpoint or "", 0):
        largest = request.max_form_memory_size = longest
    if largest:
        request.max_content_length = largest + LARGEST_FORM


def _note_refused_form(response: Response) -> Response:
    """Write in the log that somebody sent a form about what is not theirs."""
    here = visitor()
    if (
        request.method == "POST"
        and response.status_code in (403, 404)
        and here.session_id is not None
    ):
        refused: RefusedForms = current_app.config["REFUSED_FORMS"]
        status = response.status_code
        refused.note(here.session_id, here.actor, request.path, status, at=clock.now())
    return response


def _open_database() -> None:
    """Open this thread's connections; they stay open for its next requests."""
    database.database.connect(reuse_if_open=True)
    library_database.connect(reuse_if_open=True)
    tongues.use_installed(_site().library)


def _every_page() -> dict[str, Any]:
    here = visitor()
    site: Site = _site()
    language = languages.get(here.language)
    menu, family = main_menu(menus.PLACES, here, site.settings)
    return {
        "site": site.settings,
        "language": language,
        "languages": [languages.get(code) for code in languages.interface()],
        "look": here.look,
        "may_speak": language.voice is not None and not here.held,
        "speaks": here.look.get("speaks") == "yes" and language.voice and not here.held,
        "aids": {n: v for n, v in here.look.items() if n in AIDS and v != DEFAULT_LOOK[n]},
        "person": None if here.is_guest else here,
        "navigation": [] if here.held else menu,
        "family": [] if here.held else family,
        "held": here.held,
        "here": request.full_path.rstrip("?") if request.method == "GET" else "/",
        "seat": here.seat,
        "sign_out_after": None
        if here.is_guest or here.held == "lasting"
        else site.settings.sign_out_after * 60,
    }


def _site() -> Site:
    site: Site = current_app.config["ARDOISE"]
    return site


def _links(places: Iterable[Place], *, below: bool = False, **values: Any) -> list[Link]:
    return links(places, visitor(), _site().settings, below=below, **values)
