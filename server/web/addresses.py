"""Addresses of ours: the numbers in them, and where a form may lead on to."""

from werkzeug.routing import IntegerConverter


class Number(IntegerConverter):
    """A number in an address; one that no row can have is an address that does not exist."""

    regex = r"\d{1,9}"


def inside(address: str | None) -> str:
    """Return an address of ours to go on to; home if it is not one.

    A browser leaves out tabs and line ends before it reads an address, and takes ``\\`` for
    ``/``: "/<tab>/example" leads elsewhere as "//example" does.
    """
    if address is None or not address.startswith("/") or address.startswith("//"):
        return "/"
    odd = "\\" in address or any(sign < "!" for sign in address)
    return "/" if odd else address
