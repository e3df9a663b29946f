"""Roman numerals: Louis XIV, the nineteenth century, chapter IV."""

import re

_ORDER = (
    ("X", 10),
    ("IX", 9),
    ("V", 5),
    ("IV", 4),
    ("I", 1),
)
NUMERAL = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"
"""A pattern for 1 to 39: centuries, kings, chapters; longer ones are acronyms more often."""
SEVERAL = r"(?=[IVX]{2})(?!XX\b)X{0,3}(?:IX|IV|V?I{0,3})"
"""The same with two letters or more, for where nothing else says that it is a number."""


def value(numeral: str) -> int:
    """Return the value of a numeral that ``NUMERAL`` matches."""
    number, rest = 0, numeral
    for letters, worth in _ORDER:
        while rest.startswith(letters):
            number, rest = number + worth, rest.removeprefix(letters)
    return number


def as_number(match: re.Match[str]) -> str:
    """Return a numeral, the group ``roman`` of a match, in digits that every engine can say."""
    return str(value(match["roman"]))
