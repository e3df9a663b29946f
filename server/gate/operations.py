"""What the gate does: it keeps what was found, and asks for a word below the floor."""

from datetime import datetime

from content.accessibility.report import Report
from content.wording import is_seen, several_lines
from i18n.refusals import Invalid
from i18n.translate import N_
from server.accounts.models import Person
from server.database import writing
from server.gate.models import GateReport

LONGEST_WORD = 300
"""Characters of the word to learners: two sentences."""


class BelowTheFloor(Invalid):
    """A course is less accessible than the site wants, and nobody said why it comes."""

    message = N_(
        "This course has {score} of 100 for accessibility; this site wants {floor}. Refuse it, or "
        "write why it is needed all the same: learners read that on its page. {most} letters at "
        "most."
    )


def keep(manifest: str, channel_id: str, report: Report, *, at: datetime) -> None:
    """Keep what was found in a release; found again, it is kept anew, and its word stays.

    Args:
        manifest: SHA-256 of the release's.
        channel_id: of the course.
        report: what was found.
        at: now.
    """
    with writing():
        kept, _ = GateReport.get_or_create(
            manifest=manifest,
            defaults={"channel_id": channel_id, "found": "", "looked_at": at},
        )
        kept.score, kept.found, kept.looked_at = report.score, report.to_text(), at
        kept.save(only=[GateReport.score, GateReport.found, GateReport.looked_at])


def is_below(manifest: str, floor: int) -> bool:
    """Say whether a release was looked at and found below a floor."""
    kept = GateReport.of(manifest)
    return kept is not None and kept.score is not None and kept.score < floor


def pass_gate(
    manifest: str, floor: int, word: str, person: Person, *, at: datetime
) -> dict[str, object]:
    """Let a release through, with a word to learners if it is below the floor.

    Call it in the transaction that approves the release.

    Returns:
        What the audit log tells of it: nothing for one that is not below.

    Raises:
        BelowTheFloor: it is, and has no word.
    """
    kept, word = GateReport.of(manifest), several_lines(word)
    if kept is None or kept.score is None or kept.score >= floor:
        return {}
    if not is_seen(word) or len(word) > LONGEST_WORD:
        raise BelowTheFloor(score=kept.score, floor=floor, most=LONGEST_WORD)
    kept.word, kept.let_in_by, kept.let_in_at = word, person, at
    kept.save()
    return {"accessibility": kept.score, "floor": floor, "word": word}
