"""The index on disk: written by a job's process, searched by the server's threads meanwhile."""

import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.util.filelock import FileLock, try_for

from search.documents import SCHEMA, Document, analyse, mark, schema
from search.query import Query, Results, answer
from search.reader import Reader
from search.suggest import Forms, build, file_name

__all__ = ["Document", "Index"]

NAME = f"v{SCHEMA}"
"""Whoosh's name for the index; files of another number are never read."""

LARGE = 1000
"""Documents of a segment that is worth keeping as it is."""

MOST_SEGMENTS = 6
"""Segments of an index: each costs every query a look into its table of terms, 20 µs a word."""

SORTED_AT_ONCE = 24
"""Megabytes of postings that Whoosh sorts in memory: with 64 it is no faster and takes 50 more."""

TRIES = 10
"""Times to open an index that another process keeps renewing, 20 ms apart."""

PATIENCE = 600
"""Seconds to wait for another process that writes: the largest channel takes about ten minutes."""


class Index:
    """The search index in one folder. Any thread may search; one process at a time writes."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._storage = _DurableStorage(str(folder))
        self._lock = Lock()
        self._reader: Reader | None = None
        self._forms: Forms | None = None
        self._forms_of = ""

    def releases(self) -> dict[str, str]:
        """Return the release of each channel that the index holds, as of the last commit."""
        with self._lock:
            reader = self._current()
            return dict(reader.releases) if reader else {}

    def replace(
        self,
        channel_id: str,
        release: str,
        documents: Iterable[Document],
        on_document: Callable[[int], None] = lambda n: None,
    ) -> None:
        """Put the documents of one release of a channel in the place of its present ones.

        All in one commit: cut off anywhere, the index holds what it held before.

        Args:
            channel_id: the channel; documents of other channels stay.
            release: what ``releases`` will say: names this very release, wherever it is installed.
            documents: read once, one at a time.
            on_document: called with the number of documents read so far.

        Raises:
            OSError: the disk is full; the index is as it was.
            TimeoutError: another process wrote all the while.
        """
        with self._writing() as writer:
            writer.delete_by_term("channel", channel_id)
            forms: dict[str, Counter[str]] = {}
            for count, document in enumerate(documents, start=1):
                analysed = analyse(document)
                writer.add_document(**analysed.fields)
                forms.setdefault(analysed.language, Counter()).update(analysed.forms)
                on_document(count)
            writer.add_document(**mark(channel_id, release, forms))

    def extend(
        self, channel_id: str, release: str, documents: Iterable[Document], done: Mapping[str, int]
    ) -> bool:
        """Add documents to a release of a channel that the index holds, in one commit.

        Args:
            channel_id: the channel.
            release: as ``replace`` was told.
            documents: read once, one at a time.
            done: what ``done`` will say.

        Returns:
            Whether it was done: not so where the index holds another release.

        Raises as ``replace`` does.
        """
        if self.releases().get(channel_id) != release:
            return False
        with self._writing() as writer:
            forms: dict[str, Counter[str]] = {}
            for document in documents:
                analysed = analyse(document)
                writer.add_document(**analysed.fields)
                forms.setdefault(analysed.language, Counter()).update(analysed.forms)
            writer.add_document(**mark(channel_id, release, forms, done))
        return True

    def done(self) -> dict[str, int]:
        """Return how far nodes that hold many pages are in the index, by id."""
        with self._lock:
            reader = self._current()
            return dict(reader.done) if reader else {}

    def remove(self, channel_id: str) -> None:
        """Take a channel out, in one commit. Raises as ``replace`` does."""
        with self._writing() as writer:
            writer.delete_by_term("channel", channel_id)

    def search(self, query: Query) -> Results:
        """Answer a query from the last commit, whichever process made it.

        Never fails because of what was typed. An index that holds nothing finds nothing.
        """
        with self._lock:
            reader = self._current()
            if reader is None:
                return Results()
            return answer(reader, query, partial(self._corrections, reader))

    def close(self) -> None:
        """Give the files back; searching opens them again."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
                self._reader = None
            if self._forms is not None:
                self._forms.close()
                self._forms, self._forms_of = None, ""

    def _corrections(self, reader: Reader, typed: str, strictly: bool) -> list[str]:
        """Return other ways to write what was typed, as ``Forms`` does; the lock is held.

        While another process writes, the forms of the commit before serve; where that
        process was killed before it wrote the forms, they are made here.
        """
        stamp = reader.stamp()
        if self._forms_of != stamp:
            path = self._folder / file_name(stamp)
            forms = _opened(path) or self._made_again(path, reader)
            if forms is not None:
                if self._forms is not None:
                    self._forms.close()
                self._forms, self._forms_of = forms, stamp
        return self._forms.corrections(typed, strictly=strictly) if self._forms else []

    def _made_again(self, path: Path, reader: Reader) -> Forms | None:
        """Make the forms of the last commit, unless a process that writes is about to."""
        lock = self._file_lock()
        try:
            if not lock.acquire():
                return None
            try:
                if TOC._latest_generation(self._storage, NAME) == reader.generation:
                    _write_forms(self._folder, reader)
            finally:
                lock.release()
        except (OSError, sqlite3.Error):
            return None  # a full disk costs the corrections, not the search
        return _opened(path)

    def _file_lock(self) -> Any:
        """Return the lock that whoever writes holds, in whichever process."""
        return FileLock(str(self._folder / "lock"))

    def _current(self) -> Reader | None:
        """Return a reader of the last commit; the lock is held."""
        generation = TOC._latest_generation(self._storage, NAME)
        if generation < 0:
            return None
        if self._reader is None or self._reader.generation != generation:
            old, self._reader = self._reader, self._opened_reader()
            if old is not None:
                old.close()
        return self._reader

    def _opened_reader(self) -> Reader:
        """Open the last commit, again if another process has meanwhile made one more."""
        for _ in range(TRIES):
            try:
                return Reader(FileIndex(self._storage, indexname=NAME))
            except FileNotFoundError:
                time.sleep(0.02)
        return Reader(FileIndex(self._storage, indexname=NAME))

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        """Give a writer whose changes are one commit, or none where the block fails."""
        lock = self._file_lock()
        if not try_for(lock.acquire, timeout=PATIENCE, delay=0.2):
            raise TimeoutError(f"{self._folder}: another process is writing the index")
        try:
            if TOC._latest_generation(self._storage, NAME) < 0:
                FileIndex.create(self._storage, schema(), NAME)
            for leftover in (*self._folder.glob("*.toc.*"), *self._folder.glob("*.part")):
                leftover.unlink()  # of a process that was killed
            codec = W3Codec()
            codec.length_stats = False
            writer = FileIndex(self._storage, indexname=NAME).writer(
                limitmb=SORTED_AT_ONCE, codec=codec
            )
            try:
                yield writer
            except BaseException:
                writer.cancel()
                raise
            writer.commit(mergetype=_few_segments)
            with closing(Reader(FileIndex(self._storage, indexname=NAME))) as reader:
                _write_forms(self._folder, reader)
        finally:
            lock.release()


