"""FreeDict's own files: TEI, alone or in the archive that FreeDict gives them in.

Source: the FreeDict Wiki, "FreeDict HOWTO", chapter 3 (TEI P5, module for dictionaries).
"""

import lzma
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.parsers import expat

from content.dictionary.layout import Sense
from content.formats.desk import Desk, FileFormat
from content.formats.dictionaries.made import (
    Found,
    entry,
    languages_of,
    license_in,
    pair_in,
    sense,
    work_of,
)
from content.formats.works import NotRead, Work
from content.formats.zim import language_of
from i18n.refusals import Phrase
from i18n.translate import N_

LARGEST = 512 << 20
"""Bytes of a file, unpacked: FreeDict's largest has some 150 million."""
DEEPEST = 60
LONGEST = 20_000
"""Characters of one text in it."""
MOST_MEMBERS = 200
_ARCHIVES = (".tar.xz", ".tar.gz", ".tar.bz2")
_TAKEN = {"orth", "pron", "pos", "gen", "quote", "def", "title", "publisher", "p", "licence"}


def _recognises(path: Path) -> bool:
    name = path.name.lower()
    if name.endswith(".tei"):
        return True
    if name.endswith(_ARCHIVES):
        return pair_in(name) != ("", "")
    if not name.endswith(".xml"):
        return False
    with path.open("rb") as file:
        head = file.read(4_096)
    return b"<TEI" in head and b"www.tei-c.org" in head


def _read(path: Path, desk: Desk) -> Work:
    language, to = languages_of(path.name)
    reading = _Reading(Found(path.name.split(".")[0], language, (to,) if to else ()))
    with _opened(path) as file:
        reading.read(file)
    found = reading.found
    found.to = tuple(sorted({to} - {""} | reading.to))
    found.license = license_in(found.rights)
    found.license_owner = found.author
    return work_of(found, desk)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    if not path.name.lower().endswith(_ARCHIVES):
        with path.open("rb") as file:
            yield file
        return
    try:
        with tarfile.open(path, "r:*") as archive:
            members = (each for _, each in zip(range(MOST_MEMBERS), archive, strict=False))
            found = (each for each in members if each.isfile() and each.name.endswith(".tei"))
            inside = next((archive.extractfile(each) for each in found), None)
            if inside is None:
                raise NotRead(Phrase(N_("no file ending in .tei is in it")))
            yield inside
    except (tarfile.TarError, lzma.LZMAError, zlib.error, EOFError, OSError):
        raise NotRead(Phrase(N_("it ends too early, or is damaged"))) from None


@dataclass
class _Reading:
    """A file while it goes by: nothing of it is kept but entries."""

    found: Found
    to: set[str] = field(default_factory=set)
    _path: list[str] = field(default_factory=list)
    _languages: list[str] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _length: int = 0
    _entry: dict[str, list[str]] = field(default_factory=dict)
    _senses: list[Sense | None] = field(default_factory=list)
    _means: list[str] = field(default_factory=list)
    _words: dict[str, list[str]] = field(default_factory=dict)

    def read(self, file: IO[bytes]) -> None:
        """Read all of a file.

        Raises:
            NotRead: it is no XML, has entities of its own, or is larger than it may be.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begins
        parser.EndElementHandler = self._ends
        parser.CharacterDataHandler = self._says
        parser.EntityDeclHandler = _refuse_entities
        parser.buffer_text = True
        left = LARGEST
        try:
            while chunk := file.read(1 << 20):
                left -= len(chunk)
                if left < 0:
                    raise NotRead(Phrase(N_("it is larger than it may be")))
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            what = N_("its XML breaks off or is damaged at line {line}")
            raise NotRead(Phrase(what, line=error.lineno)) from None
        except (LookupError, ValueError):  # expat knows few
            raise NotRead(Phrase(N_("it names letters that are not read here"))) from None

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        self._path.append(local)
        if len(self._path) > DEEPEST:
            raise NotRead(Phrase(N_("its elements stand too deep in each other")))
        said = attributes.get("http://www.w3.org/XML/1998/namespace lang", "")
        self._languages.append(said or (self._languages[-1] if self._languages else ""))
        if local == "entry":
            self._languages[-1] = ""  # what stands around it is the language of its word
            self._entry, self._senses = {}, []
            self._means, self._words = [], {}
        if local in _TAKEN:
            self._text, self._length = [], 0
        if (local == "ref" and "licence" in self._path) or local == "licence":
            self.found.rights += " " + attributes.get("target", "")

    def _says(self, text: str) -> None:
        if self._path and self._length < LONGEST:
            self._text.append(text)
            self._length += len(text)

    def _ends(self, _name: str) -> None:
        local, code = self._path.pop(), self._languages.pop()
        said = " ".join("".join(self._text).split()) if local in _TAKEN else ""
        if "entry" in self._path:
            self._in_entry(local, said, code)
        elif local == "entry":
            self._end_sense()
            word, sound, *kind = (
                self._entry.get(each, []) for each in ("orth", "pron", "pos", "gen")
            )
            kinds = ", ".join(each[0] for each in kind if each)
            made = entry(word[0], sound[0] if sound else "", kinds, self._senses) if word else None
            self.found.add(made)
        elif said:
            self._in_header(local, said)

    def _in_entry(self, local: str, said: str, code: str) -> None:
        if local in ("orth", "pron", "pos", "gen") and said and "cit" not in self._path:
            self._entry.setdefault(local, []).append(said)
        elif local == "quote" and said and "cit" in self._path:
            ours = language_of(code) or (self.found.to[0] if self.found.to else "")
            if ours and ours != self.found.language:
                self.to.add(ours)
                self._words.setdefault(ours, []).append(said)
        elif local == "def" and said:
            self._means.append(said)
        elif local == "sense" and "sense" not in self._path:
            self._end_sense()

    def _end_sense(self) -> None:
        self._senses.append(sense(" ; ".join(self._means), dict(self._words)))
        self._means, self._words = [], {}

    def _in_header(self, local: str, said: str) -> None:
        if local == "title" and "titleStmt" in self._path:
            self.found.title = said
        if local == "publisher" and not self.found.author:
            self.found.author = said
        if "availability" in self._path and len(self.found.rights) < LONGEST:
            self.found.rights = f"{self.found.rights} {said}".strip()


def _refuse_entities(*_told: object) -> None:
    raise NotRead(Phrase(N_("it declares entities, which are not read here")))


FORMAT = FileFormat("FreeDict (tei, src.tar.xz)", _recognises, _read)
