"""To correct: the list of what waits for a teacher, one work with its form, the teacher's word."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.store import BlobStore
from i18n import formats
from i18n.translate import N_, ngettext
from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.marking import operations
from server.marking.asked import asked_in
from server.marking.waiting import (
    MOST_SHOWN,
    lines,
    next_after,
    next_to_mark,
    words_for,
    works_for,
)
from server.records.models import WHOLE, Work
from server.records.works import LONGEST_REMARK, AlreadyMarked
from server.roles import KEEPERS
from server.web.files import send_file
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
        staff=True,
    )


@pages.get("/marking/works/<int:number>")
@open_to(*KEEPERS)
def work(number: int) -> ResponseReturnValue:
    """Show one work and the form that marks it, or how it was marked."""
    return _shown(operations.work_of(number, visitor().actor))


def _shown(found: Work, error: str = "", refused: str = "") -> str:
    here = visitor()
    return render_template(
        "marking/work.html",
        work=found,
        line=lines([found], here.actor, here.language)[0],
        asked=asked_in(current_app.config["LIBRARY"], found),
        following=next_after(found, here.actor),
        waiting=works_for(here.actor).count(),
        whole=WHOLE,
        longest=LONGEST_REMARK,
        form=request.form,
        error=error,
        refused=refused,
        staff=True,
    )


@pages.post("/marking/works/<int:number>")
@open_to(*KEEPERS)
def mark(number: int) -> ResponseReturnValue:
    """Keep a mark and a remark, and go on to the next work."""
    here, form = visitor(), request.form
    teacher = Person.get_by_id(here.person_id)
    written, remark = form.get("mark", ""), form.get("remark", "")
    try:
        done = operations.mark(number, teacher, written, remark, here.actor, at=clock.now())
    except operations.MarkNotUnderstood as refusal:
        return _shown(operations.work_of(number, here.actor), error=refusal.in_words()), 422
    except AlreadyMarked as refusal:
        return _shown(operations.work_of(number, here.actor), refused=refusal.in_words()), 409
    told = {"name": done.person.name, "mark": formats.number(done.points or 0), "whole": WHOLE}
    flash(_("Kept: %(mark)s out of %(whole)s for %(name)s.") % told, "good")
    following = next_to_mark(done, here.actor)
    if following is None:
        return redirect(url_for("marking.waiting"), code=303)
    return redirect(url_for("marking.work", number=following.id), code=303)


@pages.get("/marking/works/<int:number>/file")
@open_to(*KEEPERS)
def file(number: int) -> ResponseReturnValue:
    """Send the file or recording of one of their people to a teacher."""
    found = operations.file_of(number, visitor().actor)
    store = BlobStore(current_app.config["HOME"].handed)
    return send_file(store.path(found.sha256), found.media_type, found.sha256)


@pages.post("/marking/pages/<int:number>/done")
@open_to(*KEEPERS)
def done(number: int) -> ResponseReturnValue:
    """Give the teacher's word for a page that somebody has done."""
    name = operations.give_word(number, visitor().actor, at=clock.now())
    flash(_("The page is done for %(name)s.") % {"name": name}, "good")
    return redirect(url_for("marking.waiting") + "#words", code=303)
