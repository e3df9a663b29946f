"""Pictures, sounds and documents of the bank: where they lie, and what may be one."""

import hashlib
from threading import Lock

from content.store import BlobStore

_one_file = Lock()
"""Held while a file is written: two that are the same would write into one another."""


def keep(store: BlobStore, data: bytes) -> str:
    """Put a file into the bank's store; return its SHA-256, by which a row may name it.

    It is on the disk when this returns. Not within ``writing()``: a slow disk would keep everybody
    else from writing. What no row comes to name stays: a few pictures that were tried.

    Raises:
        OSError: the disk is full; nothing is kept.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    with _one_file:
        store.add(sha256, [data])
    return sha256
