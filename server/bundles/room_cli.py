"""``ardoise bundle room`` and ``ardoise bundle take-off``."""

import json

import click

from content.library import NoSuchChannel
from i18n import formats
from i18n.translate import gettext as _
from server import clock
from server.actors import CONSOLE
from server.bundles import room
from server.console import Site, table
from server.jobs.doing import do
from server.library.jobs import index_what_is_due


@click.command("room")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@click.pass_obj
def room_(site: Site, as_json: bool) -> None:
    """Say how much room is left on the disk, and what each course takes, in bytes."""
    site.open()
    found = room.look(site)
    rows = [
        {
            "bundle": each.channel.id,
            "size": each.size,
            "readers": each.readers,
            "before": each.before or "",
            "size_before": each.size_before,
        }
        for each in found.courses
    ]
    if as_json:
        body = {"free": found.free, "total": found.total, "speech": found.speech, "courses": rows}
        click.echo(json.dumps(body))
        return
    click.echo(table(rows))
    sizes = {"free": found.free, "total": found.total, "speech": found.speech}
    words = {name: formats.size(each) for name, each in sizes.items()}
    click.echo(_("{free} are free of {total}; speech takes {speech}.").format(**words))


@click.command("take-off")
@click.argument("channel")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@click.pass_obj
def take_off(site: Site, channel: str, yes: bool) -> None:
    """Take a course off the library; it can be brought in again."""
    site.open()
    release = site.library.current(channel)
    if release is None:
        raise NoSuchChannel(channel=channel)
    if not yes:
        click.confirm(_("Learners will no longer see this course. Take it off?"), abort=True)
    job = room.take_off(site.library, channel, CONSOLE, number=release.number, at=clock.now())
    do(site, job)
    index_what_is_due(site, CONSOLE)


COMMANDS = (room_, take_off)
