"""How the publishers stand: what staff are told before, and when, something is refused for its age.

``sync.freshness`` says how old what is known is and by what time it is judged; here it is put in
words, for the first page of staff and for the doctor.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from i18n import formats
from i18n.translate import gettext as _
from sync.distrust import ClockImplausible
from sync.freshness import Freshness
from sync.publishers import Publishers


@dataclass(frozen=True)
class Alarm:
    """Something that somebody must do."""

    kind: str
    """Of the notice: warning, danger."""
    title: str
    body: str


def alarms(trust: Publishers, *, at: datetime) -> list[Alarm]:
    """Return what staff must do about the publishers and the clock; the worst first.

    Args:
        trust: who is trusted.
        at: what the clock shows.
    """
    stand = trust.freshness(at=at)
    judged = [each for each in stand if not each.clock_is_ahead]
    told = [*_clock(stand), *(alarm for each in judged for alarm in _publisher(each))]
    return sorted(told, key=lambda alarm: alarm.kind != "danger")


def in_words(each: Freshness) -> str:
    """Return when the newest of a publisher was signed, and when it ends."""
    return _("{name}: signed on {newest}, lists until {lists}, root until {root}").format(
        name=each.name,
        newest=formats.day(each.newest),
        lists=formats.day(each.lists_end) if each.lists_end else "–",
        root=formats.day(each.root_ends),
    )


def _clock(stand: list[Freshness]) -> Iterator[Alarm]:
    if not stand:
        return
    latest = max(stand, key=lambda each: each.proven)
    title = _("The clock is wrong")
    if latest.clock_is_behind:
        body = _(
            "This computer's clock shows {clock}, but {proven} has surely passed: signatures are "
            "judged by that day. Set the clock right, then start the server again."
        ).format(clock=formats.day(latest.clock), proven=formats.day(latest.proven))
        yield Alarm("danger", title, body)
    if latest.clock_is_ahead:
        refusal = ClockImplausible(clock=latest.clock, proven=latest.proven)
        yield Alarm("danger", title, refusal.in_words())


def _publisher(each: Freshness) -> Iterator[Alarm]:
    end = formats.day(each.ends)
    if each.has_ended:
        body = _(
            "What “{name}” signed ended on {day}: nothing of it can be brought in until something "
            "newer comes. Installed courses stay as they are."
        ).format(name=each.name, day=end)
        yield Alarm("danger", _("Signatures have ended"), body)
    if each.ends_soon:
        body = _("What “{name}” signed ends on {day}. Ask for a newer medium before that day.")
        yield Alarm("warning", _("Signatures end soon"), body.format(name=each.name, day=end))
    if each.is_stale:
        body = _(
            "The newest from “{name}” was signed on {day}. Ask the publisher whether there is "
            "something newer: perhaps somebody holds it back."
        ).format(name=each.name, day=formats.day(each.newest))
        yield Alarm("warning", _("Nothing new for a long time"), body)
