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
    sign: str = ""
    """A sign that stands for it; "" for that of its kind. With one, it is for those who read
    nothing too: a loudspeaker says it, and its link is the button of the page."""
