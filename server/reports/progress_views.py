"""Over time: the progress of a class, of its people in one course, of one learner."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from content import browse
from i18n.translate import N_
from server import clock
from server.classes import enrolling
from server.reports import person as of_one
from server.reports import progress as of_class
from server.reports.asking import answered, period, whom
from server.reports.course import grid_sheet, pages_sheet, report_of
from server.reports.figures import figures_of
from server.reports.given import given_to, modules_sheet, numbered, one_of
from server.reports.members import WithOthersNow, with_others
from server.reports.results import results_of
from server.reports.weeks import PERIODS, weeks_of
from server.roles import KEEPERS
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("progress", __name__, template_folder="templates")

CLASS_PLACES = (Place("progress.one", "report", N_("Progress"), KEEPERS),)
PERSON_PLACES = (Place("progress.person", "report", N_("Progress"), KEEPERS),)


@pages.get("/classes/<int:number>/progress")
@open_to(*KEEPERS)
def one(number: int) -> ResponseReturnValue:
    """Show what the people of a class have done: by week, by person, by course."""
    told, at = whom(number), clock.now()
    weeks = weeks_of(told.people, period(), at=at)
    name = told.groups[told.group] if told.group else told.school_class.name
    return answered(
        "reports/progress.html",
        [
            of_class.people_sheet(told),
            of_class.weeks_sheet(weeks),
            of_class.courses_sheet(told, visitor().language),
            modules_sheet(told, given_to(told, at=at)),
        ],
        found=told.school_class,
        chosen=told,
        drawings=[of_class.hours_drawing(weeks, name), of_class.done_drawing(weeks, told)],
        periods=PERIODS,
        period=period(),
    )


@pages.get("/classes/<int:number>/progress/courses/<channel_id>")
@open_to(*KEEPERS)
def course(number: int, channel_id: str) -> ResponseReturnValue:
    """Show who of a class did which page of a course, and how each exercise went."""
    told, language = whom(number), visitor().language
    report = report_of(told, browse.channel(channel_id, language), language)
    return answered(
        "reports/course.html",
        [report.pages, report.grid],
        found=told.school_class,
        chosen=told,
        report=report,
    )


@pages.get("/classes/<int:number>/progress/modules")
@open_to(*KEEPERS)
def module(number: int) -> ResponseReturnValue:
    """Show how far those are whom a module is for, page by page: the latest, or the one asked."""
    told = whom(number)
    given = given_to(told, at=clock.now())
    shown = one_of(given, request.args.get("given", ""))
    order = numbered(shown, visitor().language) if shown else []
    of_whom = shown.chosen if shown else told
    return answered(
        "reports/module.html",
        [pages_sheet(of_whom, order), grid_sheet(of_whom, order), modules_sheet(told, given)],
        found=told.school_class,
        chosen=told,
        shown=shown,
        order=order,
    )


@pages.get("/classes/people/<int:number>/progress")
@open_to(*KEEPERS)
def person(number: int) -> ResponseReturnValue:
    """Show what somebody of a class has done, and what they are at."""
    here, at = visitor(), clock.now()
    enrolment = enrolling.enrolment_of(number, here.actor)
    who = enrolment.person
    if enrolment.ended_at and with_others({who.id: enrolment.ended_at}, here.actor):
        raise WithOthersNow(name=who.name)
    weeks = weeks_of([who.id], period(), at=at)
    return answered(
        "reports/person.html",
        [
            of_one.exercises_sheet(results_of([who.id]), here.language),
            of_one.works_sheet(who.id, here.language),
            of_one.reported_sheet(who.id),
            of_one.pages_sheet(who.id, here.language),
            of_one.weeks_sheet(who.id, weeks),
        ],
        enrolment=enrolment,
        found=enrolment.school_class,
        person_=who,
        figures=figures_of([who.id])[who.id],
        under_way=of_one.under_way(who.id, here.language),
        plot=of_class.hours_drawing(weeks, who.name),
        periods=PERIODS,
        period=period(),
    )
