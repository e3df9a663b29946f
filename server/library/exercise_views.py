"""The pages of an exercise: answering, handing in to the teacher, beginning again."""

from collections.abc import Sequence

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.questions import answers
from content.questions.scoring import Answer
from content.questions.types import Text
from content.store import BlobStore
from i18n.refusals import Invalid
from i18n.translate import gettext
from server import clock
from server.library import exercises
from server.library.around import beside, node_of, reading_of
from server.library.exercises import ShownExercise
from server.library.reading import Reading, lesson_for, version_name
from server.records import attempts, works
from server.records import operations as records
from server.records.in_writing import in_writing
from server.roles import Role
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("exercises", __name__, template_folder="templates")

READERS = tuple(Role)


def exercise_page(read: Reading) -> ResponseReturnValue:
    """Show an exercise."""
    return _exercise_shown(read, _shown(read))


def _shown(read: Reading) -> ShownExercise:
    here = visitor()
    if here.person_id is None:
        return exercises.present_to_guest(read)
    records.visited(here.person_id, read.node, version_name(read.version), at=clock.now())
    return exercises.present(read, here.person_id, here.session_id, at=clock.now())


def _not_counted(
    read: Reading, number: int, sent: Sequence[str], refusal: Invalid
) -> ResponseReturnValue:
    """Show an exercise with the form as it was sent, and why it was not counted."""
    shown = exercises.not_counted(_shown(read), number, sent, refusal.in_words())
    return _exercise_shown(read, shown), 422


def _exercise_shown(read: Reading, shown: ShownExercise) -> str:
    return render_template(
        "library/exercise.html",
        read=read,
        shown=shown,
        again_at=lesson_for(read, visitor()),
        **beside(read),
    )


@pages.post("/library/<node_id>/questions/<int:number>")
@open_to(*READERS, guests=True)
def answer(node_id: str, number: int) -> ResponseReturnValue:
    """Mark the answer to one question and show what it earned."""
    here, getlist = visitor(), request.form.getlist
    read = reading_of(node_of(node_id), request.form.get("version"))
    question = exercises.question_at(read, number - 1, here.person_id)
    try:
        given = answers.from_form(question, "answer", getlist, exercises.seed(read))
        if isinstance(question, Text) and here.person_id is not None:
            _write(read, number - 1, here.person_id, given)
            return _back_to(read, number)
        if here.person_id is None:
            mark = exercises.mark_for_guest(question, given)
            told = {number - 1: (mark, list(given))}
            return _exercise_shown(read, exercises.present_to_guest(read, told))
        task = exercises.task_of(read)
        attempts.answer(here.person_id, task, number - 1, given, here.session_id, at=clock.now())
    except Invalid as refusal:
        return _not_counted(read, number, answers.sent_by(question, "answer", getlist), refusal)
    return _back_to(read, number)


def _back_to(read: Reading, number: int) -> ResponseReturnValue:
    page = url_for(
        "library.node",
        node_id=read.node.id,
        version=version_name(read.version),
        module=request.form.get("module") or None,
    )
    return redirect(f"{page}#question-{number}", code=303)


def _write(read: Reading, place: int, person_id: int, given: Answer) -> None:
    """Keep a text as a draft, or hand it in, as the button that was pressed says."""
    task, session = exercises.task_of(read), visitor().session_id
    text = given[0] if given else ""
    if request.form.get("do") == "keep":
        works.keep_text(person_id, task, place, text, session, at=clock.now())
        flash(gettext("Your text is kept. The teacher does not see it yet."), "good")
    else:
        works.hand_in_text(person_id, task, place, text, session, at=clock.now())


@pages.post("/library/<node_id>/questions/<int:number>/draft")
@open_to(*READERS)
def draft(node_id: str, number: int) -> ResponseReturnValue:
    """Keep a text while it is being written."""
    here = visitor()
    read = reading_of(node_of(node_id), request.form.get("version"))
    question = exercises.question_at(read, number - 1, here.person_id)
    if here.person_id is None or not isinstance(question, Text):
        raise attempts.NoSuchQuestion()
    given = answers.from_form(question, "answer", request.form.getlist, exercises.seed(read))
    task, text = exercises.task_of(read), given[0] if given else ""
    works.keep_text(here.person_id, task, number - 1, text, here.session_id, at=clock.now())
    return "", 204


NO_FILE = (
    attempts.NothingAnswered,
    works.TooLarge,
    works.NotOfThisKind,
    works.TooMuchWaiting,
)


@pages.post("/library/<node_id>/questions/<int:number>/file")
@open_to(*READERS)
def hand_in_file(node_id: str, number: int) -> ResponseReturnValue:
    """Hand in a file or a recording to the teacher."""
    here = visitor()
    read = reading_of(node_of(node_id), request.form.get("version"))
    if here.person_id is None:
        raise attempts.NoSuchQuestion()
    sent = request.files.get("file")
    data = sent.stream.read(works.LARGEST_FILE + 1) if sent else b""
    task, store = exercises.task_of(read), BlobStore(current_app.config["HOME"].handed)
    try:
        works.hand_in_file(
            here.person_id,
            task,
            number - 1,
            data,
            store,
            here.session_id,
            words=in_writing(request.form),
            at=clock.now(),
        )
    except NO_FILE as refusal:
        return _not_counted(read, number, (), refusal)
    return _back_to(read, number)


@pages.post("/library/<node_id>/again")
@open_to(*READERS)
def again(node_id: str) -> ResponseReturnValue:
    """Begin an exercise again."""
    here = visitor()
    read = reading_of(node_of(node_id), request.form.get("version"))
    if read.exercise is not None and here.person_id is not None:
        task = exercises.task_of(read)
        attempts.start_again(here.person_id, task, here.session_id, at=clock.now())
    return redirect(
        url_for(
            "library.node",
            node_id=node_id,
            version=version_name(read.version),
            module=request.form.get("module") or None,
        ),
        code=303,
    )
