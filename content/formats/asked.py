"""What somebody asks for when something foreign is to become a bundle."""

from dataclasses import dataclass, field

from content.bundle import Draft
from content.formats.notes import Notes


@dataclass(frozen=True)
class Asked:
    """What is said beside the source; each format takes what it can use.

    Of one file, what is said here counts; of a folder of files or a drive it fills in what they
    do not say themselves.
    """

    release: int | None = None
    """The number of the release; None for what the source says."""
    channels: tuple[str, ...] = ()
    """Ids of channels, or beginnings of them; () for all there are."""
    language: str = ""
    """Of a channel that does not say in which language it is."""
    id: str = ""
    """Of the channel; "" for one made of the source's name."""
    title: str = ""
    license: str = ""
    """One of ``content.vocabulary.LICENSES``, "" for what the source says."""
    license_owner: str = ""
    author: str = ""
    subject: str = ""
    """One of ``content.vocabulary.SUBJECTS``, or ""."""
    level: str = ""
    """One of ``content.vocabulary.LEVELS``, or ""."""


@dataclass(frozen=True)
class Made:
    """A draft, and what was changed or left out on the way to it."""

    draft: Draft
    notes: Notes = field(default_factory=Notes)
