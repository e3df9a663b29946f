"""What a page asks of the databases."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(str(record.msg))


@contextmanager
def queries_of() -> Iterator[list[str]]:
    """Gather every query that is made inside the block."""
    log, kept = logging.getLogger("peewee"), _Kept()
    before = log.level
    log.addHandler(kept)
    log.setLevel(logging.DEBUG)
    try:
        yield kept.said
    finally:
        log.removeHandler(kept)
        log.setLevel(before)
