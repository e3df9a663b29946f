"""What was changed or left out while something foreign became a bundle, and why, in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from i18n import refusals
from i18n.translate import gettext as _

FEW = 3
"""Places named for a reason on a screen; the file beside the bundle names them all."""


@dataclass(frozen=True)
class Note:
    """One thing that somebody who looks for it would miss or find otherwise."""

    where: str
    """The way to it: "Numbers › Fractions"."""
    message: str
    values: dict[str, Any] = field(default_factory=dict)

    def why(self) -> str:
        """Return the reason in the language in use."""
        return refusals.words_of({"message": self.message, "values": self.values})


@dataclass
class Notes:
    """What was noted of one bundle, in the order in which it was met."""

    about: list[str] = field(default_factory=list)
    """What it came from, a line each."""
    left_out: list[Note] = field(default_factory=list)
    changed: list[Note] = field(default_factory=list)

    def leave_out(self, where: str, message: str, **values: Any) -> None:
        """Note that something is not in the bundle."""
        self.left_out.append(Note(where, message, values))

    def change(self, where: str, message: str, **values: Any) -> None:
        """Note that something is in the bundle, but not as it was."""
        self.changed.append(Note(where, message, values))

    def lines(self, most: int | None = None) -> list[str]:
        """Return the report, a line each, in the language in use.

        Args:
            most: places named for each reason; None for all.
        """
        lines = list(self.about)
        for title, notes in ((_("Left out"), self.left_out), (_("Changed"), self.changed)):
            lines += ["", f"{title} ({len(notes)})"]
            for why, places in _by_reason(notes).items():
                lines.append(f"  {why} ({len(places)})")
                lines += [f"    {place}" for place in places[:most]]
                if most is not None and len(places) > most:
                    lines.append("    …")
        return lines


def _by_reason(notes: Iterable[Note]) -> dict[str, list[str]]:
    """Return the places by reason, the commonest reason first."""
    found: dict[str, list[str]] = {}
    for note in notes:
        found.setdefault(note.why(), []).append(note.where)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))
