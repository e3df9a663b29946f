"""One work before a teacher: what was handed in, its form, its mark, what is said about it."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.store import BlobStore
from i18n import formats
from i18n.refusals import Refusal
from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.marking import comments, operations, speaking
from server.marking.asked import asked_in, can_be_opened
from server.marking.models import Habit, ReadyComment, SpokenRemark
from server.marking.operations import Sent
from server.marking.waiting import lines, next_after, next_to_mark, work_of, works_for
from server.records import marks, works
from server.records.attempts import NothingAnswered
from server.records.in_writing import in_writing
from server.records.marks import LONGEST_REMARK, Recording
from server.records.models import WHOLE, Work
from server.records.wordings import LEVELS as LEVEL_WORDS
from server.records.wordings import mark_in_words
from server.roles import KEEPERS
from server.web.files import send_file
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("works", __name__, template_folder="templates")

NO_MARK = (operations.MarkNotUnderstood, operations.LevelNeeded)
NO_RECORDING = (works.TooLarge, works.NotOfThisKind, NothingAnswered)
MEANWHILE = (marks.AlreadyMarked, marks.HandedInAgain)
NOT_BACK = (marks.SayWhatToDo, marks.CannotBeRedone, marks.MarkedIsMarked)
NO_COMMENT = (comments.NothingToKeep, comments.TooLongToKeep, comments.NoPlaceLeft)


@pages.get("/marking/works/<int:number>")
@open_to(*KEEPERS)
def one(number: int) -> ResponseReturnValue:
    """Show one work and the form that marks it, or how it was marked."""
    found, habit = work_of(number, visitor().actor), Habit.of(visitor().person_id)
    return _shown(found, habit, _as_it_is(found, habit))


@pages.post("/marking/works/<int:number>")
@open_to(*KEEPERS)
def mark(number: int) -> ResponseReturnValue:
    """Keep a mark and a remark, and go on to the next work."""
    here, sent = visitor(), _sent()
    try:
        _keep_recording(number)
        before = work_of(number, here.actor)
        done = operations.mark(number, _teacher(), sent, here.actor, at=clock.now())
    except NO_MARK as refusal:
        return _again(number, sent, mark=refusal), 422
    except NO_RECORDING as refusal:
        return _again(number, sent, recording=refusal), 422
    except MEANWHILE as refusal:
        return _again(number, sent, meanwhile=refusal), 409
    told = {"name": done.person.name, "mark": mark_in_words(done)}
    flash(_("Kept: %(mark)s, for %(name)s.") % told, "good")
    if before.state == "marked":
        return redirect(url_for("works.one", number=number), code=303)
    return _onward(done)


@pages.post("/marking/works/<int:number>/send-back")
@open_to(*KEEPERS)
def send_back(number: int) -> ResponseReturnValue:
    """Give a work back to its author, who carries on with it; go on to the next."""
    here, sent = visitor(), _sent()
    try:
        _keep_recording(number)
        done = operations.send_back(number, _teacher(), sent, here.actor, at=clock.now())
    except NO_RECORDING as refusal:
        return _again(number, sent, recording=refusal), 422
    except MEANWHILE as refusal:
        return _again(number, sent, meanwhile=refusal), 409
    except NOT_BACK as refusal:
        return _again(number, sent, remark=refusal), 422
    flash(_("Sent back to %(name)s.") % {"name": done.person.name}, "good")
    return _onward(done)


@pages.post("/marking/works/<int:number>/form")
@open_to(*KEEPERS)
def form(number: int) -> ResponseReturnValue:
    """Do what a button of the form says, and show the form again as it was filled in."""
    here, sent = visitor(), _sent()
    person_id = _teacher().id
    work_of(number, here.actor)
    do, _dash, place = request.form.get("do", "").partition("-")
    try:
        if do == "unspeak":
            speaking.take_away(number, here.actor)
        else:
            _keep_recording(number, asked=do == "speak")
        if do == "comment" and place.isdecimal():
            sentence = ReadyComment.of(person_id).get(int(place), "")
            sent.remark = comments.written_into(sent.remark, sentence)
        elif do == "keep":
            kept = comments.keep(person_id, sent.remark)
            flash(_("Kept as ready comment %(place)s.") % {"place": kept}, "good")
        elif do in ("levels", "points"):
            operations.like(person_id, by_levels=do == "levels")
    except NO_RECORDING as refusal:
        return _again(number, sent, recording=refusal), 422
    except NO_COMMENT as refusal:
        return _again(number, sent, remark=refusal), 422
    return _again(number, sent)


@pages.get("/marking/works/<int:number>/file")
@open_to(*KEEPERS)
def file(number: int) -> ResponseReturnValue:
    """Send the file or recording of one of their people to a teacher."""
    found = operations.file_of(number, visitor().actor)
    return send_file(_store().path(found.sha256), found.media_type, found.sha256)


@pages.get("/marking/works/<int:number>/spoken")
@open_to(*KEEPERS)
def spoken(number: int) -> ResponseReturnValue:
    """Send what was said to the author of a work to a teacher of theirs."""
    return _heard(speaking.given_to(number, visitor().actor))


@pages.post("/marking/works/<int:number>/in-writing")
@open_to(*KEEPERS)
def write_down(number: int) -> ResponseReturnValue:
    """Keep in writing what a learner says in a work; with "of", what was said to them about it."""
    column = "spoken_said" if request.args.get("of") == "remark" else "said"
    by = visitor().actor
    speaking.write_down(number, in_writing(request.form), column, by, at=clock.now())
    flash(_("Kept."), "good")
    return redirect(url_for("works.one", number=number), code=303)


@pages.get("/marking/works/<int:number>/spoken/mine")
@open_to(*KEEPERS)
def spoken_mine(number: int) -> ResponseReturnValue:
    """Send a teacher what they have said themselves and not given yet."""
    return _heard(speaking.kept_of(number, visitor().actor))


def _heard(said: Recording) -> ResponseReturnValue:
    return send_file(_store().path(said.sha256), said.media_type, said.sha256)


def _store() -> BlobStore:
    return BlobStore(current_app.config["HOME"].handed)


def _teacher() -> Person:
    person: Person = Person.get_by_id(visitor().person_id)
    return person


def _sent() -> Sent:
    """Return what the form says."""
    sent = request.form
    seen = sent.get("seen", "")
    return Sent(
        sent.get("mark", ""),
        sent.get("level", ""),
        sent.get("remark", ""),
        sent.get("as") == "levels",
        int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
        in_writing(sent),
        sent.get("without_spoken") == "yes",
    )


def _keep_recording(number: int, *, asked: bool = False) -> None:
    """Keep the recording that came with the form; nothing happens if none did, unless asked."""
    came = request.files.get("file")
    data = came.stream.read(works.LARGEST_FILE + 1) if came else b""
    if data or asked:
        told = request.form.get("seconds", "")
        seconds = int(told) if told.isdecimal() and len(told) < 5 else 0
        words, by = in_writing(request.form), visitor().actor
        speaking.keep(number, data, seconds, _store(), by, words=words, at=clock.now())
    elif "said" in request.form:
        speaking.put_in_writing(number, in_writing(request.form), visitor().actor)


def _onward(done: Work) -> ResponseReturnValue:
    following = next_to_mark(done, visitor().actor)
    if following is None:
        return redirect(url_for("marking.waiting"), code=303)
    return redirect(url_for("works.one", number=following.id), code=303)


def _as_it_is(work: Work, habit: Habit) -> Sent:
    """Return what the form of a work holds before anybody touches it."""
    if work.state != "marked":
        return Sent(by_levels=habit.by_levels)
    written = "" if work.level else formats.number(work.points or 0)
    return Sent(written, work.level, work.remark, habit.by_levels)


def _again(number: int, sent: Sent, **refused: Refusal) -> str:
    """Show the form as it was filled in, and why what it asked for was not done."""
    found, habit = work_of(number, visitor().actor), Habit.of(visitor().person_id)
    sent.by_levels = habit.by_levels
    return _shown(found, habit, sent, refused)


def _shown(found: Work, habit: Habit, sent: Sent, refused: dict[str, Refusal] | None = None) -> str:
    here = visitor()
    asked = asked_in(current_app.config["LIBRARY"], found)
    return render_template(
        "marking/work.html",
        work=found,
        nameless=habit.hide_names and found.state == "waiting",
        line=lines([found], here.actor, here.language)[0],
        asked=asked,
        following=next_after(found, here.actor),
        waiting=works_for(here.actor).count(),
        whole=WHOLE,
        longest=LONGEST_REMARK,
        levels=[(level, _(word)) for level, word in LEVEL_WORDS.items()],
        habit=habit,
        comments=ReadyComment.of(here.person_id),
        mine=SpokenRemark.of(found.id, here.person_id),
        longest_spoken=speaking.LONGEST,
        can_send_back=found.state == "waiting" and can_be_opened(found),
        form=sent,
        touched=refused is not None,
        refused={name: refusal.in_words() for name, refusal in (refused or {}).items()},
        staff=True,
    )
