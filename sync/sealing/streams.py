"""Decrypting what may be larger than the memory, and telling damage from a full disk."""

from collections.abc import Sequence
from typing import IO

import pyrage
from pyrage import x25519


class Undecipherable(Exception):
    """The keys are of another file, or bytes of it were changed or cut off."""


def decrypt(source: IO[bytes], target: IO[bytes], keys: Sequence[x25519.Identity]) -> None:
    """Decrypt an age file; what was written to ``target`` counts only if nothing is raised.

    Raises:
        Undecipherable: another key reads it, or it is damaged.
        OSError: the disk is full, the medium is gone.
    """
    try:
        pyrage.decrypt_io(source, target, keys)
    except pyrage.DecryptError as error:
        raise Undecipherable from error
    except OSError as error:
        if error.errno is None:  # of the library, about the bytes; the system's have a number
            raise Undecipherable from error
        raise
