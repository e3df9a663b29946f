"""This site as the publisher of what its teachers write.

Its keys are made at the first proposal and lie on the server, under a passphrase that lies beside
them: they prove that this server built what it installs, and that nothing has changed since. They
prove no more. That two people agreed is for the two accounts: who proposes, and who approves. So
these keys may sign nothing but ``local-…`` (``sync.channels``), and no other site trusts them.
"""

import secrets
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from tuf.api.metadata import Targets

from content import durable
from server.actors import Actor
from server.authoring.refusals import OwnKeysLost
from server.bundles import trusting
from server.console import Site
from sync import publish, rotation, table
from sync.channels import OWN as OWN_CHANNELS
from sync.keys import NoSuchKey, WrongPassphrase
from sync.medium import FolderMedium
from sync.publish import MACHINE
from sync.publishers import OWN
from sync.safes import Safe

_HOLDERS = ("site-one", "site-two")
"""Two keys, as every list of content has two: both are the server's."""
_RENEWED_BEFORE = timedelta(days=120)
"""How long before its end the list of who may sign is signed again."""


def sign(site: Site, bundle: Path, by: Actor, *, at: datetime) -> FolderMedium:
    """Sign a built bundle as this site, and return the medium that offers it.

    Done again, it changes nothing. Cut off, the medium offers what it offered before.

    Args:
        site: whose keys sign; it trusts itself from the first time on.
        bundle: the folder of the bundle.
        by: who asks.
        at: now.

    Raises:
        OwnKeysLost: this site trusts keys of its own that are not here, or not whole.
        ReleaseTaken: a release of this number or a higher one was signed, with other contents.
        OSError: the disk is full; do it again.
    """
    is_trusted = OWN in {one.name for one in site.trust.pinned()}
    if is_trusted and not site.home.own.is_dir():
        raise OwnKeysLost()
    try:
        return _signed(site, bundle, by, is_trusted, at)
    except (FileNotFoundError, NoSuchKey, WrongPassphrase):
        raise OwnKeysLost() from None


def _signed(site: Site, bundle: Path, by: Actor, is_trusted: bool, at: datetime) -> FolderMedium:
    root = _made(site, at)
    home, medium, passphrase = root / "table", root / "medium", _passphrase(root)
    if not is_trusted:
        first, may_sign = publish.root_of(home), [f"{OWN_CHANNELS}*"]
        trusting.trust_root(site.trust, first, by, at=at, name=OWN, channels=may_sign)
    if table.newest(home, Targets.type).signed.expires - at < _RENEWED_BEFORE:
        present = {name: Safe(root / f"safe-{name}", passphrase) for name in _HOLDERS}
        rotation.renew_top(home, present, at=at)
    publish.add(home, bundle, at=at)
    if (home / "pending" / "content.json").exists():
        for name in _HOLDERS:
            publish.sign(home, name, passphrase)
    publish.publish(home, medium, passphrase, at=at)
    return FolderMedium(medium)


def _made(site: Site, at: datetime) -> Path:
    """Return the folder of this site as a publisher, made at first use, whole or not at all."""
    root = site.home.own
    if root.is_dir():
        return root
    making = root.with_name(f"{root.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700, parents=True)
    durable.write(making / "passphrase", secrets.token_hex(32).encode(), mode=0o600)
    passphrase = _passphrase(making)
    publish.init(
        making / "table",
        list(_HOLDERS),
        dict.fromkeys((*_HOLDERS, MACHINE), passphrase),
        at=at,
        safes_of={name: making / f"safe-{name}" for name in _HOLDERS},
        demo=True,  # one disk, and one owner: see above
    )
    making.rename(root)
    durable.flush_folder(root.parent)
    return root


def _passphrase(root: Path) -> str:
    return (root / "passphrase").read_text("ascii")
