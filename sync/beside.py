"""A second process that looks at the files of a release, on another processor.

    batches, as their parts come ──from the front──> the second process
                                └─from the back────> the first, once it has brought all

It is believed only where it finds nothing wrong; of these files it tells what it has seen. What it
takes offence at, what it had in hand when it fell, and what it had no time for is looked at by the
first process as if there were no second: so what is refused, and in which words, does not depend on
it. It is handed no lock and no database, and ends when the first one does, however that ends.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Condition, Thread
from types import TracebackType
from typing import Any

from content.accessibility.files import TYPES
from content.manifest import Slice, Stored
from content.seen import OnSeen, Seen, see
from content.store import Place
from sync.looking import fault_of, told
from sync.pieces import Pieces, Reading, cut

LOOK = "look-at-files"
"""The word that makes of the program such a process."""
MANY, PROCESSORS = 8_000, 2
"""Files from which a second process is worth its start, which takes as long as to look at two
thousand; and processors."""
AT_ONCE = 1 << 20
"""Bytes of files that are given away together: that much is waited for in the end."""
PAUSE = 0.05
"""Seconds between two questions whether to stop, while the last batch is waited for."""
_DIES_WITH_ITS_PARENT = 1
"""``PR_SET_PDEATHSIG``, see the manual page of ``prctl``."""

Batch = tuple[Stored, ...]


class Beside:
    """The files of a release, and the second process as long as its block lasts."""

    def __init__(
        self,
        files: Sequence[Stored],
        to_come: Iterable[str],
        pieces: Pieces,
        wants: tuple[str, OnSeen] | None = None,
    ) -> None:
        """Divide files that are to be looked at.

        Args:
            files: in the order in which their parts come.
            to_come: SHA-256 of the parts that are not here yet.
            pieces: says where the bytes are; nobody else uses it meanwhile.
            wants: the language of the course, and what is told, in another thread, what the second
                process has seen in its files; None if nobody wants to know.
        """
        self._wants = wants
        self._left = deque(_batches(files))
        self._to_come = set(to_come)
        self._pieces = pieces
        self._changed = Condition()
        self._in_hand: Batch = ()
        self._fine: list[Batch] = []
        self._is_over = False
        self._process = _start() if _is_worth_it(files) else None
        self._thread = Thread(target=self._hand_out, name="beside", daemon=True)

    def __enter__(self) -> "Beside":
        """Begin; batches whose parts are all here are looked at from now on."""
        if self._process is not None:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the second process, whatever it is doing."""
        if self._process is None:
            return
        self._process.kill()
        with self._changed:
            self._is_over = True
            self._changed.notify_all()
        self._thread.join()
        self._process.communicate()

    def arrived(self, parts: Iterable[str]) -> None:
        """Say that parts are here now."""
        with self._changed:
            self._to_come.difference_update(parts)
            self._changed.notify_all()

    def rest(
        self, *, before_each: Callable[[], None], on_bytes: Callable[[int], None]
    ) -> Iterator[Stored]:
        """Go through the files that the first process looks at, until all have been looked at.

        Args:
            before_each: called before each file and while waiting; what it raises ends the work.
            on_bytes: called with the bytes that the second process has read.
        """
        self.arrived(list(self._to_come))
        while True:
            with self._changed:
                fine, self._fine = self._fine, []
                # two ends, so that each process goes through the parts in their order
                end = self._left.pop if self._thread.is_alive() else self._left.popleft
                batch = end() if self._left else ()
                waits = not batch and bool(self._in_hand)
                if waits:
                    self._changed.wait(PAUSE)
            for each in fine:
                on_bytes(sum(map(told, each)))
            if not (batch or waits or fine):
                return
            if waits:
                before_each()
            for stored in batch:
                before_each()
                yield stored

    def _hand_out(self) -> None:
        """Give the second process one batch after the other; the thread that waits for it."""
        while batch := self._next():
            is_fine = False
            with suppress(OSError, ValueError):  # it fell, or was ended
                is_fine = self._ask(batch)
            with self._changed:
                (self._fine if is_fine else self._left).append(batch)
                self._in_hand = ()
                self._changed.notify_all()
            if not is_fine:
                return

    def _next(self) -> Batch:
        def is_here() -> bool:
            return self._is_over or not (self._left and _parts(self._left[0]) & self._to_come)

        with self._changed:
            self._changed.wait_for(is_here)
            if self._left and not self._is_over:
                self._in_hand = self._left.popleft()
            return self._in_hand

    def _ask(self, batch: Batch) -> bool:
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        language = None if self._wants is None else self._wants[0]
        files = [
            (each.sha256, each.size, each.type, told(each) > 0, self._places(each))
            for each in batch
        ]
        process.stdin.write(json.dumps([language, files]).encode() + b"\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline() or "null")
        if answer is None:
            return False
        if self._wants is not None:
            for sha256, seen in answer.items():
                self._wants[1](sha256, Seen.from_told(seen))
        return True

    def _places(self, stored: Stored) -> list[tuple[str, int, int]]:
        return [(str(path), first, size) for path, first, size in self._pieces.places(stored)]


def serve() -> None:
    """Be the second process: look at what comes on standard input, until there is no more."""
    if sys.platform == "linux":  # even if it looks at a file that takes minutes
        ctypes.CDLL(None).prctl(_DIES_WITH_ITS_PARENT, signal.SIGKILL)
    with Reading() as reading:
        for line in sys.stdin.buffer:
            language, files = json.loads(line)
            seen: dict[str, list[Any]] = {}
            is_fine = all(_is_fine(reading, language, seen, *each) for each in files)
            sys.stdout.write(json.dumps(seen if is_fine else None) + "\n")
            sys.stdout.flush()


def _is_fine(
    reading: Reading,
    language: str | None,
    seen: dict[str, list[Any]],
    sha256: str,
    size: int,
    kind: str,
    is_hashed: bool,
    where: list[list[Any]],
) -> bool:
    """Say whether nothing is wrong with one file, or nothing that this process can see.

    Args:
        language: of the course; None if nobody wants to know what is seen.
        seen: what was seen, by SHA-256; the file's own is added.
        reading: reads it.
        sha256: of the file.
        size: in bytes.
        kind: its media type.
        is_hashed: whether its hash is to be compared.
        where: path, offset and length of its bytes.
    """
    places: list[Place] = [(_path(path), first, length) for path, first, length in where]
    slices = () if is_hashed else (Slice(sha256, 0, size),)

    def look(data: bytes) -> None:
        if language is not None and kind in TYPES:
            seen[sha256] = see(data, kind, language).as_told()

    try:
        return not fault_of(
            Stored(sha256, size, kind, slices),
            lambda _, first, length: reading.at(cut(places, first, length)),
            lambda count: None,
            look,
        )
    except Exception:  # the first process meets it again, and says what it is
        return False


_path = lru_cache(maxsize=8)(Path)
"""Many files, one after the other, share a part."""


def _is_worth_it(files: Sequence[Stored]) -> bool:
    return len(files) >= MANY and (os.cpu_count() or 1) >= PROCESSORS


def _start() -> "subprocess.Popen[bytes]":
    frozen = getattr(sys, "frozen", False)
    root = str(Path(__file__).parents[1])
    found = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *([LOOK] if frozen else ["-m", __name__])],
        env=os.environ if frozen else {**os.environ, "PYTHONPATH": found},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def _batches(files: Iterable[Stored]) -> Iterator[Batch]:
    batch: list[Stored] = []
    size = 0
    for stored in files:
        batch.append(stored)
        size += stored.size
        if size >= AT_ONCE:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


def _parts(batch: Batch) -> set[str]:
    return {piece.part for stored in batch for piece in stored.slices}


if __name__ == "__main__":
    serve()
