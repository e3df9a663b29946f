"""Hours on paper and in spreadsheets: of a class, of a person, and what is reported once a year."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from content.vocabulary import LEVELS
from i18n.discretion import tells_of_detention
from i18n.translate import N_
from server import clock
from server.accounts.models import Person
from server.attendance import sheets
from server.attendance.counts import Counts, classes_counted, counts_of, people_of
from server.attendance.hours import by_month, hours_of_class, hours_of_person, month_of
from server.attendance.saying import ABSENCES, REASONS, WORDS
from server.attendance.views import day_in
from server.classes.enrolling import enrolment_ever_of
from server.classes.models import Enrolment, SchoolClass
from server.classes.operations import class_ever_of
from server.roles import KEEPERS, Role
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.sheets import send_sheet
from server.web.visitor import visitor

pages = Blueprint("hours", __name__, template_folder="templates")

REPORT_PLACES = (Place("hours.yearly", "report", N_("Counts of the year"), KEEPERS),)
PERSON_PLACES = (Place("hours.of_person", "calendar", N_("Hours"), KEEPERS),)


def _today() -> date:
    return clock.day(clock.now())


@pages.get("/classes/<int:number>/hours")
@open_to(*KEEPERS)
def of_class(number: int) -> ResponseReturnValue:
    """Show the hours of a class in a month: each person, and absences by their words."""
    found, today = class_ever_of(number, visitor().actor), _today()
    first, last = month_of(request.args.get("month", ""), today)
    return render_template(
        "attendance/hours.html",
        found=found,
        first=first,
        before=first - timedelta(days=1),
        after=last + timedelta(days=1),
        today=today,
        hours=hours_of_class(found, first, last, today=today),
        words=WORDS,
        absences=ABSENCES,
        reasons=REASONS,
        staff=True,
    )


@pages.get("/classes/<int:number>/hours/sheet")
@open_to(*KEEPERS)
def class_sheet(number: int) -> ResponseReturnValue:
    """Send the hours of a class in a month as a list for a spreadsheet."""
    found, today = class_ever_of(number, visitor().actor), _today()
    first, last = month_of(request.args.get("month", ""), today)
    hours = hours_of_class(found, first, last, today=today)
    return send_sheet(f"heures-{found.id}-{first:%Y-%m}", sheets.of_class(hours))


def _asked(stay: Enrolment) -> tuple[date, date]:
    """Return the days that are asked about: from the first stay in the class to today, unless said.

    Days that stand the wrong way round are turned.
    """
    stays = Enrolment.stays(stay.school_class, stay.person)
    began = min(clock.day(each.began_at) for each in stays)
    first = day_in(request.args, "first", began) or began
    last = day_in(request.args, "last", _today()) or began
    return min(first, last), max(first, last)


@pages.get("/classes/people/<int:number>/hours")
@open_to(*KEEPERS)
def of_person(number: int) -> ResponseReturnValue:
    """Show each meeting of a class as its roll says it of one person."""
    stay = enrolment_ever_of(number, visitor().actor)
    first, last = _asked(stay)
    attended = hours_of_person(stay.school_class, stay.person, first, last)
    return render_template(
        "attendance/person.html",
        stay=stay,
        first=first,
        last=last,
        attended=attended,
        minutes=sum(each.minutes for each in attended),
        words=WORDS,
        staff=True,
    )


@pages.get("/classes/people/<int:number>/hours/sheet")
@open_to(*KEEPERS)
def person_sheet(number: int) -> ResponseReturnValue:
    """Send the hours of one person as a list for a spreadsheet."""
    stay = enrolment_ever_of(number, visitor().actor)
    attended = hours_of_person(stay.school_class, stay.person, *_asked(stay))
    return send_sheet(f"heures-personne-{number}", sheets.of_person(stay.person.name, attended))


@pages.get("/classes/people/<int:number>/attestation")
@open_to(*KEEPERS)
def attestation(number: int) -> ResponseReturnValue:
    """Show an attestation of hours, to be printed: it leaves with the person."""
    here = visitor()
    stay = enrolment_ever_of(number, here.actor)
    first, last = _asked(stay)
    months = by_month(hours_of_person(stay.school_class, stay.person, first, last))
    level = stay.level or stay.school_class.level
    return render_template(
        "attendance/attestation.html",
        stay=stay,
        first=first,
        last=last,
        months=months,
        meetings=sum(count for _month, count, _minutes in months),
        minutes=sum(minutes for _month, _count, minutes in months),
        class_name=_discreet(stay.school_class),
        level=LEVELS[level] if level else "",
        teacher=Person.get_by_id(here.person_id).name,
        today=_today(),
        staff=True,
    )


def _discreet(school_class: SchoolClass) -> str:
    """Return the name of a class, "" if it tells of detention."""
    return "" if tells_of_detention(school_class.name) else school_class.name


@dataclass(frozen=True)
class _Report:
    """What is asked about, and the answer."""

    day: date
    first: date
    last: date
    counts: Counts
    others: list[tuple[str, int]]
    """What slices above count, as label and figure: exams entered and passed."""


def _report() -> _Report:
    """Return the figures of a day and a time, by default today and this year until today."""
    today = _today()
    day = day_in(request.args, "day", today) or today
    first = day_in(request.args, "first", today.replace(month=1, day=1)) or today
    last = day_in(request.args, "last", today) or today
    first, last = min(first, last), max(first, last)
    asking = Person.get_by_id(visitor().person_id)
    classes = classes_counted(asking)
    people = None if asking.role == Role.ADMINISTRATOR else people_of(classes)
    others = [
        line for count in current_app.config["YEARLY_COUNTS"] for line in count(people, first, last)
    ]
    return _Report(day, first, last, counts_of(classes, day, first, last), others)


@pages.get("/classes/counts")
@open_to(*KEEPERS)
def yearly() -> ResponseReturnValue:
    """Show what is reported once a year."""
    asked = _report()
    return render_template(
        "attendance/counts.html",
        others=asked.others,
        day=asked.day,
        first=asked.first,
        last=asked.last,
        counts=asked.counts,
        levels=LEVELS,
        staff=True,
    )


@pages.get("/classes/counts/sheet")
@open_to(*KEEPERS)
def yearly_sheet() -> ResponseReturnValue:
    """Send what is reported once a year as a list for a spreadsheet."""
    asked = _report()
    rows = sheets.of_counts(asked.counts, asked.day, asked.first, asked.last)
    rows += [[], *asked.others]
    return send_sheet(f"effectifs-{asked.day}", rows)
