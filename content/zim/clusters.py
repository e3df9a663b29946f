"""The bytes of an archive: clusters, plain or compressed, and the blobs in them.

Of a plain cluster only the blob asked for is read, from its place in the file. A compressed one is
opened whole, and the last few are kept, up to so many bytes: pages that link to each other mostly
lie together.
"""

import lzma
import struct
import sys
from collections import OrderedDict
from threading import BoundedSemaphore, Lock

from content.zim.layout import Header, Read
from content.zim.refusals import DamagedArchive
from i18n.refusals import Phrase
from i18n.translate import N_

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PLAIN, XZ, ZSTD = (0, 1), 4, 5
EXTENDED = 0x10
"""A cluster larger than 4 GiB, whose offsets take eight bytes."""
LARGEST_CLUSTER = 64 << 20
"""Bytes of an opened cluster: those of real archives have 1 or 2 MiB, a single large text more."""
MOST_BLOBS = 100_000
"""Blobs of a compressed cluster: with more, each of one of 2 MiB would have 20 bytes. Where each of
them ends takes 40 bytes of memory, however small the list is while it is packed."""
LARGEST_WINDOW = 27
"""Bits of zstd's window: 128 MiB, what its strongest setting takes."""
XZ_MEMORY = 160 << 20
"""Bytes that opening an xz cluster may take: its strongest preset takes 65 MiB."""
PIECE = 128 << 10
"""Compressed bytes read at a time."""
AT_ONCE = BoundedSemaphore(2)
"""Clusters being opened at a time in this process: what a hostile one takes is bounded by it."""

Opened = tuple[memoryview, tuple[int, ...]]
"""What a cluster holds, and where each of its blobs begins and the last one ends."""


class Kept:
    """Opened clusters, the last used, up to so many bytes together; for all archives and threads.

    Each is opened once, whoever asks for it meanwhile waits.
    """

    def __init__(self, most: int) -> None:
        """Keep clusters of ``most`` bytes together."""
        self._most = most
        self._size = 0
        self._lock = Lock()
        self._held: OrderedDict[tuple[str, int], Opened] = OrderedDict()

    def get(self, key: tuple[str, int]) -> Opened | None:
        """Return a cluster that is kept."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def put(self, key: tuple[str, int], opened: Opened) -> None:
        """Keep a cluster, and let go of those longest unused."""
        size = len(opened[0])
        with self._lock:
            if key in self._held or size > self._most // 2:
                return
            self._held[key] = opened
            self._size += size
            while self._size > self._most:
                _, gone = self._held.popitem(last=False)
                self._size -= len(gone[0])


class Clusters:
    """The clusters of one archive. Any thread may read."""

    def __init__(self, file: str, key: str, header: Header, read: Read, kept: Kept) -> None:
        """Read the clusters of a file.

        Args:
            file: its name, for refusals.
            key: names this very archive among those whose clusters are kept.
            header: of the archive.
            read: gives its bytes.
            kept: the clusters opened last.
        """
        self._file, self._key, self._header, self._read = file, key, header, read
        self._kept = kept
        self._locks = tuple(Lock() for _ in range(8))

    def place(self, cluster: int, blob: int) -> tuple[int, int] | None:
        """Return first byte and length of a blob that lies plain in the file, None if it does not.

        Raises:
            DamagedArchive
        """
        at, kind, wide = self._begin(cluster)
        if kind not in PLAIN:
            return None
        width = 8 if wide else 4
        body, form = at + 1, "<Q" if wide else "<I"
        (first,) = struct.unpack(form, self._exactly(body, width))
        if first % width or not 0 <= blob < first // width - 1:
            raise DamagedArchive(self._file, body, N_("a cluster has no such blob"))
        pair = self._exactly(body + blob * width, 2 * width)
        begin, end = struct.unpack(form[0] + form[1] * 2, pair)
        if not first <= begin <= end <= self._header.size - body:
            raise DamagedArchive(self._file, body, N_("a blob lies outside its cluster"))
        return body + begin, end - begin

    def blob(self, cluster: int, blob: int) -> memoryview:
        """Return the bytes of a blob in a compressed cluster.

        Raises:
            DamagedArchive
        """
        key = self._key, cluster
        opened = self._kept.get(key)
        if opened is None:
            with self._locks[cluster % len(self._locks)]:
                opened = self._kept.get(key)
                if opened is None:
                    with AT_ONCE:
                        opened = self._open(cluster)
                    self._kept.put(key, opened)
        data, offsets = opened
        if not 0 <= blob < len(offsets) - 1:
            at, _, _ = self._begin(cluster)
            raise DamagedArchive(self._file, at, N_("a cluster has no such blob"))
        return data[offsets[blob] : offsets[blob + 1]]

    def _begin(self, cluster: int) -> tuple[int, int, bool]:
        """Return where a cluster begins, how it is compressed, whether its offsets are wide."""
        header = self._header
        if not 0 <= cluster < header.clusters:
            raise DamagedArchive(self._file, header.clusters_at, N_("there is no such cluster"))
        place = header.clusters_at + 8 * cluster
        (at,) = struct.unpack("<Q", self._exactly(place, 8))
        if at >= header.size:
            raise DamagedArchive(self._file, place, N_("a cluster lies outside the file"))
        info = self._exactly(at, 1)[0]
        kind = info & 0x0F
        if kind not in (*PLAIN, XZ, ZSTD):
            what = Phrase(N_("compression {kind} is unknown"), kind=kind)
            raise DamagedArchive(self._file, at, what)
        return at, kind, bool(info & EXTENDED)

    def _open(self, cluster: int) -> Opened:
        at, kind, wide = self._begin(cluster)
        try:
            data = self._decompressed(at, kind)
        except (lzma.LZMAError, zstd.ZstdError, EOFError, MemoryError) as error:
            what = N_("compressed bytes cannot be read")
            raise DamagedArchive(self._file, at, what) from error
        width = 8 if wide else 4
        form = "Q" if wide else "I"
        first = struct.unpack_from(f"<{form}", data)[0] if len(data) >= width else 0
        if not first or first % width or first > len(data):
            raise DamagedArchive(self._file, at, N_("a cluster has no list of blobs"))
        if first // width > MOST_BLOBS:
            raise DamagedArchive(self._file, at, N_("a cluster is larger than any should be"))
        offsets = struct.unpack_from(f"<{first // width}{form}", data)
        if list(offsets) != sorted(offsets) or offsets[-1] > len(data):
            raise DamagedArchive(self._file, at, N_("a blob lies outside its cluster"))
        return memoryview(data), offsets

    def _decompressed(self, at: int, kind: int) -> bytes:
        opener: lzma.LZMADecompressor | zstd.ZstdDecompressor
        if kind == XZ:
            opener = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY)
        else:
            limit = {int(zstd.DecompressionParameter.window_log_max): LARGEST_WINDOW}
            opener = zstd.ZstdDecompressor(options=limit)
        pieces, size, place = [], 0, at + 1
        while not opener.eof:
            given = b""
            if opener.needs_input:
                given = self._read(place, PIECE)
                place += len(given)
                if not given:
                    raise EOFError
            piece = opener.decompress(given, LARGEST_CLUSTER + 1 - size)
            size += len(piece)
            pieces.append(piece)
            if size > LARGEST_CLUSTER:
                raise DamagedArchive(self._file, at, N_("a cluster is larger than any should be"))
        return b"".join(pieces)

    def _exactly(self, at: int, length: int) -> bytes:
        data = self._read(at, length)
        if len(data) < length:
            raise DamagedArchive(self._file, at, N_("the file ends too early"))
        return data
