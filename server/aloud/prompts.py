"""Which sentences of the program are prompts, the ones that are met first on top."""

import hashlib
from collections.abc import Iterable
from functools import cache

from babel.messages.pofile import read_po

from i18n.translate import CATALOGUES, DEFAULT, gettext, in_language

PLACES = (
    "server/web/templates/base.html",
    "server/seats/templates/seats/sign_in.html",
    "server/pictures/views.py",
    "server/pictures/drawings.py",
    "server/pictures/coming_in.py",
    "server/pictures/templates/pictures/find.html",
    "server/pictures/templates/pictures/choose.html",
    "server/pictures/templates/pictures/drawings.html",
    "server/records/templates/records/home.html",
    "server/positioning/prompts.py",
    "server/positioning/templates/positioning/step.html",
    "server/records/views.py",
    "server/library/views.py",
    "server/web/templates/macros.html",
    "server/library/templates/library/",
    "server/asking/pictures.py",
    "server/asking/templates/asking/ask.html",
    "server/asking/templates/asking/parts.html",
    "server/asking/templates/asking/mine.html",
    "server/asking/templates/asking/again.html",
    "server/asking/saying.py",
    "server/asking/views.py",
    "server/seats/",
    "server/records/",
    "server/words/templates/words/",
    "server/words/views.py",
    "server/wishes/views.py",
    "server/wishes/templates/wishes/",
    "server/notes/templates/notes/mine.html",
    "server/web/",
    "server/library/",
)
"""Files and folders with what learners read, in the order in which somebody new meets them."""

LONGEST = 300
"""Characters of a prompt: what is longer is a text, and is listened to."""


@cache
def prompts() -> tuple[str, ...]:
    """Return the prompts in English, their message ids, those that are met first on top."""
    path = CATALOGUES / DEFAULT / "LC_MESSAGES" / "ardoise.po"
    with path.open("rb") as file:
        messages = read_po(file, locale=DEFAULT)
    found = {
        message.id: rank
        for message in messages
        if isinstance(message.id, str) and 0 < len(message.id) <= LONGEST
        if not set("%{<") & set(message.id)
        if (rank := _rank(where for where, _line in message.locations)) is not None
    }
    return tuple(sorted(found, key=lambda each: (found[each], each)))


def _rank(files: Iterable[str]) -> int | None:
    """Return how soon somebody meets what stands in some files; None if no learner does."""
    there = tuple(files)
    ranks = (n for n, place in enumerate(PLACES) if any(f.startswith(place) for f in there))
    return next(ranks, None)


def by_words(language: str) -> dict[str, str]:
    """Return the message id of each prompt, by what it is in a language now."""
    with in_language(language):
        return {gettext(each): each for each in reversed(prompts())}


def by_name(language: str) -> dict[str, str]:
    """Return what each prompt is in a language, by the name of its sound."""
    return {name_of(words): words for words in by_words(language)}


def name_of(words: str) -> str:
    """Return what a sentence is called in addresses: sixteen hexadecimal digits."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]
