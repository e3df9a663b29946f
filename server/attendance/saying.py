"""What a roll can say of somebody, and why a meeting can be cancelled: short lists, no free text.

A list leaves no room for what nobody may write about a person here: health, discipline, religion.
"""

from dataclasses import dataclass

from i18n.translate import N_

PRESENT, LATE, AWAY = "present", "late", "away"

WORDS = {
    PRESENT: N_("Present"),
    LATE: N_("Late"),
    "not_brought": N_("Not brought"),
    "refused": N_("Refused to come"),
    "sick": N_("Sick"),
    "other": N_("Other activity"),
    AWAY: N_("Not expected"),
}
"""In the order of the roll. Not expected is who is suspended on that day: that is no absence."""

CAME = (PRESENT, LATE)
ABSENCES = ("not_brought", "refused", "sick", "other")

REASONS = {
    "staff": N_("Teacher absent"),
    "alarm": N_("Alarm"),
    "movement": N_("No movements"),
    "holiday": N_("Holiday"),
    "other": N_("Other reason"),
}
"""Why a meeting is cancelled."""


@dataclass(frozen=True)
class Said:
    """What a roll says of somebody."""

    what: str
    """A key of ``WORDS``."""
    late: int = 0
    """Minutes; 0 where nobody counted them, and for whoever is not late."""

    def minutes(self, lasted: int) -> int:
        """Return the minutes of presence in a meeting that lasted so many."""
        return max(0, lasted - self.late) if self.what in CAME else 0
