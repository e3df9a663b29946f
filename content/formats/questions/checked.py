"""Questions as they may be kept: cleaned again, and answerable."""

from content.formats.questions.brought import LeftOut
from content.questions import reading
from content.questions.types import Question
from content.refusals import QuestionRefused
from i18n.refusals import Phrase
from i18n.translate import N_


def checked(question: Question) -> Question:
    """Return a question as it is read again from where it is kept.

    Raises:
        LeftOut: nobody could answer it, or it is too large.
    """
    try:
        return reading.from_bytes(reading.to_bytes(question))
    except QuestionRefused as refusal:
        what = Phrase(N_("it cannot be asked: {what}."), what=refusal.values["what"])
        raise LeftOut(what) from None
    except UnicodeEncodeError:
        raise LeftOut(Phrase(N_("it holds signs that are no text."))) from None
