"""The files of a package, read where they lie: some as they are, others inflated."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import IO, BinaryIO, cast

from content.scattered import Scattered
from content.store import Place
from content.zips import about
from content.zips.about import About
from content.zips.refusals import DamagedPackage, NotInPackage
from i18n.refusals import Phrase
from i18n.translate import N_

MOST_FILES = 20_000
LARGEST = 2 << 30
"""Bytes of a package, and of all its files together."""
LARGEST_INFLATED = 64 << 20
"""Bytes of a file that is deflated: it is inflated in memory. Larger ones are stored."""
LARGEST_LIST = 16 << 20
"""Bytes of the list of files: so many files with the longest names take seven million."""
_END = struct.Struct("<4s4H2LH")
_LISTED = struct.Struct("<4s24x3H12x")
_OTHER_END = b"PK\6\7"
"""Begins, in the twenty bytes before the end, what leads to another list (zip64)."""
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCKED = 0x1


@dataclass(frozen=True)
class File:
    """A file of a package."""

    name: str
    at: int
    """Where what is said of it begins; its bytes follow."""
    packed: int
    size: int
    stored: bool
    sum: int


def files_of(file: BinaryIO, name: str = "") -> dict[str, File]:
    """Return what a package lists, by name.

    Args:
        file: the whole package; can be rewound.
        name: what it is called in a refusal.

    Raises:
        DamagedPackage: it is not written as a builder of ours writes packages.
    """
    try:
        size = file.seek(0, io.SEEK_END)
        _refuse_bad_end(file, size, name)
        with zipfile.ZipFile(file) as archive:
            listed = archive.infolist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        raise DamagedPackage(name, "·", N_("its list of files cannot be read")) from None
    found: dict[str, File] = {}
    for each in listed:
        if fault := _fault_in(each, found, size):
            raise DamagedPackage(name, _shown(each.filename), fault)
        found[each.filename] = File(
            *(each.filename, each.header_offset, each.compress_size, each.file_size),
            each.compress_type == zipfile.ZIP_STORED,
            each.CRC,
        )
    if sum(each.size for each in found.values()) > LARGEST:
        raise DamagedPackage(name, "·", N_("its files are larger than they may be together"))
    return found


def _refuse_bad_end(file: BinaryIO, size: int, name: str) -> None:
    file.seek(max(0, size - _END.size))
    mark, disk, first_disk, here, count, length, at, comment = _END.unpack(file.read(_END.size))
    whole = (mark, disk, first_disk, comment) == (b"PK\x05\x06", 0, 0, 0) and here == count
    if not whole or at + length + _END.size != size or size > LARGEST:
        raise DamagedPackage(name, "·", N_("its list of files cannot be read"))
    if count > MOST_FILES:
        what = Phrase(N_("it holds more than {most} files"), most=MOST_FILES)
        raise DamagedPackage(name, "·", what)
    file.seek(max(0, size - _END.size - 20))
    if length > LARGEST_LIST or file.read(4) == _OTHER_END or _listed(file, at, count) != length:
        raise DamagedPackage(name, "·", N_("its list of files cannot be read"))


def _listed(file: BinaryIO, at: int, count: int) -> int:
    """Return how many bytes of a list its first files take: whoever reads it reads all there is."""
    taken = 0
    for _ in range(count):
        file.seek(at + taken)
        mark, *lengths = _LISTED.unpack(file.read(_LISTED.size))
        if mark != b"PK\1\2":
            return -1
        taken += _LISTED.size + sum(lengths)
    return taken


def _fault_in(each: zipfile.ZipInfo, before: dict[str, File], size: int) -> str:
    if each.orig_filename != each.filename or not about.is_name(each.filename):
        return N_("its name leads out of the package, or hides something")
    if each.filename in before:
        return N_("two files have this name")
    if each.flag_bits & _LOCKED:
        return N_("it is locked with a password")
    if stat.S_IFMT(each.external_attr >> 16) not in (0, stat.S_IFREG):
        return N_("it is a link to another place")
    if each.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return N_("it is packed in a way that is not read here")
    stored = each.compress_type == zipfile.ZIP_STORED
    fits = each.file_size == each.compress_size if stored else each.file_size <= LARGEST_INFLATED
    if not fits or each.header_offset + each.compress_size > size:
        return N_("it is larger than it may be")
    return ""


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name)[:80] or "·"


class Package:
    """A package on this machine. Any thread may ask."""

    def __init__(self, where: Place | Scattered, name: str) -> None:
        """Open the package at a place.

        Args:
            where: its bytes lie.
            name: what it is called in a refusal.

        Raises:
            DamagedPackage: it cannot be read.
        """
        self.name, self._where = name, where
        self._size = where.size if isinstance(where, Scattered) else where[2]
        with _window(where) as window:
            self.files = files_of(window, name)
        try:
            said = self.read(about.NAME, about.LARGEST)
            self.about = About.from_bytes(said)
        except (NotInPackage, ValueError) as error:
            raise DamagedPackage(name, about.NAME, str(error)[:80]) from None
        self._refuse_missing_parts()

    def _refuse_missing_parts(self) -> None:
        for part in self.about.parts:
            if part.first not in self.files:
                what = N_("its file is missing in the archive")
                raise DamagedPackage(self.name, part.first, what)

    def file(self, name: str) -> File:
        """Return a file by its name. Raises NotInPackage."""
        found = self.files.get(name)
        if found is None:
            raise NotInPackage()
        return found

    def where(self, name: str) -> Place | None:
        """Return where on this machine a file lies as it is, None for one that is deflated.

        Raises:
            NotInPackage, DamagedPackage
        """
        found = self.file(name)
        if not found.stored or isinstance(self._where, Scattered):
            return None
        with _window(self._where) as window:
            at = self._begins(window, found)
        return self._where[0], self._where[1] + at, found.size

    def read(self, name: str, most: int = LARGEST_INFLATED) -> bytes:
        """Return the bytes of a file.

        Raises:
            NotInPackage: there is none of that name.
            DamagedPackage: it is not what its list says, or larger than ``most``.
        """
        found = self.file(name)
        if found.size > most:
            raise DamagedPackage(self.name, name, N_("it is larger than it may be"))
        with _window(self._where) as window:
            window.seek(self._begins(window, found))
            packed = window.read(found.packed)
        data = packed if found.stored else _inflated(packed, found.size)
        if len(data) != found.size or zlib.crc32(data) != found.sum:
            raise DamagedPackage(self.name, name, N_("its bytes are not those it was packed with"))
        return data

    def _begins(self, window: BinaryIO, found: File) -> int:
        """Return where the bytes of a file begin: after what is said of it once more."""
        window.seek(found.at)
        said = window.read(_LOCAL.size)
        try:
            mark, *_, name, extra = _LOCAL.unpack(said)
        except struct.error:
            mark, name, extra = b"", 0, 0
        begins = found.at + _LOCAL.size + int(name) + int(extra)
        if mark != b"PK\x03\x04" or begins + found.packed > self._size:
            raise DamagedPackage(self.name, found.name, N_("its place in the package is not one"))
        return begins


def _inflated(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most + 1)
    except zlib.error:
        return b""


def _window(where: Place | Scattered) -> BinaryIO:
    return cast(BinaryIO, _Window(where))


class _Window(io.RawIOBase):
    """The bytes of a package, as a file of their own."""

    def __init__(self, where: Place | Scattered) -> None:
        """Open them."""
        self._at = 0
        self._read: Callable[[int, int], bytes]
        self._file: io.FileIO | None = None
        if isinstance(where, Scattered):
            self._size, self._read = where.size, where.read
        else:
            self._size, self._file = where[2], io.FileIO(where[0])
            self._read = partial(_bytes_of, self._file, where[1])

    def seekable(self) -> bool:
        """Say that it can be rewound."""
        return True

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seek(self, to: int, whence: int = io.SEEK_SET) -> int:
        """Go to a byte; see ``io.RawIOBase``."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if base + to < 0:
            raise OSError("before the beginning")
        self._at = base + to
        return self._at

    def tell(self) -> int:
        """Return the byte that comes next."""
        return self._at

    def read(self, count: int | None = -1) -> bytes:
        """Return so many bytes, fewer at the end; all of them for -1."""
        left = max(0, self._size - self._at)
        data = self._read(self._at, left if count is None or count < 0 else min(count, left))
        self._at += len(data)
        return data

    def close(self) -> None:
        """Give the file back."""
        if self._file is not None:
            self._file.close()
        super().close()


def _bytes_of(file: IO[bytes] | io.FileIO, begin: int, at: int, length: int) -> bytes:
    file.seek(begin + at)
    data = b""
    while len(data) < length and (piece := file.read(length - len(data))):
        data += piece
    return data
