"""What makes a French text hard for a weak reader, sentence by sentence: hints for its author.

A hint is never a refusal: a negation is sometimes the plainest way to say a thing. The rules are
those that groups of readers agreed on; what a machine can't judge (one idea a sentence, a known
word) is left to people.

Source of the rules: "Information for all. European standards for making information easy to read
and understand" (Inclusion Europe), whose French edition is the method called FALC.
"""

import re
from dataclasses import dataclass

from content import frequent, reading_level
from i18n.translate import N_

LONGEST = 20
"""Words of a sentence beyond which a weak reader has lost its beginning; easy texts have 12."""
MOST_LETTERS = 14
"""Letters of a word beyond which it is read in pieces."""
MOST_SYLLABLES = 5

LONG, NEGATION, PASSIVE, ACRONYM, HARD_WORD = "long", "negation", "passive", "acronym", "word"
BRACKETS, ROMAN, RARE, PLAINER = "brackets", "roman", "rare", "plainer"

ADVICE = {
    LONG: N_("Long sentence ({count} words): make two of it, with one idea each."),
    NEGATION: N_("Negation (“{words}”): say what to do rather than what not to do, if you can."),
    PASSIVE: N_("Passive (“{words}”): say first who does it."),
    ACRONYM: N_("“{words}” is an acronym: write it in full once, or explain it in brackets."),
    HARD_WORD: N_("“{words}” is a long word: is there a shorter one, or an explanation?"),
    RARE: N_("“{words}” is a rare word: say it in common words, or explain it."),
    PLAINER: N_("“{words}”: “{instead}” is read by more people."),
    ROMAN: N_("“{words}” is a Roman numeral: write {instead}."),
    BRACKETS: N_("Brackets (“{words}”): make a sentence of their own of them."),
}
"""What is said about each kind of hint; its values are ``words``, ``count`` and ``instead``."""

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
_KNOWN = frozenset("TV CD DVD OK SMS PC WC".split())
"""Capitals that everybody reads."""
_ROMAN = re.compile(r"\b(?=[IVXLC]{2,})(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})(?=\b|e\b|è)")
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_BRACKETS = re.compile(r"\(([^()]*\s[^()]*\s[^()]*)\)")
"""Three words or more: fewer explain the word before them."""


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
    instead: str = ""
    """What to write in the place of ``words``, "" where no machine can say."""


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
        for one in _BRACKETS.finditer(sentence):
            found.append(Hint(BRACKETS, sentence, one[1].strip(), len(words)))
        for kind, word, instead in _words(sentence, words, text):
            if word.casefold() not in met:
                met.add(word.casefold())
                found.append(Hint(kind, sentence, word, len(words), instead))
    return found


def line_of(hint: Hint, source: str) -> int:
    """Return the line of a text in Markdown where a hint is about something, from 1; 0 if marks
    stand between its words.

    Args:
        hint: of this text.
        source: as it was written.
    """
    begin = " ".join(hint.sentence.split()[:3])
    lines = source.splitlines()
    near = [at for at, line in enumerate(lines) if begin in " ".join(line.split())]
    wanted = hint.words.split("\n")[0]
    for at in [*near, *range(len(lines))]:
        if wanted and wanted in lines[at]:
            return at + 1
    return near[0] + 1 if near else 0


def _words(sentence: str, words: list[str], text: str) -> list[tuple[str, str, str]]:
    """Return the words of a sentence that are hard: kind, word, what to write instead."""
    roman = [(ROMAN, one[0], str(_number(one[0]))) for one in _ROMAN.finditer(sentence) if one[0]]
    numerals = {word for _, word, _ in roman}
    acronyms = [each for each in _acronyms(sentence, text) if each[1] not in numerals]
    hard = _hard_words(words)
    taken = {word for _, word in hard}
    rare = [each for each in _rare_words(words, text) if each[1] not in taken]
    return [*roman, *((kind, word, "") for kind, word in (*acronyms, *hard)), *rare]


def _number(numeral: str) -> int:
    """Return what a Roman numeral counts: one that stands before a greater one is taken away."""
    values = [_LETTERS[sign] for sign in numeral]
    after = [*values[1:], 0]
    return sum(-one if one < next_ else one for one, next_ in zip(values, after, strict=True))


def _rare_words(words: list[str], text: str) -> list[tuple[str, str, str]]:
    found = []
    for place, word in enumerate(words):
        bare = re.split("['’]", word)[-1]
        instead = frequent.PLAINER.get(bare.casefold(), "")
        if instead:
            found.append((PLAINER, bare, instead))
            continue
        is_name, is_explained = bare[:1].isupper() and place, f"{bare} (" in text
        if not is_name and not is_explained and frequent.is_rare(bare):
            found.append((RARE, bare, ""))
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
