"""What the forms of the examiner's pages ask for, one function a button: each does one operation.

A function takes what is asked and returns the sentence that tells what was done.
"""

from collections.abc import Callable
from dataclasses import dataclass

from content.store import BlobStore
from i18n import formats
from i18n.refusals import Conflict, NotFound
from i18n.translate import N_, ngettext
from i18n.translate import gettext as _
from server.database import moment, writing
from server.exam_room import ending, losses, opening, reasons, running, saving
from server.exam_room.acts import Act
from server.exam_room.board import put_aside_of
from server.exam_room.hall import Hall
from server.exam_room.losses import Loss
from server.exams import operations as papers
from server.sittings.models import Candidate, Sitting


class NoPaper(Conflict):
    """A sitting is to be opened whose paper is not there."""

    message = N_("The paper of this sitting has not arrived. Choose it, or open the sealed one.")


class NoSuchAnswer(NotFound):
    """An answer that is to count is not among those kept aside."""

    message = N_("This answer is not among those that were kept aside.")


@dataclass(frozen=True)
class Asked:
    """What a form asks for."""

    sitting: Sitting
    act: Act
    hall: Hall
    text: str = ""
    about: str = ""
    minutes: int = 0
    """0 where they could not be read."""
    number: int = 0
    """Of a PC, a loss or an answer; 0 for none."""
    candidate: Candidate | None = None

    @property
    def whom(self) -> Candidate:
        """Return the candidate it is about."""
        assert self.candidate is not None
        return self.candidate


Order = Callable[[Asked], str]


def _open(asked: Asked) -> str:
    paper = asked.sitting.paper
    if paper is None:
        raise NoPaper()
    store = BlobStore(asked.hall.home.bank)
    frozen = papers.lock(paper.id, store, asked.act.by, at=moment(asked.act.now.at_ms))
    opening.open_sitting(asked.sitting, frozen, asked.hall.disk, asked.act)
    return _("The subject is open. Candidates may sign in; confirm each of them, then start.")


def _start(asked: Asked) -> str:
    count = opening.start(asked.sitting, asked.act, asked.candidate)
    told = ngettext("%(num)s candidate has begun.", "%(num)s candidates have begun.", count)
    return told % {"num": count}


def _pause(asked: Asked) -> str:
    running.pause(asked.sitting, asked.act, asked.candidate)
    return _("The clock stands still.")


def _rest(asked: Asked) -> str:
    running.pause(asked.sitting, asked.act, asked.whom, kind="rest")
    return _("The pause has begun; it is taken out of the pauses granted.")


def _evacuate(asked: Asked) -> str:
    running.evacuate(asked.sitting, asked.act)
    return _("Evacuation: the clock stands still for all. What was written is kept.")


def _explain(asked: Asked) -> str:
    reasons.explain(asked.sitting, asked.text, asked.act)
    return _("The reason is noted.")


def _resume(asked: Asked) -> str:
    running.resume(asked.sitting, asked.act, asked.candidate)
    return _("The clock runs again.")


def _credit(asked: Asked) -> str:
    seconds = asked.minutes * 60
    count = running.credit(asked.sitting, seconds, asked.act, asked.candidate)
    told = ngettext(
        "%(time)s given back to %(num)s candidate.",
        "%(time)s given back to %(num)s candidates.",
        count,
    )
    return told % {"num": count, "time": formats.duration(seconds)}


def _proposed(asked: Asked) -> list[Loss]:
    """Return the losses that a form is about: one, those of a candidate, or all."""
    found = losses.proposals(asked.sitting.id)
    if asked.number:
        found = [each for each in found if each.event.number == asked.number]
    if asked.candidate is not None:
        found = [each for each in found if each.candidate.id == asked.candidate.id]
    if not found:
        raise running.NoSuchLoss()
    return found


def _give_back(asked: Asked) -> str:
    asked.act.must_say_why()
    proposed = [each for each in _proposed(asked) if not each.candidate.is_over]
    if not proposed:
        raise running.NobodyWrites()
    with writing():  # all of it or nothing: whoever is cut off in the middle presses again
        for each in proposed:
            running.credit(asked.sitting, each.seconds, asked.act, each.candidate, each.event)
    return _("The time that was lost is given back.")


def _dismiss(asked: Asked) -> str:
    asked.act.must_say_why()
    with writing():
        for each in _proposed(asked):
            running.dismiss(each.event, asked.act)
    return _("Noted: this time is not given back.")


def _message(asked: Asked) -> str:
    running.message(asked.sitting, asked.text, asked.act, asked.candidate)
    return _("The message is on its way: it shows within seconds.")


def _incident(asked: Asked) -> str:
    running.incident(asked.sitting, asked.text, asked.act, asked.candidate, asked.about)
    return _("The incident is noted, with the hour.")


def _close(asked: Asked) -> str:
    ending.close(asked.sitting, asked.act)
    return _("The sitting is closed and sealed. Copy its code onto the procès-verbal.")


def _confirm(asked: Asked) -> str:
    opening.confirm(asked.whom, asked.act, asked.number or None)
    return _("Confirmed, and bound to this computer.")


def _move(asked: Asked) -> str:
    with writing():
        running.move(asked.whom, asked.number, asked.act)
        act = asked.act
        saving.take_up(asked.whom, asked.number, act.by, act.reason, act.now)
    return _("Moved to computer %(number)s; the one before only shows.") % {"number": asked.number}


def _hand_in(asked: Asked) -> str:
    receipt = ending.hand_in(asked.whom, asked.act, by_examiner=True)
    told = {"count": receipt.answers, "code": receipt.code}
    return _("Handed in. Answers: %(count)s. Receipt: %(code)s.") % told


def _let_back(asked: Asked) -> str:
    ending.let_back(asked.whom, asked.act)
    return _("They can go on; the time between does not count.")


def _exclude(asked: Asked) -> str:
    ending.exclude(asked.whom, asked.act)
    return _("Excluded. What was written is kept.")


def _absent(asked: Asked) -> str:
    ending.mark_absent(asked.whom, asked.act)
    return _("Noted as absent. Whoever comes late can still be confirmed.")


def _let_count(asked: Asked) -> str:
    asked.act.must_say_why()
    kept = {each.id: each for each in put_aside_of(asked.whom)}
    if asked.number not in kept:
        raise NoSuchAnswer()
    saving.let_count(kept[asked.number], asked.act.by, asked.act.reason, asked.act.now)
    return _("This answer counts now; the other is kept beside it.")


FOR_ALL: dict[str, Order] = {
    "open": _open,
    "start": _start,
    "pause": _pause,
    "resume": _resume,
    "evacuate": _evacuate,
    "explain": _explain,
    "credit": _credit,
    "give-back": _give_back,
    "dismiss": _dismiss,
    "message": _message,
    "incident": _incident,
    "close": _close,
}
"""What can be done with a whole sitting, by the name of the button."""
FOR_ONE: dict[str, Order] = {
    "confirm": _confirm,
    "start": _start,
    "pause": _pause,
    "rest": _rest,
    "resume": _resume,
    "credit": _credit,
    "give-back": _give_back,
    "dismiss": _dismiss,
    "move": _move,
    "message": _message,
    "incident": _incident,
    "hand-in": _hand_in,
    "let-back": _let_back,
    "exclude": _exclude,
    "absent": _absent,
    "let-count": _let_count,
}
"""What can be done with one candidate."""
ONCE = frozenset({"credit", "message", "incident"})
"""Orders that would do something twice if their form came twice."""
