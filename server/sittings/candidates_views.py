"""The candidates of a sitting: who sits, where, and what each is granted."""

from fractions import Fraction

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n import formats
from i18n.refusals import Conflict, Invalid
from i18n.translate import gettext as _
from i18n.translate import ngettext
from server import clock
from server.sittings import candidates, granting, numbers
from server.sittings.candidates import Added
from server.sittings.ends import end_of
from server.sittings.granting import AUTHORITIES, Granted
from server.sittings.models import Accommodation
from server.sittings.operations import RUNNERS
from server.sittings.saying import STATES, granted_in_words
from server.sittings.views import page_of
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("candidates", __name__, template_folder="templates")


@pages.post("/sittings/<int:number>/add-class")
@open_to(*RUNNERS)
def add_class(number: int) -> ResponseReturnValue:
    """Add everybody who is in a class now."""
    chosen = request.form.get("class", 0, type=row_number)
    try:
        added = candidates.add_class(number, chosen, visitor().actor, at=clock.now())
    except Conflict as refusal:
        return page_of(number, refusal.in_words()), 409
    _say(added)
    return _back(number)


@pages.post("/sittings/<int:number>/add")
@open_to(*RUNNERS)
def add(number: int) -> ResponseReturnValue:
    """Add people by name, one a line; lines that name nobody stay in the form."""
    names = request.form.get("names", "")
    try:
        added = candidates.add_named(number, names, visitor().actor, at=clock.now())
    except Conflict as refusal:
        return page_of(number, refusal.in_words(), names), 409
    _say(added)
    if added.unknown:
        return page_of(number, "", "\n".join(added.unknown), added), 422
    return _back(number)


def _say(added: Added) -> None:
    """Tell how many were added, and how many were there."""
    count = len(added.people)
    told = ngettext("%(num)s candidate added.", "%(num)s candidates added.", count)
    flash(told % {"num": count}, "good" if count else "message")
    if added.known:
        told = ngettext(
            "%(num)s was a candidate already.", "%(num)s were candidates already.", added.known
        )
        flash(told % {"num": added.known})


@pages.post("/sittings/candidates/<int:number>/remove")
@open_to(*RUNNERS)
def remove(number: int) -> ResponseReturnValue:
    """Take a candidate off."""
    found = candidates.candidate_of(number, visitor().actor)
    try:
        candidates.remove(number, visitor().actor, at=clock.now())
    except Conflict as refusal:
        return page_of(found.sitting_id, refusal.in_words()), 409
    flash(_("%(name)s is no candidate of this sitting any more.") % {"name": found.person.called})
    return _back(found.sitting_id)


@pages.post("/sittings/candidates/<int:number>/seat")
@open_to(*RUNNERS)
def seat(number: int) -> ResponseReturnValue:
    """Say at which table a candidate is to sit."""
    found = candidates.candidate_of(number, visitor().actor)
    typed = request.form.get("table", "").strip()
    wanted = int(typed) if typed.isdecimal() and len(typed) < 5 else 0
    try:
        table = wanted if typed else None
        candidates.seat(number, table, visitor().actor, at=clock.now())
    except (Invalid, Conflict) as refusal:
        return _shown(number, refusal.in_words()), 422
    flash(_("Kept."), "good")
    return _back(found.sitting_id)


@pages.post("/sittings/<int:number>/seat-all")
@open_to(*RUNNERS)
def seat_all(number: int) -> ResponseReturnValue:
    """Give each candidate without a table one that is free."""
    count = candidates.seat_all(number, visitor().actor, at=clock.now())
    told = ngettext("%(num)s candidate has a table now.", "%(num)s have a table now.", count)
    flash(told % {"num": count} if count else _("Everybody has a table."), "good")
    return _back(number)


@pages.get("/sittings/candidates/<int:number>/")
@open_to(*RUNNERS)
def one(number: int) -> ResponseReturnValue:
    """Show a candidate: what is granted, since when and by whom, and the form for it."""
    return _shown(number)


@pages.post("/sittings/candidates/<int:number>/grant")
@open_to(*RUNNERS)
def grant(number: int) -> ResponseReturnValue:
    """Grant a candidate what the form says, from now on."""
    by = visitor().actor
    found = candidates.candidate_of(number, by)
    try:
        made, changed = granting.grant(number, _typed(), by, at=clock.now())
    except (Invalid, Conflict) as refusal:
        return _shown(number, refusal.in_words()), 422
    if changed:
        ends = formats.time(end_of(found.sitting, made))
        flash(_("Kept, and counts from now on. Planned end: %(time)s.") % {"time": ends}, "good")
    else:
        flash(_("Nothing has changed."))
    return redirect(url_for("candidates.one", number=number), code=303)


def _shown(number: int, error: str = "") -> str:
    found = candidates.candidate_of(number, visitor().actor)
    granted = Accommodation.now_of(found.id)
    return render_template(
        "sittings/candidate.html",
        found=found,
        sitting=found.sitting,
        granted=granted,
        history=Accommodation.history(found.id),
        ends_at=end_of(found.sitting, granted),
        beyond=granted.share > granting.THIRD,
        extra="none" if granted.share == 1 else _share(granted.share),
        other=_plain(granted.share - 1) if _share(granted.share) == "other" else "",
        typed=request.form if error else None,
        number=numbers.shown(found.number),
        state=STATES[found.state],
        authorities=AUTHORITIES,
        in_words=granted_in_words,
        most_pauses=granting.LONGEST_PAUSES // 60,
        error=error,
        staff=True,
    )


def _share(factor: Fraction) -> str:
    """Return which of the form's choices a factor is."""
    return "third" if factor == granting.THIRD else "other"


def _plain(extra: Fraction) -> str:
    """Return a share of extra time as the form takes it."""
    return f"{extra.numerator}/{extra.denominator}" if extra else ""


def _typed() -> Granted:
    """Return what the form grants.

    Raises:
        granting.ExtraNotRead, granting.TooLongPauses
    """
    form = request.form
    chosen = form.get("extra", "none")
    factor = Fraction(1)
    if chosen == "third":
        factor = granting.THIRD
    elif chosen == "other":
        factor = granting.factor_of(form.get("other", ""))
    pauses = form.get("pauses", "").strip() or "0"
    if not pauses.isdecimal() or len(pauses) > 4:
        raise granting.TooLongPauses(most=granting.LONGEST_PAUSES // 60)
    return Granted(
        factor,
        form.get("decision", ""),
        form.get("authority", ""),
        "medical_opinion" in form,
        int(pauses) * 60,
        "larger_text" in form,
        "read_aloud" in form,
        "spell_check" in form,
        "separate_room" in form,
        form.get("secretary", ""),
    )


def _back(number: int) -> ResponseReturnValue:
    return redirect(url_for("sittings.one", number=number), code=303)
