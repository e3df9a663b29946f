"""The Markdown of Perseus, to clean HTML: its formulas as ours are written, its pictures known."""

import re
from dataclasses import dataclass, field
from typing import Any

from content.formats.questions.attached import Attached
from content.formats.questions.brought import LeftOut
from content.formats.questions.texts import MARKDOWN, fragment, plain
from i18n.refusals import Phrase
from i18n.translate import N_

WIDGET = re.compile(r"\[\[\s?☃ ([a-z-]+ \d+)\]\]")
LONGEST = 100_000
"""Characters of one text."""
_MARK, _PLACE = "\ue000{}\ue001", re.compile("\ue000(\\d+)\ue001")
_FORMULA = re.compile(r"(?<!\\)\$((?:[^$\\]|\\.){1,2000})\$", re.DOTALL)
_LOOKS = re.compile(
    r"\\(?:ka)?(?:blue|gold|gr[ae]y|green|maroon|mint|orange|pink|purple|red|teal)[A-I]?(?![A-Za-z])"
    r"|\\(?:LARGE|Large|large|huge|Huge|small|tiny|normalsize|displaystyle|textstyle)(?![A-Za-z])"
    r"|\\(?:color|textcolor)\{[^{}]*\}"
)
"""What only says in which colour or size a formula is drawn."""
_FRACTIONS = re.compile(r"\\[dtc]frac(?![A-Za-z])")
_HERE = re.compile(r"\$\{☣ (?:LOCALPATH|CONTENTSTORAGE)\}/*")
_DRAWING = "web+graphie:"


@dataclass
class Text:
    """Reads the texts of one item."""

    attached: Attached
    shown: dict[str, str] = field(default_factory=dict)
    """What stands for a widget that only shows something, by its name."""
    asked: dict[str, int] = field(default_factory=dict)
    """The number of the part that a widget becomes, by its name."""

    def html(self, source: Any, *, inline: bool = False) -> str:
        """Return a text as clean HTML, its parts as ``[[1]]``.

        Raises:
            LeftOut: it cannot be read, or shows what cannot be shown.
        """
        source = said(source)
        if _DRAWING in source:
            raise LeftOut(Phrase(N_("it shows a drawing of Khan Academy, which cannot be read.")))
        # what stands for a widget may hold formulas
        source = WIDGET.sub(self._stands_for, source)
        source = _FORMULA.sub(
            _written, _HERE.sub("images/", source).replace("images/images/", "images/")
        )
        made = fragment(source, MARKDOWN, self.attached.picture, inline=inline)
        return _PLACE.sub(r"[[\1]]", made)

    def plain(self, source: Any) -> str:
        """Return a text that is chosen from a list, on one line.

        Raises:
            LeftOut: it has a formula or a picture.
        """
        text = said(source)
        if "![" in text or _FORMULA.search(text):
            raise LeftOut(
                Phrase(N_("it has a formula or a picture in a list, where only words can stand."))
            )
        return plain(text.replace("\\$", "$"))

    def _stands_for(self, found: re.Match[str]) -> str:
        name = found[1]
        if name in self.asked:
            return _MARK.format(self.asked[name])
        return self.shown.get(name, "")


def said(value: Any) -> str:
    """Return a text of an item, "" for what is none.

    Raises:
        LeftOut: it is too long.
    """
    text = value if isinstance(value, str) else ""
    if len(text) > LONGEST:
        raise LeftOut(Phrase(N_("its text is too long.")))
    return text


def _written(found: re.Match[str]) -> str:
    """Return a formula as our Markdown reads it."""
    plain_ = _FRACTIONS.sub(r"\\frac", _LOOKS.sub("", found[1]))
    inside = " ".join(plain_.split())
    if inside.endswith("\\") and not inside.endswith("\\\\"):
        inside = inside[:-1].rstrip()
    return f"${inside}$" if inside else ""
