"""The index as one commit left it, opened for searching.

Postings are read through Whoosh and kept, scored, as plain arrays: adding arrays up in
Python is ten times faster than Whoosh's trees of matchers, and filters and facets are then
counts over the same numbers. One reader serves all threads, one at a time.
"""

import math
from array import array
from collections import Counter, OrderedDict
from collections.abc import Iterator, Set
from typing import Any, NamedTuple

from whoosh.reading import TermNotFound

from search.analyzers import LANGUAGES, reading
from search.documents import forms_in

KEPT = 2_000_000
"""Postings kept in memory, at eight bytes each: 16 MB."""

K1 = 1.2
"""BM25's saturation of repeated words: the usual value."""

LENGTH_COUNTS = {"words": 0.6, "stems": 0.6, "title_words": 0.4, "title_stems": 0.4}
"""BM25's b, how much a long text is held against it: less than the usual 0.75, and least for
titles, whose lengths differ little."""


class Postings(NamedTuple):
    """The documents that hold one term of one field, ascending, and what it is worth in each."""

    ids: "array[int]"
    scores: "array[float]"


class Facts(NamedTuple):
    """What searches are filtered by."""

    language: str
    subject: str
    kind: str
    level: str
    easy: bool
    coach: bool


NOTHING = Postings(array("I"), array("f"))


