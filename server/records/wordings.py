"""How marks are said."""

from i18n import formats
from i18n.translate import N_, gettext
from server.records.models import WHOLE, Work

LEVELS = {
    "acquired": N_("Acquired"),
    "partly": N_("In progress"),
    "not_yet": N_("Not acquired"),
}
"""The words of ``marks.LEVELS``."""


def mark_in_words(work: Work) -> str:
    """Return the mark of a work as its author reads it: a word, or points; "" if it has none."""
    if work.level:
        return gettext(LEVELS[work.level])
    if work.points is None:
        return ""
    told = {"mark": formats.number(work.points), "whole": WHOLE}
    return gettext("%(mark)s out of %(whole)s") % told
