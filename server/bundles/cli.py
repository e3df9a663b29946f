"""``ardoise bundle``."""

import json
import sys
from pathlib import Path

import click

from i18n.refusals import Invalid
from i18n.translate import gettext as _
from i18n.translate import language
from server import clock
from server.actors import CONSOLE
from server.audiences import operations as audiences
from server.bundles import (
    bringing,
    going_back,
    likeness,
    listing,
    offers,
    operations,
    refusing,
    room_cli,
    trust_cli,
    waiting,
    wants,
)
from server.bundles.inventory_cli import inventory
from server.bundles.models import Arrival
from server.bundles.offers import Offered, Unusable
from server.bundles.refusing import REASONS
from server.console import Site, progress_bar, table
from server.jobs.doing import do
from server.later import Later
from server.library.jobs import index_what_is_due
from server.seats.at_console import signed_in
from sync import transfer
from sync.medium import FolderMedium
from sync.trust import Offer

EXISTING = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def bundle() -> None:
    """Make bundles, check a medium, bring bundles in, approve and install them."""


FROM_SOURCES = (
    Later(
        "build",
        "server.bundles.building_cli:build",
        "Make a bundle of a file, a folder of files or of Markdown, or a Kolibri drive.",
    ),
    Later(
        "accessible",
        "server.bundles.gate_cli:accessible",
        "Say how accessible a bundle, or a source that could become one, is, and what it lacks.",
    ),
)
"""They read every format there is, which the others do not need."""

for command in (*room_cli.COMMANDS, *trust_cli.COMMANDS, *FROM_SOURCES, inventory):
    bundle.add_command(command)


