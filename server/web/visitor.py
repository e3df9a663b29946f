"""Who a request comes from, as pages see it."""

from dataclasses import dataclass, field

from i18n.translate import language
from server.actors import Actor


@dataclass(frozen=True)
class Visitor:
    """A person at a seat, or a guest."""

    language: str
    look: dict[str, str] = field(default_factory=dict)
    seat: int | None = None
    person_id: int | None = None
    name: str = ""
    role: str = "guest"
    session_id: int | None = None
    held: str = ""
    """How an exam holds them: see ``server.seats.operations.Present``."""
    actor: Actor = field(default_factory=lambda: Actor("guest"))

    @property
    def wants_easy_words(self) -> bool:
        """Say whether an easy version of a page comes first."""
        return self.look.get("easy") == "yes"

    @property
    def is_guest(self) -> bool:
        """Say whether nobody has signed in."""
        return self.person_id is None


def visitor() -> Visitor:
    """Return who this request comes from; a guest, where it failed before that was known."""
    from flask import g  # jobs and the console know visitors, and load no web

    found: Visitor | None = g.get("visitor")
    return found or Visitor(language())
