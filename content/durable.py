"""Files and folders that appear whole or not at all, even if the power fails.

Write beside, flush to the disk, rename, flush the folder: a name that exists holds all its bytes.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

FEW = 8
"""Files up to which each is flushed by itself."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""A file of its own: what an earlier try left, whatever its mode, is gone before."""


def flush_folder(folder: Path) -> None:
    """Make the names in a folder durable (Windows does so with the rename itself)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_files(paths: Sequence[Path]) -> None:
    """Make the bytes of files durable; many at once by flushing the whole machine's."""
    if len(paths) > FEW and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def write(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Put ``data`` at ``path`` in one step; what was there before is replaced.

    Raises:
        OSError: the disk is full or gone; ``path`` is as before.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_name(path.name + ".tmp")
    remove(waiting)
    with os.fdopen(os.open(waiting, _NEW, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(path)
    flush_folder(path.parent)


def remove(path: Path) -> None:
    """Delete a file, a read-only one too; nothing happens if there is none."""
    if sys.platform == "win32" and path.exists():
        path.chmod(0o644)
    path.unlink(missing_ok=True)


@contextmanager
def one_behind() -> Iterator[Callable[..., None]]:
    """Give a function that lets the disk do one thing while its caller goes on to the next.

    Called with a function and what it takes, it waits for the call before, raises what that one
    raised, and begins this one in a thread. Leaving the block waits for the last, however it is
    left: what was begun is done.
    """
    with ThreadPoolExecutor(max_workers=1) as disk:
        begun: list[Future[None]] = []

        def begin(work: Callable[..., None], *given: object) -> None:
            if begun:
                begun.pop().result()
            begun.append(disk.submit(work, *given))

        yield begin
        if begun:
            begun.pop().result()


@contextmanager
def replacing_folder(target: Path) -> Iterator[Path]:
    """Fill a new folder that takes the place of ``target`` once the block ends well.

    A kill leaves ``target`` as it was, or missing for an instant between two renames; what was
    being filled is swept by the next call.
    """
    filling = target.with_name(target.name + ".filling")
    shutil.rmtree(filling, ignore_errors=True)
    filling.mkdir(parents=True)
    yield filling
    for path in filling.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        else:
            flush_folder(path)
    flush_folder(filling)
    old = target.with_name(target.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    filling.rename(target)
    flush_folder(target.parent)
    shutil.rmtree(old, ignore_errors=True)
