"""Files and recordings as answers: on the disk first, then a revision like any other."""

from content.questions.types import Question
from content.store import BlobStore
from i18n.refusals import Invalid, NotFound
from i18n.translate import N_
from server.exam_room.models import Revision
from server.exam_room.saving import Kept, Save, Sender
from server.exam_room.space import NotKept
from server.exam_room.writing import Writer
from server.exams.copies import ExamCopy
from server.handed import handing
from server.records import works

MOST = 30
"""Files of one candidate, those that were replaced counted too: the disk is everybody's."""


class NoFileHere(NotFound):
    """No file is asked for at this place."""

    message = N_("Your paper asks for no file here.")


class NoFileChosen(Invalid):
    """A form came without a file."""

    message = N_("Choose a file first, then send it. Nothing was changed.")


class TooManyFiles(Invalid):
    """A candidate has handed in very many files."""

    message = N_("You have handed in {most} files: no more are taken. Tell the examiner.")


def asks_for_file(question: Question) -> bool:
    """Say whether a question is answered by a file or a recording."""
    return question.type in ("file", "voice")


def keep_file(
    writer: Writer,
    store: BlobStore,
    sender: Sender,
    copy: ExamCopy,
    place: int,
    data: bytes,
    uuid: str,
) -> Kept:
    """Keep a file as the answer at a place; the one before it is kept too.

    Its type is what its first bytes say; its name is not kept.

    Raises:
        NoFileHere, NoFileChosen, TooManyFiles
        works.TooLarge, works.NotOfThisKind
        NotKept: the disk is full.
    """
    questions = copy.questions
    if not 0 <= place < len(questions) or not asks_for_file(questions[place].question):
        raise NoFileHere()
    if not data:
        raise NoFileChosen()
    theirs = Revision.select().where(
        Revision.candidate == sender.candidate_id, Revision.sha256 != ""
    )
    if theirs.count() >= MOST:
        raise TooManyFiles(most=MOST)
    media_type = works.type_of(data, questions[place].question.type)
    try:
        with handing(store, data) as sha256:
            save = Save(uuid, place, 0, (sha256, media_type), sha256=sha256)
            return writer.keep(sender, [save])
    except OSError:
        raise NotKept() from None
