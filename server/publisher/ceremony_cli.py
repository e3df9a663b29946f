"""``ardoise publisher``: keys, who holds them, and what to do when one is lost or stolen."""

from collections.abc import Mapping
from pathlib import Path

import click

from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from sync import keys, paper, rotation, safes
from sync import publish as publishing
from sync.publish import MACHINE
from sync.safes import Safe
from sync.trust import fingerprint

FOLDER = click.Path(file_okay=False, path_type=Path)

CEREMONY = N_(
    "A publisher is three people or more, and this computer. Each person has two keys: a daily "
    "one, kept here under a passphrase, to sign courses; and one for the safe, on a stick of "
    "their own, to say who may sign. Two people together can do everything, nobody can alone. "
    "Sit down together, with one new stick a person, one envelope each, and a pen. Each key for "
    "the safe is shown once as nine lines: its holder writes them down, closes the envelope and "
    "locks it away in another place than the stick."
)


def _named_folders(
    _context: click.Context, option: click.Parameter, given: tuple[str, ...]
) -> tuple[tuple[str, Path], ...]:
    """Return what was given as ``NAME=FOLDER``, once for each name."""
    pairs = [text.partition("=") for text in given]
    if not all(pair[0] and pair[2] for pair in pairs):
        raise click.BadParameter(_("Write it as {form}.").format(form="NAME=FOLDER"), param=option)
    return tuple({name: Path(folder) for name, _equals, folder in pairs}.items())


HOME_OPTION = click.option(
    "--home",
    type=FOLDER,
    default=Path("publisher"),
    show_default=True,
    help="The publisher's folder: keys, lists, parts.",
)
SAFES = click.option(
    "--safe",
    "given",
    metavar="NAME=FOLDER",
    callback=_named_folders,
    multiple=True,
    required=True,
    help="A person and the folder of their key from the safe; once for each person.",
)
NEW_SAFE = click.option("--new-safe", type=FOLDER, help="Where the new key for the safe goes.")
TRIAL = click.option(
    "--trial", is_flag=True, help="Let all keys lie on one disk: to try, never for real courses."
)
PERSON = click.argument("person")


@click.command()
@HOME_OPTION
@SAFES
@TRIAL
def init(home: Path, given: tuple[tuple[str, Path], ...], trial: bool) -> None:
    """Make a publisher of three people or more, each with a safe; the ceremony is explained."""
    click.echo(_(CEREMONY) + "\n")
    people = dict(given)
    passphrases = {name: new_passphrase(name) for name in (*people, MACHINE)}
    root = publishing.init(
        home, list(people), passphrases, at=clock.now(), safes_of=people, demo=trial
    )
    path = home / "root.json"
    path.write_bytes(root)
    for person, folder in people.items():
        _show_paper(home, person, Safe(folder, passphrases[person]))
    click.echo(_("Sites pin this file:") + f" {path}")
    click.echo(_("Its fingerprint, to be compared on paper:") + f" {fingerprint(root)}")
    click.echo(_("Now each stick goes into its holder's safe, and none stays here."))


@click.command("paper")
@HOME_OPTION
@SAFES
def paper_(home: Path, given: tuple[tuple[str, Path], ...]) -> None:
    """Show keys from the safe as nine lines each, to be written down by their holders."""
    for person, safe in _present(given).items():
        _show_paper(home, person, safe)


@click.command()
@HOME_OPTION
@SAFES
def restore(home: Path, given: tuple[tuple[str, Path], ...]) -> None:
    """Type a key from paper, line by line, into an empty safe; each line is checked at once."""
    for person, folder in given:
        typed = [_typed_line(number) for number in range(1, paper.LINES + 1)]
        secret = paper.secret_of(typed)
        safes.restore(home, person, secret, new_passphrase(person), folder)


