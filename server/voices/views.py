"""The page “Voices”: who reads each language aloud, and who drafts translations."""

from dataclasses import dataclass

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n import languages
from i18n.speech.cache import size
from i18n.speech.piper import is_installed
from i18n.translate import gettext as _
from i18n.translate import language
from i18n.translation.translator import is_installed as runs_translators
from server import clock
from server.console import Site
from server.roles import CONTENT
from server.translators import installed as translators
from server.voices import choosing, operations
from server.voices.choosing import Held
from server.voices.models import USUAL
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("voices", __name__, template_folder="templates")


@dataclass(frozen=True)
class Spoken:
    """A language with the voices there are for it."""

    language: languages.Language
    voices: tuple[Held, ...]
    speaks: str
    """The page of the voice that is chosen for it, or ``USUAL``."""


def _site() -> Site:
    site: Site = current_app.config["ARDOISE"]
    return site


@pages.get("/voices")
@open_to(*CONTENT)
def overview() -> ResponseReturnValue:
    """Show which voices are installed, which of them speaks, and what speech takes."""
    site = _site()
    held = choosing.installed(site.library, language())
    speaks = choosing.speaking(site.library, language())
    codes = dict.fromkeys(each.voice.language for each in held)
    spoken = [
        Spoken(
            languages.get(code),
            tuple(each for each in held if each.voice.language == code),
            speaks[code].node.id if code in speaks else USUAL,
        )
        for code in codes
    ]
    return render_template(
        "voices/overview.html",
        spoken=spoken,
        works=is_installed(),
        translators=translators.installed(site.library, language()),
        translates=runs_translators(),
        usual=USUAL,
        takes=size(site.home.cache),
        may_take=site.settings.speech_room * 1_000_000,
        staff=True,
    )


@pages.post("/voices/<code>")
@open_to(*CONTENT)
def choose(code: str) -> ResponseReturnValue:
    """Choose who speaks a language; its courses are spoken anew."""
    name = request.form.get("voice", "")
    jobs = operations.choose(_site().library, code, name, visitor().actor, at=clock.now())
    if jobs:
        flash(
            _("Chosen. The courses of this language are spoken anew, one after the other."), "good"
        )
    else:
        flash(_("Chosen."), "good")
    return redirect(url_for("voices.overview"), code=303)
