"""``ardoise bundle trust`` and ``ardoise bundle distrust``."""

from pathlib import Path

import click

from i18n.translate import gettext as _
from server import clock
from server.actors import CONSOLE
from server.bundles import trusting
from server.console import Site
from sync.publishers import ONLY, OWN


@click.command()
@click.argument("root", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", default=ONLY, show_default=True, help="What this site calls it.")
@click.option(
    "--channels",
    default="*",
    show_default=True,
    help="The bundles that it may sign, by name or beginning: “cned-*, maths”.",
)
@click.pass_obj
def trust(site: Site, root: Path, name: str, channels: str) -> None:
    """Trust the publisher whose root file this is, for its channels; again, to change these."""
    site.open()
    fingerprint = trusting.trust_root(
        site.trust,
        root.read_bytes(),
        CONSOLE,
        at=clock.now(),
        name=name,
        channels=channels.replace(",", " ").split(),
    )
    click.echo(fingerprint)


@click.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@click.pass_obj
def distrust(site: Site, name: str, yes: bool) -> None:
    """Trust a publisher no more, by the name it has here; its installed courses stay."""
    site.open()
    left = trusting.look(site.trust, site.library, name)
    click.echo(f"{name}  {left.publisher.fingerprint}")
    for line in _what_stays(left):
        click.echo(line)
    if not yes:
        click.confirm(_("Trust this publisher no more?"), abort=True)
    now, own = clock.now(), site.home.own
    trusting.distrust(site.trust, site.quarantine, name, CONSOLE, at=now, own=own)
    if name == OWN:
        click.echo(_("The next course that is proposed here is signed with new keys."))
        return
    click.echo(_("Nothing new comes from {name} any more.").format(name=name))


def _what_stays(left: trusting.Left) -> list[str]:
    last = (
        _("Its keys on this server are deleted; new ones are made when a course is proposed.")
        if left.publisher.name == OWN
        else _("It can neither correct its courses here nor take them back any more.")
    )
    here, coming = ", ".join(left.installed), ", ".join(each.name for each in left.coming)
    return [
        _("Its installed courses stay, and learners go on reading them: {courses}.").format(
            courses=here or "–"
        ),
        _("What of it arrives or waits is refused: {bundles}.").format(bundles=coming or "–"),
        last,
    ]


COMMANDS = (trust, distrust)
