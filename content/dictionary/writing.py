"""Writes the file of a dictionary: the same entries, the same bytes."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from content.dictionary.layout import (
    BLOCK,
    LENGTH,
    MAGIC,
    Entry,
    entry_of,
    folded,
    packed,
    row_of,
)


def written(
    language: str, to: Iterable[str], entries: Iterable[Entry], forms: Mapping[str, str]
) -> bytes:
    """Return the file of a dictionary.

    Args:
        language: of the words.
        to: languages of the translations.
        entries: in any order; two of one word may be there.
        forms: inflected forms, each with its base form; those that lead to no entry are left out.

    Raises:
        DamagedDictionary: an entry is longer than one may be.
    """
    told = tuple(sorted(set(to)))
    rows = sorted((row_of(entry) for entry in entries), key=_in_order)
    for row in rows:
        entry_of(row, told)
    keys = {row[0] for row in rows}
    leading = {(folded(form), folded(base)) for form, base in forms.items()}
    inflected = sorted([form, base] for form, base in leading if base in keys and form != base)
    found, blocks = _cut(rows, 0)
    others, more = _cut(inflected, sum(map(len, blocks)))
    index = packed(
        {
            "language": language,
            "to": list(told),
            "entries": len(rows),
            "forms": len(inflected),
            "entry_blocks": found,
            "form_blocks": others,
        }
    )
    return b"".join((MAGIC, len(index).to_bytes(LENGTH, "big"), index, *blocks, *more))


def _in_order(row: list[Any]) -> tuple[str, str]:
    return row[0], repr(row)


def _cut(rows: list[Any], at: int) -> tuple[list[list[Any]], list[bytes]]:
    """Return where blocks of rows are, and the blocks; rows of one key are in one block."""
    listed: list[list[Any]] = []
    blocks: list[bytes] = []
    gathered: list[Any] = []
    size = 0
    for _key, same in groupby(rows, key=lambda row: row[0]):
        together = list(same)
        weight = sum(len(repr(row)) for row in together)
        if gathered and size + weight > BLOCK:
            at = _end(listed, blocks, gathered, at)
            gathered, size = [], 0
        gathered += together
        size += weight
    if gathered:
        _end(listed, blocks, gathered, at)
    return listed, blocks


def _end(listed: list[list[Any]], blocks: list[bytes], gathered: list[Any], at: int) -> int:
    block = packed(gathered)
    listed.append([gathered[0][0], at, len(block)])
    blocks.append(block)
    return at + len(block)
