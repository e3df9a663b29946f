"""What the programs of a package tell of what somebody did: read from a closed form, and kept.

It comes from a frame by way of the reader page. Whoever wrote the package can tell what they like;
so it is kept of the reader whose frame it was, of this page alone, and is never a mark of ours.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from threading import Lock

from content.browse import Item
from content.zips.about import About, Part
from i18n.refusals import Conflict, Invalid
from i18n.translate import N_
from server.database import writing
from server.frames.models import ContentReport
from server.records import operations as records

LONGEST_STATE = 64_000
"""Characters that a part may ask to be handed again: what SCORM 2004 promises."""
LARGEST_FORM = LONGEST_STATE * 12
"""Bytes of a form: each of these characters may take twelve of them."""
MOST_ANSWERS = 10_000
MOST_SECONDS = 4 * 3600
"""Seconds that one stay is believed to last, see ``capabilities.LASTS``."""
_HIGHEST = Decimal(1_000_000)
_LONGEST_NUMBER = 24
FIELDS = frozenset("state completed passed raw least most scaled answered of seconds".split())
"""All that can be told."""


class NotAReport(Invalid):
    """What a package told has another form than the closed one."""

    message = N_("What the content reports cannot be kept: “{name}” is not as it must be.")


class TooOften(Conflict):
    """A package tells more often than anybody can do things."""

    message = N_("The content reports more often than can be kept. What it told before is kept.")


@dataclass(frozen=True)
class Report:
    """What a package told at one time; None and "" for what it did not tell."""

    state: str | None = None
    completed: bool = False
    passed: str = ""
    raw: str = ""
    least: str = ""
    most: str = ""
    scaled: str = ""
    answered: int | None = None
    questions: int | None = None
    seconds: int = 0


def read(form: Mapping[str, str]) -> Report:
    """Return what a form tells.

    Raises:
        NotAReport: something in it is of another type, or too large.
    """
    state = form.get("state")
    if state is not None and (len(state) > LONGEST_STATE or "\0" in state):
        raise NotAReport(name="state")
    passed = form.get("passed", "")
    if passed not in ("", "yes", "no") or form.get("completed", "") not in ("", "yes"):
        raise NotAReport(name="passed")
    scaled = _number(form, "scaled")
    if scaled and not -1 <= Decimal(scaled) <= 1:
        raise NotAReport(name="scaled")
    return Report(
        state,
        form.get("completed") == "yes",
        passed,
        _number(form, "raw"),
        _number(form, "least"),
        _number(form, "most"),
        scaled,
        _count(form, "answered", MOST_ANSWERS),
        _count(form, "of", MOST_ANSWERS),
        _count(form, "seconds", 10**8) or 0,
    )


def _number(form: Mapping[str, str], name: str) -> str:
    said = form.get(name, "")
    if not said:
        return ""
    try:
        found = Decimal(said) if len(said) <= _LONGEST_NUMBER else None
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite() or abs(found) > _HIGHEST:
        raise NotAReport(name=name)
    return format(found, "f")[:_LONGEST_NUMBER]


def _count(form: Mapping[str, str], name: str, most: int) -> int | None:
    said = form.get(name, "")
    if not said:
        return None
    if not (said.isascii() and said.isdecimal()) or len(said) > 9 or int(said) > most:
        raise NotAReport(name=name)
    return int(said)


class Pace:
    """How often each reader's page tells: a few at once, then one every other second."""

    AT_ONCE, EVERY, MOST = 20, timedelta(seconds=2), 2_000

    def __init__(self) -> None:
        """Begin with nobody."""
        self._full_at: OrderedDict[tuple[int, str], datetime] = OrderedDict()
        self._lock = Lock()

    def take(self, person_id: int, node_id: str, *, at: datetime) -> None:
        """Count one report. Raises TooOften."""
        key = person_id, node_id
        with self._lock:
            full_at = max(self._full_at.get(key, at), at) + self.EVERY
            if full_at - at > self.EVERY * self.AT_ONCE:
                raise TooOften()
            self._full_at[key] = full_at
            self._full_at.move_to_end(key)
            while len(self._full_at) > self.MOST:
                self._full_at.popitem(last=False)


def keep(
    person_id: int, node: Item, about: About, part: Part, report: Report, *, at: datetime
) -> ContentReport:
    """Keep what a package told of somebody, and return all that it told of this part by now.

    What it does not tell stays as it was. Once all parts were told to be done, the page is done.

    Args:
        person_id: whose frame it was.
        node: the page of the package.
        about: the package.
        part: the part that was before them.
        report: what it told.
        at: now.
    """
    with writing():
        kept = _row(person_id, node, about, part, at)
        told = {
            name: value
            for name in ("passed", "raw", "least", "most", "scaled")
            if (value := getattr(report, name))
        }
        counts = {"answered": report.answered, "questions": report.questions}
        told |= {name: count for name, count in counts.items() if count is not None}
        if report.state is not None:
            told["state"] = report.state
        for name, value in told.items():
            setattr(kept, name, value)
        if report.completed and kept.completed_at is None:
            kept.completed_at = at
        since = min(int((at - kept.at).total_seconds()), MOST_SECONDS)
        kept.seconds = max(kept.seconds, min(report.seconds, kept.seconds + max(0, since) + 2))
        kept.at = at
        kept.save()
        rows = ContentReport.of(person_id, node.id)
        if all(p.id in rows and rows[p.id].completed_at for p in about.parts):
            records.finished(person_id, node, "reported", at=at)
    return kept


def _row(person_id: int, node: Item, about: About, part: Part, at: datetime) -> ContentReport:
    title = node.words.title
    if len(about.parts) > 1:
        title = f"{title} › {part.title}"
    row: ContentReport
    row, _ = ContentReport.get_or_create(
        person=person_id,
        node_id=node.id,
        part=part.id,
        defaults={
            "content_id": node.content_id,
            "channel_id": node.channel,
            "title": title,
            "begun_at": at,
            "at": at,
        },
    )
    row.title = title
    return row
