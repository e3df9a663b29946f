"""Whether a typed text is one that was accepted."""

import re
import unicodedata

_OUTER = ' .:;,!?؟،؛«»"'
_STARS = re.compile(r"(?<!\\)\*+")


def same(given: str, wanted: str, *, case: bool = False, accents: bool = False) -> bool:
    """Say whether two texts are the same to a teacher: blanks and outer punctuation do not count.

    Args:
        given: what was typed; empty is nothing, whatever was wanted.
        wanted: what is accepted.
        case: whether capitals count.
        accents: whether accents and Arabic vowels count.
    """
    return given.strip() != "" and _as_seen(given, case, accents) == _as_seen(wanted, case, accents)


def matches(given: str, pattern: str, *, case: bool = False, accents: bool = False) -> bool:
    r"""Say whether a whole text fits a pattern, in which ``*`` is any run of signs, ``\*`` a star.

    Blanks around what was typed do not count; nothing fits no pattern, not even ``*``.

    Source: Moodle, question type "shortanswer"; vectors in tests.
    """
    text = _plain(unicodedata.normalize("NFC", given).strip(), case, accents)
    bits = [
        _plain(bit.replace("\\*", "*"), case, accents)
        for bit in _STARS.split(unicodedata.normalize("NFC", pattern))
    ]
    if not text:
        return False
    if len(bits) == 1:
        return text == bits[0]
    first, *middle, last = bits
    if len(text) < len(first) + len(last) or not text.startswith(first) or not text.endswith(last):
        return False
    place, end = len(first), len(text) - len(last)
    for bit in middle:
        found = text.find(bit, place, end)
        if found < 0:
            return False
        place = found + len(bit)
    return True


def folded(text: str) -> str:
    """Return a text as it is compared: no capitals, accents, Arabic vowels, outer punctuation.

    A text of nothing but these stays, so that a question can ask for a sign.
    """
    return _plain(_tidy(text), case=False, accents=False)


def _as_seen(text: str, case: bool, accents: bool) -> str:
    return _plain(_tidy(text), case, accents)


def _tidy(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace("’", "'")
    text = " ".join(text.split())
    return text.strip(_OUTER) or text


def _plain(text: str, case: bool, accents: bool) -> str:
    """Return a text without the differences that do not count."""
    if not case:
        text = text.casefold()
    if accents:
        return unicodedata.normalize("NFC", text)
    for joined, apart in (("œ", "oe"), ("Œ", "OE")):
        text = text.replace(joined, apart)
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c) and c != "ـ")
    return bare.replace("æ", "ae").replace("Æ", "AE") or decomposed
