"""The archive of questions and of papers: what lies there is offered no more, and is not lost."""

from datetime import datetime
from typing import Any


def put(row: Any, away: bool, *, at: datetime) -> bool:
    """Put a row into the archive or (``away`` false) take it out, inside a transaction.

    Args:
        row: of a table with ``archived_at``, read under the write lock.
        away: where it shall be.
        at: now.

    Returns:
        Whether it was elsewhere before.
    """
    if (row.archived_at is not None) == away:
        return False
    row.archived_at = at if away else None
    row.save(only=[type(row).archived_at])
    return True
