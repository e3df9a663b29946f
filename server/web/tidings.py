"""What a slice has to tell on the first page of staff, in a sentence or two."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tiding:
    """A notice and where to read more."""

    kind: str
    """Of the notice: info, good, warning, danger."""
    title: str
    body: str
    href: str = ""
    """Of a page that says more; "" for none."""
    link: str = ""
