"""Where somebody is on a page, as one short text: pure functions.

b12         the block of a text that was last in view
p12         the page of a document
s75         the second of a recording
s75-b12     both, where what is said stands below the recording
"""

import re

LONGEST = 16
"""Letters of a place."""
_SECOND = re.compile(r"s(\d{1,6})(?:-|$)")
_SENSE = re.compile(r"[^\W_]*(?:-[^\W_]*)*")
_OF_ALL_VERSIONS = re.compile(r"p\d+")


def second_of(place: str) -> int | None:
    """Return the second of a recording that a place names, None if it names none."""
    found = _SECOND.match(place)
    return int(found[1]) if found else None


def block_of(place: str) -> str:
    """Return a place without the second: a block, a page, "" for the top."""
    found = _SECOND.match(place)
    return place[found.end() :] if found else place


def moved(before: str, told: str) -> str:
    """Return where somebody is now: a second leaves the block where it was, and a block the second.

    Args:
        before: where they were.
        told: where a page says they are; nonsense is passed over.
    """
    if len(told) > LONGEST or not _SENSE.fullmatch(told):
        return before
    second, block = second_of(told), block_of(told)
    if second is None:
        second = second_of(before)
    else:
        block = block_of(before)
    parts = ([] if second is None else [f"s{second}"]) + ([block] if block else [])
    now = "-".join(parts)
    return now if len(now) <= LONGEST else told


def in_another_version(place: str) -> str:
    """Return what of a place counts in another version of the page, whose blocks are others."""
    second = second_of(place)
    if second is not None:
        return f"s{second}"
    return place if _OF_ALL_VERSIONS.fullmatch(place) else ""
