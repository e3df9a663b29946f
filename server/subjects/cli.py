"""``ardoise exam``: the board's side, on its own computer, and the card of a site.

Sealing, checking, opening and verifying need neither a site nor a database.
"""

import json
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from content import durable
from content.store import BlobStore
from i18n import formats
from i18n.refusals import Invalid
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.console import Site
from server.exam_room.seal import signer_of
from server.exams import operations as papers
from server.exams.subject import Subject
from server.subjects import sheets as printed
from sync import paper as on_paper
from sync.sealing import keyrings, parcels, subject, verifying
from sync.sealing.headers import Expected, Header
from sync.sealing.holders import Card
from sync.sealing.subject import Wanted

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
KEYS = click.option(
    "--keys", type=FOLDER, default=Path("exam-keys"), show_default=True, help="The board's keys."
)
MOMENT = click.DateTime(["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"])
CARDS = click.option(
    "--card",
    "cards",
    type=FILE,
    multiple=True,
    required=True,
    help="The card of who signed; once for each that counts.",
)


class MediaAway(Invalid):
    """A paper names what is not in the folder of media."""

    message = N_("The paper names the picture or recording {name}, which is not in {folder}.")


@click.group()
def exam() -> None:
    """Seal subjects, verify results: the keys and files of a board of exams."""


@exam.command()
@KEYS
@click.argument("name")
def keys(keys: Path, name: str) -> None:
    """Make the keys of a board and its card; take the spare key away to a safe."""
    card = keyrings.make(keys, name, _new_passphrase(name), _new_passphrase(_("spare key")))
    click.echo(
        _("Send {file} to the sites, and tell them its letters another way:").format(
            file=keys / keyrings.CARD
        )
        + f" {card.letters}"
    )
    click.echo(_("Move {file} to a stick for the safe now.").format(file=keys / keyrings.SPARE))


@exam.command("paper")
@click.argument("key", type=FILE)
def paper_(key: Path) -> None:
    """Show a key that opens results as nine lines, to be written down for a sealed envelope."""
    secret = keyrings.secret_of(keyrings.identity(key, _passphrase(key.name)))
    for number, line in enumerate(on_paper.lines(secret), 1):
        click.echo(f"   {number}   {line}")


@exam.command()
@click.argument("key", type=click.Path(dir_okay=False, path_type=Path))
def restore(key: Path) -> None:
    """Write a key that opens results again, from its nine lines on paper."""
    lines = [
        click.prompt(_("Line {number}").format(number=n)) for n in range(1, on_paper.LINES + 1)
    ]
    identity = keyrings.identity_of(on_paper.secret_of(lines))
    keyrings.keep_identity(key, identity, _new_passphrase(key.name))


@exam.command()
@KEYS
@click.argument("source")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The sealed file.")
@click.option("--media", type=FOLDER, help="Pictures and recordings, each named by its SHA-256.")
@click.option("--title", help="For the clear header; else the paper's.")
@click.option("--opens", type=MOMENT, required=True, help="In the time of this computer.")
@click.option("--until", type=MOMENT, help="After this moment it opens no more.")
@click.option("--room", default="", help="Only for the sitting in this room.")
@click.option("--session", default="", help="Of which exam it is: CAP 2027-06.")
@click.option("--sheets", type=FOLDER, help="A folder for a page to print of each key.")
@click.pass_obj
def seal(
    site: Site,
    keys: Path,
    source: str,
    out: Path,
    media: Path | None,
    title: str | None,
    opens: datetime,
    until: datetime | None,
    room: str,
    session: str,
    sheets: Path | None,
) -> None:
    """Seal a paper: its number here, or its file; each of two keys is for its holder alone.

    With --sheets they are written as pages to print, else shown one after the other.
    """
    data, files = _paper_of(site, source, media)
    wanted = Wanted(
        title or Subject.from_bytes(data).title,
        data,
        files,
        opens.astimezone(),
        session=session,
        room=room,
        until=until.astimezone() if until else None,
    )
    signer = keyrings.signer(keys, _passphrase(str(keys)))
    codes = subject.seal(out, wanted, signer, at=clock.now())
    header = subject.check(out, Expected([signer.card]), at=clock.now())
    if sheets is not None:
        for path in printed.write(sheets, header, codes):
            click.echo(_("Print {file} alone, then delete it.").format(file=path))
        click.echo(f"{out} · {header.number}")
        return
    for holder, code in enumerate(codes, 1):
        click.pause(_("Only the holder of key {n} looks at the screen now.").format(n=holder))
        click.echo(_("Sheet of key {n}").format(n=holder) + f" · {header.number} · {header.title}")
        click.echo(f"\n    {code}\n")
        click.pause(_("Written down and read again? Press a key to clear the screen."))
        click.clear()
    click.echo(f"{out} · {header.number}")


@exam.command()
@CARDS
@click.argument("file", type=FILE)
@click.option("--room", default="", help="Of the sitting.")
@click.option("--session", default="", help="Of the exam.")
def check(cards: Sequence[Path], file: Path, room: str, session: str) -> None:
    """Check all of a sealed subject but its content."""
    expected = Expected(_cards(cards), session=session, room=room)
    _show(subject.check(file, expected, at=clock.now()))


