"""The candidate's page: waiting, writing, handed in. It is complete without a script."""

from collections.abc import Mapping, Sequence
from secrets import token_hex
from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from content.store import BlobStore
from content.vocabulary import ENDINGS
from i18n.refusals import Refusal
from i18n.translate import gettext
from server.exam_room import (
    documents,
    ending,
    files,
    listening,
    opening,
    presenting,
    reading,
    sections,
    sent,
)
from server.exam_room.aloud_views import MINUTES, is_read_to, is_spelled_for
from server.exam_room.copies import copy_for
from server.exam_room.hall import Hall
from server.exam_room.presenting import Here
from server.exam_room.rescue import sealing_of
from server.exam_room.saving import Kept, NotASave, Save, Sender
from server.exam_room.signs import Sign
from server.exam_room.space import NotKept
from server.exam_room.standing import candidate_now
from server.exam_room.ticks import instant
from server.exams.showing import introduced, sections_of
from server.roles import Role
from server.sittings.models import Candidate, State
from server.web.files import send_file
from server.web.guards import open_to, open_to_all
from server.web.headers import FRAMING_POLICY
from server.web.tidings import Tiding
from server.web.turns import in_turn
from server.web.visitor import visitor

pages = Blueprint("exam_room", __name__, template_folder="templates")

FILES = "/exam/files/"
WHICH = ("place", "sound")


def tidings() -> list[Tiding]:
    """Lead a learner to an exam that is open."""
    candidate = presenting.mine(visitor().person_id or 0)
    if candidate is None:
        return []
    title = gettext("Your exam is open: %(title)s") % {"title": candidate.sitting.title}
    return [Tiding("info", title, "", url_for("exam_room.exam"), gettext("Go to the exam"))]


def _hall() -> Hall:
    hall: Hall = current_app.config["HALL"]
    return hall


def _mine() -> Candidate | None:
    here = visitor()
    if here.person_id is None or here.role != Role.LEARNER:
        return None
    return presenting.mine(here.person_id)


def _here(candidate: Candidate) -> Here:
    """Return how far a candidate is, and note that they are there."""
    here = presenting.here_of(candidate_now(candidate.id), visitor().seat, instant())
    if here.stage not in (presenting.ELSEWHERE, presenting.CLOSED):
        at, waiting = (request.args.get(name, type=int) for name in ("place", "waiting"))
        _hall().signs.note(candidate.id, Sign(here.standing.clock_ms, at, waiting or 0))
    return here


@pages.get("/exam")
@open_to(Role.LEARNER)
@in_turn
def exam() -> ResponseReturnValue:
    """Show a candidate what there is now: the waiting room, their paper, their receipt."""
    candidate = _mine()
    if candidate is None:
        return render_template("exam_room/none.html")
    if visitor().seat is not None:
        opening.arrive(candidate, visitor().seat or 0, instant())
    here = _here(candidate)
    if here.stage == presenting.ELSEWHERE:
        presenting.ask_to_move(candidate, visitor(), instant())
    return _shown(here)


def _shown(
    here: Here, held: dict[int, list[str]] | None = None, warning: str = ""
) -> ResponseReturnValue:
    """Show the page of a candidate; with ``held`` their fields hold that, and not what is kept."""
    messages = presenting.messages_to(here.candidate)
    if not here.is_writing:
        receipt = ending.receipt_of(here.candidate)
        return render_template(
            "exam_room/waiting.html",
            here=here,
            receipt=receipt,
            messages=messages,
            says=gettext(presenting.STAGES[here.stage]) if here.stage in presenting.STAGES else "",
        )
    copy = copy_for(here.candidate)
    kept: dict[int, Sequence[str]] = {**presenting.held_by_server(here.candidate.id)}
    at, total = request.values.get("q", type=int), len(copy.questions)
    alone = copy.subject.one_a_page or at is not None
    place = min(max((at or 1) - 1, 0), total)
    asked = sections_of(copy, kept | (held or {}), FILES)
    before = introduced(copy.subject.instructions, copy.subject.language, FILES)
    is_spoken = is_read_to(here.candidate)
    page = render_template(
        "exam_room/paper.html",
        here=here,
        instructions=reading.introduction(before, 0) if is_spoken else before,
        language_of_paper=copy.subject.language,
        sections=reading.sections_with_names(asked) if is_spoken else asked,
        documents=copy.subject.documents,
        kind_of=documents.kind_of,
        place=place if alone else None,
        total=total,
        kept=kept,
        numbers=presenting.numbers_of(here.candidate.id),
        sounds={each.place: listening.sounds_of(each.question) for each in copy.questions},
        plays=presenting.plays_of(here.candidate.id),
        uuid=token_hex(8),
        messages=messages,
        warning=warning,
        endings=ENDINGS,
        spoken=is_spoken,
        spelling=is_spelled_for(here.candidate),
        minutes=MINUTES,
        section_left=sections.left_of(here.candidate, here.standing),
        rescue=sealing_of(_hall(), here.candidate),
    )
    shown = make_response(page)
    shown.headers["Content-Security-Policy"] = FRAMING_POLICY
    return shown


@pages.get("/exam/state")
@open_to_all
@in_turn
def state() -> ResponseReturnValue:
    """Tell the script of a page how far its candidate is; it asks every few seconds."""
    candidate = _mine()
    if candidate is None:
        return _nobody()
    return _told(_here(candidate))


def _told(here: Here, **more: Any) -> dict[str, Any]:
    return {**presenting.as_json(here), "csrf": generate_csrf(), **more}


