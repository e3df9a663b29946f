"""Who does things, as the audit log names them."""

from dataclasses import dataclass

from i18n.translate import N_, gettext


@dataclass(frozen=True)
class Actor:
    """A person at a seat, or the program itself."""

    name: str
    seat: int | None = None
    person_id: int | None = None


SYSTEM = Actor("system")
CONSOLE = Actor("console")
CHANNEL = Actor("channel")

NOBODY = {
    "system": N_("the program"),
    "console": N_("the console"),
    "channel": N_("the nightly channel"),
    "guest": N_("a guest"),
    "demo": N_("the demo"),
}
"""Names in the log that are nobody's, as pages say them."""


def in_words(name: str) -> str:
    """Return an actor's name as pages say it."""
    return gettext(NOBODY[name]) if name in NOBODY else name
