"""The text of a page, from the bytes of its file: the one way in for whoever shows or checks it."""

from content import shape
from content.html import clean
from content.questions.exercise import Exercise
from content.refusals import CatalogueRefused
from i18n.translate import N_

TYPES = ("text/html", "application/json")
"""The media types that hold a page's text."""


def check(data: bytes, media_type: str) -> None:
    """Raise what ``read`` would raise; of most lessons in half the time.

    They are cleaned when they are shown. Here it matters alone whether one could be read then, and
    one whose elements cannot move is no larger once it is clean.
    """
    if media_type == "application/json":
        Exercise.from_bytes(data)
    elif not shape.is_settled(fragment := _decoded(data)):
        _cleaned(fragment)


def read(data: bytes, media_type: str) -> str | Exercise:
    """Return a lesson's fragment, cleaned, or an exercise.

    Args:
        data: all bytes of the file.
        media_type: one of ``TYPES``.

    Raises:
        CatalogueRefused: it cannot be read, or not in no time; see ``content.shape``.
    """
    if media_type == "application/json":
        return Exercise.from_bytes(data)
    return _cleaned(_decoded(data))


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise CatalogueRefused(where="lesson", what=N_("a text that is not UTF-8")) from None


def _cleaned(fragment: str) -> str:
    """Return a fragment without what a lesson may not hold; raise if it is not read in no time."""
    if fault := shape.fault_in([fragment]):
        raise CatalogueRefused(where="lesson", what=fault)
    cleaned = clean(fragment)
    # some elements that may not be in each other grow tenfold
    if cleaned != fragment and (fault := shape.fault_in([cleaned])):
        raise CatalogueRefused(where="lesson", what=fault)
    return cleaned
