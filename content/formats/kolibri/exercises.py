"""An exercise of a channel: its questions, whoever's format they are in, by its own rule."""

from dataclasses import replace
from pathlib import Path

from content.formats import exercises
from content.formats.desk import Desk
from content.formats.kolibri.assessments import Assessment, ruled
from content.formats.kolibri.page import NotShown, Page
from content.formats.notes import Note, Notes
from content.formats.questions import perseus
from content.formats.questions.brought import LARGEST_FILE, FileNotRead, Problem, Read
from content.formats.questions.qti import package as qti
from content.formats.works import NotRead
from i18n.formats import Size
from i18n.refusals import Phrase
from i18n.translate import N_

PRESETS = ("exercise", "qti")
"""What the file of an exercise is called in a channel: Perseus, QTI."""


def take_exercise(
    page: Page, preset: str, path: Path, language: str, asked: Assessment | None
) -> None:
    """Make a page an exercise.

    Args:
        page: told what is not as it was.
        preset: one of ``PRESETS``.
        path: of its file, which is what its checksum says.
        language: of the questions.
        asked: what the channel says of them; None where it says nothing.

    Raises:
        NotShown: no question of it can be asked.
    """
    asked = asked or Assessment("do_all")
    try:
        found = _read(preset, path, asked)
    except FileNotRead as refusal:
        raise NotShown(Phrase(refusal.message, **refusal.values)) from None
    if not found.questions:
        why = found.left_out[0].what if found.left_out else Phrase(N_("it asks nothing."))
        raise NotShown(Phrase(N_("none of its questions can be asked; the first: {why}"), why=why))
    rule, questions, said = ruled(asked, found.questions)
    desk = Desk("", notes=Notes(), blobs=page.blobs)
    try:
        files = exercises.files_of(questions, desk, rule)
    except NotRead as reason:
        raise NotShown(reason.args[0]) from None
    page.kind = "exercise"
    page.files += [replace(file, language=language) for file in files]
    for problem in found.left_out:
        page.changes.append(_told(N_("a question was left out ({name}): {why}"), problem))
    for problem in found.changed:
        page.changes.append(_told(N_("a question was changed ({name}): {why}"), problem))
    for note in [*desk.notes.changed, *([_note(said)] if said else [])]:
        page.changes.append((note.message, note.values))


def _read(preset: str, path: Path, asked: Assessment) -> Read:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise NotShown(Phrase(N_("more than {size}"), size=Size(LARGEST_FILE)))
        data = path.read_bytes()
    except OSError as error:
        what = error.strerror or str(error)
        raise NotShown(Phrase(N_("its file cannot be read ({what})"), what=what)) from None
    order = (*asked.items, *asked.before, *asked.after)
    return (
        perseus.read(data, tuple(dict.fromkeys(order))) if preset == "exercise" else qti.read(data)
    )


def _told(message: str, problem: Problem) -> tuple[str, dict[str, Phrase]]:
    return message, {"name": problem.where, "why": problem.what}


def _note(said: Phrase) -> Note:
    return Note("", said.message, said.values)
