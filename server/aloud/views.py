"""The door by which pages have names spoken, and the prompts, which anybody may hear."""

import hmac

from flask import Blueprint, current_app, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from content.store import BlobStore
from i18n import languages
from i18n.speech.aloud import NoVoice, Spoken
from server import clock
from server.aloud import saying
from server.aloud.models import HeardLanguage, RecordedPrompt
from server.aloud.prompts import by_name, by_words, name_of
from server.library.speaking import Voice
from server.web.files import send_file
from server.web.guards import open_to_all
from server.web.proxy import address
from server.web.visitor import visitor

pages = Blueprint("aloud", __name__, template_folder="templates")

FOR_EVER = "public, max-age=31536000, immutable"
"""How long browsers keep what is the same for everybody; a name, which may be somebody's, never."""
ENDS = 12
"""Digits of what a sound was made from, in its address: another voice is another address."""


def key_here() -> str:
    """Return the key of the session that this page belongs to."""
    here = visitor()
    if here.session_id is None:
        generate_csrf()
    whose = str(here.session_id or f"guest {session['csrf_token']}")
    return saying.key_of(whose, current_app.config["SECRET_KEY"])


def address_of(text: str, language: str) -> str:
    """Return where a page that is being made finds the sound of a text."""
    return url_for("aloud.said", language=language, text=text, key=key_here())


def speaking_here() -> dict[str, str]:
    """Return what ``speak.js`` is told by a page: where the door is, its key, who has a voice."""
    codes = dict.fromkeys((*languages.LANGUAGES, *languages.interface()))
    return {
        "door": url_for("aloud.said", language="xx").partition("xx.")[0],
        "key": key_here(),
        "voices": " ".join(code for code in codes if saying.speaks(code)),
    }


def _voice() -> Voice:
    return Voice.of(current_app.config["ARDOISE"])


def _let_in() -> str:
    """Return the text that a page asks for, if it may.

    Raises:
        NotOfThisPage, NothingAsked, TooMuchAtOnce, TooFast
    """
    here = visitor()
    known = here.session_id is not None or "csrf_token" in session
    if not known or not hmac.compare_digest(request.args.get("key", ""), key_here()):
        raise saying.NotOfThisPage()
    text = saying.checked(request.args.get("text", ""))
    pace: saying.Pace = current_app.config["ALOUD_PACE"]
    pace.take(str(here.seat or address()), at=clock.now())
    return text


def _spoken(text: str, language: str) -> Spoken:
    if not saying.speaks(language):
        raise NoVoice(language=language)
    return saying.said(text, language, _voice())


def _prompt(text: str, language: str, spoken: Spoken) -> str:
    """Return the address of a prompt, "" for what is none."""
    plain = " ".join(text.split())
    if plain not in by_words(language):
        return ""
    found = url_for("aloud.prompt", language=language, name=name_of(plain))
    return f"{found}?{spoken.mp3.stem[:ENDS]}"


def _recorded(text: str, language: str) -> str:
    """Return the address of a prompt as a person said it, in the language that is heard here."""
    heard = heard_here()
    sentence = by_words(language).get(" ".join(text.split())) if heard else None
    found = RecordedPrompt.said(heard, sentence) if heard and sentence else None
    if found is None:
        return ""
    return f"{url_for('aloud.recorded', number=found.id)}?{found.sha256[:ENDS]}"


def heard_here() -> int | None:
    """Return the number of the spoken language that this person or guest hears; None for none."""
    person_id = visitor().person_id
    kept = session.get("heard") if person_id is None else HeardLanguage.of(person_id)
    return kept if isinstance(kept, int) else None


@pages.get("/aloud/<language>.mp3")
@open_to_all
def said(language: str) -> ResponseReturnValue:
    """Say what a page of this session shows."""
    text = _let_in()
    if at := _recorded(text, language):
        return redirect(at)
    spoken = _spoken(text, language)
    if at := _prompt(text, language, spoken):
        return redirect(at)
    response = send_file(spoken.mp3, "audio/mpeg", spoken.mp3.stem)
    response.headers["Cache-Control"] = "no-store"
    return response


@pages.get("/aloud/<language>.json")
@open_to_all
def timed(language: str) -> ResponseReturnValue:
    """Tell where the sound of a paragraph of a page is, and when each of its words is heard."""
    text = _let_in()
    spoken = _spoken(text, language)
    at = _prompt(text, language, spoken) or address_of(text, language)
    return jsonify(
        audio=at,
        sentences=[round(at, 3) for at in spoken.sentences],
        cues=[[c.start, c.length, round(c.at, 3), round(c.until, 3)] for c in spoken.cues],
    )


@pages.get("/aloud/prompts/<language>/<name>.mp3")
@open_to_all
def prompt(language: str, name: str) -> ResponseReturnValue:
    """Say a sentence of the program: the same for everybody, and kept by browsers."""
    words = by_name(language).get(name) if saying.speaks(language) else None
    if words is None:
        raise saying.NothingAsked()
    spoken = _spoken(words, language)
    response = send_file(spoken.mp3, "audio/mpeg", spoken.mp3.stem)
    if request.query_string.decode() == spoken.mp3.stem[:ENDS]:
        response.headers["Cache-Control"] = FOR_EVER
    return response


@pages.get("/aloud/recorded/<int:number>")
@open_to_all
def recorded(number: int) -> ResponseReturnValue:
    """Send a sentence of the program as a person said it."""
    found: RecordedPrompt | None = RecordedPrompt.get_or_none(RecordedPrompt.id == number)
    if found is None:
        raise saying.NothingAsked()
    store = BlobStore(current_app.config["HOME"].handed)
    response = send_file(store.path(found.sha256), found.media_type, found.sha256)
    if request.query_string.decode() == found.sha256[:ENDS]:
        response.headers["Cache-Control"] = FOR_EVER
    return response
