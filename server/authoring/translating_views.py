"""The pages on which a page is translated, paragraph beside paragraph, and how far that is."""

import re
from dataclasses import dataclass, replace
from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content import as_markdown
from i18n.languages import LANGUAGES
from i18n.refusals import Refusal
from i18n.translate import gettext as _
from server import clock
from server.authoring import (
    courses,
    drafting,
    of_others,
    previewing,
    translating,
    wordings,
    writing,
)
from server.authoring.models import WrittenLesson
from server.authoring.translating import STATES, Line
from server.authoring.views import WRITERS, home, proposed
from server.jobs.models import Job
from server.library.around import library
from server.web.guards import open_to
from server.web.visitor import visitor
from server.words.looking_up import helps_in, look_up

pages = Blueprint("translating", __name__, template_folder="templates")

_WORD = re.compile(r"[^\W\d_]{4,}(?:['’-][^\W\d_]+)*")
MOST_LOOKED_UP = 120
"""Words of a page that are looked up while it is opened: 0.1 s."""
MOST_TERMS = 8
"""Terms beside a paragraph."""


@pages.get("/writing/<int:number>/translations")
@open_to(*WRITERS)
def overview(number: int) -> ResponseReturnValue:
    """Show how far the translations of a course are."""
    found = courses.course(number, visitor().actor)
    of_others.follow(library(), found, at=clock.now())
    return _overview(number)


@pages.post("/writing/<int:number>/translations")
@open_to(*WRITERS)
def begin(number: int) -> ResponseReturnValue:
    """Begin to translate a page of a course."""
    by, said = visitor().actor, request.form
    found = courses.own(number, by)
    page = said.get("page", "")
    listed = {str(each.id): each for each in WrittenLesson.of(found)}
    if page not in listed:
        return redirect(url_for("translating.overview", number=number), code=303)
    easy = said.get("easy") == "yes"
    try:
        made = wordings.add(listed[page].id, said.get("language", ""), easy, by, at=clock.now())
    except Refusal as refusal:
        return _overview(number, refusal.in_words()), 422
    return redirect(url_for("translating.page", number=made.id), code=303)


@pages.get("/writing/lessons/<int:number>/translate")
@open_to(*WRITERS)
def page(number: int) -> ResponseReturnValue:
    """Show a page beside its translation."""
    wording = courses.lesson(number, visitor().actor)
    of_others.follow(library(), wording.chapter.course, at=clock.now())
    return _page(wording, translating.lines(wording))


@pages.post("/writing/lessons/<int:number>/translate")
@open_to(*WRITERS)
def save(number: int) -> ResponseReturnValue:
    """Make a version of a translation."""
    by, said = visitor().actor, request.form.to_dict()
    try:
        saved = translating.save(number, said, by, at=clock.now())
    except Refusal as refusal:
        wording = courses.lesson(number, by)
        typed = [_as_typed(line, said) for line in translating.lines(wording)]
        return _page(wording, typed, refusal.in_words()), 422
    flash(_("The lesson is saved: version %(number)s.") % {"number": saved.number}, "good")
    return redirect(url_for("translating.page", number=number), code=303)


@pages.post("/writing/lessons/<int:number>/translate/draft")
@open_to(*WRITERS)
def keep(number: int) -> ResponseReturnValue:
    """Keep what is being translated; called while typing."""
    translating.keep(number, request.form.to_dict(), visitor().actor, at=clock.now())
    return "", 204


def _as_typed(line: Line, said: dict[str, str]) -> Line:
    """Return a paragraph with what was typed there, so that nothing is lost by a refusal."""
    return replace(line, text=said.get(f"text-{line.place}", line.text))


def _page(wording: WrittenLesson, found: list[Line], error: str = "") -> str:
    course = wording.chapter.course
    into = wordings.language_of(wording, course)
    original = wordings.original_of(wording)
    counted = {state: sum(line.state == state for line in found) for state in STATES}
    return render_template(
        "authoring/translate.html",
        course=course,
        wording=wording,
        original=original,
        lines=found,
        terms=_terms(found, course.language, into),
        states=STATES,
        counted=counted,
        unread=sum(line.is_unread for line in found),
        machine=_machine(wording, found),
        into=into,
        newest=writing.latest(wording),
        kept=_kept(wording, found),
        preview=_preview(wording),
        error=error,
        staff=True,
    )


def _kept(wording: WrittenLesson, found: list[Line]) -> dict[int, list[str]]:
    """Return, by place, the pictures and tables of a page of others that stay as they are."""
    page = wording.original.of_page
    there = of_others.kept_of(library(), wording.original) if page else {}
    named = {line.place: as_markdown.names_in(line.original) for line in found if there}
    return {
        place: [_as_seen_here(there[name], page) for name in names if name in there]
        for place, names in named.items()
    }


def _preview(wording: WrittenLesson) -> str:
    """Return what readers will see of the newest version of a page of others; "" for no such."""
    page, newest = wording.original.of_page, writing.latest(wording)
    if not page or newest.number == 1:
        return ""
    written = writing.Written.of(newest)
    made = previewing.preview(home().written, wording.chapter.course, wording, written)
    return _as_seen_here(of_others.shown(library(), wording, made.fragment), page)


def _as_seen_here(fragment: str, page: str) -> str:
    """Return HTML of a page with its pictures and links as they are at the address of this one."""
    at = url_for("library.node", node_id=page)
    fragment = fragment.replace(' src="files/', f' src="{at}files/')
    return fragment.replace(' href="../', f' href="{url_for("library.shelf")}')


@dataclass(frozen=True)
class Machine:
    """What a page says of drafts by machine, where a translator of its languages is installed."""

    job: Job | None
    """The one that is under way."""
    reason: str
    """Why there is no draft of this page, "" where there may be one."""


def _machine(wording: WrittenLesson, found: list[Line]) -> Machine | None:
    job = drafting.job_of(wording)
    if job is not None and not job.is_over:
        return Machine(job, "")
    if all(line.text for line in found) or not drafting.translator_for(library(), wording):
        return None
    reason = drafting.why_not(wording)
    return Machine(None, reason.in_words() if reason else "")


def _terms(found: list[Line], language: str, into: str) -> dict[int, list[tuple[str, str]]]:
    """Return words of each paragraph with what dictionaries and glossaries have for them."""
    here = visitor()
    if language == into or not helps_in(library(), here, language):
        return {}
    ask = partial(look_up, library(), here, language=language, chosen=into)
    met: set[str] = set()
    terms: dict[int, list[tuple[str, str]]] = {}
    for line in found:
        for word in _WORD.findall(line.original):
            if word.casefold() in met or len(met) >= MOST_LOOKED_UP:
                continue
            met.add(word.casefold())
            for shown in ask(typed=word).found[:1]:
                told = [w for sense in shown.entry.senses for w in sense.in_language(into)]
                here_now = terms.setdefault(line.place, [])
                if told and len(here_now) < MOST_TERMS:
                    here_now.append((shown.entry.word, " · ".join(dict.fromkeys(told[:4]))))
    return terms


def _overview(number: int, error: str = "") -> str:
    found = courses.course(number, visitor().actor)
    told = translating.progress(found)
    listed = WrittenLesson.of(found)
    return render_template(
        "authoring/translations.html",
        course=found,
        pages_of_course=listed,
        told=[
            (key, {each.wording.original_id: each for each in of_pages}, of_pages)
            for key, of_pages in sorted(told.items())
        ],
        to_translate=of_others.pages_of(found),
        step=proposed(found),
        states=STATES,
        tongues=[(each.code, _(each.name)) for each in LANGUAGES.values()],
        error=error,
        staff=True,
    )
