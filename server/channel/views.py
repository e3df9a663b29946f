"""The morning page: what the nightly channel brought, refused and still owes."""

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from i18n.refusals import words_of
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.channel import operations, telling
from server.channel.models import CAME, NO_ANSWER, REFUSED, Receipt
from server.channel.operations import ChannelOff
from server.channel.standing import standing
from server.console import Site
from server.roles import CONTENT
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.tidings import Tiding

pages = Blueprint("channel", __name__, template_folder="templates")

PLACES = (
    Place(
        "channel.overview",
        "download",
        N_("Nightly channel"),
        CONTENT,
        setting="channel_address",
    ),
)

BAD_NIGHTS = (NO_ANSWER, REFUSED)


def _site() -> Site:
    site: Site = current_app.config["ARDOISE"]
    return site


@pages.get("/channel/")
@open_to(*CONTENT)
def overview() -> ResponseReturnValue:
    """Show the newest receipt whole, and the nights before it."""
    settings, at = _site().settings, clock.now()
    receipts = list(Receipt.fetched())
    if not settings.channel_address and not receipts:
        raise ChannelOff()
    stands = standing(settings, at=at)
    return render_template(
        "channel/overview.html",
        receipts=receipts,
        address=settings.channel_address,
        window=settings.channel_window,
        alarm=telling.alarm(stands) if settings.channel_address else "",
        missed=telling.nights_missed(stands.missed),
        **_words(),
    )


@pages.get("/channel/receipts/<int:number>")
@open_to(*CONTENT)
def receipt(number: int) -> ResponseReturnValue:
    """Show one receipt, to be printed."""
    found = operations.find(number)
    return render_template("channel/receipt.html", receipt=found, **_words())


def tidings() -> list[Tiding]:
    """Tell in a sentence what came last night; nothing where there is no channel."""
    settings, at = _site().settings, clock.now()
    if not settings.channel_address:
        return []
    stands = standing(settings, at=at)
    newest, alarm = stands.newest, telling.alarm(stands)
    if newest is None and not alarm:
        return []
    kind = "good" if newest and any(line.state == CAME for line in newest.lines) else "info"
    if stands.missed or (newest and newest.ending in BAD_NIGHTS):
        kind = "warning"
    title = telling.last_night(newest, settings, at=at) if newest else _("Nightly channel")
    missed = telling.nights_missed(stands.missed or (newest.missed if newest else 0))
    return [
        Tiding(
            "danger" if alarm else kind,
            f"{title} {missed}".strip(),
            alarm,
            url_for("channel.overview"),
            _("Read the receipt"),
        )
    ]


def _words() -> dict[str, object]:
    return {
        "endings": telling.ENDINGS,
        "became": telling.BECAME,
        "words_of": words_of,
        "staff": True,
    }
