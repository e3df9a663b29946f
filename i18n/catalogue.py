"""What a translation of a sentence must be: whole, sure, with the placeholders of the English."""

import re
from collections.abc import Callable, Iterable, Sequence
from string import Formatter

from babel.messages.catalog import Message

from i18n.translate import N_

_DIRECTIVES = re.compile(r"%%|(%\(\w+\)[a-z]|%[sd])")
_TAG = re.compile(r'<(?:[A-Za-z/!?{%][^>]*>?|$)|"')
"""A tag, what may become one with what follows, and the end of an attribute it stands in."""
_STRAY = "%"


def fault(message: Message) -> str:
    """Return what is wrong with a translation, marked; "" when it is right.

    Pages fill in the placeholders of a translation and write it unescaped, as they do with the
    program's own sentences. So it may ask for no more than the English asks for: no other width,
    no sign of percent by itself, no tag, no quote in which an attribute would end.
    """
    if not is_translated(message):
        return N_("is missing")
    if message.fuzzy:
        return N_("is marked as unsure")
    english, texts = _forms(message.id), _forms(message.string)
    if any(tags(text) - _of_all(tags, english) for text in texts):
        return N_("has a sign of web pages (<) that is not in the English")
    there = _of_all(placeholders, english)
    if len(english) > 1:
        if any(placeholders(text) - there for text in texts):
            return N_("has a placeholder that is not in the English")
    elif placeholders(texts[0]) - there or there - placeholders(texts[0]) - {_STRAY}:
        return N_("has other placeholders than the English")
    return ""


def _of_all(find: Callable[[str], set[str]], texts: Iterable[str]) -> set[str]:
    return set().union(*(find(text) for text in texts))


def is_translated(message: Message) -> bool:
    """Say whether every form of a message has words."""
    return all(text and text.strip() for text in _forms(message.string))


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the forms of a sentence; one that is empty where Babel has none yet."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def tags(text: str) -> set[str]:
    """Return the tags of a text: "<b>"; also one that is not closed, and a straight quote."""
    return set(_TAG.findall(text))


def placeholders(text: str) -> set[str]:
    """Return what a text asks for: "{count:d} of %(all)s"; a sign of percent by itself is "%"."""
    percent = {found for found in _DIRECTIVES.findall(text) if found}
    if _STRAY in _DIRECTIVES.sub("", text):
        percent.add(_STRAY)
    try:
        return percent | {
            _in_braces(name, form or "", conversion)
            for _, name, form, conversion in Formatter().parse(text)
            if name is not None
        }
    except ValueError:
        return percent | {"a brace that is not closed"}


def _in_braces(name: str, form: str, conversion: str | None) -> str:
    return f"{{{name}{'!' + conversion if conversion else ''}{':' + form if form else ''}}}"
