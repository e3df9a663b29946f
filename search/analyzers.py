"""How a text becomes words, in each language.

A text is evened out (NFKC), cut into words, each word folded (small letters, « œ » as « oe »,
no accents, Arabic letters in one form) and only then stemmed, so that a query typed without
accents finds exactly what the same query with accents finds. French articles joined by an
apostrophe are cut off (« l'imprimante »), whichever apostrophe; « aujourd'hui » stays whole.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from functools import lru_cache
from threading import local
from typing import NamedTuple

from search import arabic
from search.stopwords import ARABIC, ENGLISH, FRENCH

LANGUAGES = ("fr", "en", "ar", "xx")
"""The ways of reading a text that we have; ``xx`` folds words and leaves them at that."""

LONGEST = 48
"""Letters of the longest word kept: what is longer is an address or a key, not a word."""

_STOP = {"fr": FRENCH, "en": ENGLISH, "ar": ARABIC, "xx": frozenset[str]()}
_WHOLE = frozenset({"aujourd'hui", "prud'homme", "prud'hommes", "presqu'ile", "grand'mere"})
_ELIDED = re.compile(r"(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu)'", re.IGNORECASE)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
_IRREGULAR = {"travaux": "travail", "yeux": "oeil", "vitraux": "vitrail", "baux": "bail"}
_LOOSE = re.compile(f"[\u0300-\u036f\u0591-\u05c7{arabic.MARKS}]")


def _marks() -> str:
    """Return every combining mark of the basic plane as ranges for a regular expression."""
    points = [p for p in range(0x300, 0x10000) if unicodedata.category(chr(p))[0] == "M"]
    starts = [p for p, before in zip(points, [0, *points], strict=False) if p != before + 1]
    ends = [p for p, after in zip(points, [*points[1:], 0], strict=True) if after != p + 1]
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in zip(starts, ends, strict=True))


_RUN = f"(?:[^\\W_\u3040-\u30ff\u3400-\u9fff]++|[{_marks()}\u0640])++"
_TOKEN = re.compile(f"[\u3040-\u30ff\u3400-\u9fff]|{_RUN}(?:['’]{_RUN})*+")
"""A word with its apostrophes, or one Chinese or Japanese sign: those have no spaces."""

_COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]+(?:[-‑][^\W\d_]+){1,3}(?![\w-])")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Word(NamedTuple):
    """One word of a text, and where it stands in that text."""

    form: str
    """As written, in small letters: « identité »."""
    folded: str
    stem: str
    stop: bool
    start: int
    end: int


def reading(language: str) -> str:
    """Return the one of LANGUAGES by which a text in ``language`` is read."""
    code = language.partition("-")[0].lower()
    return code if code in LANGUAGES else "xx"


def even(text: str) -> str:
    """Return a text as it is kept and cut: NFKC, controls as spaces, invisible signs gone."""
    return _INVISIBLE.sub("", _CONTROL.sub(" ", unicodedata.normalize("NFKC", text)))


def words(text: str, language: str, only: Container[str] | None = None) -> Iterator[Word]:
    """Cut an evened text into words, in order, stop words included but marked.

    Args:
        text: what ``even`` returned; ``start`` and ``end`` count its characters.
        language: one of LANGUAGES.
        only: stems and folded words; others are passed over, which takes half the time.
    """
    for match in _TOKEN.finditer(text):
        token = match[0]
        if len(token) > LONGEST:
            continue
        for offset, length, form, folded, stem, stop in _analyse(token, language):
            if only is None or stem in only or folded in only:
                start = match.start() + offset
                yield Word(form, folded, stem, stop, start, start + length)


def compounds(text: str) -> Iterator[str]:
    """Yield words joined by a hyphen, « rendez-vous », for those who write them as one."""
    for match in _COMPOUND.finditer(text):
        if len(match[0]) <= LONGEST:
            yield match[0].replace("‑", "-").lower()


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return a word without capitals, accents, ligatures, harakat or tatweel."""
    bare = _LOOSE.sub("", unicodedata.normalize("NFD", word.casefold()))
    return arabic.even(unicodedata.normalize("NFC", bare.translate(_LIGATURES)))


def is_stop_word(form: str) -> bool:
    """Tell whether a form, as typed (« thé » is not « the »), is a stop word in any language."""
    return any(form in stop for stop in _STOP.values())


@lru_cache(maxsize=1 << 16)
def _analyse(token: str, language: str) -> tuple[tuple[int, int, str, str, str, bool], ...]:
    """Return the words in one token: offset, length, form, folded, stem, whether a stop word."""
    plain = token.replace("’", "'")
    pieces: list[tuple[int, str]] = []
    at = 0
    if "'" in plain and fold(plain) not in _WHOLE and language in ("fr", "xx"):
        while (elided := _ELIDED.match(plain, at)) and elided.end() < len(plain):
            pieces.append((at, plain[at : elided.end() - 1]))
            at = elided.end()
    if language == "en" and plain.lower().endswith("'s"):
        plain = plain[:-2]
    pieces.append((at, plain[at:]))
    found = []
    for offset, piece in pieces:
        folded = fold(piece.replace("'", ""))
        if folded:
            stop = folded in _STOP[language]
            found.append((offset, len(piece), piece.lower(), folded, _stem(folded, language), stop))
    return tuple(found)


class _Stemmers(local):
    """One set of stemmers per thread: those of Whoosh keep notes while they work."""

    def __init__(self) -> None:
        from whoosh.lang.snowball.english import EnglishStemmer
        from whoosh.lang.snowball.french import FrenchStemmer

        self.french = FrenchStemmer()
        self.english = EnglishStemmer()


_stemmers: _Stemmers | None = None


def _stem(folded: str, language: str) -> str:
    """Return the stem of a folded word; a number or a short word is its own."""
    global _stemmers  # noqa: PLW0603 - made when first needed: it takes 30 ms
    if language == "ar":
        return arabic.stem(folded)
    if language == "xx" or len(folded) < 3 or not folded.isalpha():
        return folded
    if _stemmers is None:
        _stemmers = _Stemmers()
    if language == "en":
        return str(_stemmers.english.stem(folded))
    return _french_stem(str(_stemmers.french.stem(_IRREGULAR.get(folded, folded))))


def _french_stem(stem: str) -> str:
    """Finish what Snowball leaves: « employée » without accents, « photos », « bijoux ».

    It takes an s off except after a, i, o, u and s, an x only after « au »; so « photo » and
    « photos », « jeu » and « jeux » would be two words.
    """
    if len(stem) > 3 and stem.endswith(("as", "is", "os", "us", "oux", "eux")):
        stem = stem[:-1]
    return stem.rstrip("e") if len(stem) > 4 else stem
