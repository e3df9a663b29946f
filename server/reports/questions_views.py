"""By question: those a class finds hard, and one exercise with its key. For teachers alone."""

from flask import Blueprint, current_app, url_for
from flask.typing import ResponseReturnValue

from content import browse
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.reports.asking import answered, period, since, whom
from server.reports.members import Chosen
from server.reports.questions import Told, Versions, asked_of, difficult, told
from server.reports.results import results_of
from server.reports.tables import Named, Share, Sheet
from server.reports.weeks import PERIODS
from server.roles import KEEPERS
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("questions", __name__, template_folder="templates")

CLASS_PLACES = (Place("questions.hard", "help", N_("Difficult questions"), KEEPERS),)
MOST_WRONG = 3
"""Wrong answers of a question that the list tells; its exercise tells them all."""


@pages.get("/classes/<int:number>/questions")
@open_to(*KEEPERS)
def hard(number: int) -> ResponseReturnValue:
    """Show the questions that a class finds hard, the hardest first."""
    chosen, language = whom(number), visitor().language
    asked = difficult(asked_of(chosen.people, since(clock.now())))
    held = browse.items([each.node_id for each in asked], language, coach=True)
    versions = Versions(current_app.config["LIBRARY"])
    found = [
        (each, held[each.node_id], in_words)
        for each in asked
        if each.node_id in held
        for in_words in (told(each, held[each.node_id], versions, language),)
        if in_words is not None
    ]
    rows = [
        (
            Named(item.words.title, _exercise(chosen, item.id), item.words.language),
            each.number + 1,
            Named(in_words.prompt, "", in_words.language),
            Share(each.right_at_once, each.people),
            Share(each.right_in_the_end, each.people),
            Named(_most_wrong(in_words), "", in_words.language),
        )
        for each, item, in_words in found
    ]
    heads = (
        *(_("Exercise"), _("No."), _("Question"), _("Right at the first try")),
        *(_("Right in the end"), _("Wrong answers, and how many people gave them")),
    )
    return answered(
        "reports/questions.html",
        [Sheet("questions", _("Difficult questions"), heads, rows)],
        found=chosen.school_class,
        chosen=chosen,
        periods=PERIODS,
        period=period(),
    )


def _exercise(chosen: Chosen, node_id: str) -> str:
    number, group = chosen.school_class.id, chosen.group
    return url_for(
        "questions.exercise", number=number, node_id=node_id, group=group, weeks=period()
    )


def _most_wrong(in_words: Told) -> str:
    told_first = (f"{text} (×{count})" for text, count in in_words.wrong[:MOST_WRONG])
    return " · ".join(told_first)


@pages.get("/classes/<int:number>/questions/<node_id>")
@open_to(*KEEPERS)
def exercise(number: int, node_id: str) -> ResponseReturnValue:
    """Show what a class made of each question of one exercise, and who has done it."""
    chosen, language = whom(number), visitor().language
    item = browse.item(node_id, language, coach=True)
    versions = Versions(current_app.config["LIBRARY"])
    asked = asked_of(chosen.people, since(clock.now()), node_id)
    found = [each for each in (told(one, item, versions, language) for one in asked) if each]
    rows = [
        (each.asked.number + 1, each.prompt, each.key, text, count)
        for each in found
        for text, count in each.wrong or [("", 0)]
    ]
    heads = (_("No."), _("Question"), _("Right answer"), _("Wrong answer"), _("People who gave it"))
    by_person = {result.person: result for result in results_of(chosen.people, [node_id])}
    people = [
        (
            Named(member.name, url_for("progress.person", number=member.enrolment)),
            len(result.goes) if result else 0,
            result.goes[0].right if result else None,
            result.last.right if result else None,
            result.in_words() if result else None,
        )
        for member in chosen.members
        for result in (by_person.get(member.person),)
    ]
    columns = (
        *(_("Person"), _("Times begun"), _("Right the first time"), _("Right the last time")),
        _("How it stands"),
    )
    return answered(
        "reports/exercise.html",
        [
            Sheet("answers", _("Wrong answers"), heads, rows),
            Sheet("people", _("Person by person"), columns, people),
        ],
        found=chosen.school_class,
        chosen=chosen,
        periods=PERIODS,
        period=period(),
        item=item,
        questions=found,
    )
