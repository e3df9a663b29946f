"""Where the syllables of a word end, for whoever reads them in two colours.

Pyphen's patterns (those of Hunspell) say where a line may break. In French that leaves a first
letter with its neighbours, "école", which nobody does who reads aloud: such words are cut here.
"""

import re
from functools import lru_cache

from pyphen import (  # type: ignore[import-untyped]  # it has no types
    Pyphen,
    language_fallback,
)

LONGEST = 40
"""Letters of a word; what is longer is left whole."""

_FRENCH_ENDS = re.compile(
    r"^[aeiouyàâéèêëîïôûœ](?=(?:[bcdfgptv][rl]|[cpt]h|gn|qu|[b-df-hj-np-tv-z])[aeiouyàâéèêëîïôûœ])"
    r"|é(?=[aoiu]|e[rzn])"
)
_JOINS = re.compile(r"['’ʼ]")


@lru_cache(maxsize=8)
def _patterns(language: str) -> Pyphen | None:
    found = language_fallback(language)
    return Pyphen(lang=found, left=1, right=1) if found else None


@lru_cache(maxsize=20_000)
def ends(word: str, language: str) -> tuple[int, ...]:
    """Return after how many letters each syllable of a word ends, but the last.

    Args:
        word: letters, with the apostrophes between them.
        language: BCP 47; of one whose syllables are not known, words stay whole.
    """
    patterns = _patterns(language)
    if patterns is None or len(word) > LONGEST:
        return ()
    found: set[int] = set()
    at = 0
    for part in _JOINS.split(word.lower()):
        found.update(at + end for end in patterns.positions(part))
        if language == "fr":
            found.update(at + match.end() for match in _FRENCH_ENDS.finditer(part))
        at += len(part) + 1
    return tuple(sorted(end for end in found if 0 < end < len(word)))
