"""Who does things, as the audit log names them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A person at a seat, or the program itself."""

    name: str
    seat: int | None = None
    person_id: int | None = None


SYSTEM = Actor("system")
CONSOLE = Actor("console")
