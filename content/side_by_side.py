"""Two versions of a text in rows, and the sentence of one that says what one of the other says."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from content.alignment import Part, aligned, counterpart
from content.html import blocks
from content.pieces import Piece, pieces
from i18n.speech.text import sentences


@dataclass(frozen=True)
class Row:
    """Pieces of both versions that say the same; one side may have none."""

    one: tuple[Piece, ...]
    other: tuple[Piece, ...]

    @property
    def is_heading(self) -> bool:
        """Say whether it is a heading, on either side."""
        return any(piece.is_heading for piece in (*self.one, *self.other))


@dataclass(frozen=True)
class Sentence:
    """A sentence of a text."""

    block: str
    """The name of its block."""
    number: int
    """Among the sentences of its block, from 0."""
    place: int
    """Where it begins in the text of its block, in code points."""
    text: str


@dataclass(frozen=True)
class Abreast:
    """Two versions of a text, side by side."""

    rows: tuple[Row, ...]
    languages: tuple[str, str]
    """Of the one and of the other."""

    def like(self, block: str, number: int) -> tuple[Sentence | None, tuple[Sentence, ...]]:
        """Return a sentence of the one version, and those of the other that say it.

        None if there is no such sentence; none of the other if nothing there says it.
        """
        for row in self.rows:
            if not any(block in piece.blocks for piece in row.one):
                continue
            near, far = (
                _sentences(side, code)
                for side, code in zip((row.one, row.other), self.languages, strict=True)
            )
            at = next(
                (i for i, s in enumerate(near) if (s.block, s.number) == (block, number)), None
            )
            if at is None:
                return None, ()
            pairs = aligned(_parts(near), _parts(far), same_language=self.is_one_language)
            return near[at], tuple(far[each] for each in counterpart(pairs, at))
        return None, ()

    @cached_property
    def is_one_language(self) -> bool:
        """Say whether both are in one language: one of them is easy to read."""
        return self.languages[0] == self.languages[1]


def abreast(one: str, other: str, languages: tuple[str, str]) -> Abreast:
    """Put two versions of a text side by side; what follows each other without a counterpart, in
    one row.

    Args:
        one: clean HTML.
        other: the same of another version.
        languages: of the one and of the other.
    """
    left, right = pieces(one), pieces(other)
    pairs = aligned(
        [piece.part for piece in left],
        [piece.part for piece in right],
        same_language=languages[0] == languages[1],
    )
    rows: list[Row] = []
    for a, b in pairs:
        row = Row(tuple(left[i] for i in a), tuple(right[j] for j in b))
        before = rows[-1] if rows else None
        if before and not (row.one or before.one):
            rows[-1] = Row((), before.other + row.other)
        elif before and not (row.other or before.other):
            rows[-1] = Row(before.one + row.one, ())
        else:
            rows.append(row)
    return Abreast(tuple(rows), languages)


def sentences_of(fragment: str, language: str) -> list[Sentence]:
    """Return the sentences of a text in order, each with where it stands."""
    return [
        Sentence(block.name, number, place, text)
        for block in blocks(fragment)
        for number, (place, text) in enumerate(sentences(block.text, language))
    ]


def _sentences(side: Sequence[Piece], language: str) -> list[Sentence]:
    return [each for piece in side for each in sentences_of(piece.html, language)]


def _parts(found: Sequence[Sentence]) -> list[Part]:
    return [Part("s", each.text) for each in found]
