"""When each candidate is to be ready, as planned, and what to look at twice."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.sittings.granting import THIRD
from server.sittings.models import Accommodation, Candidate, Sitting

REST = timedelta(hours=1)
"""Between two papers of one person: they eat, they rest, and may begin late."""


@dataclass(frozen=True)
class Planned:
    """A candidate as the page of a sitting shows them."""

    candidate: Candidate
    granted: Accommodation
    seconds: int
    """What they have for the paper, pauses not counted."""
    ends_at: datetime
    """Of the paper and all pauses, if the sitting begins when it is planned."""
    beyond_a_third: bool
    """Whether the time is more than one third longer."""
    too_near: tuple[Sitting, ...]
    """Other sittings of theirs that leave less than ``REST`` between."""


def allowed(seconds: int, granted: Accommodation) -> int:
    """Return the seconds that somebody has for a paper, pauses not counted: rounded up."""
    return math.ceil(seconds * granted.share)


def end_of(sitting: Sitting, granted: Accommodation) -> datetime:
    """Return when somebody is to be ready: the planned moment, their time, all their pauses."""
    length = allowed(sitting.seconds, granted) + granted.pause_seconds
    began: datetime = sitting.planned_at
    return began + timedelta(seconds=length)


def planned_of(sitting: Sitting) -> list[Planned]:
    """Return the candidates of a sitting with their planned ends, by name."""
    everybody = Candidate.of(sitting.id)
    others = _others_of(sitting, everybody)
    granted = Accommodation.now_of_all(each.id for each in everybody + others)
    found = []
    for each in everybody:
        own = granted[each.id]
        ends_at = end_of(sitting, own)
        near = tuple(
            other.sitting
            for other in others
            if other.person_id == each.person_id
            and other.sitting.planned_at < ends_at + REST
            and end_of(other.sitting, granted[other.id]) + REST > sitting.planned_at
        )
        seconds = allowed(sitting.seconds, own)
        found.append(Planned(each, own, seconds, ends_at, own.share > THIRD, near))
    return found


def _others_of(sitting: Sitting, everybody: list[Candidate]) -> list[Candidate]:
    """Return where else the candidates of a sitting are candidates, of what is not over."""
    people = [each.person_id for each in everybody]
    return [each for each in Candidate.coming_of(people) if each.sitting_id != sitting.id]
