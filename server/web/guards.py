"""Who may open a page. A view that does not say so is open to nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from i18n.refusals import NotAllowed
from i18n.translate import N_
from server.roles import Role
from server.web.visitor import visitor

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Opening:
    """Whom a view is open to."""

    roles: frozenset[Role]
    guests: bool
    """Also to a guest, if the site lets guests read."""
    everyone: bool
    """Also to whoever has not signed in, whatever the site says: the sign-in page."""


OPEN_TO: dict[Callable[..., Any], Opening] = {}
"""Every view of the program."""


class NotForYou(NotAllowed):
    """A page belongs to other roles."""

    message = N_("This page is not for your account. If you need it, ask the administrator.")


def open_to(*roles: Role, guests: bool = False, everyone: bool = False) -> Callable[[View], View]:
    """Say whom a view is open to; stands right below its route."""

    def register(view: View) -> View:
        OPEN_TO[view] = Opening(frozenset(roles), guests, everyone)
        return view

    return register


open_to_all = open_to(*Role, everyone=True)
"""Open to anybody on the network, signed in or not."""


def guard() -> ResponseReturnValue | None:
    """Let a request pass, lead to the sign-in page, or refuse; runs before each view.

    Raises:
        NotForYou: somebody with another role has signed in.
    """
    if request.endpoint is None:
        return None
    opening = OPEN_TO.get(current_app.view_functions[request.endpoint])
    if opening is None:
        raise NotForYou()
    here = visitor()
    if opening.everyone or (not here.is_guest and here.role in opening.roles):
        return None
    if here.is_guest and opening.guests and current_app.config["SITE"].guests:
        return None
    if here.is_guest:
        back = request.full_path.rstrip("?") if request.method == "GET" else "/"
        return redirect(url_for("seats.sign_in", next=back), code=303)
    raise NotForYou()
