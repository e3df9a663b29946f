"""The numbers of candidates: random, and easy to read aloud, digit by digit.

A number has five digits, written "482 73". The first is no zero, no digit stands beside its like
(a double is heard as one), and the last follows from the others: a digit read wrongly, or two that
change places, make a number that nobody has.

Source of the check: H. M. Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004. The table
here is one of that kind; a test tries every slip.
"""

import secrets
from collections.abc import Callable, Collection

_TABLE = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def check_digit(digits: str) -> str:
    """Return the digit that follows from others."""
    at = "0"
    for each in digits:
        at = _TABLE[int(at)][int(each)]
    return at


def is_right(number: str) -> bool:
    """Say whether five digits can be a candidate's number."""
    return len(number) == 5 and number.isdecimal() and check_digit(number) == "0"


def read(typed: str) -> str:
    """Return a number as it is kept, from how somebody typed it: "482 73" or "482-73"."""
    return "".join(each for each in typed if each.isdecimal())


def shown(number: str) -> str:
    """Return a number as papers and pages write it.

    The space between does not break: one that did would turn the halves round in Arabic.
    """
    return f"{number[:3]}\u00a0{number[3:]}"


def draw(taken: Collection[str], choose: Callable[[str], str] = secrets.choice) -> str:
    """Return a number that nobody has.

    Args:
        taken: the numbers of the sitting; some thousand others exist.
        choose: picks one sign of several.
    """
    while True:
        digits = choose("123456789")
        while len(digits) < 4:
            digits += choose("0123456789".replace(digits[-1], ""))
        number = digits + check_digit(digits)
        if number[3] != number[4] and number not in taken:
            return number
