"""To correct: the list of what waits for a teacher, and the teacher's word."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n import formats
from i18n.translate import N_, ngettext
from i18n.translate import gettext as _
from server import clock
from server.marking import operations
from server.marking.models import Habit
from server.marking.waiting import MOST_SHOWN, lines, words_for, works_for
from server.roles import KEEPERS
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.tidings import Tiding
from server.web.visitor import visitor

pages = Blueprint("marking", __name__, template_folder="templates")

PLACES = (Place("marking.waiting", "edit", N_("To correct"), KEEPERS),)


def tidings() -> list[Tiding]:
    """Tell how much waits for whoever keeps classes."""
    by = visitor().actor
    marks, words = works_for(by).count(), words_for(by).count()
    told = [
        ngettext("%(num)s work waits for your mark.", "%(num)s works wait for your mark.", marks),
        ngettext("%(num)s page waits for your word.", "%(num)s pages wait for your word.", words),
    ]
    address, link = url_for("marking.waiting"), _("To correct")
    return [
        Tiding("info", sentence % {"num": formats.number(count)}, "", address, link)
        for sentence, count in zip(told, (marks, words), strict=True)
        if count
    ]


@pages.get("/marking/")
@open_to(*KEEPERS)
def waiting() -> ResponseReturnValue:
    """List what waits: works, the longest waiting first, then pages that need a word."""
    here = visitor()
    works, words = works_for(here.actor), words_for(here.actor)
    return render_template(
        "marking/waiting.html",
        works=lines(works.limit(MOST_SHOWN), here.actor, here.language),
        all_works=works.count(),
        words=lines(words.limit(MOST_SHOWN), here.actor, here.language),
        all_words=words.count(),
        habit=Habit.of(here.person_id),
        staff=True,
    )


@pages.post("/marking/habits")
@open_to(*KEEPERS)
def habits() -> ResponseReturnValue:
    """Keep whether names are hidden until a work is marked."""
    person_id = visitor().person_id
    assert person_id is not None
    operations.like(person_id, hide_names=request.form.get("hide_names") == "yes")
    return redirect(url_for("marking.waiting"), code=303)


@pages.post("/marking/pages/<int:number>/done")
@open_to(*KEEPERS)
def done(number: int) -> ResponseReturnValue:
    """Give the teacher's word for a page that somebody has done."""
    name = operations.give_word(number, visitor().actor, at=clock.now())
    flash(_("The page is done for %(name)s.") % {"name": name}, "good")
    return redirect(url_for("marking.waiting") + "#words", code=303)
