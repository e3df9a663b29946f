"""What cannot be done with the bank of questions."""

from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_


class NoSuchQuestion(NotFound):
    """There is no question of this number."""

    message = N_("There is no such question in the bank. Go back to the list and choose one there.")


class NoSuchVersion(NotFound):
    """A question has no version of this number."""

    message = N_("This question has no such version. Open its latest one from the list.")


class NoSuchCategory(NotFound):
    """There is no category of this number."""

    message = N_("There is no such category any more. Choose another one. Nothing was changed.")


class NameNeeded(Invalid):
    """A question has no name, or one that is too long."""

    message = N_(
        "Give the question a name of at most {most} letters: it is how you find it again. "
        "Candidates do not see it. Nothing was changed."
    )


class CategoryNameNeeded(Invalid):
    """A category has no name, or one that is too long."""

    message = N_("Give the category a name of at most {most} letters. Nothing was changed.")


class SameCategory(Conflict):
    """Two categories in one place would have one name."""

    message = N_(
        "There is a category “{name}” in this place already. Choose another name. Nothing was "
        "changed."
    )


class InItself(Invalid):
    """A category would stand in itself."""

    message = N_(
        "A category cannot stand in itself or in one of those below it. Choose another place. "
        "Nothing was changed."
    )


class CategoryInUse(Conflict):
    """A category that holds something would be removed."""

    message = N_(
        "The category “{name}” still holds questions or other categories. Move them elsewhere "
        "first. Nothing was changed."
    )


class TooManyTags(Invalid):
    """A question has more tags than anybody reads."""

    message = N_(
        "A question has at most {most} tags, each of at most {longest} letters. Nothing was "
        "changed."
    )


class ChangedMeanwhile(Conflict):
    """Somebody else made a version while this one was being written."""

    message = N_(
        "Somebody has changed this question while you were writing. Open the question in another "
        "tab and compare; what you have written is still in the form. Press Save once more to "
        "make your text the latest version: theirs stays among the versions."
    )


class FileMissing(Invalid):
    """A question names a picture or sound that is not in the bank."""

    message = N_(
        "A picture or a sound of this question is not in the bank. Add the file again, or take "
        "its line out of the text. Nothing was changed."
    )


class Archived(Conflict):
    """An archived question would be changed."""

    message = N_(
        "This question is archived. Take it out of the archive first, then change it. Nothing was "
        "changed."
    )


class NoSuchFile(NotFound):
    """There is no picture or sound of this name."""

    message = N_("There is no such file in the bank. Go back to the question and look at it there.")
