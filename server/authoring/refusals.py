"""What cannot be done with a course that is written here, and why."""

from i18n.refusals import Conflict, Invalid, NotFound, Unavailable
from i18n.translate import N_


class NoSuchCourse(NotFound):
    """A course is not there, or not for this person to write in."""

    message = N_(
        "There is no such course, or it is not yours to write in. Ask whoever made it to share it."
    )


class NoSuchLesson(NotFound):
    """A lesson, chapter, version or file is not there."""

    message = N_("This part of the course is not there any more.")


class NoTitle(Invalid):
    """Something has no title that can be shown."""

    message = N_("Write a title of {most} letters at most, in one line.")


class TextTooLong(Invalid):
    """A lesson is longer than any that is read."""

    message = N_(
        "This lesson has more than {most} letters. Nothing was saved. Make several lessons of it."
    )


class ChangedMeanwhile(Conflict):
    """Somebody has saved another text since the page was opened."""

    message = N_(
        "{person} saved version {number} while you were writing. Nothing of yours is lost: your "
        "text is below, theirs beside it. Take over what you need, then save."
    )


class SameWording(Invalid):
    """Another wording of a page would be the page itself."""

    message = N_(
        "The page itself is in this language ({language}). Choose another language, or tick “easy "
        "to read”."
    )


class WrittenInIt(Invalid):
    """A course changes to a language in which its pages have other wordings."""

    message = N_(
        "A page of this course has another version in this language ({language}). Take that one "
        "away first, or leave the language of the course as it is."
    )


class NotDescribed(Invalid):
    """A picture has no words for those who do not see it."""

    message = N_(
        "Say in a few words what the picture shows: who does not see it hears these words. A file "
        "name says nothing."
    )


class NotAPicture(Invalid):
    """A file is no picture that every browser shows."""

    message = N_(
        "“{name}” is no picture that can be shown: use PNG, JPEG, WebP, GIF or a plain SVG drawing "
        "of {most} at most. {fault}"
    )


class NotASound(Invalid):
    """A file is no sound that every browser plays."""

    message = N_(
        "“{name}” is no sound that can be played: use MP3, Ogg or M4A of {most} at most, or record "
        "it here."
    )


class TooMuchWritten(Invalid):
    """A course has more parts than anybody reads."""

    message = N_("A course has {most} parts at most. Make another course for what follows.")


class NothingWritten(Invalid):
    """A course without a lesson is proposed."""

    message = N_("This course has no lesson yet. Write one, then propose the course.")


class ToMend(Invalid):
    """A course cannot be built before something in it is mended."""

    message = N_(
        "Something must be mended before this course can be proposed ({count}); it is listed on "
        "its page. Nothing was sent."
    )


class OwnKeysLost(Unavailable):
    """The keys of this site's own publisher are not where it made them, or no longer trusted."""

    message = N_(
        "The keys with which this site signs the courses that are written here are lost or "
        "damaged. Ask the administrator: “ardoise bundle distrust this-site” on the server, then "
        "try again, and new keys are made. Nothing of your course is lost, and what learners read "
        "already stays."
    )


class ProposedMeanwhile(Conflict):
    """A course was proposed since the page was opened."""

    message = N_("This course was proposed as release {release} in the meantime: nothing to do.")
