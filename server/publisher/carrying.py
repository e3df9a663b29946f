"""A built bundle as one file to be carried: a plain zip, made while it is sent.

It is for whoever has a browser and a stick, and no way into the server's folders. Nothing reads it
but people: unpacked, it is the folder that ``ardoise publisher add`` takes. What sites are brought
is never a zip.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from content.bundle import open_bundle, part_name

PIECE = 1 << 20
"""Bytes read at a time: a bundle of any size takes no more memory."""
_WRITTEN = (1980, 1, 1, 0, 0, 0)
"""The moment that each file tells: the first that a zip can say, so the same bundle is one zip."""


class _Sink:
    """What a zip is written to: it holds only what was not sent yet."""

    def __init__(self) -> None:
        self.held: list[bytes] = []

    def write(self, data: Any) -> int:
        self.held.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is behind this."""

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        data, self.held = b"".join(self.held), []
        return data


def zipped(folder: Path) -> Iterator[bytes]:
    """Go through the bytes of a zip of a bundle, whose files lie below the folder's name in it.

    Only the manifest and the parts that it names are in it; they are not compressed, most of them
    already are.

    Raises:
        ManifestRefused: before the first byte, there is no bundle in that folder.
        OSError: a part cannot be read (any more); what was sent is then no zip.
    """
    manifest = open_bundle(folder)
    names = sorted(part_name(sha256) for sha256, _length in manifest.parts)
    return _zipped(folder, ["manifest.json", *names])


def _zipped(folder: Path, names: list[str]) -> Iterator[bytes]:
    sink = _Sink()
    # its types ask for a file that can be read and sought; writing on and on needs neither
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as whole:  # type: ignore[call-overload]
        for name in names:
            info = zipfile.ZipInfo(f"{folder.name}/{name}", _WRITTEN)
            info.external_attr = 0o644 << 16
            with (folder / name).open("rb") as part, whole.open(info, "w") as inside:
                while piece := part.read(PIECE):
                    inside.write(piece)
                    yield sink.taken()
    yield sink.taken()
