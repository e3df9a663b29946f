"""How fast the index is made and answers, on a library of many documents.

    python -m bench.search_speed [DOCUMENTS]        # 2,000 unless told

Documents are made by shuffling the sentences of the demo library, with rare words added so
that the vocabulary grows as a real one does. A query is answered in full: ten hits, snippets,
facets, and a correction where one is needed. Prints JSON: times are of the processor, so that
what else the machine does counts little.
"""

import argparse
import json
import random
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.demo_documents import documents
from bench.spelled_by_ear import BY_EAR
from search.documents import Document
from search.index import Index
from search.query import Query

SEED = 11
WORDS = 330
"""Words of a document: 20,000 of them are 43 MB of text, as in the measurements of DESIGN 9."""

SUBJECTS = ("french", "mathematics", "computing", "daily-life", "release", "culture", "science")


def main() -> None:
    """Make the index in a passing folder, ask, print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("documents", nargs="?", type=int, default=2000)
    count = arguments.parse_args().documents
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder))
        before = time.process_time()
        index.replace("large", "1", synthetic(count))
        build = time.process_time() - before
        before = time.process_time()
        index.replace("small", "1", (replace(d, channel_id="small") for d in synthetic(100)))
        update = time.process_time() - before
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        before = time.thread_time()
        index.search(Query("fraction"))
        first = time.thread_time() - before
        figures = {kind: _times(index, asked) for kind, asked in queries().items()}
        index.close()
    print(
        json.dumps(
            {
                "documents": count,
                "build, documents a second of CPU": round(count / build),
                "update of 100 documents, s of CPU": round(update, 2),
                "index, MB": round(size / 1e6, 1),
                "first query after a commit, ms of CPU": round(first * 1000, 1),
                "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                "queries, ms of CPU": figures,
            },
            indent=1,
        )
    )


def synthetic(count: int) -> Iterator[Document]:
    """Yield documents of sentences that were shuffled, the same ones each time."""
    random_ = random.Random(SEED)
    pages = [page for page in documents() if not page.easy]
    french = [page for page in pages if page.language == "fr"]
    sentences = {
        language: [
            sentence
            for page in pages
            if page.language == language
            for sentence in re.split(r"(?<=[.!?؟])\s+", page.text)
        ]
        for language in ("fr", "en", "ar")
    }
    rare = _rare_words(french, random_, max(count, 500))
    for number in range(count):
        language = random_.choices(("fr", "en", "ar"), weights=(8, 1, 1))[0]
        page = random_.choice([p for p in pages if p.language == language])
        text: list[str] = []
        while sum(map(len, text)) < WORDS * 6:
            text.append(random_.choice(sentences[language]))
            text.append(random_.choice(rare))
        yield replace(
            page,
            key=f"{number}:{language}",
            node_id=str(number),
            channel_id="large",
            language=language,
            title=f"{page.title} {random_.choice(rare)}",
            text=" ".join(text),
            subject=random_.choice(SUBJECTS),
            level=random_.choice(("basic", "cfg", "cap")),
        )


def _rare_words(pages: list[Document], random_: random.Random, count: int) -> list[str]:
    """Return words put together from pieces of real ones."""
    pieces = [w for page in pages for w in page.text.lower().split() if w.isalpha() and len(w) > 4]
    return [random_.choice(pieces)[:4] + random_.choice(pieces)[-5:] for _ in range(count)]


def queries() -> dict[str, list[str]]:
    """Return queries by kind."""
    random_ = random.Random(SEED)
    words = [
        word
        for page in documents()
        for word in re.findall(r"\w{4,}", page.text)
        if page.language == "fr"
    ]
    return {
        "one word": random_.sample(words, 80),
        "two words": [" ".join(random_.sample(words, 2)) for _ in range(80)],
        "four words": [" ".join(random_.sample(words, 4)) for _ in range(80)],
        "phrase": [f'"{words[i]} {words[i + 1]}"' for i in random_.sample(range(len(words)), 40)],
        "by ear": [typed for typed, _ in BY_EAR],
    }


def _times(index: Index, asked: list[str]) -> dict[str, float]:
    taken = []
    for typed in asked:
        before = time.thread_time()
        index.search(Query(typed))
        taken.append((time.thread_time() - before) * 1000)
    return {
        "p50": round(statistics.median(taken), 1),
        "p95": round(statistics.quantiles(taken, n=20)[18], 1),
        "max": round(max(taken), 1),
    }


if __name__ == "__main__":
    main()
