"""What a candidate is granted, and how far sittings and candidates are, in words."""

from i18n import formats
from i18n.translate import N_
from i18n.translate import gettext as _
from server.exams.models import Paper
from server.exams.policy import AIDS
from server.sittings.ends import allowed
from server.sittings.models import Accommodation, Stage, State

STAGES = {
    Stage.PLANNED: N_("planned"),
    Stage.OPEN: N_("open"),
    Stage.RUNNING: N_("running"),
    Stage.CLOSED: N_("closed"),
    Stage.CANCELLED: N_("cancelled"),
}
STATES = {
    State.EXPECTED: N_("expected"),
    State.HERE: N_("signed in, waits"),
    State.CONFIRMED: N_("confirmed"),
    State.WORKING: N_("working"),
    State.PAUSED: N_("paused"),
    State.HANDED_IN: N_("handed in"),
    State.ABSENT: N_("absent"),
    State.EXCLUDED: N_("excluded"),
}


def aids_in_words(paper: Paper | None) -> list[str]:
    """Return what everybody may use, a few words each; nothing as long as the paper is sealed."""
    if paper is None:
        return []
    return [_(AIDS[key]) for key in paper.allowed if key in AIDS]


def granted_in_words(granted: Accommodation, seconds: int) -> list[str]:
    """Return what somebody is granted, a few words each; nothing where nothing is.

    Args:
        granted: what counts for them.
        seconds: of the paper, without any accommodation.
    """
    found = []
    if granted.share > 1:
        more = allowed(seconds, granted) - seconds
        found.append(_("more time: %(time)s") % {"time": formats.duration(more)})
    if granted.pause_seconds:
        pauses = formats.duration(granted.pause_seconds)
        found.append(_("pauses: %(time)s together") % {"time": pauses})
    if granted.larger_text:
        found.append(_("larger text"))
    if granted.read_aloud:
        found.append(_("the paper is read aloud"))
    if granted.spell_check:
        found.append(_("spell-check"))
    if granted.separate_room:
        found.append(_("a separate room"))
    if granted.secretary:
        found.append(_("a secretary: %(name)s") % {"name": granted.secretary})
    return found
