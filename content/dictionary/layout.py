"""What a dictionary's file holds, and how its blocks are written and read again."""

import json
import unicodedata
import zlib
from dataclasses import dataclass
from typing import Any

from content import vocabulary
from content.wording import fault_in_words
from i18n import languages
from i18n.refusals import Invalid, Phrase
from i18n.translate import N_

MAGIC = b"ARDOISE WORDS 1\n"
LENGTH = 8
"""Bytes that say how long the index is, most significant first."""

LARGEST = 64 << 20
"""Bytes of a file; the largest dictionary we know, of 87,000 words, takes three million."""
LARGEST_INDEX = 4 << 20
LARGEST_BLOCK = 1 << 20
"""Bytes of the index and of a block, unpacked."""
BLOCK = 16 << 10
"""Bytes of a block where it is cut: what finding a word unpacks."""
MOST_BLOCKS = 20_000
MOST_ENTRIES = 500_000
MOST_FORMS = 2_000_000
LONGEST_WORD = 100
LONGEST_MEANING = 400
MOST_SENSES = 16
MOST_WORDS = 12
"""Translations of one sense in one language."""

_SAME = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‐": "-", "‑": "-", "œ": "oe", "æ": "ae"})
_SAME |= str.maketrans({"ـ": "", "ٱ": "ا", "ى": "ي", "ß": "ss", "ı": "i", "\u00ad": ""})


class DamagedDictionary(Invalid):
    """A dictionary's file cannot be read where it is looked at."""

    message = N_(
        "This dictionary is damaged: {what}. The page can still be read; tell the content manager."
    )

    def __init__(self, what: str) -> None:
        """Say ``what`` is wrong: a marked phrase."""
        super().__init__(what=Phrase(what))


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word."""

    means: str
    """In the language of the word, "" where only translations are given."""
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Translations: pairs of a language's code and words in it."""

    def in_language(self, code: str) -> tuple[str, ...]:
        """Return the translations in a language, () if there is none."""
        return next((words for language, words in self.words if language == code), ())


@dataclass(frozen=True, slots=True)
class Entry:
    """A word as it stands in a dictionary."""

    word: str
    said: str = ""
    """How it is said, in phonetic signs."""
    kind: str = ""
    """What kind of word it is, as the dictionary says it: "n, masc"."""
    senses: tuple[Sense, ...] = ()
    picture: str = ""
    """SHA-256 of a picture among the files of the dictionary's page, "" for none."""


@dataclass(frozen=True, slots=True)
class Index:
    """What is known of a dictionary without reading its blocks."""

    language: str
    """Of its words."""
    to: tuple[str, ...]
    """Languages of its translations."""
    entries: int
    forms: int
    entry_blocks: tuple[tuple[str, int, int], ...]
    """First key, first byte after the index, and length of each block."""
    form_blocks: tuple[tuple[str, int, int], ...]


def folded(word: str) -> str:
    """Return the key of a word: small letters without accents, one space between words."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_SAME))
    kept = "".join(sign for sign in plain if unicodedata.category(sign) != "Mn")
    return " ".join(kept.translate(_SAME).split())


def packed(value: Any) -> bytes:
    """Return a value as it is written: JSON, compressed; the same value, the same bytes."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return zlib.compress(text.encode(), 9)


def unpacked(data: bytes, most: int) -> Any:
    """Return what ``packed`` was given.

    Raises:
        DamagedDictionary: it is nothing of the kind, or more than ``most`` bytes unpacked.
    """
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(data, most)
        if not unpacking.eof or unpacking.unused_data:
            raise ValueError
        return json.loads(text)
    except (zlib.error, ValueError, RecursionError):
        raise DamagedDictionary(what=N_("a part of it cannot be unpacked")) from None


def row_of(entry: Entry) -> list[Any]:
    """Return an entry as a row of a block."""
    senses = [
        [each.means, {code: list(words) for code, words in each.words}] for each in entry.senses
    ]
    return [folded(entry.word), entry.word, entry.said, entry.kind, senses, entry.picture]


def entry_of(row: Any, to: tuple[str, ...]) -> Entry:
    """Return the entry of a row, all of it checked.

    Raises:
        DamagedDictionary: it is not as ``row_of`` makes one.
    """
    match row:
        case [str(key), str(word), str(said), str(kind), list(senses), str(picture)] if senses:
            made = Entry(word, said, kind, tuple([_sense(each, to) for each in senses]), picture)
        case _:
            raise DamagedDictionary(what=N_("an entry is not as it must be"))
    short = all(not fault_in_words(each, LONGEST_WORD) for each in (word, said, kind))
    is_named = not picture or vocabulary.SHA256.fullmatch(picture)
    if not (short and key and key == folded(word) and is_named and len(senses) <= MOST_SENSES):
        raise DamagedDictionary(what=N_("an entry is not as it must be"))
    return made


def _sense(value: Any, to: tuple[str, ...]) -> Sense:
    match value:
        case [str(means), dict(words)] if (means or words) and all(
            isinstance(each, list) for each in words.values()
        ):
            found = tuple((code, tuple(each)) for code, each in sorted(words.items()))
        case _:
            raise DamagedDictionary(what=N_("a meaning is not as it must be"))
    if fault_in_words(means, LONGEST_MEANING) or any(
        code not in to
        or not 0 < len(each) <= MOST_WORDS
        or any(not word or fault_in_words(word, LONGEST_MEANING) for word in each)
        for code, each in found
    ):
        raise DamagedDictionary(what=N_("a meaning is not as it must be"))
    return Sense(means, found)


def index_of(value: Any, size: int) -> Index:
    """Return an index that was read, all of it checked.

    Args:
        value: as ``unpacked`` gives it.
        size: bytes of the file behind the index.

    Raises:
        DamagedDictionary: it is not as it must be, or tells of bytes that are not there.
    """
    match value:
        case {
            "language": str(language),
            "to": list(to),
            "entries": int(entries),
            "forms": int(forms),
            "entry_blocks": list(entry_blocks),
            "form_blocks": list(form_blocks),
        } if all(languages.known(each) for each in (language, *map(str, to))):
            known = Index(
                language,
                tuple(str(each) for each in to),
                entries,
                forms,
                _blocks(entry_blocks, size),
                _blocks(form_blocks, size),
            )
        case _:
            raise DamagedDictionary(what=N_("its index is not as it must be"))
    each_once = len(set(known.to)) == len(known.to)
    if not (each_once and 0 < entries <= MOST_ENTRIES and 0 <= forms <= MOST_FORMS):
        raise DamagedDictionary(what=N_("its index is not as it must be"))
    return known


def _blocks(value: list[Any], size: int) -> tuple[tuple[str, int, int], ...]:
    found = []
    for block in value:
        match block:
            case [str(key), int(at), int(length)] if (
                at >= 0 and 0 < length <= LARGEST_BLOCK and at + length <= size
            ):
                found.append((key, at, length))
            case _:
                raise DamagedDictionary(what=N_("its index is not as it must be"))
    keys = [key for key, _, _ in found]
    if len(found) > MOST_BLOCKS or keys != sorted(set(keys)):
        raise DamagedDictionary(what=N_("its words are not in order"))
    return tuple(found)
