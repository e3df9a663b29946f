"""Values of questions to and from JSON, by what their dataclasses say that they are.

What a dataclass does not know, or is of another type than it says, is refused; a field at its
default is left out when written, so that a question that says nothing new keeps its bytes.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from content.questions.question import Question
from content.questions.types import TYPES


def entry_of(value: Any) -> Any:
    """Return a dataclass, a tuple of them or a plain value as JSON: see ``build``."""
    if isinstance(value, tuple):
        return [entry_of(item) for item in value]
    if not is_dataclass(value):
        return value
    entry = {"type": value.type} if isinstance(value, Question) else {}
    for each in fields(value):
        held = getattr(value, each.name)
        if held != _default(each):
            entry[each.name] = entry_of(held)
    return entry


def question_of(entry: Any, on_html: Callable[[str], str]) -> Question:
    """Return the question that an entry of JSON holds.

    Args:
        entry: anything that was read from JSON.
        on_html: makes each fragment of HTML in it what the question shall have.

    Raises:
        ValueError: it is not what ``entry_of`` writes. Whether it can be asked is not looked at:
            see ``validity``.
    """
    if not isinstance(entry, dict) or not isinstance(entry.get("type"), str):
        raise ValueError("type")
    kind = TYPES.get(entry["type"])
    if kind is None:
        raise ValueError("type")
    rest = {name: value for name, value in entry.items() if name != "type"}
    question: Question = _dataclass_of(kind, rest, on_html)
    return question


def _dataclass_of(kind: type, entry: Any, on_html: Callable[[str], str]) -> Any:
    hints, needed = _shape_of(kind)
    if not isinstance(entry, dict) or not needed <= set(entry) <= set(hints):
        raise ValueError(kind.__name__)
    return kind(**{name: _value(hints[name], value, on_html) for name, value in entry.items()})


def _value(hint: Any, value: Any, on_html: Callable[[str], str]) -> Any:
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return on_html(_value(parts[0], value, on_html))
    if origin is tuple:
        return _tuple(parts, value, on_html)
    if origin is UnionType:
        question = question_of(value, on_html)
        if not isinstance(question, parts):
            raise ValueError(question.type)
        return question
    if is_dataclass(hint) and isinstance(hint, type):
        return _dataclass_of(hint, value, on_html)
    if type(value) is not hint:
        raise ValueError(str(hint))
    return value


def _tuple(parts: tuple[Any, ...], value: Any, on_html: Callable[[str], str]) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError("list")
    if parts[-1] is not ...:
        pairs = zip(parts, value, strict=True)
        return tuple(_value(part, item, on_html) for part, item in pairs)
    return tuple(_value(parts[0], item, on_html) for item in value)


@cache
def _shape_of(kind: type) -> tuple[dict[str, Any], set[str]]:
    """Return the fields of a dataclass with their types, and those that must be there."""
    hints = get_type_hints(kind, include_extras=True)
    own = {each.name: each for each in fields(kind)}
    needed = {name for name, each in own.items() if each.default is MISSING}
    return {name: hints[name] for name in own}, needed


def _default(each: "Field[Any]") -> Any:
    return each.default
