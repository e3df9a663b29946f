"""Taking out what the people of a class have done, as a file."""

import json

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from i18n.translate import N_, language
from server import clock
from server.classes import operations as classes
from server.exports import operations
from server.exports.operations import SHEET
from server.exports.sheet import lines
from server.exports.statements import statements
from server.roles import KEEPERS
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.sheets import send_sheet
from server.web.visitor import visitor

pages = Blueprint("exports", __name__, template_folder="templates")

CLASS_PLACES = (Place("exports.ask", "download", N_("Export"), KEEPERS),)


@pages.get("/classes/<int:number>/export")
@open_to(*KEEPERS)
def ask(number: int) -> ResponseReturnValue:
    """Ask which kind of file is wanted."""
    found = classes.class_of(number, visitor().actor)
    return render_template("exports/ask.html", found=found, staff=True)


@pages.post("/classes/<int:number>/export")
@open_to(*KEEPERS)
def export(number: int) -> ResponseReturnValue:
    """Send the file."""
    wanted = request.form.get("format", "")
    people = operations.of_class(number, wanted, visitor().actor, at=clock.now())
    if wanted == SHEET:
        return send_sheet(f"ardoise-{number}", lines(people, language()))
    told = statements(people, current_app.config["HOME"].secret(), language())
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in told)
    answer = Response(text, content_type="application/x-ndjson; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="ardoise-{number}.jsonl"'
    return answer
