"""The fields of a form, as plain texts by their names: rows are "option.0", "option.1", …"""

import re
from collections.abc import Iterable, Mapping

from content.questions.scoring import number
from content.wording import one_line, several_lines

MOST_ROWS = 100
_ROW = re.compile(r"\.(\d{1,3})$")


class Fields(dict[str, str]):
    """What a form holds, or shows."""

    def line(self, name: str) -> str:
        """Return a text of one line, "" if there is none."""
        return one_line(self.get(name, ""))

    def lines(self, name: str) -> str:
        """Return a text of several lines, "" if there is none."""
        return several_lines(self.get(name, ""))

    def ticked(self, name: str) -> bool:
        """Say whether a box is ticked."""
        return bool(self.get(name))

    def whole(self, name: str, otherwise: int = 0) -> int:
        """Return a whole number from 0; ``otherwise`` where none is written."""
        text = self.line(name)
        return int(text) if text.isdecimal() and len(text) < 7 else otherwise

    def decimal(self, name: str, otherwise: str = "") -> str:
        """Return a number as decimal text with a point, or what was written if it is none."""
        text = self.line(name)
        value = number(text) if text else None
        return otherwise if not text else text if value is None else f"{value:f}"

    def rows(self, *names: str) -> list[int]:
        """Return the numbers of the rows in which one of these fields is filled, in order."""
        found = {
            int(match[1])
            for name, value in self.items()
            if value.strip() and (match := _ROW.search(name)) and name[: match.start()] in names
        }
        return sorted(found)[:MOST_ROWS]

    def shown(self, least: int, more: int, *names: str) -> range:
        """Return the rows that a form shows: those that are filled, one that is free, and more."""
        filled = self.rows(*names)
        return range(min(MOST_ROWS, max(least, (filled[-1] + 2) if filled else 0) + more))

    def put_rows(self, name: str, values: Iterable[str]) -> None:
        """Fill rows from the first on."""
        for place, value in enumerate(values):
            self[f"{name}.{place}"] = value

    @classmethod
    def sent(cls, form: Mapping[str, str]) -> "Fields":
        """Return what was sent."""
        return cls({name: value for name, value in form.items() if len(name) < 40})
