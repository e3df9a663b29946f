"""What the values of a question may be, whoever wrote the file they come from."""

from collections.abc import Iterator
from typing import Any

TEXTS = ("prompt", "hint", "right", "review")
"""What of every question is HTML."""


def lists(entries: Any) -> Iterator[list[Any]]:
    """Go through every list within questions of JSON, those in lists too."""
    ahead = [value for entry in entries for value in entry.values() if isinstance(value, list)]
    while ahead:
        several = ahead.pop()
        yield several
        ahead += [value for value in several if isinstance(value, list)]


def fragments(entries: list[dict[str, Any]]) -> Iterator[str]:
    """Go through the HTML of questions of JSON, as it was written."""
    for entry in entries:
        yield from (entry[name] for name in TEXTS)
        if entry["type"] == "choice":
            yield from entry["options"]
        if entry["type"] == "match":
            yield from (left for left, _ in entry["key"])


def are_pickable(options: tuple[Any, ...], right: tuple[str, ...]) -> bool:
    """Say whether one can choose a right word, and a wrong one, from a list."""
    known = are_texts(options) and set(right) < set(options)
    return known and len(set(options)) == len(options)


def are_texts(texts: Any) -> bool:
    """Say whether this is a tuple of at least one text, none of them empty."""
    some = isinstance(texts, tuple) and bool(texts)
    return some and all(isinstance(text, str) and text.strip() for text in texts)


def in_tuples(value: Any) -> Any:
    """Return a value of JSON with its lists as tuples, to the innermost."""
    return tuple(in_tuples(item) for item in value) if isinstance(value, list) else value
