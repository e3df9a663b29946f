"""The audit log as the administrator reads it."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from i18n.translate import N_
from server.audit import operations
from server.audit.models import AuditEntry
from server.roles import Role
from server.web.guards import open_to
from server.web.navigation import Place

pages = Blueprint("audit", __name__, template_folder="templates")

PLACES = (Place("audit.log", "log", N_("Audit log"), frozenset({Role.ADMINISTRATOR})),)


@pages.get("/audit")
@open_to(Role.ADMINISTRATOR)
def log() -> ResponseReturnValue:
    """Verify the chain and show the newest entries."""
    count = operations.verify()
    return render_template(
        "audit/log.html", entries=list(AuditEntry.latest(200)), count=count, staff=True
    )


@pages.get("/audit/export")
@open_to(Role.ADMINISTRATOR)
def export() -> ResponseReturnValue:
    """Send the whole log as lines of JSON."""
    lines = "\n".join(operations.exported()) + "\n"
    response = Response(lines, content_type="application/x-ndjson")
    response.headers["Content-Disposition"] = 'attachment; filename="ardoise-audit.jsonl"'
    return response
