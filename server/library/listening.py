"""What a page that plays a recording tells of it."""

from collections.abc import Mapping
from math import isfinite

from server.records.watching import MOST_PARTS, Part


def parts_of(form: Mapping[str, str]) -> tuple[list[Part], float]:
    """Return the parts that were played and the length of the whole, in seconds; nonsense is none.

    Args:
        form: ``parts``, "0-12.5 30-41", and ``length``, "63.2".
    """
    told = []
    for part in form.get("parts", "")[:4_000].split()[:MOST_PARTS]:
        start, _, end = part.partition("-")
        told.append((_seconds(start), _seconds(end)))
    return [(start, end) for start, end in told if start < end], _seconds(form.get("length", ""))


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if isfinite(value) and value >= 0 else 0.0
