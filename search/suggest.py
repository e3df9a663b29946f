"""How else a word could be written: the forms that the index holds, by letters and by sound.

The *forms* table is a SQLite file beside the index, made from one commit of it and named
after that commit; it can always be made again. A form shares three letters in a row with
what was typed, or sounds like it, or begins with it; the nearest by edit distance is first.
Whoosh's own suggestions were right first for 47 of 100 misspellings where this is for 88.
"""

import hashlib
import itertools
import json
import math
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from search.analyzers import LANGUAGES, Word, even, fold, words
from search.distance import distance
from search.glued import unglue
from search.sounds import coarse, key

NEAR = 60
"""Forms that share most trigrams, of which the distance is then counted: 3 ms."""

OFFERS = 4
"""Ways of writing a query that are tried, best first."""

_TABLES = """
CREATE TABLE forms (id INTEGER PRIMARY KEY, form TEXT, folded TEXT, stem TEXT, language TEXT,
                    documents INTEGER, sound TEXT, coarse TEXT);
CREATE TABLE grams (gram TEXT, form INTEGER, PRIMARY KEY (gram, form)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX forms_folded ON forms (folded);
CREATE INDEX forms_stem ON forms (stem);
CREATE INDEX forms_sound ON forms (sound);
CREATE INDEX forms_coarse ON forms (coarse);
"""
_SHARING = """
SELECT form, folded, language, documents, sound FROM forms WHERE id IN (
    SELECT form FROM grams WHERE gram IN (SELECT value FROM json_each(?))
    GROUP BY form ORDER BY count(*) DESC, form LIMIT ?)
"""
_SOUNDING = """
SELECT form, folded, language, documents, sound FROM forms
WHERE coarse = ? AND language = ? ORDER BY documents DESC LIMIT ?
"""
_BEGINNING = """
SELECT form, folded, language, documents, sound FROM forms
WHERE folded > ? AND folded < ? ORDER BY documents DESC LIMIT 3
"""


class Offer(NamedTuple):
    """One way to write a word, and how far it is from what was typed."""

    text: str
    cost: float


def file_name(stamp: str) -> str:
    """Return the name of the forms of the commit with this stamp."""
    return f"forms-{hashlib.sha256(stamp.encode()).hexdigest()[:20]}.sqlite"


