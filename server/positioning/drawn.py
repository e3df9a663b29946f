"""How a choice of ``items`` stands on a page: texts and drawings of its one line."""

import re
from dataclasses import dataclass
from functools import cache

_ONE = re.compile(r"([a-z0-9-]+)(?::([^*]+))?(?:\*(\d))?")


@dataclass(frozen=True)
class Drawing:
    """A picture, and what is written below it."""

    picture: str
    """A file of ``vendor/pictures``, without its ending."""
    caption: str = ""


@dataclass(frozen=True)
class Drawn:
    """A choice, or what it is about."""

    text: str = ""
    drawings: tuple[Drawing, ...] = ()
    stacked: bool = False
    """Whether the first drawing stands above the second."""


@cache
def drawn(written: str) -> Drawn:
    """Return what stands on the page for one line."""
    if written.startswith("="):
        return Drawn(_spaced(written[1:]))
    parts = re.split(r"[+^]", written)
    found = [_ONE.fullmatch(part) for part in parts]
    drawings = [
        drawing
        for each in found
        if each is not None
        for drawing in [Drawing(each[1], _spaced(each[2] or ""))] * int(each[3] or 1)
    ]
    return Drawn(drawings=tuple(drawings), stacked="^" in written)


def _spaced(text: str) -> str:
    return text.replace("_", "\u00a0")
