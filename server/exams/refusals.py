"""What cannot be done with papers."""

from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_


class NoSuchPaper(NotFound):
    """There is no paper of this number."""

    message = N_("There is no such paper. Go back to the list of papers and choose one there.")


class NotInThisPaper(NotFound):
    """A section, question or document is not in the paper any more."""

    message = N_("This is not in the paper any more. Nothing was changed.")


class TitleNeeded(Invalid):
    """A paper has no title, or one that is too long."""

    message = N_("Give the paper a title of at most {most} letters. Nothing was changed.")


class TextTooLong(Invalid):
    """Instructions are longer than anybody reads at the beginning of an exam."""

    message = N_("The instructions have more than {most} letters. Shorten them; nothing was kept.")


class TimeNotUnderstood(Invalid):
    """A time is no number of minutes."""

    message = N_("Write the time in whole minutes, from 1 to {most}. Nothing was changed.")


class PointsNotUnderstood(Invalid):
    """Points are no number."""

    message = N_(
        "“{written}” is no number of points. Write 2, 0.5 or 1/2, at most {most}. Nothing was "
        "changed."
    )


class CountNotUnderstood(Invalid):
    """A draw is of no number of questions."""

    message = N_("Write how many questions to draw, from 1 to {most}. Nothing was changed.")


class IsLocked(Conflict):
    """A paper that is used would be changed."""

    message = N_(
        "This paper is locked, because a sitting uses it: it changes no more. Take a copy of it, "
        "and change the copy."
    )


class NotReady(Conflict):
    """A paper that is not whole would be used."""

    message = N_("This paper cannot be used yet. {problem}")


class TooMuch(Conflict):
    """A paper would be larger than an exam can be."""

    message = N_(
        "A paper has at most {sections} sections, {questions} questions and {documents} documents. "
        "Nothing was changed."
    )


class NothingChosen(Invalid):
    """A form adds no question."""

    message = N_("Tick at least one question, then press the button. Nothing was changed.")


class DocumentActs(Invalid):
    """A document is damaged, or something in it acts."""

    message = N_("This document was not kept ({what}). Print it into a new PDF, then add that one.")


class NotADocument(Invalid):
    """A file is of no kind that every computer of the room opens."""

    message = N_(
        "A document is a PDF, a picture (PNG, JPEG, GIF, WebP), a sound (MP3, Ogg, WAV) or a "
        "plain text, of at most {most}. Nothing was kept."
    )
