"""Pages that are nothing but computing are made one after the other.

Python computes in one thread at a time, and threads that take it from each other at every look
into the database do more work for the same pages: with twelve PCs asking at once, sixteen threads
make 170 lessons a second and one of twenty takes longer than 120 ms; in turn it is 240, and 65 ms
(``bench/pages.py``). What waits for something else (a password's hash, speech, a stick) takes no
turn, and holds up nobody who does.
"""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app, g, request

PATIENCE = 0.25
"""Seconds after which a page waits no longer: one that takes long must not stop all."""

View = TypeVar("View", bound=Callable[..., Any])

_in_turn: set[Callable[..., Any]] = set()
_turn = threading.Lock()


def in_turn(view: View) -> View:
    """Have a view answer when it is its turn; stands right above it."""
    _in_turn.add(view)
    return view


def take_turn() -> None:
    """Wait for one's turn; runs before everything else."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view in _in_turn and _turn.acquire(timeout=PATIENCE):
        g.my_turn = True


def end_turn(error: BaseException | None = None) -> None:
    """Let the next one have its turn; runs after everything else, whatever happened."""
    if g.pop("my_turn", False):
        _turn.release()
