"""One row of a table of questions."""

from dataclasses import dataclass, field


@dataclass
class Row:
    """One row, by what its columns are for."""

    line: int
    said: dict[str, str] = field(default_factory=dict)
    answers: list[str] = field(default_factory=list)
    """In their order; those of empty cells at the end are not there, others are ""."""
    rights: list[str] = field(default_factory=list)
    """What is right, as it was written: letters, or the texts themselves."""

    def get(self, name: str) -> str:
        """Return what a column says, "" where there is no such column."""
        return self.said.get(name, "")
