"""The places of the main menu, for each role in the same order on every page."""

from dataclasses import dataclass

from server.roles import Role


@dataclass(frozen=True)
class Place:
    """An entry of the main menu."""

    endpoint: str
    icon: str
    label: str
    """English message id."""
    roles: frozenset[Role]
    setting: str = ""
    """The setting of a site without which there is no such place; "" for none."""
    guests: bool = False
