"""When a class meets: weekly times, a meeting more, and what is cancelled."""

from datetime import date, datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n.refusals import Invalid, Refusal
from i18n.translate import gettext as _
from i18n.translate import ngettext
from server import clock
from server.attendance import timetable
from server.attendance.calendar import slots
from server.attendance.hours import month_of
from server.attendance.operations import meeting_of
from server.attendance.saying import REASONS
from server.attendance.views import A_MEETING, address_of, day_in
from server.classes.operations import class_of
from server.roles import KEEPERS
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("meetings", __name__, template_folder="templates")


@pages.get("/classes/<int:number>/meetings")
@open_to(*KEEPERS)
def month(number: int) -> ResponseReturnValue:
    """Show the meetings of a month and the weekly times."""
    return _page(number)


def _page(number: int, error: str = "", form_of: str = "") -> str:
    found, today = class_of(number, visitor().actor), clock.day(clock.now())
    first, last = month_of(request.args.get("month", ""), today)
    return render_template(
        "attendance/meetings.html",
        found=found,
        first=first,
        before=first - timedelta(days=1),
        after=last + timedelta(days=1),
        slots=slots(found, first, last),
        times=timetable.weekly_times(found),
        today=today,
        minutes=A_MEETING,
        reasons=REASONS,
        address_of=address_of,
        form=request.form,
        error=error,
        form_of=form_of,
        staff=True,
    )


def _refused(number: int, refusal: Refusal, form_of: str) -> ResponseReturnValue:
    return _page(number, refusal.in_words(), form_of), 422 if isinstance(refusal, Invalid) else 409


def _back(number: int) -> ResponseReturnValue:
    return redirect(url_for("meetings.month", number=number), code=303)


@pages.post("/classes/<int:number>/meetings/weekly")
@open_to(*KEEPERS)
def add_weekly(number: int) -> ResponseReturnValue:
    """Let a class meet every week at a time."""
    form = request.form
    weekday, minutes = form.get("weekday", -1, type=int), form.get("minutes", 0, type=int)
    begins, by = form.get("begins", ""), visitor().actor
    try:
        timetable.add_weekly(number, weekday, begins, minutes, by, at=clock.now())
    except (timetable.TimeNotUnderstood, timetable.MeetsThen) as refusal:
        return _refused(number, refusal, "weekly")
    flash(_("The class meets at this time every week, from today on."), "good")
    return _back(number)


@pages.post("/classes/<int:number>/meetings/weekly/end")
@open_to(*KEEPERS)
def end_weekly(number: int) -> ResponseReturnValue:
    """Let a class meet no more at a weekly time."""
    time_id = request.form.get("time", 0, type=row_number)
    timetable.end_weekly(number, time_id, visitor().actor, at=clock.now())
    return _back(number)


@pages.post("/classes/<int:number>/meetings/add")
@open_to(*KEEPERS)
def add(number: int) -> ResponseReturnValue:
    """Add a meeting; its roll comes next where its day has come."""
    form, by, at = request.form, visitor().actor, clock.now()
    begins, minutes = form.get("begins", ""), form.get("minutes", 0, type=int)
    try:
        made = timetable.add_meeting(number, day_in(form, "day"), begins, minutes, by, at=at)
    except (
        timetable.TimeNotUnderstood,
        timetable.DayNotUnderstood,
        timetable.MeetsThen,
    ) as refusal:
        return _refused(number, refusal, "add")
    if made.day <= clock.day(at).isoformat():
        slot = meeting_of(class_of(number, by), date.fromisoformat(made.day), made.begins)
        return redirect(address_of(slot), code=303)
    flash(_("The meeting is added."), "good")
    return redirect(url_for("meetings.month", number=number, month=made.day[:7]), code=303)


@pages.post("/classes/<int:number>/meetings/cancel")
@open_to(*KEEPERS)
def cancel_days(number: int) -> ResponseReturnValue:
    """Cancel all meetings of some days."""
    form, by, at = request.form, visitor().actor, clock.now()
    first, last = day_in(form, "first"), day_in(form, "last")
    try:
        count = timetable.cancel_days(number, first, last, form.get("reason", ""), by, at=at)
    except (
        timetable.NoReason,
        timetable.DayNotUnderstood,
        timetable.NothingToCancel,
    ) as refusal:
        return _refused(number, refusal, "cancel")
    flash(
        ngettext("%(num)s meeting is cancelled.", "%(num)s meetings are cancelled.", count)
        % {"num": count},
        "good",
    )
    return redirect(url_for("meetings.month", number=number, month=f"{first:%Y-%m}"), code=303)


@pages.post("/classes/<int:number>/meetings/cancel-one")
@open_to(*KEEPERS)
def cancel(number: int) -> ResponseReturnValue:
    """Cancel one meeting."""
    day, begins, at = _one()
    timetable.cancel(number, day, begins, request.form.get("reason", ""), visitor().actor, at=at)
    return _to_roll(number, day, begins)


@pages.post("/classes/<int:number>/meetings/reinstate")
@open_to(*KEEPERS)
def reinstate(number: int) -> ResponseReturnValue:
    """Say that a cancelled meeting is held after all."""
    day, begins, at = _one()
    timetable.reinstate(number, day, begins, visitor().actor, at=at)
    return _to_roll(number, day, begins)


def _one() -> tuple[date, str, datetime]:
    day = day_in(request.form, "day") or date.min
    return day, request.form.get("begins", ""), clock.now()


def _to_roll(number: int, day: date, begins: str) -> ResponseReturnValue:
    return redirect(
        address_of(meeting_of(class_of(number, visitor().actor), day, begins)), code=303
    )
