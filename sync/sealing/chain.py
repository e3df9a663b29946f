"""The chain of events of a sitting, as lines that anybody can check again.

An event is a JSON object. ``before`` holds the hash of the event before it, ``hash`` its own: the
SHA-256 of the event without ``hash``, written canonically. A line changed, taken out, put in or
moved is found; a tail cut off is not: that is what checkpoints are for.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from i18n.refusals import Invalid
from i18n.translate import N_

FIRST = "0" * 64
"""What the first event holds as the hash before it."""


class ChainBroken(Invalid):
    """An event is not the one that was written."""

    message = N_(
        "The log has been changed: event {number} does not fit the one before it. These results "
        "cannot be trusted; ask for the copy that was made at closing."
    )


def canonical(value: Any) -> str:
    """Return JSON that is the same for the same value: sorted, without spaces, no floats.

    Raises:
        ValueError: a float that JSON does not have.
    """
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def hash_of(event: Mapping[str, Any]) -> str:
    """Return the hash that an event must have, 64 hexadecimal digits, from all else it holds."""
    body = {name: value for name, value in event.items() if name != "hash"}
    return hashlib.sha256(canonical(body).encode()).hexdigest()


def check(events: Iterable[Mapping[str, Any]]) -> int:
    """Follow a chain from its first event; return how many there are.

    Args:
        events: each with ``number`` (from 1, without a gap), ``before`` and ``hash``.

    Raises:
        ChainBroken: naming the first that does not fit.
    """
    before, count = FIRST, 0
    for count, event in enumerate(events, 1):
        found = (event.get("number"), event.get("before"), event.get("hash"))
        if found != (count, before, hash_of(event)):
            raise ChainBroken(number=count)
        before = str(event["hash"])
    return count
