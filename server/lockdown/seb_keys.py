"""The Config Key of Safe Exam Browser, and the hashes that it sends with its requests.

The key is the SHA-256 of all settings, written as one line of JSON of a kind of its own: keys
sorted without regard to case, nothing escaped, nothing empty. Only settings that are in the file
count, so that new versions of the browser do not change the key of an old file.

Source: the developer documentation of Safe Exam Browser, "SEB Config Key".
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

_NOT_COUNTED = "originatorversion"
"""Which program wrote the settings; the only one that counts for nothing."""


def config_key(settings: Mapping[str, Any]) -> str:
    """Return the Config Key of settings, 64 hexadecimal digits."""
    return hashlib.sha256(seb_json(settings).encode()).hexdigest()


def seb_json(settings: Mapping[str, Any]) -> str:
    """Return settings as the line that is hashed.

    Args:
        settings: as a property list holds them: texts, numbers, booleans, bytes, dates, lists and
            dictionaries.
    """
    return _written(_kept(settings))


def request_hash(url: str, key: str) -> str:
    """Return what a browser with this key sends with a request, 64 hexadecimal digits.

    Args:
        url: absolute, as the browser asked for it; what follows ``#`` counts for nothing.
        key: a Config Key or a Browser Exam Key.
    """
    return hashlib.sha256((url.partition("#")[0] + key).encode()).hexdigest()


def is_from(url: str, key: str, told: str | None) -> bool:
    """Say whether a request came with the hash of this key; compared in constant time."""
    expected = request_hash(url, key).encode()
    return hmac.compare_digest((told or "").strip().lower().encode(), expected)


def _kept(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what does not count: who wrote it, and dictionaries that hold nothing."""
    kept = {
        name: _kept(value) if isinstance(value, Mapping) else value
        for name, value in settings.items()
        if name.lower() != _NOT_COUNTED
    }
    return {name: value for name, value in kept.items() if value != {}}


def _written(value: Any) -> str:
    match value:
        case None:
            return '""'
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return _real(value)
        case str():
            return f'"{value}"'
        case bytes() | bytearray():
            return f'"{base64.b64encode(value).decode()}"'
        case date():
            return f'"{_moment(value)}"'
        case Mapping():
            names = sorted(value, key=lambda name: (name.casefold(), name.swapcase()))
            return "{" + ",".join(f'"{name}":{_written(value[name])}' for name in names) + "}"
        case Sequence():
            items = (_kept(each) if isinstance(each, Mapping) else each for each in value)
            return "[" + ",".join(map(_written, items)) + "]"
    raise TypeError(type(value))


def _real(value: float) -> str:
    """Write a number as the program in C does: 15 digits, E for the exponent, no minus zero."""
    return "0" if value == 0 else f"{value:.15g}".upper()


def _moment(at: date) -> str:
    if isinstance(at, datetime):
        at = at.replace(tzinfo=at.tzinfo or UTC)
    return at.isoformat()
