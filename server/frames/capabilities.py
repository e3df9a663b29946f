"""What lets a frame ask for the pages of one node: text in its address, proven by a seal.

<session>-<expiry>-<i or d, I or D where nothing is kept><what waits>-<seal>
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from i18n.refusals import NotAllowed
from i18n.translate import N_

LASTS = timedelta(hours=4)
"""Longer than a session of the classroom: whoever has a page open that long opens it anew."""
_SHAPE = re.compile(r"([0-9a-f]{1,9})-([0-9a-f]{1,10})-([diDI])([0-9a-f]{0,8})-([0-9a-f]{40})")
_SEAL = 40
"""Digits of it: 160 bits."""


class NotForThisFrame(NotAllowed):
    """A capability is none of ours, is over, or is for other pages."""

    message = N_(
        "This page was open for too long, or belongs to somebody who has left. Go back to the "
        "library and open it again."
    )


@dataclass(frozen=True)
class Capability:
    """Whom a frame belongs to, what it may show, how and until when."""

    session: int
    """0 for a guest."""
    node: str
    interactive: bool
    until: datetime
    keeps: bool = True
    """Whether it is kept where its reader is; not so for who only looks at what others will see."""
    waiting: int = 0
    """The release that waits for approval and holds the node; 0 for the library."""

    def sealed(self, secret: bytes) -> str:
        """Return the text of it for an address."""
        mode = ("di" if self.keeps else "DI")[self.interactive]
        what = f"{mode}{self.waiting:x}" if self.waiting else mode
        plain = f"{self.session:x}-{int(self.until.timestamp()):x}-{what}"
        return f"{plain}-{_seal(plain, self.node, secret)}"


def read(text: str, node: str, secret: bytes, *, at: datetime) -> Capability:
    """Return the capability that an address holds, for this node.

    Raises:
        NotForThisFrame: it is not one that we made for this node, or is over.
    """
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        raise NotForThisFrame()
    plain = text[: -_SEAL - 1]
    until = datetime.fromtimestamp(int(shape[2], 16), UTC)
    if not hmac.compare_digest(shape[5], _seal(plain, node, secret)) or at > until:
        raise NotForThisFrame()
    session, mode, waiting = int(shape[1], 16), shape[3], int(shape[4] or "0", 16)
    return Capability(session, node, mode in "iI", until, mode in "di", waiting)


def _seal(plain: str, node: str, secret: bytes) -> str:
    told = f"ardoise frame {plain} {node}".encode()
    return hmac.new(secret, told, hashlib.sha256).hexdigest()[:_SEAL]