@exam.command("open")
@CARDS
@click.argument("file", type=FILE)
@click.option("--out", type=FOLDER, required=True, help="A folder for the paper and its media.")
def open_(cards: Sequence[Path], file: Path, out: Path) -> None:
    """Open a sealed subject with both keys, at or after its hour."""
    expected = Expected(_cards(cards))
    typed = (_key(1), _key(2))
    opened = subject.open_(file, typed, expected, out / "media", at=clock.now())
    durable.write(out / subject.PAPER, opened.paper)
    _show(opened.header)


@exam.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.pass_obj
def card(site: Site, out: Path) -> None:
    """Write the card of this site, with which a board verifies its results."""
    site.home.folder.mkdir(parents=True, exist_ok=True)
    found = signer_of(site.home, site.settings).card
    durable.write(out, found.to_bytes())
    click.echo(_("Letters to compare:") + f" {found.letters}")


@exam.command()
@CARDS
@click.option("--key", type=FILE, multiple=True, help="What opens results; the spare one too.")
@click.option("--mark", default="", help="The 16 letters on the procès-verbal.")
@click.option("--register", type=click.Path(path_type=Path), help="What was imported, one a line.")
@click.option("--out", type=FOLDER, help="A folder for what is in them, once all is well.")
@click.option("--json", "as_json", is_flag=True, help="For a script.")
@click.argument("file", type=FILE)
def verify(
    cards: Sequence[Path],
    key: Sequence[Path],
    mark: str,
    register: Path | None,
    out: Path | None,
    as_json: bool,
    file: Path,
) -> None:
    """Find out whether sealed results can be believed; with --register, note that they are here."""
    seen = register.read_text("utf-8").split("\n") if register and register.exists() else []
    identities = [keyrings.identity(each, _passphrase_for(each)) for each in key]
    with tempfile.TemporaryDirectory(prefix="ardoise-exam-") as folder:
        clear = Path(folder) / "results.zip"
        with verifying.opened(file, identities, clear) as parcel:
            found = verifying.verify(parcel, _cards(cards), paper=mark, seen=seen)
            if out is not None:
                _unpack(parcel, found.files, out)
    if register is not None:
        durable.write(register, "\n".join([*filter(None, seen), found.origin, ""]).encode())
    told = {
        "site": found.site.name,
        "title": found.title,
        "origin": found.origin,
        "mark": found.mark,
        "compared": bool(mark),
        "closed": found.closed_at.isoformat(),
        "events": found.events,
        "answers": found.answers,
        "marks": found.marks,
    }
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for name, value in told.items():
        click.echo(f"{name:<9} {value}")
    if not mark:
        click.echo(_("Compare the mark with the procès-verbal: only paper shows a log made anew."))


def _paper_of(site: Site, source: str, media: Path | None) -> tuple[bytes, dict[str, Path]]:
    """Return the file of a paper and where what it shows lies."""
    if source.isdecimal():
        site.open()
        store = BlobStore(site.home.bank)
        data = papers.paper_to_bytes(papers.find(int(source)))
        return data, {name: store.path(name) for name in Subject.from_bytes(data).blobs()}
    data = Path(source).read_bytes()
    folder = media or Path(source).parent / "media"
    files = {name: folder / name for name in Subject.from_bytes(data).blobs()}
    for name, path in files.items():
        if not path.is_file():
            raise MediaAway(name=name, folder=str(folder))
    return data, files


def _unpack(parcel: parcels.Reader, files: object, out: Path) -> None:
    """Write what was verified into a folder; its names were signed, and lead nowhere else."""
    for name in parcel.sizes:
        target = (out / name).resolve()
        if out.resolve() not in target.parents:
            raise parcels.PartAdded(name=name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            for chunk in parcel.chunks(name):
                file.write(chunk)


def _show(header: Header) -> None:
    rows = {
        _("Subject"): header.title,
        _("Number"): header.number,
        _("Signed by"): header.signer.name,
        _("Session"): header.session,
        _("Room"): header.room,
        _("Opens"): formats.moment(header.opens_at),
        _("Not after"): formats.moment(header.until) if header.until else "",
    }
    for name, value in rows.items():
        if value:
            click.echo(f"{name}: {value}")


def _cards(paths: Sequence[Path]) -> list[Card]:
    return [Card.from_bytes(path.read_bytes()) for path in paths]


def _key(holder: int) -> str:
    typed: str = click.prompt(_("Key {n}").format(n=holder), hide_input=True)
    return typed


def _passphrase_for(path: Path) -> str:
    locked = path.read_bytes().startswith(b"age-encryption.org/")
    return _passphrase(path.name) if locked else ""


def _passphrase(name: str) -> str:
    typed: str = click.prompt(_("Passphrase of {name}").format(name=name), hide_input=True)
    return typed


def _new_passphrase(name: str) -> str:
    typed: str = click.prompt(
        _("New passphrase of {name}").format(name=name), hide_input=True, confirmation_prompt=True
    )
    return typed
