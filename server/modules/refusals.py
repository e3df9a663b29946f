"""What cannot be done with modules and assignments.

What is not there for somebody is ``NotFound``: a form that asks for it is noted in the log, see
``server.audit.forms``.
"""

from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_


class NoSuchModule(NotFound):
    """There is no module of this number, or not for this person."""

    message = N_("There is no such module among yours, nor among those of your classes.")


class NotYourModule(NotFound):
    """A module of somebody else is changed."""

    message = N_(
        "This module belongs to somebody else: only its maker changes it. Take a copy, and change "
        "the copy."
    )


class NoSuchAssignment(NotFound):
    """There is no assignment of this number in a class of theirs."""

    message = N_("This is not assigned in a class of yours any more. Nothing was changed.")


class NotForAModule(NotFound):
    """A page is not in the library, or is for teachers alone."""

    message = N_(
        "A page that was chosen is not in the library, or is for teachers only: it cannot be in a "
        "module. Nothing was changed."
    )


class NotInThisModule(NotFound):
    """A page is moved or taken out that is not in the module."""

    message = N_("This page is not in the module any more. Nothing was changed.")


class NobodyOfThisClass(NotFound):
    """A module is assigned to a person or group that is not in the class."""

    message = N_("This person or group is not in this class. Nothing was changed.")


class TitleNeeded(Invalid):
    """A module has no title, or a long one."""

    message = N_("Write a title, with at most {most} letters.")


class NoteTooLong(Invalid):
    """The note to the learner is a page."""

    message = N_("The note to the learner has at most {most} letters. Shorten it.")


class TooManyPages(Invalid):
    """A module would hold more than anybody can do."""

    message = N_("A module has at most {most} pages. Make several modules.")


class NothingInIt(Invalid):
    """An empty module is assigned."""

    message = N_("This module has no page yet. Add its pages first, then assign it.")


class NotADay(Invalid):
    """The first day of an assignment is none, or far away."""

    message = N_("Choose the first day: a date within a year of today.")


class NotAsManyWeeks(Invalid):
    """A number of weeks is none."""

    message = N_("Choose from 1 to {most} weeks of class, or no end.")


class AssignedAlready(Conflict):
    """The same module is given twice to the same people."""

    message = N_(
        "“{title}” is assigned to them already. Change that assignment instead: its first day or "
        "its weeks."
    )


class StillAssigned(Conflict):
    """A module is removed that people have."""

    message = N_("This module is still assigned: withdraw it from every class first.")
