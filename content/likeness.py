"""Words that look like others though they are written otherwise: "Мaths" with a Cyrillic letter.

Two people who approve a bundle read titles; a reader chooses by them. Nobody is refused for a
likeness, since honest titles are alike too: it is shown to whoever decides.

Source of the letters: the commonest of Unicode's confusables (UTS 39), for the alphabets that
share signs with ours, and what Arabic writes in two ways.
"""

import re
import unicodedata

_PAIRS = (
    "аaвbеeзeкkмmнhоoрpсcтtуyхxѕsіiїiјjһhԁdԛqԝwӏlьbгrпn"
    "αaβbεeηnιiκkμuνvοoρpτtυuχxωwγy"
    "ɑaɡgıiʟlœo0o1l|liljl"
    "ىيیيکكةهأاإاآاٱا"
)
_ALIKE = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
_TOGETHER = (("rn", "m"), ("vv", "w"))
_SEPARATE = ("LATIN", "GREEK", "CYRILLIC")
_WORD = re.compile(r"[^\W\d_]+")


def skeleton(text: str) -> str:
    """Return what two texts that look alike have in common; no text to be shown."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(
        str(unicodedata.digit(sign, sign))
        for sign in decomposed
        if unicodedata.category(sign)[0] in "LNS" or sign == "|"
    )
    alike = bare.translate(_ALIKE).translate(_ALIKE)
    for two, one in _TOGETHER:
        alike = alike.replace(two, one)
    return alike


def is_mixed(text: str) -> bool:
    """Say whether a word of a text has letters of two alphabets that share signs."""
    for word in _WORD.findall(text):
        names = {unicodedata.name(sign, "").partition(" ")[0] for sign in word}
        if len(names.intersection(_SEPARATE)) > 1:
            return True
    return False
