"""Files and recordings that candidates hand in; their pages are ``candidate_views``."""

import hashlib

from flask import Blueprint, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from content.store import BlobStore
from server.exam_room import files, presenting, sent
from server.exam_room.copies import copy_for
from server.exam_room.hall import Hall
from server.exam_room.models import Revision
from server.exam_room.saving import Sender
from server.records import works
from server.roles import Role
from server.sittings.models import State
from server.web.files import send_file
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("exam_files", __name__)


@pages.post("/exam/file")
@open_to(Role.LEARNER)
def hand_over() -> ResponseReturnValue:
    """Keep a file as an answer, and what else the form holds."""
    here, form = visitor(), request.form
    candidate = presenting.of_number(here.person_id or 0, form.get("candidate", ""))
    if candidate is None:
        return redirect(url_for("exam_room.exam"), code=303)
    place = sent.number_in(request.args.get("place", form.get("place")))
    given = request.files.get(f"q{place}.file")
    data = given.stream.read(works.LARGEST_FILE + 1) if given else b""
    uuid = f"{form.get('uuid', '')[:40]}-{place}-{hashlib.sha256(data).hexdigest()[:8]}"
    sender = Sender(candidate.id, candidate.sitting_id, here.actor)
    hall: Hall = current_app.config["HALL"]
    copy = copy_for(candidate)
    saves = sent.from_form(form, form.getlist, copy, candidate.id)
    if saves:
        hall.writer.keep(sender, saves)
    store = BlobStore(current_app.config["HOME"].handed)
    kept = files.keep_file(hall.writer, store, sender, copy, place, data, uuid)
    if request.accept_mimetypes.best == "application/json":
        return {"kept": kept.kept, "aside": kept.aside}
    return redirect(url_for("exam_room.exam", q=place + 1), code=303)


@pages.get("/exam/given/<int:number>")
@open_to(Role.LEARNER)
def given(number: int) -> ResponseReturnValue:
    """Send somebody the file that they have handed in at a place of their paper, from 0."""
    candidate = presenting.mine(visitor().person_id or 0)
    if candidate is None or candidate.state not in (State.WORKING, State.PAUSED):
        abort(404)
    found = Revision.counting(candidate.id).get(number)
    if found is None or not found.sha256:
        abort(404)
    store = BlobStore(current_app.config["HOME"].handed)
    return send_file(store.path(found.sha256), found.texts[1], found.sha256)
