"""The pages of what comes of a sitting, for those who run it: the procès-verbal."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from i18n.discretion import tells_of_detention
from i18n.translate import N_
from server import clock
from server.exam_room.kinds import KINDS
from server.exam_room.running import INCIDENTS
from server.results.minutes import Minutes, minutes_of
from server.sittings import numbers, operations
from server.sittings.granting import AUTHORITIES
from server.sittings.operations import RUNNERS
from server.sittings.saying import STATES, granted_in_words
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("minutes", __name__, template_folder="templates")

SITTING_PLACES = (Place("minutes.of_sitting", "print", N_("Procès-verbal"), RUNNERS),)

HALTS = {
    "pause": N_("Clock stopped"),
    "evacuation": N_("Evacuation"),
    "rest": N_("Pause that was granted"),
}
"""Why a clock stood still."""


@pages.get("/sittings/<int:number>/minutes")
@open_to(*RUNNERS)
def of_sitting(number: int) -> ResponseReturnValue:
    """Show the procès-verbal, to print and sign: a draft until the sitting is closed."""
    found = operations.sitting_of(number, visitor().actor)
    told = minutes_of(found)
    return render_template(
        "results/minutes.html",
        found=found,
        told=told,
        written=_written(told),
        printed_at=clock.now(),
        kinds=KINDS,
        incidents=INCIDENTS,
        halts=HALTS,
        states=STATES,
        authorities=AUTHORITIES,
        in_words=granted_in_words,
        read_aloud=numbers.shown,
        staff=True,
    )


def _written(told: Minutes) -> list[str]:
    """Return what examiners wrote that would tell where the candidates are."""
    texts = [each.text for each in told.told]
    for halts in (told.halts, *(each.halts for each in told.copies)):
        texts += [each.reason for each in halts]
    texts += [credit.reason for each in told.copies for credit in each.credits]
    return sorted({text for text in texts if tells_of_detention(text)})