@click.command("replace-key")
@HOME_OPTION
@SAFES
@NEW_SAFE
@TRIAL
@PERSON
def replace_key(
    home: Path,
    given: tuple[tuple[str, Path], ...],
    new_safe: Path | None,
    trial: bool,
    person: str,
) -> None:
    """Give a person a new daily key, with --new-safe another for the safe; two others sign."""
    present = _present(given)
    secret = new_passphrase(person)
    rotation.replace_key(home, person, secret, present, at=clock.now(), safe=new_safe, trial=trial)
    if new_safe is not None:
        _show_paper(home, person, Safe(new_safe, secret))
    _say_what_next()


@click.command()
@HOME_OPTION
@SAFES
@click.option("--new-safe", type=FOLDER, required=True, help="Where the new key for the safe goes.")
@TRIAL
@PERSON
def admit(
    home: Path, given: tuple[tuple[str, Path], ...], new_safe: Path, trial: bool, person: str
) -> None:
    """Let somebody new sign from now on; two people who may already sign say so."""
    present = _present(given)
    secret = new_passphrase(person)
    rotation.admit(home, person, secret, new_safe, present, at=clock.now(), trial=trial)
    _show_paper(home, person, Safe(new_safe, secret))
    _say_what_next()


@click.command()
@HOME_OPTION
@SAFES
@PERSON
def revoke(home: Path, given: tuple[tuple[str, Path], ...], person: str) -> None:
    """Let no key of a person count any more: stolen, or the person has left; two others sign."""
    rotation.revoke(home, person, _present(given), at=clock.now())
    _say_what_next()


@click.command("replace-machine-key")
@HOME_OPTION
@SAFES
def replace_machine_key(home: Path, given: tuple[tuple[str, Path], ...]) -> None:
    """Give this computer a new key when the old one was stolen; two people sign, then publish."""
    present = _present(given)
    secret = new_passphrase(MACHINE)
    rotation.replace_machine_key(home, secret, present, at=clock.now())
    click.echo(_("Now publish: sites forget what the old key pushed ahead."))


@click.command("renew-root")
@HOME_OPTION
@SAFES
def renew_root(home: Path, given: tuple[tuple[str, Path], ...]) -> None:
    """Sign root and top list again, once a year, with the keys of two people from their safes."""
    rotation.renew_top(home, _present(given), at=clock.now())


COMMANDS = (init, paper_, restore, replace_key, admit, revoke, replace_machine_key, renew_root)


def passphrase(name: str) -> str:
    """Ask for the passphrase of somebody's key."""
    typed: str = click.prompt(_("Passphrase of {name}").format(name=name), hide_input=True)
    return typed


def new_passphrase(name: str) -> str:
    """Ask twice for the passphrase of a new key."""
    typed: str = click.prompt(
        _("New passphrase of {name}").format(name=name), hide_input=True, confirmation_prompt=True
    )
    return typed


def _present(given: tuple[tuple[str, Path], ...]) -> Mapping[str, Safe]:
    """Ask everybody who is at the table for the passphrase of their key from the safe."""
    return {person: Safe(folder, passphrase(person)) for person, folder in given}


def _typed_line(number: int) -> str:
    """Ask for one line until it is as it was printed."""
    while True:
        typed: str = click.prompt(_("Line {number}").format(number=number))
        try:
            paper.read_line(number, typed)
        except paper.WrongLine as refusal:
            click.echo(refusal.in_words(), err=True)
        else:
            return typed


def _show_paper(home: Path, person: str, safe: Safe) -> None:
    """Show one person's key as nine lines, and take it off the screen again."""
    signer = keys.unlock(safe.folder, safes.name_of(person), safe.passphrase)
    click.pause(_("Only {person} looks at the screen now. Press a key.").format(person=person))
    publisher = fingerprint(publishing.root_of(home))[:16]
    click.echo(_("Paper backup of the key of {person}").format(person=person) + f" · {publisher}")
    for number, line in enumerate(paper.lines(keys.secret_of(signer)), 1):
        click.echo(f"   {number}   {line}")
    click.echo(
        _("Whoever reads this can sign as {person}: seal it, lock it away.").format(person=person)
    )
    click.pause(_("Written down and read again? Press a key to clear the screen."))
    click.clear()


def _say_what_next() -> None:
    click.echo(_("Now two people sign the list of content again, and it is published."))
