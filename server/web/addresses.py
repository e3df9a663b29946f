"""Addresses of ours: the numbers in them, and where a form may lead on to."""

import re

from werkzeug.routing import IntegerConverter


class Number(IntegerConverter):
    """A number in an address; one that no row can have is an address that does not exist."""

    regex = r"\d{1,9}"


def row_number(text: str) -> int:
    """Return the number that a field of a form or an address says.

    Raises:
        ValueError: it is none, or none that a row can have; ``get(…, type=row_number)`` takes it
            for missing.
    """
    if not re.fullmatch(Number.regex, text, re.ASCII):
        raise ValueError(text)
    return int(text)


def inside(address: str | None) -> str:
    """Return an address of ours to go on to; home if it is not one.

    A browser leaves out tabs and line ends before it reads an address, and takes ``\\`` for
    ``/``: "/<tab>/example" leads elsewhere as "//example" does.
    """
    if address is None or not address.startswith("/") or address.startswith("//"):
        return "/"
    odd = "\\" in address or any(sign < "!" for sign in address)
    return "/" if odd else address
