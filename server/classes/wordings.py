"""Levels and languages as people write them in a list, in any language of the interface."""

import re
from functools import cache

from content.vocabulary import LEVELS
from i18n import languages
from i18n.refusals import Invalid, Refusal
from i18n.translate import N_, gettext, in_language
from server.accounts.models import folded

_WRITTEN = ("fr", "en", "ar")
"""The languages in which names of levels and languages are understood in a list."""
_SHORT = re.compile(r"\(([^)]*)\)")


class UnknownLevel(Invalid):
    """A level that the program does not know; it is left out."""

    message = N_("The level “{level}” is not known here: it is left out.")


class UnknownLanguage(Invalid):
    """A language that pages do not have."""

    message = N_("Pages are not written in “{language}”: they are shown in {instead}.")


def level_of(text: str) -> tuple[str, Refusal | None]:
    """Return a key of ``LEVELS`` for what somebody wrote, "" for none, and what to say about it."""
    if not text:
        return "", None
    for code, name in LEVELS.items():
        if folded(text) in {folded(code), *_writings(name)}:
            return code, None
    return "", UnknownLevel(level=text)


def language_of(text: str, otherwise: str) -> tuple[str, Refusal | None]:
    """Return the language of the interface that somebody wrote, else ``otherwise``, and a word."""
    if not text:
        return otherwise, None
    for code in languages.interface():
        known = languages.get(code)
        if folded(text) in {folded(code), folded(known.own_name), *_writings(known.name)}:
            return code, None
    return otherwise, UnknownLanguage(language=text, instead=languages.named(otherwise).own_name)


@cache
def _writings(name: str) -> frozenset[str]:
    """Return a name in the languages of lists, folded; what it has in brackets too."""
    found = set()
    for code in _WRITTEN:
        with in_language(code):
            said = gettext(name)
        found |= {folded(said), folded(_SHORT.sub("", said))}
        found |= {folded(short) for short in _SHORT.findall(said)}
    return frozenset(found - {""})
