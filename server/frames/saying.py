"""What a package reported, in words: always as what the content says, never as a mark of ours."""

from decimal import Decimal

from i18n import formats
from i18n.translate import gettext as _
from server.frames.models import ContentReport


def in_words(kept: ContentReport) -> str:
    """Return what was reported of somebody: "80 %, passed, done"."""
    found = [score_of(kept)]
    if kept.passed:
        found.append(_("passed") if kept.passed == "yes" else _("not passed"))
    if kept.answered:
        found.append(_answers(kept))
    if kept.completed_at is not None:
        found.append(_("completed"))
    elif not any(found):
        found.append(_("begun"))
    return ", ".join(filter(None, found))


def score_of(kept: ContentReport) -> str:
    """Return the score that was reported, in words; "" if there is none."""
    if kept.raw and kept.most:
        return _("%(score)s of %(most)s points") % {
            "score": formats.number(Decimal(kept.raw)),
            "most": formats.number(Decimal(kept.most)),
        }
    if kept.scaled:
        return _("%(percent)s %%") % {
            "percent": formats.number(round(Decimal(kept.scaled) * 100, 1))
        }
    if kept.raw:
        return _("score %(score)s") % {"score": formats.number(Decimal(kept.raw))}
    return ""


def _answers(kept: ContentReport) -> str:
    if kept.questions and kept.answered and kept.questions > kept.answered:
        return _("%(answered)s of %(questions)s questions answered") % {
            "answered": formats.number(kept.answered),
            "questions": formats.number(kept.questions),
        }
    return _("questions answered: %(answered)s") % {"answered": formats.number(kept.answered or 0)}
