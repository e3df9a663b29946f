"""What the page of a candidate sends: saves of its script, or a plain form, as plain values."""

from collections.abc import Callable, Mapping
from typing import Any

from i18n.refusals import Invalid
from i18n.translate import N_
from server.exam_room.files import asks_for_file
from server.exam_room.models import Revision
from server.exam_room.saving import MOST, Save
from server.exams.copies import ExamCopy
from server.exams.showing import held_by


class NotRead(Invalid):
    """A request is no JSON of ours."""

    message = N_("What was sent could not be read. What you typed stays on this PC.")


def from_json(body: Any) -> list[Save]:
    """Return the saves in ``{"saves": [{uuid, place, number, answer, client_ms}, …]}``.

    ``answer`` is the list of what the fields of the question hold, in their order; of several
    boxes, the values of those that are ticked.

    Raises:
        NotRead: it is something else, or there are more than ``MOST``.
    """
    try:
        sent = body["saves"]
        if not isinstance(sent, list) or len(sent) > MOST:
            raise NotRead()
        return [_save(each) for each in sent]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotRead() from None


def _save(each: Mapping[str, Any]) -> Save:
    answer = each["answer"]
    texts = [answer] if isinstance(answer, str) else answer
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise NotRead()
    numbers = [each["place"], each["number"], each.get("client_ms", 0)]
    if not all(type(number) is int for number in numbers):
        raise NotRead()
    place, number, client_ms = numbers
    return Save(str(each["uuid"]), place, number, tuple(texts), client_ms)


def from_form(
    form: Mapping[str, str], getlist: Callable[[str], list[str]], copy: ExamCopy, candidate_id: int
) -> list[Save]:
    """Return what a plain form changes: of each question on its page, if it is not what counts.

    The form holds ``uuid`` (of the page), ``places`` ("0 1 2") and for each place ``base.0``: the
    number of the answer that the page showed. A page that was left open since, and on which this
    question was not touched, takes nothing back.
    """
    counting = Revision.counting(candidate_id)
    uuid, saves = form.get("uuid", "")[:40], []
    for place in _places(form.get("places", ""), len(copy.questions)):
        if asks_for_file(copy.questions[place].question):
            continue
        held = held_by(copy.questions[place], getlist)
        now = counting.get(place)
        if list(held) == (now.texts if now else []):
            continue
        base = form.get(f"base.{place}", "")
        if now is not None and base.isdecimal() and int(base) < now.number:
            shown = [r for r in Revision.history(candidate_id, place) if r.number == int(base)]
            if list(held) == (shown[0].texts if shown else []):
                continue
        saves.append(Save(f"{uuid}-{place}", place, 0, held))
    return saves


def _places(text: str, most: int) -> list[int]:
    found = {int(each) for each in text.split() if each.isdecimal() and len(each) < 5}
    return sorted(place for place in found if place < most)


def number_in(text: object) -> int:
    """Return a small number that was sent, -1 for anything else."""
    return int(str(text)) if str(text).isdecimal() and len(str(text)) < 6 else -1
