"""The command line that the public tuf-conformance suite gives to a client of the standard.

    conformance_client --metadata-dir DIR init ROOT
    conformance_client --metadata-dir DIR --metadata-url URL refresh
    conformance_client … --target-name PATH --target-base-url URL --target-dir DIR download

What decides is ``sync.trust`` as a classroom uses it, reading through ``sync.web``. Only its rules
differ: the standard's publishers have one key, and their clock is believed. Afterwards what is
trusted is laid out in DIR for the suite to look at, each role in a file without a version.

Source: CLIENT-CLI.md of https://github.com/theupdateframework/tuf-conformance.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from tuf.api.exceptions import LengthOrHashMismatchError
from tuf.api.metadata import TargetFile

from i18n.refusals import Refusal
from sync.client import Client
from sync.medium import Damaged, MissingOnMedium
from sync.memory import Memory
from sync.rules import THE_STANDARD_ALONE
from sync.trust import Trust
from sync.web import WebMedium


class Repository:
    """A medium whose lists and files lie at two addresses."""

    def __init__(self, metadata: str, targets: str) -> None:
        self._at = {"metadata": WebMedium(metadata), "targets": WebMedium(targets)}

    def read(self, name: str, limit: int) -> bytes:
        place, _, rest = name.partition("/")
        return self._at[place].read(rest, limit)


def main(arguments: list[str], clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> int:
    parser = argparse.ArgumentParser()
    for option in ("metadata-dir", "metadata-url", "target-name", "target-base-url", "target-dir"):
        parser.add_argument(f"--{option}", default="")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("init").add_argument("root", type=Path)
    commands.add_parser("refresh")
    commands.add_parser("download")
    asked = parser.parse_args(arguments)
    folder = Path(asked.metadata_dir)
    trust = Trust(folder / "trust", THE_STANDARD_ALONE)
    try:
        if asked.command == "init":
            trust.pin(asked.root.read_bytes())
        else:
            source = Repository(asked.metadata_url, asked.target_base_url)
            wanted = asked.target_name if asked.command == "download" else None
            found = trust.ask(source, lambda client: look_up(client, wanted), at=clock())
            if wanted is not None:
                keep(source, found, Path(asked.target_dir) / quote(wanted, ""))
    except Refusal as refusal:
        print(f"{type(refusal).__name__}: {refusal.in_words()}", file=sys.stderr)
        return 1
    finally:
        lay_out(folder)
    return 0


def look_up(client: Client, wanted: str | None) -> tuple[TargetFile, str] | None:
    """Return what is signed about a target, and its name in the repository."""
    if wanted is None:
        return None
    target = client.get_targetinfo(wanted)
    if target is None:
        raise MissingOnMedium(name=wanted)
    above, slash, name = wanted.rpartition("/")
    if client.names_are_hashed:
        name = f"{next(iter(target.hashes.values()))}.{name}"
    return target, quote(f"targets/{above}{slash}{name}", "/%:@!$&'()*+,;=~")


def keep(source: Repository, found: tuple[TargetFile, str] | None, path: Path) -> None:
    """Fetch a target to ``path``, unless it is there already."""
    assert found is not None
    target, name = found
    try:
        if path.is_file():
            target.verify_length_and_hashes(path.read_bytes())
            return
    except LengthOrHashMismatchError:
        pass
    data = source.read(name, target.length)
    try:
        target.verify_length_and_hashes(data)
    except LengthOrHashMismatchError as error:
        raise Damaged(name=name) from error
    path.write_bytes(data)


def lay_out(folder: Path) -> None:
    """Show what is trusted: each role's file, and the newest root."""
    known = Memory(folder / "trust").load()
    files = {name: data for name, data in known.files.items() if "/" not in name}
    roots = {int(name.split("/")[1].split(".")[0]): name for name in known.files if "/" in name}
    if known.root is not None:
        files["root.json"] = known.files[roots[max(roots)]] if roots else known.root
    for path in folder.glob("*.json"):
        path.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
