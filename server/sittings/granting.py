"""What a candidate is granted: more time, pauses, aids. Each change is a row of its own.

Source: code de l'éducation, D. 613-26: extra time of up to one third of the time of each paper;
more only on a medical request with its reasons. Pauses are another thing than extra time.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from content.wording import one_line
from i18n.refusals import Invalid
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from server.sittings.candidates import SittingIsOver, candidate_of
from server.sittings.models import Accommodation

THIRD = Fraction(4, 3)
"""The factor that needs no medical opinion: one third more."""
LARGEST_FACTOR = Fraction(3)
"""Three times the time of the paper; beyond it a mistyped number is likelier."""
LONGEST_PAUSES = 2 * 3600
"""Seconds of pauses together."""
LONGEST_DECISION = 40
LONGEST_SECRETARY = 100
AUTHORITIES = {
    "academy": N_("the académie (rectorat)"),
    "exam_service": N_("the service of exams"),
    "organiser": N_("who organises this exam"),
    "university": N_("the university"),
    "agriculture": N_("the office for agricultural exams"),
    "head": N_("the head of the exam centre"),
}
"""Who decides about accommodations."""

_DECISION = re.compile(r"[\w/. \-°]+")
_DIGIT = re.compile(r"\d")
_PER_CENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%?")
_PART = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})")


class ExtraNotRead(Invalid):
    """Extra time is typed in a way that is no share of the time."""

    message = N_(
        "Write the extra time as a share of the time: 1/3, 1/4 or 25 %. Nothing was changed."
    )


class NeedsMedicalOpinion(Invalid):
    """More than one third is granted without the box."""

    message = N_(
        "Extra time is one third at most. Beyond it the decision rests on a reasoned medical "
        "opinion: tick that box if it does. Nothing was changed."
    )


class TooMuchTime(Invalid):
    """A factor is beyond all reason."""

    message = N_("The time can be three times that of the paper at most. Nothing was changed.")


class DecisionNeeded(Invalid):
    """More time or pauses are granted without the number of a decision."""

    message = N_(
        "Write the number of the decision and choose who decided: more time and pauses are "
        "granted by decision only. Nothing was changed."
    )


class OnlyTheNumber(Invalid):
    """The field for the number of a decision holds something else."""

    message = N_(
        "Of the decision write the number alone: letters, digits, dots, hyphens and slashes, "
        "with a digit in it, {most} signs at most. The reason has no place here. Nothing was "
        "changed."
    )


class TooLongPauses(Invalid):
    """Pauses have an impossible length."""

    message = N_("Write the minutes of pause together, from 0 to {most}. Nothing was changed.")


class SecretaryTooLong(Invalid):
    """The name of a secretary is too long."""

    message = N_("The name of the secretary has {most} signs at most. Nothing was changed.")


@dataclass(frozen=True)
class Granted:
    """What a form grants."""

    factor: Fraction = Fraction(1)
    decision: str = ""
    authority: str = ""
    medical_opinion: bool = False
    pause_seconds: int = 0
    larger_text: bool = False
    read_aloud: bool = False
    spell_check: bool = False
    separate_room: bool = False
    secretary: str = ""


def factor_of(typed: str) -> Fraction:
    """Return the factor that a typed share of extra time gives: "1/3" and "33,33 %" too.

    Raises:
        ExtraNotRead
    """
    text = typed.strip()
    if part := _PART.fullmatch(text):
        above, below = int(part[1]), int(part[2])
        if below:
            return 1 + Fraction(above, below)
    if cent := _PER_CENT.fullmatch(text):
        return 1 + Fraction(cent[1].replace(",", ".")) / 100
    raise ExtraNotRead()


def grant(
    candidate_id: int, wanted: Granted, by: Actor, *, at: datetime
) -> tuple[Accommodation, bool]:
    """Grant a candidate what a form says; it counts from now on, also in the middle of the paper.

    Returns:
        What counts, and whether anything changed.

    Raises:
        NoSuchCandidate, SittingIsOver
        NeedsMedicalOpinion, TooMuchTime, DecisionNeeded, OnlyTheNumber, TooLongPauses,
        SecretaryTooLong
    """
    values = _checked(wanted)
    with writing():
        found = candidate_of(candidate_id, by)
        if found.sitting.is_over:
            raise SittingIsOver()
        before = Accommodation.now_of(found.id)
        if all(getattr(before, name) == value for name, value in values.items()):
            return before, False
        person = Person.get_or_none(Person.id == by.person_id)
        made: Accommodation = Accommodation.create(candidate=found, by=person, at=at, **values)
        told = {name: value for name, value in values.items() if name not in _NOT_TOLD}
        about: dict[str, Any] = {"sitting": found.sitting_id, "candidate": found.id}
        record(by, "candidate.granted", found.person.name, at=at, granted=told, **about)
    return made, True


_NOT_TOLD = ("decision", "authority", "medical_opinion")
"""Columns that the log leaves to the table: it is read by more people."""


def _checked(wanted: Granted) -> dict[str, object]:
    """Return the columns of a row, or refuse them."""
    if not 1 <= wanted.factor <= LARGEST_FACTOR:
        raise TooMuchTime()
    if wanted.factor > THIRD and not wanted.medical_opinion:
        raise NeedsMedicalOpinion()
    if not 0 <= wanted.pause_seconds <= LONGEST_PAUSES:
        raise TooLongPauses(most=LONGEST_PAUSES // 60)
    decision = one_line(wanted.decision)
    fits = _DECISION.fullmatch(decision) and _DIGIT.search(decision)
    if decision and (not fits or len(decision) > LONGEST_DECISION):
        raise OnlyTheNumber(most=LONGEST_DECISION)
    authority = wanted.authority if wanted.authority in AUTHORITIES else ""
    needed = wanted.factor > 1 or wanted.pause_seconds
    if needed and not (decision and authority):
        raise DecisionNeeded()
    secretary = one_line(wanted.secretary)
    if len(secretary) > LONGEST_SECRETARY:
        raise SecretaryTooLong(most=LONGEST_SECRETARY)
    return {
        "factor": str(wanted.factor),
        "decision": decision,
        "authority": authority if decision else "",
        "medical_opinion": wanted.medical_opinion and wanted.factor > THIRD,
        "pause_seconds": wanted.pause_seconds,
        "larger_text": wanted.larger_text,
        "read_aloud": wanted.read_aloud,
        "spell_check": wanted.spell_check,
        "separate_room": wanted.separate_room,
        "secretary": secretary,
    }
