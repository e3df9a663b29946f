"""What a candidate may hear: the minutes that are left, and the questions, where granted."""

from flask import Blueprint, abort, current_app
from flask.typing import ResponseReturnValue

from content.html import text_of
from content.questions.exercise import Exercise
from i18n.speech import aloud
from i18n.translate import language, ngettext
from server.exam_room import presenting
from server.exam_room.copies import copy_for
from server.library.speaking import Voice, said
from server.roles import Role
from server.sittings.models import Accommodation, Candidate
from server.web.files import send_file
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("exam_aloud", __name__, template_folder="templates")

MINUTES = (30, 10, 5)
"""Before the end, when it is told."""


def is_read_to(candidate: Candidate) -> bool:
    """Say whether questions may be read to a candidate: by the paper, or by a decision."""
    allowed = "read_aloud" in copy_for(candidate).subject.aids
    return allowed or bool(Accommodation.now_of(candidate.id).read_aloud)


def is_spelled_for(candidate: Candidate) -> bool:
    """Say whether the spelling of a candidate may be checked by the browser."""
    allowed = "spell_check" in copy_for(candidate).subject.aids
    return allowed or bool(Accommodation.now_of(candidate.id).spell_check)


@pages.get("/exam/aloud/minutes/<int:number>.mp3")
@open_to(Role.LEARNER)
def minutes(number: int) -> ResponseReturnValue:
    """Send the sentence that tells how many minutes are left."""
    if number not in MINUTES:
        abort(404)
    words = ngettext("%(num)s minute left.", "%(num)s minutes left.", number) % {"num": number}
    return _spoken(words, language())


@pages.get("/exam/aloud/question/<int:number>.mp3")
@open_to(Role.LEARNER)
def question(number: int) -> ResponseReturnValue:
    """Send a question of a candidate's own paper, if it may be read to them; never its key."""
    candidate = presenting.mine(visitor().person_id or 0)
    if candidate is None or not presenting.is_before(candidate, visitor().seat):
        abort(404)
    asked = copy_for(candidate).questions
    if number >= len(asked) or not is_read_to(candidate):
        abort(404)
    text = text_of(Exercise("", (asked[number].question,)).read_aloud())
    return _spoken(text[: aloud.LONGEST], asked[number].language)


def _spoken(text: str, tongue: str) -> ResponseReturnValue:
    voice = Voice.of(current_app.config["ARDOISE"])
    try:
        found = said(text, tongue, voice)
    except (aloud.NoVoice, aloud.NothingToSay):
        abort(404)
    return send_file(found.mp3, "audio/mpeg", found.mp3.stem)
