"""``ardoise exam take-over``: another computer goes on with the exam of one that died."""

from pathlib import Path

import click

from i18n import formats
from i18n.translate import gettext as _
from server import clock
from server.actors import CONSOLE
from server.console import Site
from server.exam_room.taking_over import take_over as make


@click.command("take-over")
@click.argument("copy", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.pass_obj
def take_over(site: Site, copy: Path) -> None:
    """Go on with an exam from its copy on another disk, and say up to when it is whole.

    COPY is the folder that the setting exam_copy of the other server named.
    """
    found = make(copy, site.home, CONSOLE, at=clock.now())
    for each in found.sittings:
        click.echo(
            _(
                "{title}: all up to event {events}, of {at}; {answers} answers, each checked."
            ).format(
                title=each.title,
                events=each.events,
                at=formats.to_the_second(each.at),
                answers=each.answers,
            )
        )
    if not found.sittings:
        click.echo(_("No sitting was open in this copy; everything else is there."))
    up_to = formats.to_the_second(found.up_to)
    click.echo(_("The copy holds all that was kept by {time}.").format(time=up_to))
    if found.torn:
        torn = formats.size(found.torn)
        click.echo(
            _("A last record of {size} was never finished; it was left out.").format(size=torn)
        )
    if found.missing:
        names = ", ".join(name[:12] for name in found.missing)
        click.echo(_("Files that are not in the copy: {names}.").format(names=names))
    if found.aside:
        click.echo(_("What was there before is kept in {file}.").format(file=found.aside))
    click.echo(
        _(
            "Now start the server here, at the same address. Computers send by themselves what is "
            "newer; the time that was lost is proposed on the page of the room. Never start the "
            "other server again while this sitting is open."
        )
    )
