"""``ardoise exam list`` and ``export``: what a site sends to a board."""

from pathlib import Path

import click

from i18n import formats
from i18n.translate import gettext as _
from i18n.translate import in_language
from server import clock
from server.actors import CONSOLE
from server.console import Site
from server.exam_room.hall import Hall
from server.results import sealing
from server.sittings.models import Sitting
from server.sittings.operations import sitting_of
from server.sittings.saying import STAGES
from sync.sealing.holders import Card


@click.command("list")
@click.pass_obj
def list_(site: Site) -> None:
    """List the sittings of this site, the latest first."""
    site.open()
    with in_language(site.settings.language):
        for each in Sitting.select().order_by(Sitting.planned_at.desc()):
            when = formats.moment(each.planned_at)
            click.echo(f"{each.id:>4}  {when}  {_(STAGES[each.state])}  {each.title}")


@click.command()
@click.argument("sitting", type=int)
@click.option(
    "--board",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="The card of the board that shall open it.",
)
@click.option(
    "--to", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file."
)
@click.pass_obj
def export(site: Site, sitting: int, board: Path, to: Path) -> None:
    """Write the sealed results of a closed sitting, for a board."""
    site.open()
    found = sitting_of(sitting, CONSOLE)
    card = Card.from_bytes(board.read_bytes())
    hall = Hall(site.home, site.settings)
    digest = sealing.seal(hall, found, card, to, CONSOLE, at=clock.now())
    click.echo(_("Only {board} can open it. Fingerprint:").format(board=card.name) + f" {digest}")
