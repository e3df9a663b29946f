"""A folder that never answers: a real file system (FUSE) behind which nobody is."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_DETACH = 2
"""``MNT_DETACH`` of umount2(2): the name goes at once, whoever is stuck below it."""


@contextmanager
def hanging(place: Path) -> Iterator[Path]:
    """Let a folder hang inside the block; then whoever is stuck in it is told of an error."""
    place.mkdir()
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        silent = os.open("/dev/fuse", os.O_RDWR)
    except OSError:
        pytest.skip("this system lets nobody make a file system that hangs")
    try:
        how = f"fd={silent},rootmode=40000,user_id={os.getuid()},group_id={os.getgid()}"
        if libc.mount(b"hanging", str(place).encode(), b"fuse", 0, how.encode()) != 0:
            pytest.skip("this account may not make a file system that hangs")
        try:
            yield place
        finally:
            libc.umount2(str(place).encode(), _DETACH)
    finally:
        os.close(silent)
