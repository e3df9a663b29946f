"""What is missing or wrong in the form of a question. Each leaves what was written in the form."""

from content.questions.one_language import NOT_ALL
from i18n.refusals import Invalid
from i18n.translate import N_


class NotWritten(Invalid):
    """The form of a question does not make a question yet."""


class PromptNeeded(NotWritten):
    """Nothing is asked."""

    message = N_(
        "Write what is asked, in the field “Question”. What you have written is kept here."
    )


class TooFew(NotWritten):
    """There is nothing to choose between."""

    message = N_("Write at least two different lines. What you have written is still in the form.")


class NothingRight(NotWritten):
    """No answer is right."""

    message = N_("Mark what is right. What you have written is still in the form.")


class OneRight(NotWritten):
    """Several answers are right where one may be chosen."""

    message = N_(
        "You have marked several right answers. Leave one, or tick “Several answers may be "
        "chosen”. What you have written is still in the form."
    )


class WeightNotRead(NotWritten):
    """A weight is no share."""

    message = N_(
        "“{text}” is no weight. Write a percentage from -100 to 100, or a fraction such as 1/3. "
        "What you have written is still in the form."
    )


class PairNotWhole(NotWritten):
    """A side of a pair is missing."""

    message = N_(
        "Line {number} has only one side. Write both, or empty it. What you have written is still "
        "in the form."
    )


class NoGap(NotWritten):
    """A text has no gap."""

    message = N_(
        "Put each gap between two square brackets: Paris is the [[capital|main city]] of France. "
        "What you have written is still in the form."
    )


class NotAllMarked(NotWritten):
    """Some words are marked with a language, and others not, or with another."""

    message = NOT_ALL


class GapNotRead(NotWritten):
    """A gap cannot be filled."""

    message = N_(
        "A gap cannot be read. For words to type: [[word|other word]]. For a list to choose from, "
        "its right word marked: [[(x) word|other|third]]. What you have written is still in the "
        "form."
    )


class WordsNotRead(NotWritten):
    """A sentence cannot be parted into words."""

    message = N_(
        "Write the sentence with a stroke between its words: I / come / tomorrow. Each line below "
        "it has the same words in another right order. What you have written is still in the form."
    )


class AcceptedNeeded(NotWritten):
    """No answer is accepted."""

    message = N_(
        "Write at least one answer that is accepted. What you have written is still in the form."
    )


class NumberNotRead(NotWritten):
    """A number is none."""

    message = N_("“{text}” is no number. What you have written is still in the form.")


class LimitsCrossed(NotWritten):
    """At least more words than at most."""

    message = N_(
        "The least number of words is larger than the most. What you have written is still in the "
        "form."
    )


class PartNotWhole(NotWritten):
    """A part of a text is not asked once, or has no answer."""

    message = N_(
        "Put [[1]], [[2]] … into the text where each part is asked, each once, and write the "
        "answers of each in its line. What you have written is still in the form."
    )


class NotAPicture(NotWritten):
    """A file that should be a picture is none."""

    message = N_(
        "The file “{name}” is no picture that every computer shows. Choose a PNG, JPEG, GIF or "
        "WebP of at most 10 MB. What you have written is still in the form."
    )


class NotASound(NotWritten):
    """A file that should be a sound is none."""

    message = N_(
        "The file “{name}” is no sound that every computer plays. Choose an MP3 or Ogg of at most "
        "10 MB. What you have written is still in the form."
    )


class PictureNeeded(NotWritten):
    """A question about a picture has none."""

    message = N_("Choose the picture first. What you have written is still in the form.")


class SoundNeeded(NotWritten):
    """A stretch of a dictation has no sound, or no text."""

    message = N_(
        "Line {number} of the dictation needs its sound and its text. What you have written is "
        "still in the form."
    )


class CannotBeAsked(NotWritten):
    """A question cannot be asked as it is."""

    message = N_("This question cannot be asked yet: {what}. What you have written is kept here.")