class Reader:
    """One opened commit. Not for two threads at once."""

    def __init__(self, index: Any) -> None:
        self._reader = index.reader()
        latest = int(index.latest_generation())
        self.generation = int(self._reader.generation() or latest)  # None where all is empty
        self.count = int(self._reader.doc_count_all())
        self._cache: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._cached = 0
        self._lengths = {"title": array("I"), "whole": array("I")}
        self.facts: list[Facts] = []
        """Each combination of facts that occurs; ``fact[docnum]`` counts in it."""
        self.fact = array("I")
        self.node = array("I")
        """A number per document, the same for the versions of one node in one language."""
        self._numbers_of: dict[str, list[int]] = {}
        """The numbers in ``node`` of each node, by its id."""
        self.releases = {str(mark["channel"]): str(mark["release"]) for mark in self._marks()}
        """The release of each channel that is in the index."""
        self.done: Counter[str] = Counter()
        """How far nodes that hold many pages are in the index, by id."""
        for mark in self._marks():
            self.done |= Counter(mark.get("done", {}))
        self._documents_of: dict[str, frozenset[int]] = {}
        self._read_columns()
        of_node = Counter(self.node)
        self.shared = {d for d, node in enumerate(self.node) if of_node[node] > 1}
        """The documents that are not the only version of their node in their language."""
        in_facts = Counter(self.fact)
        self._count_in: Counter[str] = Counter()
        for number, facts in enumerate(self.facts):
            self._count_in[reading(facts.language)] += in_facts[number]
        indexed = set(self._reader.indexed_field_names())
        self.languages = tuple(c for c in LANGUAGES if f"stems_{c}" in indexed)

    def close(self) -> None:
        """Give the files back."""
        self._reader.close()

    def stamp(self) -> str:
        """Return what names this commit among all that ever were in its folder."""
        segments = [leaf.segment() for leaf, _ in self._reader.leaf_readers()]
        names = [str(segment.segment_id()) for segment in segments if segment is not None]
        return "-".join([str(self.generation), *names])

    def record(self, docnum: int) -> dict[str, Any]:
        """Return the stored fields of a document."""
        fields: dict[str, Any] = self._reader.stored_fields(docnum)
        return fields

    def documents_of(self, channel: str) -> frozenset[int]:
        """Return the numbers of the documents of a channel; read once."""
        if channel not in self._documents_of:
            term = self._reader.postings("channel", channel)
            self._documents_of[channel] = frozenset(term.all_ids())
        return self._documents_of[channel]

    def documents_but(self, nodes: Set[str]) -> frozenset[int]:
        """Return the numbers of the documents that are of none of these nodes; 2 ms for 20,000."""
        let_through = {number for each in nodes for number in self._numbers_of.get(each, ())}
        return frozenset(d for d, number in enumerate(self.node) if number not in let_through)

    def forms(self) -> Iterator[tuple[str, str, int]]:
        """Yield every language and form with the number of documents that hold it."""
        counts: dict[str, Counter[str]] = {}
        for mark in self._marks():
            for language, forms in forms_in(mark).items():
                counts.setdefault(language, Counter()).update(forms)
        for language, sums in counts.items():
            for form, count in sums.items():
                yield language, form, count

    def holds(self, field: str, term: str) -> bool:
        """Tell whether a field holds a term at all."""
        return (field, term) in self._reader

    def postings(self, field: str, term: str) -> Postings:
        """Return the scored postings of a term; NOTHING where the field has no such term."""
        key = (field, term)
        if key in self._cache:
            self._cache.move_to_end(key)
            return self._cache[key]
        found = self._read_postings(field, term)
        self._cache[key] = found
        self._cached += len(found.ids) + 16
        while self._cached > KEPT and len(self._cache) > 1:
            _, dropped = self._cache.popitem(last=False)
            self._cached -= len(dropped.ids) + 16
        return found

    def phrase(self, field: str, terms: list[str]) -> set[int]:
        """Return the documents in which the terms, one or more, follow each other."""
        together = set.intersection(*(set(self.postings(field, term).ids) for term in terms))
        before: dict[int, set[int]] = {}
        for step, term in enumerate(terms):
            if not together:
                break
            here = self._positions(field, term, together)
            if step:
                after = {d: {place + 1 for place in places} for d, places in before.items()}
                here = {d: here[d] & after[d] for d in together if here[d] & after[d]}
            before, together = here, set(here)
        return together

    def _positions(self, field: str, term: str, within: set[int]) -> dict[int, set[int]]:
        """Return where a term stands in each of some documents; it is in all of them."""
        matcher = self._reader.postings(field, term)
        found: dict[int, set[int]] = {}
        while matcher.is_active():
            docnum = matcher.id()
            if docnum in within:
                found[docnum] = set(matcher.value_as("positions"))
            matcher.next()
        return found

    def _marks(self) -> Iterator[dict[str, Any]]:
        for term in self._reader.lexicon("mark"):
            for docnum in self._reader.postings("mark", term).all_ids():
                yield self._reader.stored_fields(docnum)["mark"]

    def _read_columns(self) -> None:
        """Read the columns of each document once; 0.1 s for 20,000."""
        seen: dict[bytes, int] = {}
        nodes: dict[str, int] = {}
        for leaf, _ in self._reader.leaf_readers():
            count = leaf.doc_count_all()
            facts, about = (
                leaf.column_reader(name) if leaf.has_column(name) else [b""] * count
                for name in ("facts", "node")
            )
            for docnum in range(count):
                self.fact.append(seen.setdefault(facts[docnum], len(seen)))
                packed = about[docnum].decode()
                title, whole, node = packed.split("\x1f", 2) if packed else ("0", "0", "")
                self._lengths["title"].append(int(title))
                self._lengths["whole"].append(int(whole))
                self.node.append(nodes.setdefault(node, len(nodes)))
        for node, number in nodes.items():
            self._numbers_of.setdefault(node.partition("\x1f")[0], []).append(number)
        for key in seen:
            language, subject, kind, level, easy, coach = (
                key.decode().split("\x1f") if key else ("", "", "", "", "0", "1")
            )
            self.facts.append(Facts(language, subject, kind, level, easy == "1", coach == "1"))

    def _read_postings(self, field: str, term: str) -> Postings:
        try:
            matcher = self._reader.postings(field, term)
        except TermNotFound:
            return NOTHING
        ids, weights = array("I"), array("f")
        while matcher.is_active():
            ids.append(matcher.id())
            weights.append(matcher.weight())
            matcher.next()
        return Postings(ids, self._score(field, ids, weights))

    def _score(self, field: str, ids: "array[int]", weights: "array[float]") -> "array[float]":
        """Return BM25 for each posting (Robertson & Zaragoza 2009, formula 3.15)."""
        kind, _, language = field.rpartition("_")
        if kind not in LENGTH_COUNTS:
            return weights
        b = LENGTH_COUNTS[kind]
        lengths = self._lengths["title" if kind.startswith("title") else "whole"]
        mean = max(sum(lengths) / self.count, 1.0)
        count = max(self._count_in[language], len(ids))
        idf = math.log(1 + (count - len(ids) + 0.5) / (len(ids) + 0.5))
        return array(
            "f",
            (
                idf * weight * (K1 + 1) / (weight + K1 * (1 - b + b * lengths[docnum] / mean))
                for docnum, weight in zip(ids, weights, strict=True)
            ),
        )
