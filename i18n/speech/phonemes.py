"""From a sentence to the numbers that the model of a Piper voice reads.

Source: Piper's own documentation, "Training" and "Python API" (OHF-Voice/piper1-gpl): phonemes of
eSpeak NG, cut into single signs, each with its number and a blank after it, between a sign for the
beginning and one for the end; signs of punctuation stand among them.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

BEGIN, END, BLANK = "^", "$", "_"
_CLAUSE = re.compile(r"[^.!?…,;:؟،؛。！？，]*(?:[.!?…,;:؟،؛。！？，]+|\Z)(?=\s|\Z|[\"'»”’)\]])")
_ENDS = {"؟": "?", "،": ",", "؛": ";", "。": ".", "！": "!", "？": "?", "，": ",", "…": "."}
_SAID = frozenset(".!?,;:")
_OTHER_LANGUAGE = re.compile(r"\([^)]*\)")
"""What eSpeak writes around a word that it says in another language: « (en) … (fr) »."""


def phonemes(sentence: str, spoken: Callable[[str], str]) -> str:
    """Return the phonemes of a sentence, signs of punctuation among them.

    Args:
        sentence: as an engine gets it.
        spoken: gives the phonemes of a clause, without punctuation.
    """
    found = []
    for clause in _clauses(sentence):
        words = clause.rstrip("\"'»”’)] ")
        last = _ENDS.get(words[-1:], words[-1:])
        said = " ".join(_OTHER_LANGUAGE.sub("", spoken(words)).split())
        if said:
            found.append(said + (last if last in _SAID else ""))
    return unicodedata.normalize("NFD", " ".join(found))


def _clauses(sentence: str) -> list[str]:
    """Cut a sentence behind each sign that a space follows: « 3,5 » stays whole."""
    ends = [match.end() for match in _CLAUSE.finditer(sentence) if match.end() > match.start()]
    cuts = [0, *dict.fromkeys(ends), len(sentence)]
    pieces = (sentence[a:b] for a, b in pairwise(cuts))
    return [piece.strip() for piece in pieces if any(sign.isalnum() for sign in piece)]


def numbers(said: str, ids: Mapping[str, Sequence[int]]) -> list[int]:
    """Return the numbers of phonemes; those that a voice does not know are passed over."""
    blank = list(ids[BLANK])
    found = [*ids[BEGIN], *blank]
    for sign in said:
        if sign in ids:
            found += [*ids[sign], *blank]
    return [*found, *ids[END]]
