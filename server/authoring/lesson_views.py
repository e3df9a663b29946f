"""The page on which a lesson is written: text beside what readers see, versions, files."""

import secrets
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.html import with_names
from content.questions import wording
from content.questions.mastery import MOST_TRIES
from content.simpler import ADVICE
from i18n.languages import LANGUAGES
from i18n.refusals import Refusal
from i18n.translate import gettext as _
from server import clock
from server.authoring import comparing, courses, files, previewing, wordings, writing
from server.authoring.comparing import RULES
from server.authoring.models import LessonDraft, LessonVersion, WrittenFile, WrittenLesson
from server.authoring.refusals import ChangedMeanwhile
from server.authoring.views import WRITERS, home
from server.authoring.writing import Written
from server.web.addresses import row_number
from server.web.files import send_file
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("lessons", __name__, template_folder="templates")


@pages.get("/writing/lessons/<int:number>/")
@open_to(*WRITERS)
def edit(number: int) -> ResponseReturnValue:
    """Show a lesson to be written: its newest version, or what was written and not saved."""
    by = visitor().actor
    lesson = courses.lesson(number, by)
    if lesson.chapter.course.of_channel:
        where = (
            ("page", lesson.id) if lesson.original_id else ("overview", lesson.chapter.course_id)
        )
        return redirect(url_for(f"translating.{where[0]}", number=where[1]))
    drafts = writing.unsaved(lesson, by)
    wanted = request.args.get("draft", type=row_number)
    draft = next((each for each in drafts if each.id == wanted), None)
    if draft is None and "saved" not in request.args:
        draft = next(iter(drafts), None)
    newest = writing.latest(lesson)
    if draft is None:
        return _page(lesson, Written.of(newest), newest.number, secrets.token_hex(8))
    others = [each for each in drafts if each.id != draft.id]
    key = secrets.token_hex(8)  # another page may be open on this very draft
    return _page(lesson, Written.of(draft), draft.seen, key, draft=draft, others=others)


@pages.post("/writing/lessons/<int:number>/")
@open_to(*WRITERS)
def write(number: int) -> ResponseReturnValue:
    """Save a lesson; or keep what is written, with a picture or a sound added to it."""
    by, at, said = visitor().actor, clock.now(), request.form.to_dict()
    lesson = courses.lesson(number, by)
    seen = request.form.get("seen", 0, type=row_number)
    key, do, begun = said.get("key", ""), said.get("do", "save"), said.get("begun", "")
    if do == "drop":
        writing.drop_draft(number, key, begun, by)
        return redirect(url_for("lessons.edit", number=number), code=303)
    written = writing.written_in(said)
    try:
        if do == "save":
            saved = writing.save(number, written, seen, by, at=at, key=key, begun=begun)
            flash(_("The lesson is saved: version %(number)s.") % {"number": saved.number}, "good")
            return redirect(url_for("lessons.edit", number=number, saved=saved.number), code=303)
        written = _with_files(lesson, written, said, do)
        kept = writing.keep_draft(number, written, seen, key, by, at=at, begun=begun)
    except ChangedMeanwhile as refusal:
        theirs = writing.latest(lesson)
        writing.keep_draft(number, written, theirs.number, key, by, at=at, begun=begun)
        error = refusal.in_words()
        return _page(lesson, written, theirs.number, key, error=error, theirs=theirs), 409
    except Refusal as refusal:
        return _page(lesson, written, seen, key, error=refusal.in_words()), 422
    return redirect(url_for("lessons.edit", number=number, draft=kept.id) + f"#{do}", code=303)


@pages.post("/writing/lessons/<int:number>/draft")
@open_to(*WRITERS)
def keep_draft(number: int) -> ResponseReturnValue:
    """Keep what is being written; called while typing."""
    said, seen = request.form.to_dict(), request.form.get("seen", 0, type=row_number)
    written = writing.written_in(said)
    writing.keep_draft(
        number,
        written,
        seen,
        said.get("key", ""),
        visitor().actor,
        at=clock.now(),
        begun=said.get("begun", ""),
    )
    return "", 204


@pages.post("/writing/lessons/<int:number>/preview")
@open_to(*WRITERS)
def preview(number: int) -> ResponseReturnValue:
    """Show what is being written as its readers will see it; called while typing."""
    lesson = courses.lesson(number, visitor().actor)
    written = writing.written_in(request.form.to_dict())
    return render_template("authoring/seen.html", **_shown(lesson, written))


@pages.post("/writing/lessons/<int:number>/wordings")
@open_to(*WRITERS)
def add_wording(number: int) -> ResponseReturnValue:
    """Add another wording of a page, in another language or easy to read, and open it."""
    said, by = request.form, visitor().actor
    lesson = courses.lesson(number, by)
    is_easy = said.get("easy") == "yes"
    try:
        made = wordings.add(number, said.get("language", ""), is_easy, by, at=clock.now())
    except Refusal as refusal:
        newest, key = writing.latest(lesson), secrets.token_hex(8)
        error = refusal.in_words()
        page = _page(
            lesson, Written.of(newest), newest.number, key, error=error, where="wording-language"
        )
        return page, 422
    return redirect(url_for("lessons.edit", number=made.id), code=303)


