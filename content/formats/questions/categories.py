"""The way to a category, as Moodle writes it: ``$course$/top/A/B``, a slash in a name doubled."""

import re
from collections.abc import Sequence

MOST = 10
"""Categories in each other; deeper ones are one name."""
LONGEST = 200  # characters of a name

_CUT = re.compile(r"(?<!/)/(?!/)")
_CONTEXT = re.compile(r"\$\w+\$")


def path_of(text: str) -> tuple[str, ...]:
    """Return the names from the outermost, without what Moodle puts before them."""
    names = [" ".join(part.replace("//", "/").split()) for part in _CUT.split(text.strip())]
    names = [name[:LONGEST] for name in names if name]
    if names and _CONTEXT.fullmatch(names[0]):
        names = names[1:]
    if names and names[0] == "top":
        names = names[1:]
    return (*names[: MOST - 1], " / ".join(names[MOST - 1 :])) if len(names) > MOST else (*names,)


def written(path: Sequence[str]) -> str:
    """Return a way as Moodle reads it."""
    return "/".join(["$course$", "top", *(name.replace("/", "//") for name in path)])
