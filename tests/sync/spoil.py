"""What can happen to a file or a medium on its way."""

import os
import shutil
from pathlib import Path


def copy_of(medium: Path, to: Path) -> Path:
    """A medium that may be spoiled."""
    shutil.copytree(medium, to)
    return to


def flip(path: Path) -> None:
    """Change one bit in the middle; the mode is as before."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    mode = path.stat().st_mode
    path.chmod(0o644)
    path.write_bytes(data)
    path.chmod(mode)


def shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


def lose(path: Path) -> None:
    path.unlink()


def link(path: Path) -> None:
    """Put a link to the very same bytes in its place."""
    real = path.with_name("elsewhere")
    path.rename(real)
    path.symlink_to(real)


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def find(medium: Path, pattern: str) -> Path:
    """The newest file on a medium of a pattern, or the largest part."""
    found = sorted(medium.glob(pattern), key=lambda path: (path.stat().st_size, path.name))
    return found[-1]


def newest_file(medium: Path, pattern: str) -> Path:
    """The file on a medium whose name has the highest number."""
    return max(
        medium.glob(pattern),
        key=lambda path: int("0" + path.name.partition(".")[0].removeprefix("timestamp")),
    )
