"""What people are told of the channel: a receipt in words, and last night in one sentence."""

from datetime import datetime
from typing import Any

from i18n import formats
from i18n.refusals import words_of
from i18n.translate import N_, ngettext
from i18n.translate import gettext as _
from server.channel.models import CAME, MISSING, NO_ANSWER, REFUSED, Receipt
from server.channel.standing import MISSED_TOO_OFTEN, Standing, site_time, window_of
from server.settings import Settings

ENDINGS = {
    "": N_("Under way"),
    "done": N_("Done"),
    "window_over": N_("Hours over"),
    "stopped": N_("Stopped"),
    "no_answer": N_("No answer"),
    "cut_off": N_("Cut off"),
    "refused": N_("Refused"),
}
BECAME = {CAME: N_("Arrived"), REFUSED: N_("Refused"), MISSING: N_("Still missing")}


def last_night(receipt: Receipt, settings: Settings, *, at: datetime) -> str:
    """Return what came of the newest fetch: "Last night: 2 courses arrived, 3 MB still to come."""
    what = _what(receipt)
    if receipt.day >= window_of(settings).last_night(site_time(at)):
        return _("Last night: %(what)s.") % {"what": what}
    day = formats.day(receipt.day)
    return _("In the night of %(day)s: %(what)s.") % {"day": day, "what": what}


def nights_missed(count: int) -> str:
    """Return how many nights were missed; "" for none."""
    if not count:
        return ""
    return ngettext("%(num)s night was missed.", "%(num)s nights were missed.", count) % {
        "num": formats.number(count)
    }


def alarm(standing: Standing) -> str:
    """Return what staff must do about the channel; "" while all is well."""
    if standing.missed >= MISSED_TOO_OFTEN:
        return _(
            "Nothing has come for %(num)s nights. See that the server is on at night, and that "
            "the line and the relay work."
        ) % {"num": formats.number(standing.missed)}
    if standing.stale is not None and standing.is_stale:
        return _(
            "The channel has shown the same signed lists for %(num)s days. Ask the publisher "
            "whether there should be newer ones."
        ) % {"num": formats.number(standing.stale.days)}
    return ""


def record_of(receipt: Receipt) -> dict[str, Any]:
    """Return all of a receipt as JSON can hold it, for a script."""
    return {
        "number": receipt.id,
        "night": receipt.night,
        "address": receipt.address,
        "asked_by": receipt.asked_by,
        "began": receipt.began_at and receipt.began_at.isoformat(),
        "ended": receipt.ended_at and receipt.ended_at.isoformat(),
        "ending": receipt.ending,
        "why": words_of(receipt.refused),
        "answered": receipt.answered,
        "bytes": receipt.bytes,
        "missing": receipt.missing,
        "missed": receipt.missed,
        "bundles": [
            {
                "bundle": line.channel_id,
                "release": line.release,
                "title": line.title,
                "became": line.state,
                "bytes": line.bytes,
                "missing": line.missing,
                "why": words_of(line.refused),
            }
            for line in receipt.lines
        ],
    }


def row_of(receipt: Receipt) -> dict[str, Any]:
    """Return a receipt as a row of a table on a terminal."""
    states = [line.state for line in receipt.lines]
    return {
        "night": receipt.night,
        "ended": receipt.ending or "-",
        "came": states.count(CAME),
        "refused": states.count(REFUSED),
        "missing": formats.size(receipt.missing),
        "bytes": formats.size(receipt.bytes),
        "missed": receipt.missed,
        "why": words_of(receipt.refused),
    }


def _what(receipt: Receipt) -> str:
    if not receipt.ending:
        return _("courses are coming just now")
    if receipt.ending == NO_ANSWER:
        return _("the channel did not answer")
    states = [line.state for line in receipt.lines]
    if receipt.ending == REFUSED and not states:
        return _("what the channel said was refused")
    came, refused = states.count(CAME), states.count(REFUSED)
    said = []
    if came:
        said.append(
            ngettext("%(num)s course arrived", "%(num)s courses arrived", came) % _num(came)
        )
    if refused:
        counted = ngettext("%(num)s course was refused", "%(num)s courses were refused", refused)
        said.append(counted % _num(refused))
    if receipt.missing:
        said.append(_("%(size)s still to come") % {"size": formats.size(receipt.missing)})
    return _(", ").join(said) or _("nothing new")


def _num(count: int) -> dict[str, str]:
    return {"num": formats.number(count)}
