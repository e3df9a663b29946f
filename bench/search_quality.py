"""How well the search finds what one knows is there: the demo library, queries from its titles.

    python -m bench.search_quality [--failures]

Ground truth: the pages in French whose title holds every word looked for. Kinds of query:
one word of a title, two words, the same without accents, in the other number, with a slip of
the finger, behind an article with an apostrophe, and as one writes by ear (pairs written by
hand, where the title holds the right word). Prints JSON: mean reciprocal rank of the first ten
(MRR@10) and share found among the first three, by kind.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.demo_documents import documents
from bench.spelled_by_ear import BY_EAR
from search.analyzers import Word, even, fold, words
from search.documents import Document
from search.index import Index
from search.query import Query

SEED = 7
VOWELS = "aeiouyh"


def main() -> None:
    """Index the demo library in a passing folder, ask everything, print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--failures", action="store_true", help="name what was not first")
    failures = arguments.parse_args().failures
    pages = list(documents())
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder))
        index.replace("demo", "1", pages)
        ranks: dict[str, list[int]] = {}
        for kind, typed, right in queries(pages):
            rank = _rank(index, typed, right)
            ranks.setdefault(kind, []).append(rank)
            if failures and rank != 1:
                print(f"{kind}: {typed!r} rank {rank or 'none'}, wanted {sorted(right)[:3]}")
        index.close()
    ranks["all"] = [rank for kind in ranks.values() for rank in kind]
    print(json.dumps({kind: _figures(found) for kind, found in ranks.items()}, indent=1))


def queries(pages: list[Document]) -> Iterator[tuple[str, str, set[str]]]:
    """Yield kind, query and the nodes that are right answers."""
    random_ = random.Random(SEED)
    titles = {
        page.node_id: [word for word in words(even(page.title), "fr") if not word.stop]
        for page in pages
        if page.language == "fr"
    }

    def holding(*wanted: Word) -> set[str]:
        stems = {word.stem for word in wanted}
        return {node for node, title in titles.items() if stems <= {word.stem for word in title}}

    for title in titles.values():
        long = [word for word in title if len(word.folded) > 4 and word.folded.isalpha()]
        if long:
            word = random_.choice(long)
            yield "single", word.form, holding(word)
            yield "plural", _other_number(word.form), holding(word)
            if word.folded[0] in VOWELS:
                yield "elision", f"l’{word.form}", holding(word)
                yield "elision", f"d'{word.form}", holding(word)
        if len(title) > 1:
            two = random_.sample(title, 2)
            yield "two words", " ".join(word.form for word in two), holding(*two)
        for word in title:
            if word.folded != word.form and word.folded == fold(word.form):
                yield "no accent", word.folded, holding(word)
        slip = [word for word in long if len(word.folded) > 5]
        if slip:
            word = random_.choice(slip)
            yield "typo", _slipped(word.form, random_), holding(word)
    for typed, meant in BY_EAR:
        wanted = [word for word in words(even(meant), "fr") if not word.stop]
        if wanted and (right := holding(*wanted)):
            yield "by ear", typed, right


def _other_number(form: str) -> str:
    """Return the plural of a singular, or the singular."""
    return form[:-1] if form.endswith(("s", "x")) else form + "s"


def _slipped(form: str, random_: random.Random) -> str:
    """Return a word with one letter dropped, doubled, changed or swapped, never the first."""
    at = random_.randrange(1, len(form) - 1)
    slips = (
        form[:at] + form[at + 1 :],
        form[:at] + form[at] + form[at:],
        form[:at] + random_.choice("aeinrst") + form[at + 1 :],
        form[:at] + form[at + 1] + form[at] + form[at + 2 :],
    )
    return random_.choice([slip for slip in slips if slip != form])


def _rank(index: Index, typed: str, right: set[str]) -> int:
    """Return the place of the first right answer from 1, or 0 where the first ten have none."""
    hits = index.search(Query(typed)).hits
    return next((place for place, hit in enumerate(hits, start=1) if hit.node_id in right), 0)


def _figures(ranks: list[int]) -> dict[str, float]:
    return {
        "queries": len(ranks),
        "mrr@10": round(sum(1 / rank for rank in ranks if rank) / len(ranks), 3),
        "top 3": round(sum(1 for rank in ranks if 1 <= rank <= 3) / len(ranks), 3),
    }


if __name__ == "__main__":
    main()
