"""Every parser that is handed bytes from outside, as a function of bytes, for ``bench.fuzz``.

Each returns quietly what it may refuse or accept. What it raises beyond its refusals, or an
``assert`` here that does not hold, is a finding.
"""

import io
import logging
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from content.bundle import Manifest
from content.catalogue import Catalogue
from content.formats.questions import reading, writing
from content.html import blocks, clean, text_of
from content.media import fault_in
from content.questions.exercise import Exercise
from content.vocabulary import ENDINGS
from i18n.refusals import Refusal
from sync.medium import MARKER, FolderMedium
from sync.volumes import volumes_of

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells what it mends of a document
IN_MEMORY = Path("/dev/shm")
TYPES = sorted(set(ENDINGS) - {"image/svg+xml", "application/pdf"})


def manifest(data: bytes) -> None:
    """Read a manifest; what is accepted is written as it was read."""
    with suppress(Refusal):
        assert Manifest.from_bytes(data).to_bytes() == data


def catalogue(data: bytes) -> None:
    """Read a catalogue; what is accepted can be written and read again."""
    with suppress(Refusal):
        read = Catalogue.from_bytes(data)
        assert Catalogue.from_bytes(read.to_bytes()) == read


def exercise(data: bytes) -> None:
    """Read an exercise; what is accepted can be written and read again."""
    with suppress(Refusal):
        read = Exercise.from_bytes(data)
        read.read_aloud()
        assert Exercise.from_bytes(read.to_bytes()) == read


def questions(data: bytes) -> None:
    """Read a file of questions; what was read can be said, written and read again."""
    with suppress(Refusal):
        read = reading.read(data)
        assert all(problem.in_words() for problem in [*read.left_out, *read.changed])
        for form in writing.FORMS:
            writing.put(read.questions, form)


def html(data: bytes) -> None:
    """Clean a lesson; cleaning again changes nothing, and its text can be read."""
    cleaned = clean(data.decode("utf-8", "replace"))
    assert clean(cleaned) == cleaned
    assert "<script" not in cleaned.casefold()
    text_of(cleaned)
    blocks(cleaned)


def media(data: bytes) -> None:
    """Look at a file of one of the types that hold no program; the first byte says which."""
    if data:
        assert isinstance(fault_in(TYPES[data[0] % len(TYPES)], io.BytesIO(data[1:])), str)


def svg(data: bytes) -> None:
    """Look through a drawing."""
    assert isinstance(fault_in("image/svg+xml", io.BytesIO(data)), str)


def pdf(data: bytes) -> None:
    """Look through a document."""
    assert isinstance(fault_in("application/pdf", io.BytesIO(data)), str)


def marker(data: bytes) -> None:
    """Look for the marker of a medium."""
    folder = _passing() / f"medium-{os.getpid()}"
    folder.mkdir(exist_ok=True)
    (folder / MARKER).write_bytes(data)
    with suppress(Refusal):
        FolderMedium(folder)


def volumes(data: bytes) -> None:
    """Read the system's table of mounts."""
    assert isinstance(volumes_of(data.decode("utf-8", "surrogateescape")), list)


def trust(data: bytes) -> None:
    """Verify a medium one list of which is this, signed by the right people whatever it says."""
    from bench.signed import look

    with suppress(Refusal):
        look(data, _passing())


def root(data: bytes) -> None:
    """Pin a root, signed by the keys it has whatever it says."""
    from bench.signed import pin

    with suppress(Refusal):
        pin(data, _passing())


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (
        *(
            manifest,
            catalogue,
            exercise,
            questions,
            html,
            media,
            svg,
            pdf,
            marker,
            volumes,
            trust,
            root,
        ),
    )
}


def _passing() -> Path:
    """Return a folder that is gone with this machine's memory, where there is one."""
    return IN_MEMORY if IN_MEMORY.is_dir() else Path(tempfile.gettempdir())
