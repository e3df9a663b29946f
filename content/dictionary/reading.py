"""Reads a dictionary in place: a word is found by its key, and one block of it unpacked."""

import io
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

from content.dictionary import layout
from content.dictionary.layout import DamagedDictionary, Entry, Index, entry_of, folded
from content.store import Place
from i18n.translate import N_


class Dictionary:
    """A dictionary's file; nothing of it is kept open between two words."""

    def __init__(self, place: Place) -> None:
        """Read the index of a file.

        Raises:
            DamagedDictionary: it is no dictionary.
            OSError: it cannot be read.
        """
        self._path, self._begin, size = place
        with self._path.open("rb") as file:
            file.seek(self._begin)
            self.index, self._blocks = _opened(file, size)

    def find(self, word: str) -> list[Entry]:
        """Return the entries of a word as it is written; those with its very accents first.

        Raises:
            DamagedDictionary, OSError: the block of the word cannot be read.
        """
        key = folded(word)
        rows = self._rows(self.index.entry_blocks, key)
        found = [entry_of(row, self.index.to) for row in rows]
        small = word.casefold()
        return sorted(found, key=lambda entry: entry.word.casefold() != small)

    def bases(self, word: str) -> list[str]:
        """Return the keys of the base forms of an inflected form, in order; [] if it is none.

        Raises:
            DamagedDictionary, OSError: the block of the word cannot be read.
        """
        rows = self._rows(self.index.form_blocks, folded(word))
        return [str(row[1]) for row in rows if len(row) == 2]

    def around(self, word: str, most: int) -> list[str]:
        """Return words from a place of the alphabet on.

        Raises:
            DamagedDictionary, OSError: a block cannot be read.
        """
        key, blocks = folded(word), self.index.entry_blocks
        at = max(0, bisect_right(blocks, key, key=lambda block: block[0]) - 1)
        found: dict[str, None] = {}
        for block in blocks[at:]:
            found |= dict.fromkeys(str(row[1]) for row in self._block(block) if row[0] >= key)
            if len(found) >= most:
                break
        return list(found)[:most]

    def _rows(self, blocks: tuple[tuple[str, int, int], ...], key: str) -> list[Any]:
        at = bisect_right(blocks, key, key=lambda block: block[0]) - 1
        return [row for row in self._block(blocks[at]) if row[0] == key] if at >= 0 else []

    def _block(self, block: tuple[str, int, int]) -> list[Any]:
        _key, at, length = block
        with self._path.open("rb") as file:
            file.seek(self._begin + self._blocks + at)
            return rows_of(file.read(length))


@lru_cache(maxsize=32)
def dictionary_at(place: Place) -> Dictionary:
    """Return the dictionary whose bytes are at a place: a blob never changes, so it is kept.

    Raises:
        DamagedDictionary, OSError: see ``Dictionary``.
    """
    return Dictionary(place)


def of_file(path: Path) -> Dictionary:
    """Return the dictionary of a file of its own. Raises as ``Dictionary`` does."""
    return Dictionary((path, 0, path.stat().st_size))


def rows_of(data: bytes) -> list[Any]:
    """Return the rows of a block.

    Raises:
        DamagedDictionary: it is not a list of lists.
    """
    rows = layout.unpacked(data, layout.LARGEST_BLOCK)
    if not isinstance(rows, list) or not all(isinstance(row, list) and row for row in rows):
        raise DamagedDictionary(what=N_("a part of it is not a list of words"))
    return rows


def check(file: BinaryIO) -> Index:
    """Read all of a dictionary, from its first byte to its last, and return its index.

    Raises:
        DamagedDictionary: saying what is wrong.
    """
    size = file.seek(0, io.SEEK_END)
    if size > layout.LARGEST:
        raise DamagedDictionary(what=N_("it is larger than a dictionary may be"))
    file.seek(0)
    index, begin = _opened(file, size)
    entries = forms = 0
    for row in _in_order(file, begin, index.entry_blocks):
        entry_of(row, index.to)
        entries += 1
    for row in _in_order(file, begin, index.form_blocks):
        match row:
            case [str(form), str(base)] if form and base and max(len(form), len(base)) <= 200:
                forms += 1
            case _:
                raise DamagedDictionary(what=N_("an inflected form is not as it must be"))
    if (entries, forms) != (index.entries, index.forms):
        raise DamagedDictionary(what=N_("it has not as many words as it says"))
    return index


def some(file: BinaryIO, most: int) -> list[Entry]:
    """Return entries of a dictionary from all over the alphabet, for somebody who judges it.

    Raises:
        DamagedDictionary: it cannot be read.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    index, begin = _opened(file, size)
    each = max(1, -(-most // max(1, len(index.entry_blocks))))
    found: list[Entry] = []
    for _key, at, length in index.entry_blocks[:: max(1, len(index.entry_blocks) * each // most)]:
        file.seek(begin + at)
        rows = rows_of(file.read(length))
        found += [entry_of(row, index.to) for row in rows[:: max(1, len(rows) // each)][:each]]
    return found[:most]


def _opened(file: BinaryIO, size: int) -> tuple[Index, int]:
    """Return the index of a file, and where its blocks begin."""
    head = file.read(len(layout.MAGIC) + layout.LENGTH)
    length = int.from_bytes(head[len(layout.MAGIC) :], "big")
    begin = len(head) + length
    if not head.startswith(layout.MAGIC):
        raise DamagedDictionary(what=N_("it does not begin as a dictionary does"))
    if length > layout.LARGEST_INDEX or begin > size:
        raise DamagedDictionary(what=N_("its index is not as it must be"))
    value = layout.unpacked(file.read(length), layout.LARGEST_INDEX)
    return layout.index_of(value, size - begin), begin


def _in_order(
    file: BinaryIO, begin: int, blocks: tuple[tuple[str, int, int], ...]
) -> Iterator[list[Any]]:
    """Go through the rows of blocks, seeing to it that each is where it is looked for."""
    last = ""
    for (first, at, length), after in pairwise((*blocks, ("", 0, 0))):
        end = after[0]
        file.seek(begin + at)
        rows = rows_of(file.read(length))
        if not rows or rows[0][0] != first:
            raise DamagedDictionary(what=N_("its words are not in order"))
        for row in rows:
            key = row[0]
            if not isinstance(key, str) or key < last or (end and key >= end):
                raise DamagedDictionary(what=N_("its words are not in order"))
            last = key
            yield row
