"""What is wrong with a folder: every problem with its file, its line and what to do."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from i18n import refusals
from i18n.refusals import Invalid
from i18n.translate import N_


@dataclass(frozen=True)
class Problem:
    """One thing to mend. ``line`` counts from 1; 0 means the file as a whole."""

    file: str
    line: int
    message: str
    values: dict[str, Any] = field(default_factory=dict)

    def in_words(self) -> str:
        """Return "file, line: what to do" in the language in use."""
        words = refusals.words_of({"message": self.message, "values": self.values})
        return f"{self.file}:{self.line}: {words}" if self.line else f"{self.file}: {words}"


class FolderRefused(Invalid):
    """A folder cannot be made into a bundle; ``problems`` says why."""

    message = N_("This folder cannot be made into a bundle yet ({count} to mend); first: {first}")

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(count=len(problems), first=problems[0].in_words())


class Problems:
    """Gathers problems while a folder is read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.found: list[Problem] = []

    def add(self, path: Path, line: int, message: str, **values: Any) -> None:
        """Note a problem and go on."""
        name = path.relative_to(self.root).as_posix() if path != self.root else path.name
        name = name.encode(errors="replace").decode()
        self.found.append(Problem(name, line, message, values))

    def refuse_if_any(self) -> None:
        """End the reading if anything is wrong.

        Raises:
            FolderRefused: with every problem, in the order of the files and lines.
        """
        if self.found:
            raise FolderRefused(sorted(self.found, key=lambda p: (p.file, p.line)))