def _nobody() -> ResponseReturnValue:
    """Tell a page that its session or its exam is over: what it holds stays in the browser."""
    if visitor().is_guest:
        return {"stage": "signed_out", "csrf": generate_csrf()}, 401
    return {"stage": "none", "csrf": generate_csrf()}, 404


@pages.post("/exam/save")
@open_to_all
def save() -> ResponseReturnValue:
    """Keep answers: of a script, several at once; of a plain form, those of its page."""
    candidate = _candidate_of_save()
    if candidate is None:
        return _nobody() if request.is_json else redirect(url_for("exam_room.exam"), code=303)
    if request.is_json:
        return _save_for_script(candidate)
    saves = _of_form(candidate)
    try:
        kept = _keep(candidate, saves)
    except NotKept as refusal:
        return _shown_again(candidate, saves, refusal.in_words(), 503)
    if kept.refused:
        return _shown_again(candidate, saves, gettext(next(iter(kept.refused.values()))), 422)
    to = request.form.get("to", type=int)
    return redirect(url_for("exam_room.exam", q=to), code=303)


def _shown_again(
    candidate: Candidate, saves: list[Save], why: str, status: int
) -> ResponseReturnValue:
    """Show the page of a form again with what was typed, and why it is not kept."""
    held = {each.place: list(each.answer) for each in saves}
    return make_response(_shown(_here(candidate), held, why), status)


def _candidate_of_save() -> Candidate | None:
    """Return whose answers a request holds, also after the sitting was closed: late ones."""
    here = visitor()
    if here.person_id is None:
        return None
    return presenting.of_number(here.person_id, str(_body().get("candidate") or ""))


def _body() -> Mapping[str, Any]:
    """Return what was sent, as a form or as JSON; nothing if it is neither."""
    if not request.is_json:
        return request.form
    body = request.get_json(silent=True)
    return body if isinstance(body, dict) else {}


def _save_for_script(candidate: Candidate) -> ResponseReturnValue:
    try:
        saves = sent.from_json(request.get_json(silent=True))
        texts = [each for each in saves if not _is_file(candidate, each.place)]
        kept = _keep(candidate, texts)
    except Refusal as refusal:
        status = 503 if isinstance(refusal, NotKept) else 422
        return _told(_here(candidate), kept=[], error=refusal.in_words()), status
    refused = {uuid: gettext(reason) for uuid, reason in kept.refused.items()}
    known = {each.uuid for each in texts}
    refused |= {e.uuid: NotASave().in_words() for e in saves if e.uuid not in known}
    return _told(_here(candidate), kept=kept.kept, aside=kept.aside, refused=refused)


def _is_file(candidate: Candidate, place: int) -> bool:
    """Say whether a file is asked for at a place: no script answers there with a text."""
    questions = copy_for(candidate).questions
    return 0 <= place < len(questions) and files.asks_for_file(questions[place].question)


def _keep(candidate: Candidate, saves: list[Save]) -> Kept:
    sender = Sender(candidate.id, candidate.sitting_id, visitor().actor)
    return _hall().writer.keep(sender, saves) if saves else Kept()


def _of_form(candidate: Candidate) -> list[Save]:
    copy = copy_for(candidate)
    return sent.from_form(request.form, request.form.getlist, copy, candidate.id)


@pages.post("/exam/hand-in")
@open_to(Role.LEARNER)
def hand_in() -> ResponseReturnValue:
    """Hand in, after keeping what the form holds; the same receipt if it is sent again."""
    candidate = _candidate_of_save()
    if candidate is None:
        return redirect(url_for("exam_room.exam"), code=303)
    if not request.is_json:
        saves = _of_form(candidate)
        if refused := list(_keep(candidate, saves).refused.values()):
            return _shown_again(candidate, saves, gettext(refused[0]), 422)
    if candidate.state in (State.WORKING, State.PAUSED) and candidate.seat_id != visitor().seat:
        return redirect(url_for("exam_room.exam"), code=303)
    ending.hand_in(candidate, _hall().act(visitor().actor))
    if request.is_json:
        return _told(_here(candidate))
    return redirect(url_for("exam_room.exam"), code=303)


@pages.post("/exam/played")
@open_to(Role.LEARNER)
def played() -> ResponseReturnValue:
    """Count one more play of a sound, and say where it is."""
    candidate = _mine()
    if candidate is None or candidate.seat_id != visitor().seat:
        raise listening.NotWritingNow()
    form = _body()
    place, sound = (sent.number_in(form.get(name, request.args.get(name))) for name in WHICH)
    copy = copy_for(candidate)
    heard = listening.play(candidate, copy, place, sound, visitor().actor, instant())
    address = url_for("exam_room.file", name=heard.file)
    if request.is_json:
        return {"times": heard.times, "allowed": heard.allowed, "address": address}
    return redirect(address, code=303)


@pages.get("/exam/files/<name>")
@open_to(Role.LEARNER)
def file(name: str) -> ResponseReturnValue:
    """Send a picture, a sound or a document of a candidate's own paper, while they write."""
    candidate = _mine()
    sha256, _, ending_ = name.partition(".")
    types = [kind for kind, known in ENDINGS.items() if known == f".{ending_}"]
    if candidate is None or candidate.state not in (State.WORKING, State.PAUSED) or not types:
        abort(404)
    copy = copy_for(candidate)
    if sha256 not in presenting.files_of(copy):
        abort(404)
    if not listening.may_load(candidate, copy, sha256, instant()):
        raise listening.NotWritingNow()
    store = BlobStore(current_app.config["HOME"].bank)
    return send_file(store.path(sha256), types[0], sha256)