@pages.get("/writing/lessons/<int:number>/files/<sha256>.<ending>")
@open_to(*WRITERS)
def file(number: int, sha256: str, ending: str) -> ResponseReturnValue:
    """Send a picture or a sound of the course."""
    lesson = courses.lesson(number, visitor().actor)
    path, found = files.file_of(home().written, lesson.chapter.course, sha256)
    return send_file(path, found.media_type, found.written_sha256)


@pages.get("/writing/lessons/<int:number>/versions")
@open_to(*WRITERS)
def versions(number: int) -> ResponseReturnValue:
    """List the versions of a lesson, and show how one differs from the one before it."""
    lesson = courses.lesson(number, visitor().actor)
    listed = list(LessonVersion.of(lesson))
    wanted = request.args.get("version", listed[0].number, type=row_number)
    shown = writing.version(lesson, wanted)
    before = LessonVersion.numbered(lesson, shown.number - 1)
    return render_template(
        "authoring/versions.html",
        lesson=lesson,
        course=lesson.chapter.course,
        in_language=wordings.language_of(lesson, lesson.chapter.course),
        versions=listed,
        shown=shown,
        before=before,
        lines=comparing.lines(before, shown),
        beside=comparing.beside(before, shown) if before else [],
        staff=True,
    )


@pages.post("/writing/lessons/<int:number>/versions")
@open_to(*WRITERS)
def restore(number: int) -> ResponseReturnValue:
    """Let a lesson say again what it said in an older version."""
    old, seen = (request.form.get(name, 0, type=row_number) for name in ("version", "seen"))
    saved = writing.restore(number, old, seen, visitor().actor, at=clock.now())
    flash(
        _("Version %(old)s is back, as version %(number)s.") % {"old": old, "number": saved.number},
        "good",
    )
    return redirect(url_for("lessons.edit", number=number, saved=saved.number), code=303)


def _with_files(lesson: WrittenLesson, written: Written, said: dict[str, str], do: str) -> Written:
    """Return what is written, with the picture or the sound that the form brings.

    Raises:
        NotAPicture, NotASound, NotDescribed
    """
    by, at, course = visitor().actor, clock.now(), lesson.chapter.course_id
    sent = request.files.get(f"{do}_file")
    if do not in ("picture", "sound") or sent is None:
        return written
    data, called = sent.stream.read(files.LARGEST + 1), (sent.filename or "")[:80]
    if do == "sound":
        kept = files.add_sound(home().written, course, called, data, by, at=at)
        return replace(written, spoken=kept.name)
    shows = said.get("picture_alt", "")
    shown = files.add_picture(home().written, course, called, data, shows, by, at=at)
    return replace(written, text=_inserted(written.text, shown, said))


def _inserted(text: str, shown: str, said: dict[str, str]) -> str:
    """Return a text with a picture in a paragraph of its own, where the writer was; or at its end.

    A browser counts a line's end as one sign in ``at``, as this text does.
    """
    at = said.get("at", "")
    place = min(int(at), len(text)) if at.isdecimal() and len(at) < 9 else len(text)
    place = text.find("\n", place) if "\n" in text[place:] else len(text)
    before, after = text[:place].rstrip("\n"), text[place:].lstrip("\n")
    return "\n\n".join(part for part in (before, shown, after) if part.strip()).rstrip("\n") + "\n"


def _page(
    lesson: WrittenLesson,
    written: Written,
    seen: int,
    key: str,
    *,
    draft: LessonDraft | None = None,
    others: list[LessonDraft] | None = None,
    error: str = "",
    where: str = "text",
    theirs: LessonVersion | None = None,
) -> str:
    course = lesson.chapter.course
    original = wordings.original_of(lesson)
    pages_ = [each for each in WrittenLesson.of(course) if each.id != original.id]
    return render_template(
        "authoring/edit.html",
        written=written,
        seen_version=seen,
        key=key,
        draft=draft,
        begun=writing.mark_of(draft) if draft else "",
        others=others or [],
        error=error,
        where=where,
        theirs=theirs,
        newest=writing.latest(lesson),
        sounds=[f for f in WrittenFile.of(course) if f.media_type.startswith("audio/")],
        pages_of_course=pages_,
        original=original,
        wordings=[original, *WrittenLesson.wordings([original])],
        tongues=[(each.code, _(each.name)) for each in LANGUAGES.values()],
        rules=RULES | ({} if written.mastery in RULES else {written.mastery: written.mastery}),
        most_tries=MOST_TRIES,
        **_shown(lesson, written),
        staff=True,
    )


def _shown(lesson: WrittenLesson, written: Written) -> dict[str, object]:
    """Return what the part of the page needs that shows the lesson to its readers."""
    course = lesson.chapter.course
    return {
        "lesson": lesson,
        "course": course,
        "in_language": wordings.language_of(lesson, course),
        "written_title": written.title,
        "shown": previewing.preview(home().written, course, lesson, written),
        "advice": ADVICE,
        "key_of": wording.key,
        "with_names": with_names,
    }