@bundle.command()
@click.argument("medium", type=EXISTING)
@click.option("--bring-in-as", "name", help="Bring what is new into quarantine, as this person.")
@click.option("--report", default="", help="The number of the white station's report.")
@click.option("--every-byte", is_flag=True, help="Also read and verify every part of each course.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@click.pass_obj
def check(
    site: Site, medium: Path, name: str | None, report: str, every_byte: bool, as_json: bool
) -> None:
    """Verify the signatures and descriptions on a medium and list them; exit 1 if one is refused.

    The parts, which hold the lessons themselves, are verified when a course is brought in, or now
    with --every-byte.
    """
    site.open()
    by = signed_in(name)[1] if name else CONSOLE
    needed = name is not None and site.settings.white_station
    report = bringing.check_report(report, needed=needed)
    found = FolderMedium(medium.resolve())
    on_it = offers.look(site, found, by, at=clock.now())
    refused = {each.offer.sha256: each.why.in_words() for each in on_it.unusable}
    if every_byte:
        refused |= _refused_by_parts(site, found, on_it.offered, quiet=as_json)
    rows = [
        _row(each, _verified(found, each, every_byte), refused.get(each.offer.sha256, ""))
        for each in on_it.offered
    ]
    rows += [_row_of_unusable(each) for each in on_it.unusable]
    rows += [_row_of_other(each, "outside") for each in on_it.outside]
    rows += [_row_of_other(each, "elsewhere") for each in on_it.elsewhere]
    click.echo(json.dumps(rows, ensure_ascii=False) if as_json else table(rows))
    doubts = likeness.doubts(on_it.offered)
    for each in on_it.offered:
        for line in doubts[each.offer.sha256].lines() if each.offer.sha256 in doubts else []:
            click.echo(f"{each.manifest.id}: {line}", err=True)
    click.echo(_verified_in_words(every_byte), err=True)
    if every_byte and found.made_for is not None:
        note = _("This medium was made for one site: only parts that it should bring were read.")
        click.echo(note, err=True)
    for each in on_it.offered:
        if name and each.may_come and each.offer.sha256 not in refused:
            _arrival, job = bringing.bring_in(found, each, by, at=clock.now(), report=report)
            do(site, job)
    if refused:
        sys.exit(1)


@bundle.command()
@click.argument("number", type=int)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@click.pass_obj
def show(site: Site, number: int, as_json: bool) -> None:
    """Show what a bundle that waits holds, by number: its tree, its figures, what it changes."""
    site.open()
    found = operations.find(number)
    described = waiting.describe(site, found, language(), CONSOLE, at=clock.now())
    if as_json:
        click.echo(json.dumps(listing.record_of(described), ensure_ascii=False))
        return
    wanted = wants.wants(found, described)
    for line in likeness.Doubt(wanted.alike, wanted.mixed).lines():
        click.echo(line, err=True)
    for line in listing.lines_of(described):
        click.echo(line)


@bundle.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@click.pass_obj
def list_(site: Site, as_json: bool) -> None:
    """List what is installed and what is on its way."""
    site.open()
    rows = [
        {"bundle": name, "release": release.number, "state": "installed", "number": ""}
        for name, release in sorted(site.library.releases().items())
    ]
    rows += [
        {"bundle": a.channel_id, "release": a.release, "state": a.state, "number": a.id}
        for a in Arrival.on_the_way()
    ]
    click.echo(json.dumps(rows, ensure_ascii=False) if as_json else table(rows))


@bundle.command()
@click.argument("number", type=int)
@click.option("--as", "name", required=True, help="The content manager who approves.")
@click.option("--install/--later", default=True, help="Install now, or leave it to the server.")
@click.option("--everybody", is_flag=True, help="For everybody, also if it was for some only.")
@click.option("--for-class", "classes", multiple=True, help="Only for this class; may be repeated.")
@click.option("--for-wing", "wings", multiple=True, help="Only for this wing; may be repeated.")
@click.option("--word", default="", help="Below the site's floor: why, for its learners.")
@click.pass_obj
def approve(
    site: Site,
    number: int,
    name: str,
    install: bool,
    everybody: bool,
    classes: tuple[str, ...],
    wings: tuple[str, ...],
    word: str,
) -> None:
    """Approve a bundle that waits, by number; asks for the password of who approves.

    It is for whom it was before, and a new course for everybody, unless an option says otherwise.
    """
    site.open()
    for_whom = audiences.said(classes, wings, everybody=everybody)
    person, by = signed_in(name)
    found = operations.find(number)
    floor, at = site.settings.accessibility_floor, clock.now()
    job = operations.approve(found, person, by, at=at, for_whom=for_whom, floor=floor, word=word)
    if install:
        do(site, job)
        index_what_is_due(site, CONSOLE)


@bundle.command()
@click.argument("number", type=int)
@click.option("--as", "name", required=True, help="The content manager who refuses.")
@click.option("--reason", required=True, help="Why, for whoever brought it in.")
@click.option("--kind", type=click.Choice([*REASONS]), default="other", help="The kind of reason.")
@click.pass_obj
def refuse(site: Site, number: int, name: str, reason: str, kind: str) -> None:
    """Refuse a bundle that waits, by number, with a reason."""
    site.open()
    person, by = signed_in(name)
    found, at = operations.find(number), clock.now()
    refusing.refuse(found, person, reason, site.quarantine, by, at=at, kind=kind)


@bundle.command()
@click.argument("number", type=int)
@click.pass_obj
def install(site: Site, number: int) -> None:
    """Install an approved bundle now, or go on where its installation was cut off."""
    site.open()
    found = operations.find(number)
    if found.job is None or found.state != "installing":
        raise operations.NotWaiting
    do(site, found.job)
    index_what_is_due(site, CONSOLE)


@bundle.command()
@click.argument("channel")
@click.pass_obj
def rollback(site: Site, channel: str) -> None:
    """Show learners the release before of a course; once more: the later one again."""
    site.open()
    leaving, to = site.library.step_back(channel)
    job = going_back.roll_back(
        site.library, channel, CONSOLE, leaving=leaving, to=to, at=clock.now()
    )
    do(site, job)
    click.echo(_("Learners see release {number}.").format(number=to))
    index_what_is_due(site, CONSOLE)


def _refused_by_parts(
    site: Site, medium: FolderMedium, offered: tuple[Offered, ...], *, quiet: bool
) -> dict[str, str]:
    """Read every part of what is offered; return why, by manifest, for what is not as signed.

    A medium that was made for one site has only the parts of what may come from it.
    """
    refused = {}
    for each in offered:
        if _verified(medium, each, every_byte=True) != "every byte":
            continue
        parts = site.quarantine.missing_parts(each.manifest) if medium.made_for else None
        with progress_bar(each.manifest.title, quiet=quiet) as report:
            try:
                transfer.verify(medium, each.manifest, parts, on_progress=report)
            except Invalid as refusal:
                refused[each.offer.sha256] = refusal.in_words()
    return refused


def _verified(medium: FolderMedium, each: Offered, every_byte: bool) -> str:
    """Return what is verified of a release: a medium for one site lacks the parts of the others."""
    whole = medium.made_for is None or each.may_come
    return "every byte" if every_byte and whole else "signatures"


def _verified_in_words(every_byte: bool) -> str:
    if every_byte:
        return _("Verified: the signatures, the descriptions, and every part to the last byte.")
    return _(
        "Verified: the signatures and the description of each course. Its parts were not read: "
        "they are verified when it is brought in, or now with --every-byte."
    )


def _row(each: Offered, verified: str, refused: str) -> dict[str, object]:
    manifest = each.manifest
    return {
        "bundle": manifest.id,
        "release": manifest.release,
        "installed": each.installed or "",
        "state": each.state,
        "size": manifest.size,
        "title": manifest.title,
        "verified": "" if refused else verified,
        "refused": refused,
    }


def _row_of_unusable(each: Unusable) -> dict[str, object]:
    return {**_row_of_other(each.offer, each.state), "refused": each.why.in_words()}


def _row_of_other(offer: Offer, state: str) -> dict[str, object]:
    facts = {"bundle": offer.bundle, "release": offer.release, "installed": "", "state": state}
    return {**facts, "size": "", "title": "", "verified": "", "refused": ""}
