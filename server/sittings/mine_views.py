"""What a learner is told of the exams they are to sit: when, where, what is allowed."""

from flask import Blueprint, render_template

from i18n import formats
from i18n.translate import gettext as _
from server.sittings.ends import allowed
from server.sittings.models import Accommodation, Candidate
from server.sittings.saying import aids_in_words, granted_in_words
from server.web.tidings import Tiding
from server.web.visitor import visitor

pages = Blueprint("my_exams", __name__, template_folder="templates")


def tidings() -> list[Tiding]:
    """Tell a learner when and where each exam of theirs is, and what they may use."""
    mine = [each for each in Candidate.coming_of([visitor().person_id or 0]) if not each.is_over]
    granted = Accommodation.now_of_all(each.id for each in mine)
    return [_told(each, granted[each.id]) for each in mine]


def _told(candidate: Candidate, granted: Accommodation) -> Tiding:
    sitting = candidate.sitting
    title = _("My exam: %(title)s") % {"title": sitting.title}
    body = _("%(when)s, room: %(room)s. Time: %(time)s.") % {
        "when": formats.moment(sitting.planned_at),
        "room": sitting.room,
        "time": formats.duration(allowed(sitting.seconds, granted)),
    }
    aids = aids_in_words(sitting.paper)
    if aids:
        body = f"{body} {_('Allowed: %(what)s.') % {'what': formats.comma().join(aids)}}"
    given = granted_in_words(granted, sitting.seconds)
    if given:
        body = f"{body} {_('For you: %(what)s.') % {'what': formats.comma().join(given)}}"
    return Tiding("info", title, body)


def kept(person_id: int) -> str:
    """Tell a learner of all exams they were a candidate of, and of what was granted to them."""
    mine = Candidate.all_of(person_id)
    if not mine:
        return ""
    told = [(each, Accommodation.history(each.id)) for each in mine]
    return render_template("sittings/kept.html", told=told, in_words=granted_in_words)
