"""What a translation of a sentence must be: whole, sure, with the placeholders of the English."""

import re
from string import Formatter

from babel.messages.catalog import Message

from i18n.translate import N_


def fault(message: Message) -> str:
    """Return what is wrong with a translation, marked; "" when it is right."""
    if not is_translated(message):
        return N_("is missing")
    if message.fuzzy:
        return N_("is marked as unsure")
    if not isinstance(message.id, str):
        there = set().union(*(placeholders(text) for text in message.id))
        if any(placeholders(text) - there for text in message.string):
            return N_("has a placeholder that is not in the English")
    elif placeholders(message.id) != placeholders(str(message.string)):
        return N_("has other placeholders than the English")
    return ""


def is_translated(message: Message) -> bool:
    """Say whether every form of a message has words."""
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(text and text.strip() for text in texts)


def placeholders(text: str) -> set[str]:
    """Return the names in braces and after percent signs: "{count} of %(all)s"."""
    percent = set(re.findall(r"%\(\w+\)[a-z]|%[sd]", text))
    try:
        return percent | {f"{{{name}}}" for _, name, _, _ in Formatter().parse(text) if name}
    except ValueError:
        return percent | {"a brace that is not closed"}
