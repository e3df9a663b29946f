"""The catalogue of a release, read in a thread of its own while the rest of the release comes.

Its parts come first. What a medium, a disk and a hash take leaves a processor free; to read the
catalogue of 20,000 nodes keeps one busy for half a second.
"""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from content.catalogue import Catalogue
from content.manifest import Stored
from sync.looking import whole
from sync.pieces import Pieces


class Early:
    """Reads one catalogue; in a block, at whose end it is read or waits to be."""

    def __init__(self, stored: Stored, to_come: Iterable[str], pieces: Pieces) -> None:
        """Wait for parts.

        Args:
            stored: the catalogue, from its manifest.
            to_come: SHA-256 of the parts of the release that are not here yet.
            pieces: says where the bytes are; nobody else uses it.
        """
        self._stored, self._pieces = stored, pieces
        self._to_come = {piece.part for piece in stored.slices} & {*to_come}
        self._thread = ThreadPoolExecutor(1)
        self._begun: Future[Catalogue] | None = None

    def __enter__(self) -> Self:
        """Begin, if all is here."""
        self.arrived(())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait until what was begun is done."""
        self._thread.shutdown()

    def arrived(self, parts: Iterable[str]) -> None:
        """Say that parts are here now and may be read; one thread at a time."""
        self._to_come.difference_update(parts)
        if not self._to_come and self._begun is None:
            self._begun = self._thread.submit(self._read)

    def catalogue(self) -> Catalogue:
        """Return the catalogue, all of whose parts are here.

        Raises:
            CatalogueRefused, ManifestRefused: it is not valid, or not what its hash says.
            Incomplete: its bytes are no longer here.
        """
        return self._begun.result() if self._begun is not None else self._read()

    def _read(self) -> Catalogue:
        with self._pieces as pieces:
            return Catalogue.from_bytes(whole(self._stored, pieces.chunks))