def build(path: Path, forms: Iterable[tuple[str, str, int]]) -> None:
    """Write the table of forms; ``path`` exists only once it is whole.

    Args:
        path: where it belongs; one that is there is replaced.
        forms: language (one of LANGUAGES), form, number of documents.
    """
    part = path.with_suffix(f".{os.getpid()}.part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part)) as database, database:
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
        for number, (language, form, documents) in enumerate(forms):
            folded = fold(form.replace("-", ""))
            sound = key(form, language)
            stem = next((word.stem for word in words(folded, language)), folded)
            database.execute(
                "INSERT INTO forms VALUES (?,?,?,?,?,?,?,?)",
                (number, form, folded, stem, language, documents, sound, coarse(sound)),
            )
            database.executemany(
                "INSERT INTO grams VALUES (?,?)", ((gram, number) for gram in _grams(folded))
            )
        database.executescript(_INDEXES)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(path)


class Forms:
    """The forms of one commit, opened. Not for two threads at once."""

    def __init__(self, path: Path) -> None:
        """Open a table that ``build`` made.

        Raises:
            sqlite3.DatabaseError: the file is no such table.
        """
        self._database = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
        )
        self._database.execute("SELECT count(*) FROM grams WHERE gram = ''").fetchone()

    def close(self) -> None:
        """Give the file back."""
        self._database.close()

    def corrections(self, typed: str, *, strictly: bool) -> list[str]:
        """Return other ways to write a query, the likeliest first.

        Words that the index knows, in any language, stay as they are: nothing is returned
        where that is every word, or where nothing is near.

        Args:
            typed: the query.
            strictly: know a word by its very form, and not by another form of it (« fichié »
                has the stem of « fiche »): for a suggestion, never to replace what was typed.
        """
        text = even(typed)
        unknown = [
            word
            for word in words(text, "fr")
            if not any(letter.isdigit() for letter in word.form)
            and not self._knows(text[word.start : word.end], strictly)
        ]
        choices = [self._offers(word) for word in unknown[:4]]
        ways = sorted(itertools.product(*choices), key=lambda way: sum(offer.cost for offer in way))
        written = [_rewritten(text, unknown, way) for way in ways]
        return [way for way in dict.fromkeys(written) if way != " ".join(text.split())][:OFFERS]

    def _knows(self, typed: str, strictly: bool) -> bool:
        """Tell whether the index holds a word, in any language."""
        for code in LANGUAGES:
            for found in words(typed, code):
                stem = "" if strictly or len(found.stem) < 4 else found.stem
                if found.stop or self._one(
                    "SELECT 1 FROM forms WHERE folded = ?1 OR (stem = ?2 AND language = ?3)",
                    (found.folded, stem, code),
                ):
                    return True
        return False

    def _offers(self, word: Word) -> list[Offer]:
        """Return the best ways to write one word; the word itself, at no cost, if none is."""
        limit = min(max(len(word.folded.removeprefix("ال")) / 4, 1.2), 2.8)
        best: dict[str, float] = {}
        for form, folded, language, documents, sound in self._candidates(word):
            cost = _cost(word, folded, language, sound) - min(math.log1p(documents) / 12, 0.5)
            if cost <= limit:
                best[form] = min(cost, best.get(form, cost))
        for text, cost in itertools.chain(self._glued(word), self._split(word)):
            best[text] = min(cost, best.get(text, cost))
        offers = sorted((Offer(*item) for item in best.items()), key=lambda o: (o.cost, o.text))
        return offers[:3] or [Offer(word.form, 0.0)]

    def _candidates(self, word: Word) -> Iterator[tuple[str, str, str, int, str]]:
        yield from self._database.execute(_SHARING, (json.dumps(sorted(_grams(word.folded))), NEAR))
        for code in ("fr", "ar"):
            if sound := key(word.form, code):
                yield from self._database.execute(_SOUNDING, (coarse(sound), code, NEAR))
        if len(word.folded) >= 4:
            yield from self._database.execute(_BEGINNING, (word.folded, word.folded + "\uffff"))

    def _glued(self, word: Word) -> Iterator[tuple[str, float]]:
        """Yield « qu'est-ce qu'il faut » for « keskilfo », « l'ordinateur » for « lordinater »."""

        def sounding(sound: str) -> str | None:
            row = self._one(
                "SELECT form FROM forms WHERE sound = ? AND language = 'fr' AND length(form) > 3"
                " ORDER BY documents DESC",
                (sound,),
            )
            return row[0] if row else None

        for text, pieces in unglue(key(word.form, "fr"), sounding):
            yield text, 0.6 + 0.3 * pieces if pieces > 1 else 0.2

    def _split(self, word: Word) -> Iterator[tuple[str, float]]:
        """Yield « carte vitale » for « cartevitale »."""
        for at in range(3, len(word.folded) - 2):
            halves = word.folded[:at], word.folded[at:]
            rows = [
                self._one(
                    "SELECT form FROM forms WHERE folded = ? ORDER BY documents DESC", (half,)
                )
                for half in halves
            ]
            if rows[0] and rows[1]:
                yield f"{rows[0][0]} {rows[1][0]}", 1.1

    def _one(self, question: str, values: tuple[str, ...]) -> tuple[str, ...] | None:
        row: tuple[str, ...] | None = self._database.execute(
            question + " LIMIT 1", values
        ).fetchone()
        return row


def _grams(folded: str) -> set[str]:
    """Return the trigrams of a word, its beginning and end among them."""
    padded = f"^{folded}$"
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def _cost(word: Word, folded: str, language: str, sound: str) -> float:
    """Return how far a form is from what was typed, by letters or by sound."""
    letters = float(distance(word.folded, folded))
    if folded[0] != word.folded[0]:
        letters += 0.4
    if len(word.folded) >= 4 and folded.startswith(word.folded):
        letters = min(letters, 1.0 + 0.08 * (len(folded) - len(word.folded)))
    heard = key(word.form, language)
    if not heard or not sound:
        return letters
    sounds = 1.1 * distance(heard, sound)
    if sounds > 0.7 and len(sound) > 3 and coarse(heard) == coarse(sound):
        sounds = 0.7
    return min(letters, 0.3 + sounds + 0.1 * letters)


def _rewritten(text: str, unknown: list[Word], way: tuple[Offer, ...]) -> str:
    """Return the query with its unknown words written in one way."""
    for word, offer in reversed(list(zip(unknown, way, strict=False))):
        text = text[: word.start] + offer.text + text[word.end :]
    return " ".join(text.split())
