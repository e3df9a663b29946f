"""A word as it stands in a text, and what a dictionary may have it under.

"l'élève," is found under "élève", "donne-moi" under "donne", "والكتاب" under "كتاب". What is a rule
of grammar with a table of its own (choisissez, choisir) is not here: those forms travel in the
dictionary.
"""

import re
import unicodedata

LONGEST = 100
"""Characters of what is looked for."""
_ELIDED = re.compile(
    r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|un|dell|nell|all|sull|dall|quest"
    r"|quell)'(?=\w)",
    re.IGNORECASE,
)
_ELIDING = ("fr", "it")
_POSSESSIVE = re.compile(r"'s?\Z")
_CLITICS = re.compile(
    r"-(?:t-)?(?:ils?|elles?|on|je|tu|nous|vous|moi|toi|les?|la|lui|leur|y|en|ce|ci|là)\Z",
    re.IGNORECASE,
)
_JOINED = ("ال", "وال", "بال", "فال", "كال", "لل", "و", "ف", "ب", "ل", "ك", "س")
"""What Arabic writes together with the word that follows, the article first. Dictionaries have
nouns with it or without: of the 52,996 words of FreeDict's Arabic-English one, 19,914."""
_SHORTEST = 3
"""Letters of an Arabic word from which something in front may be parted."""


def plain(typed: str) -> str:
    """Return a word without the signs around it, at most ``LONGEST`` characters."""
    short = " ".join(unicodedata.normalize("NFC", typed[: 4 * LONGEST]).split())[:LONGEST]
    short = short.replace("’", "'").replace("ʼ", "'").replace("‑", "-").replace("\u00ad", "")
    first = next((at for at, sign in enumerate(short) if _is_letter(sign)), len(short))
    last = next((at for at in range(len(short), first, -1) if _is_letter(short[at - 1])), first)
    return short[first:last]


def candidates(typed: str, language: str) -> list[str]:
    """Return under what a word may be found, the likeliest first; [] for no word at all.

    Args:
        typed: as it stands in a text, signs around it and all.
        language: of the text.
    """
    word = plain(typed)
    found = [word]
    if language in _ELIDING:
        found += [_ELIDED.sub("", each, count=1) for each in found]
    if language == "fr":
        found += [_CLITICS.sub("", each) for each in found]
    if language == "en":
        found += [_POSSESSIVE.sub("", each) for each in found]
    if language == "ar":
        starts = (each for each in _JOINED if word.startswith(each))
        found += [word[len(each) :] for each in starts if len(word) - len(each) >= _SHORTEST]
        found += [_JOINED[0] + each for each in found if not each.startswith(_JOINED[0])]
    if "-" in word:
        found += [part for part in word.split("-") if len(part) > 1]
    return [each for each in dict.fromkeys(found) if each]


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LN" or unicodedata.category(sign) == "Mn"
