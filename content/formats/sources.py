"""What people have, recognised: each format of whole folders or drives has its line here.

A new one is a module that says whether it recognises a folder and what can be made of it. The
formats of single files have theirs in ``files``.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from content.formats import collection, folder, kolibri
from content.formats.asked import Asked, Made

Source = Callable[[], Made]
"""Reads one channel when it is called. Raises a refusal if nothing can be made of it."""


def _markdown(path: Path, asked: Asked) -> list[Source]:
    return [lambda: Made(folder.read(path, asked.release))]


def _kolibri(path: Path, asked: Asked) -> list[Source]:
    found = kolibri.channels(path, asked.channels)
    return [partial(kolibri.read, place, asked) for place in found]


FORMATS: tuple[tuple[Callable[[Path], bool], Callable[[Path, Asked], list[Source]]], ...] = (
    (lambda path: (path / "channel.toml").exists(), _markdown),
    (kolibri.recognises, _kolibri),
    (Path.is_file, lambda path, asked: [partial(collection.read_file, path, asked)]),
    (collection.recognises, lambda path, asked: [partial(collection.read_folder, path, asked)]),
    (lambda path: True, _markdown),  # its refusal says what a folder of ours must hold
)
"""The first that recognises a folder or a file reads it."""


def sources(path: Path, asked: Asked) -> list[Source]:
    """Return what can be made of a folder or a file: one for each channel in it.

    Raises:
        Refusal: as the format that recognised it says.
    """
    return next(read(path, asked) for recognises, read in FORMATS if recognises(path))
