"""What is printed of a sitting: convocations, the list for the door, the one to sign, labels.

Convocations and the list for the door are read by others: no word on them tells of detention, and
what is granted to whom stands on none of them but on the candidate's own.
"""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from i18n import languages
from i18n.translate import in_language
from server.sittings import ends, numbers, operations
from server.sittings.models import Examiner
from server.sittings.operations import RUNNERS
from server.sittings.saying import aids_in_words, granted_in_words
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("sitting_papers", __name__, template_folder="templates")


@pages.get("/sittings/<int:number>/convocations")
@open_to(*RUNNERS)
def convocations(number: int) -> ResponseReturnValue:
    """Show the convocations, one a page, each in the language of whose it is."""
    found = operations.sitting_of(number, visitor().actor)
    told = []
    for each in ends.planned_of(found):
        with in_language(each.candidate.person.language):
            body = render_template(
                "sittings/convocation.html",
                sitting=found,
                each=each,
                number=numbers.shown(each.candidate.number),
                aids=aids_in_words(found.paper),
                given=granted_in_words(each.granted, found.seconds),
            )
        safe = Markup(body)  # noqa: S704 - a template of ours, escaped where it was made
        told.append((languages.get(each.candidate.person.language), safe))
    return _page("convocations", number, told=told)


@pages.get("/sittings/<int:number>/door")
@open_to(*RUNNERS)
def door(number: int) -> ResponseReturnValue:
    """Show the list for the door: names and tables, nothing else of anybody."""
    return _page("door", number)


@pages.get("/sittings/<int:number>/list")
@open_to(*RUNNERS)
def to_sign(number: int) -> ResponseReturnValue:
    """Show the list that examiners tick and candidates sign."""
    return _page("to_sign", number)


@pages.get("/sittings/<int:number>/labels")
@open_to(*RUNNERS)
def labels(number: int) -> ResponseReturnValue:
    """Show the plan of the seats and the labels for the tables."""
    return _page("labels", number)


def _page(name: str, number: int, **more: object) -> str:
    found = operations.sitting_of(number, visitor().actor)
    everybody = ends.planned_of(found)
    return render_template(
        f"sittings/{name}.html",
        found=found,
        everybody=everybody,
        by_table=sorted(
            (each for each in everybody if each.candidate.seat_wanted is not None),
            key=lambda each: each.candidate.seat_wanted,
        ),
        examiners=Examiner.of(found.id),
        read_aloud=numbers.shown,
        in_words=granted_in_words,
        staff=True,
        **more,
    )
