"""What a node becomes: its kind, its files, and what is not as it was."""

from dataclasses import dataclass, field
from typing import Any

from content.bundle import Blob
from content.entries import FileEntry
from content.formats.kolibri.storage import Stored


@dataclass
class Page:
    """What a node becomes."""

    kind: str = ""
    files: list[FileEntry] = field(default_factory=list)
    blobs: dict[str, Blob] = field(default_factory=dict)
    described: bool = False
    """Whether it shows pictures, each with words for it."""
    changes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """What is not as it was: messages and their values."""

    def keep(self, role: str, language: str, stored: Stored) -> None:
        """Add a file of the drive."""
        entry = FileEntry(
            *(role, language, False, stored.sha256, stored.size, stored.media_type),
        )
        if entry not in self.files:
            self.files.append(entry)
        self.blobs[stored.sha256] = stored.path

    def change(self, message: str, **values: Any) -> None:
        """Note that something is not as it was."""
        self.changes.append((message, values))

    def labels(self) -> tuple[str, ...]:
        """Return what makes the page accessible, as far as its files show."""
        held = {
            "alternatives": self.described,
            "audio": self.kind in ("lesson", "audio"),
            "captions": any(file.role == "captions" for file in self.files),
        }
        return tuple(sorted(label for label, holds in held.items() if holds))


class NotShown(Exception):
    """A node becomes no page; its argument says why, in a phrase."""