def _few_segments(writer: Any, segments: list[Any]) -> list[Any]:
    """Decide which segments stay as they are; the others are merged into the new one.

    A large channel that did not change is not written again (merging takes as long as
    half of indexing); what is small or has lost documents is.
    """
    kept: list[Any] = []
    for segment in sorted(segments, key=lambda segment: -int(segment.doc_count_all())):
        large = segment.doc_count_all() >= LARGE and not segment.has_deletions()
        if large and len(kept) < MOST_SEGMENTS - 1:
            kept.append(segment)
        elif segment.doc_count():
            with closing(SegmentReader(writer.storage, writer.schema, segment)) as reader:
                writer.add_reader(reader)
    return kept


def _opened(path: Path) -> Forms | None:
    """Open a table of forms that is there and whole."""
    try:
        return Forms(path)
    except sqlite3.DatabaseError:
        return None


def _write_forms(folder: Path, reader: Reader) -> None:
    """Write the forms of a commit, and remove those of commits before; the file lock is held."""
    path = folder / file_name(reader.stamp())
    build(path, reader.forms())
    for old in folder.glob("forms-*"):
        if old != path:
            with suppress(OSError):  # Windows keeps what another process has open
                old.unlink()


class _DurableStorage(FileStorage):
    """Whoosh's folder of files, on the disk before the rename that makes them count."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Flush every file of the index, then rename, then flush the folder."""
        for name in [oldname, *(n for n in self.list() if n.startswith(f"{NAME}_"))]:
            with (Path(self.folder) / name).open("rb+") as file:
                os.fsync(file.fileno())
        super().rename_file(oldname, newname, safe=safe)
        if os.name == "posix":
            handle = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
