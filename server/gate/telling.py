"""What the page of a course tells of the gate: to learners a word, to staff the score too."""

from dataclasses import dataclass

from content.accessibility.kinds import BARS, HINDERS, KINDS
from server.gate.models import GateReport


@dataclass(frozen=True)
class Told:
    """What is said on the page of a course."""

    word: str
    """Why it is here all the same; "" for a course that is not below the floor."""
    lacks: tuple[str, ...]
    """What it lacks, the gravest first: message ids."""
    score: int | None
    """None where it was not looked at, or could not be judged."""


NOTHING = Told("", (), None)


def told(manifest: str) -> Told:
    """Return what the page of an installed course says, by the manifest of its release."""
    kept = GateReport.of(manifest)
    report = kept.report if kept is not None else None
    if kept is None or report is None:
        return NOTHING
    grave = (*report.of_gravity(BARS), *report.of_gravity(HINDERS))
    lacks = dict.fromkeys(KINDS[each.kind].lack for each in grave)
    return Told(kept.word, tuple(lacks), kept.score)
