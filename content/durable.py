"""Files and folders that appear whole or not at all, even if the power fails.

Write beside, flush to the disk, rename, flush the folder: a name that exists holds all its bytes.
"""

import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

FEW = 8
"""Files, or folders, up to which each is flushed by itself."""

READ_ONLY = 0o644 if sys.platform == "win32" else 0o444
"""The mode of a file that is never written again; Windows would not delete it with its folder."""

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


def flush_folders(folders: Collection[Path]) -> None:
    """Make the names in folders durable; in many at once by flushing the whole machine's."""
    if len(folders) > FEW and hasattr(os, "sync"):
        os.sync()
        return
    for folder in folders:
        flush_folder(folder)


def flush_files(paths: Sequence[Path]) -> None:
    """Make the bytes of files durable; many at once by flushing the whole machine's."""
    if len(paths) > FEW and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        # a file that is read-only is opened to read: but Windows flushes what is open to write
        handle = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Put ``data`` at ``path`` in one step; what was there before is replaced.

    Raises:
        OSError: the disk is full or gone; ``path`` is as before.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = _beside(path)
    with os.fdopen(new_file(waiting, mode), "wb") as file:
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


class Together:
    """Files that appear whole, each in one step, flushed to the disk some at a time.

    A file that was put has its name once ``keep`` was called, or so much was put after it.
    """

    def __init__(
        self,
        most: int,
        *,
        mode: int = 0o644,
        on_kept: Callable[[list[Path]], object] = lambda paths: None,
        behind: Callable[..., None] = lambda work, *given: work(*given),
    ) -> None:
        """Flush whenever ``most`` bytes are waiting; give files this mode.

        Args:
            most: in bytes.
            mode: of each file.
            on_kept: called with files that have their names.
            behind: does the flushing, one after the other: from ``one_behind``, so that some are
                written while those before are flushed; what was put is then kept once its block
                has been left.
        """
        self._most, self._mode, self._on_kept, self._behind = most, mode, on_kept, behind
        self._waiting: list[Path] = []
        self._folders: set[Path] = set()
        """With names that are not flushed yet."""
        self._size = 0

    def put(self, path: Path, data: bytes) -> None:
        """Write a file beside its name; what has that name is replaced when it is kept.

        Raises:
            OSError: the disk is full or gone; see ``keep``.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(new_file(_beside(path), self._mode), "wb") as file:
            file.write(data)
        self._waiting.append(path)
        self._size += len(data)
        if self._size >= self._most:
            self._name()

    def keep(self) -> None:
        """Flush what waits, and give each file its name; then all names are flushed.

        Raises:
            OSError: the disk is full or gone; no name holds less than all its bytes.
        """
        self._name()
        self._behind(self._flush_names)

    def _flush_names(self) -> None:
        folders, self._folders = self._folders, set()
        flush_folders(folders)

    def _name(self) -> None:
        waiting, self._waiting, self._size = self._waiting, [], 0
        self._behind(self._flush, waiting)

    def _flush(self, waiting: list[Path]) -> None:
        """Flush the bytes of what waited, and give each file its name.

        The names are flushed with the bytes of what is put next, or in the end: a flush waits for
        everything that the machine has to write.
        """
        flush_files([_beside(path) for path in waiting])
        for path in waiting:
            _beside(path).replace(path)
            self._folders.add(path.parent)
        self._on_kept(waiting)


def new_file(path: Path, mode: int) -> int:
    """Return the descriptor of a new file, open for writing; what an earlier try left is gone."""
    try:
        return os.open(path, _NEW, mode)
    except FileExistsError:
        remove(path)
        return os.open(path, _NEW, mode)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".tmp")


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
