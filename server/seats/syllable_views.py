"""Where the syllables of the words of a page end: asked by a page that shows them."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from i18n import syllables
from server.web.guards import open_to_all
from server.web.turns import in_turn

pages = Blueprint("syllables", __name__)

MOST_WORDS = 4_000
"""Different words that are looked at for one page."""


@pages.post("/look/syllables")
@open_to_all
@in_turn
def ends() -> ResponseReturnValue:
    """Return, for each word of several syllables, after how many letters these end."""
    language = request.form.get("language", "").partition("-")[0]
    words = request.form.get("words", "").split()[:MOST_WORDS]
    found = {word: syllables.ends(word, language) for word in words}
    return {word: at for word, at in found.items() if at}
