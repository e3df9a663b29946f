"""The pages of written courses: their list, one with its parts in order, proposing it."""

import secrets

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content import vocabulary
from i18n import languages
from i18n.refusals import Refusal, words_of
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.authoring import courses, files, proposing
from server.authoring.models import (
    LessonDraft,
    LessonVersion,
    Proposal,
    WrittenChapter,
    WrittenCourse,
    WrittenLesson,
)
from server.authoring.refusals import NothingWritten
from server.authoring.writing import unsaved
from server.bundles import states
from server.roles import CONTENT, KEEPERS
from server.settings import Home
from server.web.addresses import row_number
from server.web.files import send_file
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("authoring", __name__, template_folder="templates")

WRITERS = KEEPERS | CONTENT
"""Who writes courses."""
PLACES = (Place("authoring.listed", "edit", N_("My courses to write"), WRITERS),)


def home() -> Home:
    """Return the program's folder."""
    found: Home = current_app.config["HOME"]
    return found


@pages.get("/writing/")
@open_to(*WRITERS)
def listed() -> ResponseReturnValue:
    """List the courses that one may write in."""
    return _list({}, "")


@pages.post("/writing/")
@open_to(*WRITERS)
def make() -> ResponseReturnValue:
    """Make a course."""
    said = request.form.to_dict()
    try:
        made = courses.make(said, said.get("form_key", ""), visitor().actor, at=clock.now())
    except Refusal as refusal:
        return _list(said, refusal.in_words()), 422
    return redirect(url_for("authoring.course", number=made.id), code=303)


@pages.get("/writing/<int:number>/")
@open_to(*WRITERS)
def course(number: int) -> ResponseReturnValue:
    """Show a course with its parts, and what can be done with each."""
    if courses.course(number, visitor().actor).of_channel:
        return redirect(url_for("translating.overview", number=number))
    return _course(number)


@pages.post("/writing/<int:number>/about")
@open_to(*WRITERS)
def about(number: int) -> ResponseReturnValue:
    """Change what is said about a course."""
    try:
        courses.change(number, request.form.to_dict(), visitor().actor, at=clock.now())
    except Refusal as refusal:
        return _course(number, refusal.in_words(), "title"), 422
    flash(_("What is said about the course is saved."), "good")
    return redirect(url_for("authoring.course", number=number), code=303)


@pages.get("/writing/<int:number>/cover")
@open_to(*WRITERS)
def cover(number: int) -> ResponseReturnValue:
    """Send the picture that is the cover of a course."""
    found = courses.course(number, visitor().actor)
    path, kept = files.cover_of(home().written, found)
    return send_file(path, kept.media_type, kept.written_sha256)


@pages.post("/writing/<int:number>/cover")
@open_to(*WRITERS)
def set_cover(number: int) -> ResponseReturnValue:
    """Give a course a cover, or take it away."""
    by, at, said = visitor().actor, clock.now(), request.form
    courses.course(number, by)
    if said.get("do") == "take_away":
        files.take_cover_away(number, by, at=at)
        flash(_("The course has no cover any more."), "good")
        return redirect(url_for("authoring.course", number=number), code=303)
    sent = request.files.get("cover_file")
    data = sent.stream.read(files.LARGEST + 1) if sent else b""
    called, shows = (sent.filename or "")[:80] if sent else "", said.get("cover_alt", "")
    try:
        files.set_cover(home().written, number, called, data, shows, by, at=at)
    except Refusal as refusal:
        return _course(number, refusal.in_words(), "cover_file"), 422
    flash(_("The course has its cover."), "good")
    return redirect(url_for("authoring.course", number=number), code=303)


@pages.post("/writing/<int:number>/chapters")
@open_to(*WRITERS)
def add_chapter(number: int) -> ResponseReturnValue:
    """Add a chapter at the end."""
    said = request.form
    try:
        courses.add_chapter(
            number, said.get("chapter", ""), said.get("form_key", ""), visitor().actor
        )
    except Refusal as refusal:
        return _course(number, refusal.in_words(), "chapter"), 422
    return redirect(url_for("authoring.course", number=number) + "#parts", code=303)


@pages.post("/writing/chapters/<int:number>")
@open_to(*WRITERS)
def change_chapter(number: int) -> ResponseReturnValue:
    """Rename, move, take away or put back a chapter."""
    by, said = visitor().actor, request.form
    found = courses.chapter(number, by)
    if said.get("do") == "rename":
        try:
            courses.rename_chapter(number, said.get("title", ""), by)
        except Refusal as refusal:
            return _course(found.course_id, refusal.in_words(), f"title-{number}"), 422
    else:
        _place(found, said.get("do", ""))
    if said.get("do") == "take_away":
        flash(_("“%(title)s” is taken away. It can be put back.") % {"title": found.title}, "good")
    return redirect(url_for("authoring.course", number=found.course_id) + "#parts", code=303)


@pages.post("/writing/chapters/<int:number>/lessons")
@open_to(*WRITERS)
def add_lesson(number: int) -> ResponseReturnValue:
    """Add a lesson or an exercise, and open it."""
    by, said = visitor().actor, request.form
    try:
        made = courses.add_lesson(
            number,
            said.get("lesson", ""),
            said.get("kind", ""),
            said.get("form_key", ""),
            by,
            at=clock.now(),
        )
    except Refusal as refusal:
        found = courses.chapter(number, by)
        return _course(found.course_id, refusal.in_words(), f"lesson-{number}"), 422
    return redirect(url_for("lessons.edit", number=made.id), code=303)


