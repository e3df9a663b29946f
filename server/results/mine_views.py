"""What a candidate sees of their exams once marks are published: points and remarks, no key."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from i18n.translate import N_
from server.exam_room.copies import copy_for
from server.results.models import FinalMark, Marking, Result
from server.results.saying import figure
from server.roles import Role
from server.sittings.models import Sitting
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("my_results", __name__, template_folder="templates")

MINE_PLACES = (Place("my_results.mine", "exam", N_("My exams"), frozenset({Role.LEARNER})),)


@dataclass(frozen=True)
class Told:
    """A published exam of one candidate."""

    sitting: Sitting
    mark: str
    """As it is written."""
    whole: str
    answers: list[tuple[str, str, str]]
    """Of each question in the order of the copy: points, what it is worth, remark or ""."""


@pages.get("/mine/exams")
@open_to(Role.LEARNER)
def mine() -> ResponseReturnValue:
    """Show somebody the marks of their exams that are published."""
    told = [_told(each) for each in Result.published_of(visitor().person_id or 0)]
    return render_template("results/my_exams.html", told=told)


def _told(result: Result) -> Told:
    candidate = result.candidate
    with_remarks = Marking.of(candidate.sitting_id).with_remarks
    rows = FinalMark.select().where(FinalMark.candidate == candidate).order_by(FinalMark.place)
    asked = copy_for(candidate).questions
    return Told(
        candidate.sitting,
        figure(result.mark),
        figure(result.whole),
        [
            (
                figure(row.points),
                figure(asked[row.place].points),
                row.remark if with_remarks else "",
            )
            for row in rows
        ],
    )
