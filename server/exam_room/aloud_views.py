"""What a candidate may hear: the minutes left; instructions and questions, where granted."""

from collections.abc import Callable, Iterable, Sequence

from flask import Blueprint, abort, current_app, url_for
from flask.typing import ResponseReturnValue

from content.html import Block, text_of
from content.questions.exercise import Exercise
from i18n.speech import aloud
from i18n.speech.passages import Passage
from i18n.speech.recording import TooLong
from i18n.translate import language, ngettext
from server.exam_room import presenting, reading
from server.exam_room.copies import copy_for
from server.exams.copies import CopyQuestion, ExamCopy
from server.library.speaking import SpokenBlock, Voice, said, spoken_as
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


@pages.get("/exam/aloud/instructions/<int:number>.mp3")
@open_to(Role.LEARNER)
def instructions(number: int) -> ResponseReturnValue:
    """Send the instructions of a candidate's own paper, 0, or of a section of it, from 1."""
    copy = _copy()
    whole = reading.together(reading.blocks_of_instructions(copy, number), aloud.LONGEST)
    return _spoken(whole.text, copy.subject.language, whole.passages)


@pages.get("/exam/aloud/instructions/<int:number>.json")
@open_to(Role.LEARNER)
def words_of_instructions(number: int) -> ResponseReturnValue:
    """Say where the sound of each piece of instructions is, and when each word is heard."""
    copy = _copy()

    def address(name: str) -> str:
        return url_for("exam_aloud.piece_of_instructions", number=number, block=name)

    return told(reading.blocks_of_instructions(copy, number), copy.subject.language, address)


@pages.get("/exam/aloud/instructions/<int:number>/<block>.mp3")
@open_to(Role.LEARNER)
def piece_of_instructions(number: int, block: str) -> ResponseReturnValue:
    """Send the sound of one piece of instructions."""
    copy = _copy()
    return sent(reading.blocks_of_instructions(copy, number), block, copy.subject.language)


@pages.get("/exam/aloud/question/<int:number>.mp3")
@open_to(Role.LEARNER)
def question(number: int) -> ResponseReturnValue:
    """Send a question of a candidate's own paper, if it may be read to them; never its key."""
    question = _mine(number)
    text = text_of(Exercise("", (question.question,)).read_aloud())
    return _spoken(text[: aloud.LONGEST], question.language)


@pages.get("/exam/aloud/question/<int:number>.json")
@open_to(Role.LEARNER)
def words(number: int) -> ResponseReturnValue:
    """Say where the sound of each piece of a question is, and when each word is heard."""
    question = _mine(number)

    def address(name: str) -> str:
        return url_for("exam_aloud.piece", number=number, block=name)

    return told(reading.blocks_of(question), question.language, address)


@pages.get("/exam/aloud/question/<int:number>/<block>.mp3")
@open_to(Role.LEARNER)
def piece(number: int, block: str) -> ResponseReturnValue:
    """Send the sound of one piece of a question."""
    question = _mine(number)
    return sent(reading.blocks_of(question), block, question.language)


def told(
    blocks: Iterable[Block], tongue: str, address: Callable[[str], str]
) -> ResponseReturnValue:
    """Answer where the sound of some blocks is and when each word is heard: see ``spoken_as``."""
    voice, spoken = Voice.of(current_app.config["ARDOISE"]), []
    for block in blocks:
        try:
            found = said(block.text, tongue, voice, block.passages)
        except (aloud.NothingToSay, TooLong):
            continue
        except aloud.NoVoice:
            abort(404)
        spoken.append(SpokenBlock(block.name, found))
    return spoken_as(spoken, address)


def sent(blocks: Iterable[Block], name: str, tongue: str) -> ResponseReturnValue:
    """Send the sound of one of some blocks."""
    found = next((each for each in blocks if each.name == name), None)
    if found is None:
        abort(404)
    return _spoken(found.text, tongue, found.passages)


def _mine(number: int) -> CopyQuestion:
    """Return a question of the copy that somebody writes, counted from 0, if it may be read."""
    asked = _copy().questions
    if number >= len(asked):
        abort(404)
    return asked[number]


def _copy() -> ExamCopy:
    """Return the copy that somebody writes, if it may be read to them."""
    candidate = presenting.mine(visitor().person_id or 0)
    if candidate is None or not presenting.is_before(candidate, visitor().seat):
        abort(404)
    if not is_read_to(candidate):
        abort(404)
    return copy_for(candidate)


def _spoken(text: str, tongue: str, passages: Sequence[Passage] = ()) -> ResponseReturnValue:
    voice = Voice.of(current_app.config["ARDOISE"])
    try:
        found = said(text, tongue, voice, passages)
    except (aloud.NoVoice, aloud.NothingToSay, TooLong):
        abort(404)
    return send_file(found.mp3, "audio/mpeg", found.mp3.stem)
