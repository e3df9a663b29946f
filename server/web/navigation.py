"""The main menu, and the smaller menus that slices add to each other's pages.

A slice may not know the pages of those after it: it shows the places they have put in
``server.slices.menus``, which joins them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from flask import request, url_for

from i18n.translate import gettext
from server.roles import Role
from server.settings import Settings
from server.web.visitor import Visitor


@dataclass(frozen=True)
class Place:
    """An entry of a menu."""

    endpoint: str
    icon: str
    label: str
    """English message id."""
    roles: frozenset[Role]
    setting: str = ""
    """The setting of a site without which there is no such place; "" for none."""
    guests: bool = False


@dataclass(frozen=True)
class Family:
    """Places that share one entry of the main menu, and stand on top of each of their pages."""

    icon: str
    label: str
    """English message id."""
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Link:
    """A place as a page draws it."""

    href: str
    icon: str
    label: str
    current: bool


def links(
    places: Iterable[Place], reader: Visitor, settings: Settings, *, below: bool, **values: Any
) -> list[Link]:
    """Return the places that are there for a reader, in their order.

    Args:
        below: whether a place is also where we are on the pages below its own.
        values: what the addresses of these places are made from.
    """
    guests = reader.is_guest and settings.guests
    return [
        Link(href, place.icon, gettext(place.label), _is_current(href, below))
        for place in places
        if reader.role in place.roles or (guests and place.guests)
        if not place.setting or getattr(settings, place.setting)
        for href in (url_for(place.endpoint, **values),)
    ]


def families(
    places: Iterable[tuple[Place, ...]], reader: Visitor, settings: Settings, **values: Any
) -> list[list[Link]]:
    """Return families of places: the first of each leads to it, the others belong under that.

    At most one link is where we are: the one whose address fits best.
    """
    found = [links(family, reader, settings, below=True, **values) for family in places]
    here = [link.href for family in found for link in family if link.current]
    best = max(here, key=len, default="")
    return [
        [replace(link, current=link.href == best) for link in family] for family in found if family
    ]


def main_menu(
    entries: Iterable[Place | Family], reader: Visitor, settings: Settings
) -> tuple[list[Link], list[Link]]:
    """Return the main menu, and the family of the page where we are, if it has several places.

    A family is one entry, which leads to its first place; to its only one under that one's name.
    """
    menu: list[Link] = []
    here: list[Link] = []
    for entry in entries:
        places = entry.places if isinstance(entry, Family) else (entry,)
        found = links(places, reader, settings, below=True)
        if not isinstance(entry, Family) or len(found) < 2:
            menu.extend(found)
            continue
        current = any(link.current for link in found)
        menu.append(Link(found[0].href, entry.icon, gettext(entry.label), current))
        here = found if current else here
    return menu, here


def _is_current(href: str, below: bool) -> bool:
    """Say whether a place is where we are: its own page, or one below it."""
    if request.path == href:
        return True
    return below and href != "/" and request.path.startswith(f"{href.rstrip('/')}/")
