"""The values of a database, which SQLite keeps of any type, as what they should be."""

import json
from typing import Any


def text(value: Any) -> str:
    """Return a text, "" for what is none."""
    return "" if value is None or isinstance(value, bytes) else str(value)


def decimal(value: Any) -> float:
    """Return a number, 0 for what is none or too large to be one."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return number if abs(number) < 1e15 else 0.0


def number(value: Any) -> int:
    """Return a whole number, as ``decimal``."""
    return int(decimal(value))


def object_(value: Any) -> dict[str, Any]:
    """Return an object of JSON, an empty one for what is none."""
    body = _parsed(value)
    return body if isinstance(body, dict) else {}


def array(value: Any) -> list[Any]:
    """Return a list of JSON, an empty one for what is none."""
    body = _parsed(value)
    return body if isinstance(body, list) else []


def _parsed(value: Any) -> Any:
    try:
        return json.loads(text(value)[:1_000_000] or "null")
    except (ValueError, RecursionError):
        return None


def listed(value: Any) -> tuple[str, ...]:
    """Return words that stand between commas."""
    return tuple(code.strip() for code in text(value).split(",") if code.strip())
