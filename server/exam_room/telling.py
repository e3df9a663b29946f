"""What the examiner's pages say of a candidate and of an event, in words."""

from i18n import formats
from i18n.translate import N_
from i18n.translate import gettext as _
from server.exam_room.board import Card
from server.exam_room.models import Event
from server.exam_room.running import INCIDENTS

ASIDE_WORDS = {
    "conflict": N_("another text for the same answer"),
    "other_seat": N_("from a computer that is not theirs"),
    "late": N_("after the end"),
    "handed_in": N_("after handing in"),
    "closed": N_("after the sitting was closed"),
}
"""Why an answer was kept aside."""


def as_clock(seconds: int) -> str:
    """Return whole seconds as a countdown shows them: "1:02:05", "-0:00:12"."""
    sign, left = ("-" if seconds < 0 else ""), abs(seconds)
    return f"{sign}{left // 3600}:{left % 3600 // 60:02}:{left % 60:02}"


def since(seconds: int | None) -> str:
    """Return how long ago something was; a dash for never."""
    if seconds is None:
        return "–"
    return _("%(time)s ago") % {"time": formats.duration(seconds)}


def troubles_of(card: Card) -> list[str]:
    """Return what is wrong at a desk, what matters most first; nothing where all is well."""
    found = []
    if card.asks is not None:
        found.append(_("signed in at computer %(number)s: move them?") % {"number": card.asks})
    if card.is_over_time:
        late = formats.duration(-card.standing.left)
        found.append(_("time is over since %(time)s") % {"time": late})
    if card.is_silent:
        silent = formats.duration(card.seen or 0)
        found.append(_("no sign of life for %(time)s") % {"time": silent})
    if card.is_unsaved:
        found.append(_("answers wait on their computer: %(num)s") % {"num": card.waiting})
    if card.lost:
        found.append(_("may have lost %(time)s") % {"time": formats.duration(card.lost)})
    if card.aside:
        found.append(_("answers kept aside: %(num)s") % {"num": card.aside})
    return found


def in_words(event: Event) -> str:
    """Return what an event tells beside its kind: text, category, time, computer, reason."""
    told = event.told
    subject = told.get("about")
    parts = [_(INCIDENTS[subject])] if subject in INCIDENTS else []
    if told.get("text"):
        parts.append(str(told["text"]))
    if isinstance(told.get("seconds"), int):
        parts.append(formats.duration(told["seconds"]))
    if told.get("computer"):
        parts.append(_("computer %(number)s") % {"number": told["computer"]})
    if told.get("reason"):
        parts.append(_("reason: %(text)s") % {"text": told["reason"]})
    return " · ".join(parts)