@pages.post("/writing/lessons/<int:number>/place")
@open_to(*WRITERS)
def place_lesson(number: int) -> ResponseReturnValue:
    """Move, take away or put back a lesson."""
    found = courses.lesson(number, visitor().actor)
    do = request.form.get("do", "")
    _place(found, do)
    if do == "take_away":
        flash(_("“%(title)s” is taken away. It can be put back.") % {"title": found.title}, "good")
    return redirect(url_for("authoring.course", number=found.chapter.course_id) + "#parts", 303)


@pages.get("/writing/<int:number>/propose")
@open_to(*WRITERS)
def proposal(number: int) -> ResponseReturnValue:
    """Show what would be proposed, and what must be mended first."""
    found = courses.course(number, visitor().actor)
    try:
        told = proposing.report(home(), found)
    except NothingWritten as refusal:
        flash(refusal.in_words(), "warning")
        return redirect(url_for("authoring.course", number=number), code=303)
    titles = {lesson.id: lesson.title for lesson, _change in told.lessons}
    return render_template(
        "authoring/propose.html",
        course=found,
        report=told,
        titles=titles,
        of_course=proposing.OF_COURSE,
        staff=True,
    )


@pages.post("/writing/<int:number>/propose")
@open_to(*WRITERS)
def propose(number: int) -> ResponseReturnValue:
    """Propose a course for the library; or build once more what was not brought in."""
    by, at = visitor().actor, clock.now()
    if request.form.get("do") == "again":
        proposing.again(number, by, at=at)
    else:
        seen = request.form.get("seen", -1, type=row_number)
        proposing.propose(home(), number, seen, by, at=at)
    flash(_("The course is proposed. A content manager who did not write it decides."), "good")
    return redirect(url_for("authoring.course", number=number), code=303)


def _place(part: WrittenChapter | WrittenLesson, do: str) -> None:
    by, at = visitor().actor, clock.now()
    if do in ("up", "down"):
        seen = request.form.get("position", "")
        courses.move(part, do == "up", int(seen) if seen.lstrip("-").isdecimal() else -(10**6))
    elif do == "take_away":
        courses.take_away(part, by, at=at)
    elif do == "put_back":
        courses.put_back(part, by, at=at)


def _list(said: dict[str, str], error: str) -> str:
    person_id = visitor().person_id
    return render_template(
        "authoring/list.html",
        courses=list(WrittenCourse.of(person_id)),
        mine=person_id,
        said={"author": visitor().name, **said},
        error=error,
        form_key=said.get("form_key") or secrets.token_hex(8),
        **_choices(),
        staff=True,
    )


def _course(number: int, error: str = "", where: str = "") -> str:
    by = visitor().actor
    found = courses.course(number, by)
    lessons = WrittenLesson.of(found)
    wordings = WrittenLesson.wordings(lessons)
    chapters = WrittenChapter.of(found)
    gone = WrittenChapter.select().where(
        WrittenChapter.course == found, WrittenChapter.removed_at.is_null(False)
    )
    gone_lessons = (
        WrittenLesson.select(WrittenLesson, WrittenChapter)
        .join(WrittenChapter)
        .where(WrittenChapter.course == found, WrittenLesson.removed_at.is_null(False))
    )
    drafts = LessonDraft.select(LessonDraft.lesson).where(LessonDraft.person == by.person_id)
    begun = {lesson for (lesson,) in drafts.tuples()}
    newest = LessonVersion.select(LessonVersion.lesson, LessonVersion.kind).where(
        LessonVersion.lesson << [lesson.id for lesson in lessons]
    )
    return render_template(
        "authoring/course.html",
        course=found,
        wordings={each.id: [w for w in wordings if w.original_id == each.id] for each in lessons},
        chapters=[(c, [each for each in lessons if each.chapter_id == c.id]) for c in chapters],
        kinds=dict(newest.order_by(LessonVersion.number).tuples()),
        drafts={
            each.id for each in [*lessons, *wordings] if each.id in begun and unsaved(each, by)
        },
        gone_chapters=list(gone),
        gone_lessons=list(gone_lessons),
        **proposed(found),
        is_owner=found.owner_id == by.person_id,
        error=error,
        where=where,
        keys=[secrets.token_hex(8) for _each in range(len(chapters) + 1)],
        **_choices(),
        staff=True,
    )


def proposed(found: WrittenCourse) -> dict[str, object]:
    """Return what a page says of the way of a course to the library."""
    last = Proposal.of(found).first()
    return {
        "last": last,
        "why": {last.id: words_of(last.job.refused)} if last and last.job else {},
        "states": states.STATES,
    }


def _choices() -> dict[str, object]:
    """Return what the lists of a course's form offer."""
    return {
        "tongues": [(each.code, _(each.name)) for each in languages.LANGUAGES.values()],
        "levels": vocabulary.LEVELS,
        "subjects": vocabulary.SUBJECTS,
        "licenses": vocabulary.LICENSES,
    }
