"""Answers about the library, kept in memory until a release is switched in.

What is installed changes a few times a week; pages ask the same of it all day. An answer is kept
under what every channel shows at the moment; one that was found while that changed is not kept.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

from content.models import database

MOST = 2_000
"""Answers kept: a course of 20,000 pages is read by a class in far fewer."""

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")

_kept: OrderedDict[Hashable, object] = OrderedDict()
_lock = Lock()


def recalled(query: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    """Keep the answers of a query; its arguments are hashable, its answers never changed."""

    @wraps(query)
    def ask(*args: _Asked.args, **kwargs: _Asked.kwargs) -> _Answer:
        shown = _what_is_shown()
        key = (query, shown, args, tuple(kwargs.items()))
        with _lock:
            if key in _kept:
                _kept.move_to_end(key)
                return _kept[key]  # type: ignore[return-value]  # what this query answered
        answer = query(*args, **kwargs)
        if _what_is_shown() == shown:
            with _lock:
                _kept[key] = answer
                if len(_kept) > MOST:
                    _kept.popitem(last=False)
        return answer

    return ask


def _what_is_shown() -> Hashable:
    rows = database.execute_sql('SELECT "id", "current_id", "retired" FROM "channel" ORDER BY "id"')
    return (database.database, tuple(rows.fetchall()))
