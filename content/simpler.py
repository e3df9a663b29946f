"""What makes a French text hard for a weak reader, sentence by sentence: hints for its author.

A hint is never a refusal: a negation is sometimes the plainest way to say a thing. The rules are
those that groups of readers agreed on; what a machine can't judge (one idea a sentence, a known
word) is left to people.

Source of the rules: "Information for all. European standards for making information easy to read
and understand" (Inclusion Europe), whose French edition is the method called FALC.
"""

import re
from dataclasses import dataclass

from content import reading_level
from i18n.translate import N_

LONGEST = 20
"""Words of a sentence beyond which a weak reader has lost its beginning; easy texts have 12."""
MOST_LETTERS = 14
"""Letters of a word beyond which it is read in pieces."""
MOST_SYLLABLES = 5

LONG, NEGATION, PASSIVE, ACRONYM, HARD_WORD = "long", "negation", "passive", "acronym", "word"

ADVICE = {
    LONG: N_("Long sentence ({count} words): make two of it, with one idea each."),
    NEGATION: N_("Negation (“{words}”): say what to do rather than what not to do, if you can."),
    PASSIVE: N_("Passive (“{words}”): say first who does it."),
    ACRONYM: N_("“{words}” is an acronym: write it in full once, or explain it in brackets."),
    HARD_WORD: N_("“{words}” is a long word: is there a shorter one, or an explanation?"),
}
"""What is said about each kind of hint; its values are ``words`` and ``count``."""

_NEGATION = re.compile(
    r"\b(?:ne\s+|n['’])(?:\S+\s+){0,4}?(?:pas|plus|jamais|rien|personne|aucune?|guère|ni)\b",
    re.IGNORECASE,
)
_BE = (
    r"(?:est|sont|sera|seront|serait|seraient|était|étaient|fut|furent|soit|soient|être|été|étant)"
)
_PASSIVE = re.compile(
    rf"\b{_BE}\s+(?:\S+ment\s+|bien\s+|déjà\s+)?\w+(?:é|i|u|is|it|ert|eint|uit)e?s?\s+"
    r"(?:par|de la part d)\b|"
    r"\b(?:a|ont|avait|avaient|aura|auront)\s+été\s+\w+(?:é|i|u|is|it)e?s?\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\b[A-ZÀ-Ý]{2,}(?:\.?[A-Z])*\b")
_KNOWN = frozenset(
    "TV CD DVD OK SMS PC WC II III IV VI VII VIII IX XI XII XIV XV XVI XIX XX XXI".split()
)
"""Capitals that everybody reads, and the commonest Roman numerals."""


@dataclass(frozen=True)
class Hint:
    """Something in a sentence that its author may make simpler."""

    kind: str
    """A key of ``ADVICE``."""
    sentence: str
    words: str
    """Of the sentence: what is meant."""
    count: int
    """Words of the sentence."""


def hints(text: str) -> list[Hint]:
    """Return what in a French text could be simpler, in its order; an acronym or word once.

    Args:
        text: plain, a line for each block, as ``content.html.text_of`` gives it.
    """
    found: list[Hint] = []
    met: set[str] = set()
    for sentence in reading_level.sentences(text):
        words = reading_level.words(sentence)
        if len(words) > LONGEST:
            found.append(Hint(LONG, sentence, "", len(words)))
        for kind, sign in ((NEGATION, _NEGATION), (PASSIVE, _PASSIVE)):
            if one := sign.search(sentence):
                found.append(Hint(kind, sentence, one[0].strip(), len(words)))
        for kind, word in [*_acronyms(sentence, text), *_hard_words(words)]:
            if word.casefold() not in met:
                met.add(word.casefold())
                found.append(Hint(kind, sentence, word, len(words)))
    return found


def _acronyms(sentence: str, text: str) -> list[tuple[str, str]]:
    """Return the acronyms of a sentence that the text explains nowhere in brackets."""
    if sentence == sentence.upper():
        return []  # a title in capitals
    written = _ACRONYM.findall(sentence)
    return [
        (ACRONYM, each)
        for each in written
        if each not in _KNOWN and f"({each})" not in text and f"{each} (" not in text
    ]


def _hard_words(words: list[str]) -> list[tuple[str, str]]:
    bare = (re.split("['’]", word)[-1] for word in words)
    return [
        (HARD_WORD, word)
        for word in bare
        if "-" not in word
        and (len(word) > MOST_LETTERS or reading_level.syllables(word) > MOST_SYLLABLES)
        and not word.isdecimal()
    ]
