"""Every parser that is handed bytes from outside, as a function of bytes, for ``bench.fuzz``.

Each returns quietly what it may refuse or accept. What it raises beyond its refusals, or an
``assert`` here that does not hold, is a finding.
"""

import atexit
import io
import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from content import cues
from content.bundle import build
from content.catalogue import Catalogue
from content.cues import NoCues
from content.dictionary.reading import check, of_file
from content.formats.asked import Asked
from content.formats.questions import reading, writing
from content.formats.sources import sources
from content.html import blocks, clean, text_of
from content.manifest import Manifest
from content.media import fault_in
from content.questions.exercise import Exercise
from content.vocabulary import ENDINGS
from content.zim.archive import Archive as ZimArchive
from content.zips.archive import Package as ZipPackage
from i18n import packs
from i18n.refusals import Refusal
from sync.medium import MARKER, FolderMedium
from sync.volumes import volumes_of

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells what it mends of a document
IN_MEMORY = Path("/dev/shm")
OFFICE = (".docx", ".odt", ".pptx", ".odp")
COURSES = (".mbz", ".imscc")
FILMS = (".mp4", ".webm", ".mp3", ".ogg", ".m4a")
CHANNEL = "aa24bc75c8bd5974bd87f0c79bb163a0"
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


def book(data: bytes) -> None:
    """Make a channel of an EPUB."""
    _made(data, ".epub")


def office(data: bytes) -> None:
    """Make a channel of a document or slides; the first byte says of which program."""
    _made(data[1:], OFFICE[data[0] % len(OFFICE)] if data else ".docx")


def course(data: bytes) -> None:
    """Make a channel of a backup of Moodle or a Common Cartridge; the first byte says which."""
    _made(data[1:], COURSES[data[0] % len(COURSES)] if data else ".mbz")


def film(data: bytes) -> None:
    """Make a channel of a film or recording; the first byte says of which kind."""
    _made(data[1:], FILMS[data[0] % len(FILMS)] if data else ".mp4")


def archive(data: bytes) -> None:
    """Make a channel of an archive of pages, and read every page of it."""
    path = _made(data, ".zim")
    with suppress(Refusal), ZimArchive.of(path) as opened:
        for number in range(min(opened.header.entries, 50)):
            with suppress(Refusal):
                opened.read(opened.entry(number))


def package(data: bytes) -> None:
    """Make a channel of an interactive package, and read all files of one that travels."""
    for ending in (".zip", ".h5p"):
        path = _made(data, ending)
    with suppress(Refusal):
        opened = ZipPackage((path, 0, len(data)), "a")
        for name in list(opened.files)[:50]:
            with suppress(Refusal):
                assert len(opened.read(name)) == opened.file(name).size


def exercises(data: bytes) -> None:
    """Make a channel of a package of exercises: Perseus or QTI."""
    _made(data, ".perseus")
    _made(data, ".zip")


def dictionary(data: bytes) -> None:
    """Read a dictionary of ours; what is accepted finds every word that it lists."""
    with suppress(Refusal):
        check(io.BytesIO(data))
        path = _passing() / f"dictionary-{os.getpid()}"
        path.write_bytes(data)
        read = of_file(path)
        for word in read.around("", 200):
            read.bases(word)
            assert any(entry.word == word for entry in read.find(word))


def words(data: bytes) -> None:
    """Make a dictionary of what people have; the first byte says in which form.

    Of dictd, two zeros part the index from the articles.
    """
    kind = data[0] % 3 if data else 0
    if kind == 0:
        _made(data[1:], "-urd-eng.tei")
    elif kind == 1:
        _made(b"# language: ur\n" + data[1:], ".csv")
    else:
        index, _, articles = data[1:].partition(b"\0\0")
        _made(articles, "-urd-eng.dict")
        _made(index, "-urd-eng.index")


def captions(data: bytes) -> None:
    """Read captions; what was read can be written, and read again as it was."""
    with suppress(NoCues):
        read = cues.read(data)
        cues.paragraphs(read)
        assert [each.text for each in cues.read(cues.written(read))] == [each.text for each in read]


def pack(data: bytes) -> None:
    """Read a language of the pages."""
    with suppress(packs.DamagedPack):
        packs.read(data)


def drive(data: bytes) -> None:
    """Make a channel of the database of a drive, none of whose files are there."""
    content = _passing() / f"drive-{os.getpid()}" / "content"
    (content / "databases").mkdir(parents=True, exist_ok=True)
    (content / "databases" / f"{CHANNEL}.sqlite3").write_bytes(data)
    with suppress(Refusal):
        for source in sources(content.parent, Asked(language="fr")):
            with suppress(Refusal):
                source()


def _made(data: bytes, ending: str) -> Path:
    """Make a channel of bytes in a file of this ending, and a bundle of it."""
    folder = _passing() / f"made-{os.getpid()}"
    folder.mkdir(exist_ok=True)
    path = folder / f"a{ending}"
    path.write_bytes(data)
    with suppress(Refusal):
        for source in sources(path, Asked(language="fr", license="CC0", id="a")):
            build(source().draft, folder / "out")
    return path


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
            book,
            office,
            course,
            film,
            archive,
            exercises,
            package,
            dictionary,
            words,
            captions,
            drive,
            pack,
        ),
    )
}


@cache
def _passing() -> Path:
    """Return a folder for what is tried, in memory where there is one; gone with the program."""
    place = IN_MEMORY if IN_MEMORY.is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="ardoise-untrusted-", dir=place))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
