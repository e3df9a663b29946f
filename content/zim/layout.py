"""How an archive is laid out: its header, its types of media, its entries one by one."""

import struct
from collections.abc import Callable
from dataclasses import dataclass

from content.zim.refusals import DamagedArchive, NoArchive, SplitArchive
from i18n.refusals import Phrase
from i18n.translate import N_

MAGIC = 72173914
HEADER = struct.Struct("<IHH16sIIQQQQIIQ")
NOTHING = 0xFFFFFFFF
"""Stands for "no entry" in the header."""
NOWHERE = 0xFFFFFFFFFFFFFFFF
"""Stands for "no such list" in the header."""
REDIRECT, LINK, DELETED = 0xFFFF, 0xFFFE, 0xFFFD
"""In the place of a type of media; the last two are of old archives and hold nothing."""
LONGEST_ENTRY = 16 << 10
"""Bytes of an entry: path and title of real archives take some hundred, rarely two thousand."""
FIRST_LOOK = 320
"""Bytes read of an entry at first: enough for nearly all."""
LARGEST_TYPES = 64 << 10
"""Bytes of the list of types of media; those of real archives take some hundred."""
MOST_TYPES = 4096
CHECKSUM = 16
"""Bytes of the MD5 at the end."""

Read = Callable[[int, int], bytes]
"""Gives bytes of the file: the first one wanted, how many; fewer at the end of the file."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 80 bytes say, checked against the length of the file."""

    size: int
    one_space: bool
    """Whether all content is in the name space C, as since version 6.1."""
    uuid: bytes
    entries: int
    clusters: int
    paths_at: int
    titles_at: int | None
    clusters_at: int
    types_at: int
    main: int | None
    checksum_at: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: a page, a picture… or a redirect to one."""

    number: int
    """Its place in the list of paths."""
    key: bytes
    """Name space and path as they are in the file: what entries are sorted by."""
    space: str
    path: str
    title: str
    """"" where it is the same as the path."""
    type: str
    """Its type of media as the archive says it; "" for a redirect."""
    redirect: int | None = None
    cluster: int = 0
    blob: int = 0

    @property
    def shown(self) -> str:
        """Return what it is called."""
        return self.title or self.path


def read_header(file: str, size: int, read: Read) -> Header:
    """Read the header of an archive.

    Args:
        file: its name, for refusals.
        size: bytes of the file.
        read: gives its bytes.

    Raises:
        NoArchive, SplitArchive, DamagedArchive
    """
    data = read(0, HEADER.size)
    if len(data) < HEADER.size or struct.unpack_from("<I", data)[0] != MAGIC:
        raise NoArchive(file=file)
    (_, major, minor, uuid, entries, clusters, paths, titles, at, types, main, _, checksum) = (
        HEADER.unpack(data)
    )
    if major not in (5, 6):
        raise DamagedArchive(file, 4, Phrase(N_("version {major} is unknown"), major=major))
    has_checksum = types >= HEADER.size
    if has_checksum and checksum + CHECKSUM > size:
        raise SplitArchive(file=file) if _is_piece(file) else _cut_off(file, size)

    def inside(place: int, begin: int, length: int) -> None:
        if begin < 72 or begin + length > size:
            raise DamagedArchive(file, place, N_("a list lies outside the file"))

    inside(56, types, 1)
    inside(32, paths, 8 * entries)
    inside(48, at, 8 * clusters)
    if titles != NOWHERE:
        inside(40, titles, 4 * entries)
    if main != NOTHING and main >= entries:
        raise DamagedArchive(file, 64, N_("the first page is not among the entries"))
    return Header(
        size=size,
        one_space=(major, minor) >= (6, 1),
        uuid=uuid,
        entries=entries,
        clusters=clusters,
        paths_at=paths,
        titles_at=None if titles == NOWHERE else titles,
        clusters_at=at,
        types_at=types,
        main=None if main == NOTHING else main,
        checksum_at=checksum if has_checksum else None,
    )


def _is_piece(file: str) -> bool:
    ending = file.rpartition(".")[2].lower()
    return len(ending) == 5 and ending.startswith("zim") and ending.isalpha()


def _cut_off(file: str, size: int) -> DamagedArchive:
    return DamagedArchive(file, size, N_("the file ends too early"))


def read_types(file: str, header: Header, read: Read) -> tuple[str, ...]:
    """Return the types of media that entries name by number. Raises DamagedArchive."""
    end = min(header.size, header.types_at + LARGEST_TYPES)
    data = read(header.types_at, end - header.types_at)
    if data.startswith(b"\0"):
        return ()
    found, ended, _ = data.partition(b"\0\0")
    types = found.split(b"\0")
    if not ended or len(types) > MOST_TYPES:
        raise DamagedArchive(file, header.types_at, N_("the list of types has no end"))
    return tuple(each.decode("utf-8", "replace") for each in types)


def read_entry(file: str, number: int, at: int, types: tuple[str, ...], read: Read) -> Entry:
    """Read the entry that begins at a byte.

    Raises:
        DamagedArchive: it does not end, or names a type that is not in the list.
    """
    data = read(at, FIRST_LOOK)
    if data.count(b"\0", 12) < 2 or len(data) < FIRST_LOOK:
        data = read(at, LONGEST_ENTRY)
    if len(data) < 14:
        raise DamagedArchive(file, at, N_("an entry lies outside the file"))
    kind, space = struct.unpack_from("<HxB", data)
    cluster = blob = 0
    redirect, begin = None, 8
    if kind == REDIRECT:
        redirect, begin = struct.unpack_from("<I", data, 8)[0], 12
    elif kind not in (LINK, DELETED):
        if len(data) < 18 or kind >= len(types):
            raise DamagedArchive(file, at, N_("an entry is of an unknown type"))
        cluster, blob = struct.unpack_from("<II", data, 8)
        begin = 16
    path_end = data.find(b"\0", begin)
    title_end = data.find(b"\0", path_end + 1)
    if path_end < 0 or title_end < 0:
        raise DamagedArchive(file, at, N_("an entry has a name without end"))
    return Entry(
        number=number,
        key=bytes((space,)) + data[begin:path_end],
        space=chr(space),
        path=data[begin:path_end].decode("utf-8", "replace"),
        title=data[path_end + 1 : title_end].decode("utf-8", "replace"),
        type=types[kind] if kind < len(types) else "",
        redirect=redirect,
        cluster=cluster,
        blob=blob,
    )
