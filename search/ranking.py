"""Which documents answer, and in what order: plain sums over postings."""

from collections import Counter
from collections.abc import Sequence, Set
from typing import NamedTuple

from search.analyzers import Word, is_stop_word, words
from search.documents import title_key
from search.reader import Reader

WEIGHTS = {"stems": 1.0, "words": 0.5, "title_stems": 2.0, "title_words": 2.0}
"""What a word found is worth by field: as written above its stem, in the title above all."""

SAME_TITLE = 12.0
"""Added where the query is the title, which puts that document first."""

ALL_WORDS = 1000.0
"""Added where all the words are held, so that those documents come before the others."""


class Sought(NamedTuple):
    """A word, or a phrase, as it was typed."""

    text: str
    phrase: bool


class Sight(NamedTuple):
    """What whoever asks may find."""

    facts: Sequence[bool]
    """For each combination of facts, whether."""
    hidden: Set[int]
    """Documents of channels that are not theirs."""


class _Need(NamedTuple):
    """What one word or phrase asks of a document, in one reading."""

    terms: list[Word]
    phrase: bool
    in_title: bool
    """Only stop words were typed: they count in titles alone, where they were kept."""


def rank(
    reader: Reader,
    sought: Sequence[Sought],
    visible: Sight,
    *,
    loosely: bool,
) -> dict[int, float]:
    """Return documents with their scores, higher is better.

    Args:
        reader: the index.
        sought: what to look for; nothing finds nothing.
        visible: what may be found.
        loosely: accept documents that hold half of the words.
    """
    scores: dict[int, float] = {}
    for code in reader.languages:
        needs = _needs(sought, code, foreign=loosely)
        if needs and (loosely or all(_possible(reader, need, code) for need in needs)):
            scores |= _rank_in(reader, code, needs, loosely)  # a document has one reading
    _raise_same_titles(reader, sought, scores)
    if all(visible.facts) and not visible.hidden:
        return scores
    return {
        d: score
        for d, score in scores.items()
        if visible.facts[reader.fact[d]] and d not in visible.hidden
    }


def stems_of(sought: Sequence[Sought], language: str) -> set[str]:
    """Return the stems to mark in a text; stop words only where there is nothing else."""
    needs = _needs(sought, language)
    return {word.stem for need in needs for word in need.terms}


def _needs(sought: Sequence[Sought], language: str, *, foreign: bool = False) -> list[_Need]:
    """Return what is asked of documents in a reading.

    Args:
        sought: what was typed.
        language: the reading.
        foreign: drop the stop words of the other readings too: « la » in « la monnaie » is
            rare in an English text, and would be half of the query there.
    """
    every: list[_Need] = []
    for part in sought:
        found = list(words(part.text, language))
        if part.phrase:
            every.append(_Need(found, phrase=True, in_title=False))
        else:
            every.extend(_Need([word], phrase=False, in_title=False) for word in found)
    telling = [
        need._replace(terms=kept)
        for need in every
        if (kept := [word for word in need.terms if not word.stop])
    ]
    if foreign:
        telling = [n for n in telling if not is_stop_word(n.terms[0].form)] or telling
    if telling:
        return telling
    return [_Need([w], phrase=False, in_title=True) for need in every for w in need.terms]


def _possible(reader: Reader, need: _Need, code: str) -> bool:
    """Tell quickly whether any document can meet a need."""
    if need.in_title:
        return all(reader.holds(f"title_stems_{code}", word.stem) for word in need.terms)
    return all(reader.holds(f"stems_{code}", word.stem) for word in need.terms)


def _rank_in(reader: Reader, code: str, needs: list[_Need], loosely: bool) -> dict[int, float]:
    """Return the documents of one reading with their scores."""
    meeting = [_meeting(reader, code, need) for need in needs]
    everything = set.intersection(*meeting)
    scores = dict.fromkeys(everything, ALL_WORDS)
    held: Counter[int] = Counter()
    if loosely and len(needs) > 1:
        for documents in meeting:
            held.update(documents - everything)
        least = (len(needs) + 1) // 2
        scores |= {docnum: 0.0 for docnum, count in held.items() if count >= least}
    for need in needs:
        _add_scores(reader, code, need, scores)
    for docnum in held.keys() & scores.keys():
        scores[docnum] *= (held[docnum] / len(needs)) ** 2
    return scores


def _meeting(reader: Reader, code: str, need: _Need) -> set[int]:
    """Return the documents that meet a need."""
    if need.in_title:
        return set(reader.postings(f"title_stems_{code}", need.terms[0].stem).ids)
    if not need.phrase:
        return set(reader.postings(f"stems_{code}", need.terms[0].stem).ids)
    folded = [word.folded for word in need.terms]
    if len(folded) == 1:
        return set(reader.postings(f"words_{code}", folded[0]).ids)
    return reader.phrase(f"words_{code}", folded)


def _add_scores(reader: Reader, code: str, need: _Need, scores: dict[int, float]) -> None:
    """Add what the words of a need are worth to the documents that have a score."""
    for word in need.terms:
        for kind, weight in WEIGHTS.items():
            term = word.stem if kind.endswith("stems") else word.folded
            postings = reader.postings(f"{kind}_{code}", term)
            for docnum, score in zip(postings.ids, postings.scores, strict=True):
                if docnum in scores:
                    scores[docnum] += weight * score


def _raise_same_titles(reader: Reader, sought: Sequence[Sought], scores: dict[int, float]) -> None:
    for code in reader.languages:
        key = title_key(word.folded for part in sought for word in words(part.text, code))
        for docnum in reader.postings("title_key", f"{code}:{key}").ids:
            if docnum in scores:
                scores[docnum] += SAME_TITLE
