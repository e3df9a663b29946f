"""What a file holds, on its way into a channel: a *work*, and the *pages* in it.

A format of files is a ``desk.FileFormat``: it says whether it recognises a file, and makes a work
of it with what its desk gives it. A work of one page becomes a page of the channel; one of several
becomes a topic with them, or the channel itself where nothing else is brought.
"""

from dataclasses import dataclass, field

from content.entries import FileEntry


class NotRead(Exception):
    """Nothing can be made of a file, or of something in it; its argument says why, in a phrase."""


@dataclass
class Page:
    """A topic or a page."""

    id: str
    """As ``Desk.id_of`` makes it of a name that it keeps from release to release."""
    title: str
    kind: str = "lesson"
    """One of ``content.vocabulary.KINDS``."""
    files: list[FileEntry] = field(default_factory=list)
    """As ``Desk.keep`` gives them; one without a language has that of the page."""
    below: "list[Page]" = field(default_factory=list)
    """Of a topic: what is in it, in order."""
    description: str = ""
    language: str = ""
    """"" for that of the work; so with the next three."""
    author: str = ""
    license: str = ""
    license_owner: str = ""
    minutes: int = 0
    described: bool = False
    """Whether it shows pictures, and each says in words what it shows."""

    def labels(self) -> tuple[str, ...]:
        """Return what makes it accessible, as far as its files show."""
        roles = {file.role for file in self.files}
        held = {
            "alternatives": self.described and "picture" in roles,
            "audio": self.kind in ("lesson", "exercise", "audio"),
            "captions": "captions" in roles,
            "transcript": "transcript" in roles,
        }
        return tuple(sorted(label for label, holds in held.items() if holds))


@dataclass
class Work:
    """What a file says of itself, and its pages in order; "" for what it does not say."""

    title: str
    pages: list[Page]
    description: str = ""
    language: str = ""
    """A code that ``i18n.languages`` knows."""
    author: str = ""
    license: str = ""
    """One of ``content.vocabulary.LICENSES``."""
    license_owner: str = ""
    rights: str = ""
    """What it says of its licence in words that are none of ours."""
    cover: FileEntry | None = None
    """The picture that stands for it, with the role ``thumbnail``."""
