"""Moments in signed files: UTC, to the second, one way of writing."""

from datetime import UTC, datetime

_FORM = "%Y-%m-%dT%H:%M:%SZ"


def in_words(at: datetime) -> str:
    """Return a moment as files hold it: 2026-11-27T08:00:00Z."""
    return at.astimezone(UTC).strftime(_FORM)


def read(text: str) -> datetime:
    """Return the moment of a file.

    Raises:
        ValueError, TypeError: it is written otherwise.
    """
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC)
