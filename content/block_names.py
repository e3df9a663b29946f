"""Names for the blocks of a fragment that has none, to be read aloud where it is shown.

Lessons carry such names from the day they are built (``blocks``); questions of an exam carry none,
for each stands on many pages.
"""

import re
from html.parser import HTMLParser

from content.blocks import BLOCKS
from content.shape import VOID

_NAME = re.compile(r' data-block="[^"]*"')


def named(fragment: str, name: str) -> str:
    """Return a fragment whose blocks are named ``name-1``, ``name-2`` …; its texts stay.

    Text that stands beside a block and in none makes one block of the whole fragment.

    Args:
        fragment: clean HTML.
        name: what the names begin with, of its own on the page.
    """
    fragment = _NAME.sub("", fragment)
    found = _Blocks()
    found.feed(fragment)
    found.close()
    if found.is_loose:
        tag = "div" if found.met_blocks else "span"
        return f'<{tag} data-block="{name}-1">{fragment}</{tag}>'
    lines = [0, *(end.end() for end in re.finditer("\n", fragment))]
    done, pieces = 0, []
    for number, (line, column, tag) in enumerate(sorted(found.named), start=1):
        begins = lines[line - 1] + column + len(f"<{tag}")
        pieces += [fragment[done:begins], f' data-block="{name}-{number}"']
        done = begins
    return "".join([*pieces, fragment[done:]])


class _Blocks(HTMLParser):
    """Finds which elements are to be named: the nearest around each text, none in another one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.named: list[tuple[int, int, str]] = []
        """Line, column and tag of each."""
        self.is_loose = False
        self.met_blocks = False
        self._open: list[tuple[str, tuple[int, int, str], bool]] = []
        """Tag, place, and whether something in it has been named."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.met_blocks |= tag in BLOCKS
            self._open.append((tag, (*self.getpos(), tag), False))

    def handle_endtag(self, tag: str) -> None:
        if any(each[0] == tag for each in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        around = [place for place, each in enumerate(self._open) if each[0] in BLOCKS]
        if not data.strip() or any(self._open[each][1] in self.named for each in around):
            return
        if not around or self._open[around[-1]][2]:
            self.is_loose = True
            return
        self.named.append(self._open[around[-1]][1])
        self._open = [(tag, where, True) for tag, where, _ in self._open]
