"""The roll of a meeting: shown, kept, corrected."""

from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from i18n import formats
from i18n.refusals import Refusal
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.attendance import operations
from server.attendance.calendar import YEARS, Slot, due, slots, slots_of
from server.attendance.rolls import Line, corrections_of, lines_of, with_choices
from server.attendance.saying import AWAY, LATE, REASONS, WORDS, Said
from server.classes.models import SchoolClass, Teaching
from server.classes.operations import class_of
from server.roles import KEEPERS, Role
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.tidings import Tiding
from server.web.visitor import visitor

pages = Blueprint("attendance", __name__, template_folder="templates")

CLASS_PLACES = (
    Place("attendance.roll", "check", N_("Roll call"), KEEPERS),
    Place("hours.of_class", "calendar", N_("Hours"), KEEPERS),
)
LATELY = timedelta(days=14)
"""How far back a roll that nobody took is asked for: later nobody remembers who came."""
A_MEETING = 120
"""Minutes of a meeting unless somebody says otherwise."""


def tidings() -> list[Tiding]:
    """Tell a teacher which of their meetings of today have no roll yet."""
    here, today = visitor(), clock.day(clock.now())
    if here.role != Role.TEACHER:
        return []
    mine = SchoolClass.open_now().where(SchoolClass.id << Teaching.classes_of(here.person_id or 0))
    classes = {each.id: each for each in mine}
    return [
        Tiding(
            "info",
            _("%(name)s meets today at %(time)s: the roll is not taken yet.")
            % {"name": classes[each.class_id].name, "time": each.begins},
            "",
            address_of(each),
            _("Take the roll"),
        )
        for each in slots_of(list(classes), today, today)
        if each.waits
    ]


def address_of(slot: Slot) -> str:
    """Return the address of the roll of a meeting."""
    day = slot.day.isoformat()
    return url_for("attendance.roll", number=slot.class_id, day=day, begins=slot.begins)


def day_in(values: MultiDict[str, str], name: str, otherwise: date | None = None) -> date | None:
    """Return the day that a form or an address says, ``otherwise`` where it says none in reason."""
    try:
        day = date.fromisoformat(values.get(name, ""))
    except ValueError:
        return otherwise
    return day if day.year in YEARS else otherwise


@pages.get("/classes/<int:number>/roll")
@open_to(*KEEPERS)
def roll(number: int) -> ResponseReturnValue:
    """Show the roll of a meeting: the one asked for, or that of today."""
    found, today = class_of(number, visitor().actor), clock.day(clock.now())
    day = day_in(request.args, "day", today) or today
    begins = request.args.get("begins", "")
    slot = operations.meeting_of(found, day, begins) if begins else due(found, day)
    if slot is None:
        return _no_meeting(found, day)
    return _shown(found, slot, [(line, None) for line in lines_of(slot)])


def _no_meeting(found: SchoolClass, day: date) -> str:
    now = clock.now().astimezone()
    return render_template(
        "attendance/no_meeting.html",
        found=found,
        day=day,
        begins=now.strftime("%H:00"),
        minutes=A_MEETING,
        waiting=_waiting(found),
        address_of=address_of,
        staff=True,
    )


def _waiting(found: SchoolClass) -> list[Slot]:
    """Return the meetings of the last days whose roll nobody took, the latest first."""
    yesterday = clock.day(clock.now()) - timedelta(days=1)
    there = slots(found, yesterday - LATELY, yesterday)
    began = clock.day(found.began_at)
    return [each for each in reversed(there) if each.waits and each.day >= began]


def _shown(
    found: SchoolClass, slot: Slot, lines: list[tuple[Line, Said | None]], error: str = ""
) -> str:
    today = clock.day(clock.now())
    return render_template(
        "attendance/roll.html",
        found=found,
        slot=slot,
        lines=lines,
        others=[each for each in slots(found, slot.day, slot.day) if each.begins != slot.begins],
        waiting=[each for each in _waiting(found) if each.day != slot.day],
        corrections=corrections_of(slot),
        is_today=slot.day == today,
        is_to_come=slot.day > today,
        words=WORDS,
        reasons=REASONS,
        away=AWAY,
        lasted=request.form.get("lasted") or slot.given,
        error=error,
        address_of=address_of,
        staff=True,
    )


@pages.post("/classes/<int:number>/roll")
@open_to(*KEEPERS)
def keep(number: int) -> ResponseReturnValue:
    """Keep a roll, and show it as it was kept."""
    here, form = visitor(), request.form
    found = class_of(number, here.actor)
    day, begins = day_in(form, "day"), form.get("begins", "")
    slot = operations.meeting_of(found, day or date.min, begins)
    try:
        said, lasted = _said(form, slot), _lasted(form, slot)
        state = form.get("state", -1, type=int)
        operations.take(
            number, slot.day, begins, said, here.actor, at=clock.now(), state=state, lasted=lasted
        )
    except (operations.SaidMeanwhile, operations.MinutesNotUnderstood) as refusal:
        return _once_more(found, slot, refusal)
    flash(_("The roll is kept: %(counts)s.") % {"counts": _counts(slot)}, "good")
    return redirect(address_of(slot), code=303)


def _once_more(found: SchoolClass, slot: Slot, refusal: Refusal) -> ResponseReturnValue:
    """Show the roll with what was chosen, and where somebody else has said otherwise."""
    slot = operations.meeting_of(found, slot.day, slot.begins)
    chosen = {person: said for person, said in _chosen(request.form).items() if said.what in WORDS}
    status = 409 if isinstance(refusal, operations.SaidMeanwhile) else 422
    return _shown(found, slot, with_choices(lines_of(slot), chosen), refusal.in_words()), status


def _chosen(form: MultiDict[str, str]) -> dict[int, Said]:
    """Return what a form says of each person; minutes that are no number are none."""
    found = {}
    for name, what in form.items():
        kind, _dash, person = name.partition("-")
        if kind == "said" and person.isdecimal() and len(person) < 10:
            late = form.get(f"late-{person}", "").strip()
            counted = what == LATE and late.isdecimal() and len(late) < 5
            found[int(person)] = Said(what, int(late) if counted else 0)
    return found


def _said(form: MultiDict[str, str], slot: Slot) -> dict[int, Said]:
    """Return what a form says of each person.

    Raises:
        MinutesNotUnderstood: minutes of somebody late are no number.
    """
    for name, late in form.items():
        kind, _dash, person = name.partition("-")
        if kind == "late" and form.get(f"said-{person}") == LATE and late.strip():
            _whole_number(late, 0, slot)
    return _chosen(form)


def _lasted(form: MultiDict[str, str], slot: Slot) -> int | None:
    written = form.get("lasted", "").strip()
    return _whole_number(written, 1, slot) if written else None


def _whole_number(written: str, least: int, slot: Slot) -> int:
    written = written.strip()
    if not written.isdecimal() or len(written) > 4:
        raise operations.MinutesNotUnderstood(least=least, most=slot.minutes)
    return int(written)


def _counts(slot: Slot) -> str:
    """Return a roll in a few words: "10 × Present, 1 × Late"."""
    said = [line.said.what for line in lines_of(slot)]
    return ", ".join(
        f"{_(word)} {formats.number(said.count(what))}"
        for what, word in WORDS.items()
        if what in said
    )
