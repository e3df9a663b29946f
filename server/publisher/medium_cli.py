"""``ardoise publisher publish`` and ``serve``: from the publisher's table to a medium."""

from datetime import date
from pathlib import Path

import click

from i18n import formats
from i18n.translate import gettext as _
from i18n.translate import ngettext
from server import clock
from server.console import progress_bar
from server.publisher import trying
from server.publisher.ceremony_cli import FOLDER, HOME_OPTION, passphrase
from sync import fitting
from sync import publish as publishing
from sync.carry import EVERYTHING, Carried
from sync.fitting import Fitted
from sync.medium import FolderMedium
from sync.publish import MACHINE


@click.command()
@HOME_OPTION
@click.option(
    "--out", type=FOLDER, required=True, help="The medium: a stick, or a folder to serve."
)
@click.option(
    "--for",
    "site",
    help="Only what one site lacks: the file of its inventory, or its name if it was given before.",
)
@click.option("--course", "courses", multiple=True, help="With --for: this course as well.")
@click.option(
    "--all-courses", is_flag=True, help="With --for: all that the site lets this publisher sign."
)
@click.option(
    "--every-byte", is_flag=True, help="Read all that is there, and write again what is not right."
)
@click.option(
    "--keep", is_flag=True, help="Leave what no list names any more, for who reads meanwhile."
)
def publish(
    home: Path,
    out: Path,
    site: str | None,
    courses: tuple[str, ...],
    all_courses: bool,
    every_byte: bool,
    keep: bool,
) -> None:
    """Publish what two people have signed, and write it to a medium.

    Stopped with Ctrl+C or pulled out, the medium offers what it offered before; the same command
    goes on from there.
    """
    fitted = None
    if site is not None:
        fitted = _for_one(home, site, courses, all_courses)
    elif courses or all_courses:
        raise click.UsageError(_("--course and --all-courses go with --for."))
    typed = passphrase(MACHINE)
    try:
        with progress_bar(str(out)) as report:
            carried = publishing.publish(
                home,
                out,
                typed,
                at=clock.now(),
                load=fitted.load if fitted else EVERYTHING,
                every_byte=every_byte,
                keep=keep,
                on_progress=report,
            )
    except KeyboardInterrupt:
        stopped = _(
            "Stopped. The medium offers what it offered before, and what was written is kept: "
            "give the same command again to go on."
        )
        click.echo(stopped, err=True)
        raise click.Abort from None
    _show(carried)
    if fitted and fitted.too_new:
        told = _("The program of this site is too old for {names}: have it updated first.")
        click.echo(told.format(names=", ".join(fitted.too_new)), err=True)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8090,
    show_default=True,
    help="The port to listen on; 0: any free.",
)
def serve(folder: Path, host: str, port: int) -> None:
    """Serve a published folder as a nightly channel, for trying only, until Ctrl+C."""
    server = trying.server(FolderMedium(folder.resolve()), host, port, click.echo)
    address = f"http://{server.effective_host}:{server.effective_port}"
    warning = _(
        "For trying only: no TLS, no limits, and whoever reaches this address can read the "
        "courses. For real sites, put this folder behind a web server."
    )
    click.echo(warning, err=True)
    click.echo(address)
    try:
        server.run()
    finally:
        server.close()


COMMANDS = (publish, serve)


def _for_one(home: Path, site: str, courses: tuple[str, ...], all_courses: bool) -> Fitted:
    """Return what goes on a medium for one site, and say by which inventory."""
    found = fitting.find(home, site)
    fitted = fitting.fit(home, found, courses, everything=all_courses)
    fitting.keep(home, found)
    made, version = formats.day(date.fromisoformat(found.made)), found.version
    told = _("For the site {site}, by its inventory of {made} (Ardoise {version}).")
    click.echo(told.format(site=found.site, made=made, version=version), err=True)
    if fitted.unknown:
        told = _("Not known here any more, so sent again where it is still needed: {names}.")
        click.echo(told.format(names=", ".join(fitted.unknown)), err=True)
    return fitted


def _show(carried: Carried) -> None:
    """Print what is on the medium, and what was written and removed."""
    for name in carried.bundles:
        click.echo(name)
    copied, removed = carried.copied, carried.removed
    written = ngettext("%(num)s part written", "%(num)s parts written", copied) % {"num": copied}
    click.echo(f"{written} ({formats.size(carried.bytes)})", err=True)
    if removed:
        gone = ngettext(
            "%(num)s file removed that no list names any more",
            "%(num)s files removed that no list names any more",
            removed,
        )
        click.echo(gone % {"num": removed}, err=True)
