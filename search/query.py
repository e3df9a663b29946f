"""What somebody looks for, and the answer.

The words as typed are read in every language at once. Documents that hold all of them come
first; where those are few, documents that hold at least half follow. Quotes of any kind make
a phrase. Nothing else that is typed means anything, so no input is an error.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import nlargest

from search.analyzers import even, reading
from search.ranking import Sight, Sought, rank, stems_of
from search.reader import Facts, Reader
from search.snippets import Snippet, snippet

LONGEST = 200
"""Characters of a query that are read."""

MOST_WORDS = 12
"""Words of a query that are looked for; a pasted page is not a query."""

MOST_ON_A_PAGE = 100

FEW = 3
"""With fewer documents than this that hold all the words, those that hold half follow."""

EASIER = 6.0
"""Added to an easy version for who prefers those: about as much as a word in the title."""

PREFERRED = 8.0
"""Added to pages in the language preferred; a page whose title is the query still beats it."""

Correct = Callable[[str, bool], list[str]]

_PARTS = re.compile(r'"([^"]+)"|«([^»]+)»|“([^”]+)”|([^\s"«»“”]+)')


@dataclass(frozen=True)
class Query:
    """What is looked for. A filter that is None, or empty, lets everything pass."""

    words: str
    language: str | None = None
    subject: str | None = None
    kind: str | None = None
    level: str | None = None
    page: int = 1
    per_page: int = 10
    with_coach: bool = False
    channels: frozenset[str] | None = None
    """Those whose documents may be found; None: all. Others are in no figure and no suggestion."""
    nodes: frozenset[str] | None = None
    """The same for single nodes."""
    prefer: str | None = None
    """The language of who asks: where several have the word, its pages come first."""
    easy_first: bool = False
    """Show the easy-to-read version of a node where there is one, and those nodes higher."""


@dataclass(frozen=True)
class Hit:
    """One node in one language that answers a query."""

    key: str
    node_id: str
    channel_id: str
    release: str
    """What ``Index.replace`` was told that its channel's documents are of."""
    kind: str
    language: str
    easy: bool
    title: str
    description: str
    subject: str
    level: str
    coach: bool
    snippet: Snippet
    score: float
    part: str = ""
    """The path of the page in a node that holds many; "" for the node itself."""


@dataclass(frozen=True)
class Results:
    """The answer to a query, one page of it."""

    total: int = 0
    """Nodes found, with the filters, a node once per language."""
    hits: list[Hit] = field(default_factory=list)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    """For language, subject, kind and level: how many would be found with each value of this
    one filter, the other filters staying as they are; the commonest first."""
    suggestion: str | None = None
    """The query as it should perhaps have been written."""
    corrected: bool = False
    """The hits are for the suggestion, because the words as typed found nothing."""


FILTERS = ("language", "subject", "kind", "level")


def parse(typed: str) -> list[Sought]:
    """Return the words and phrases in what was typed."""
    parts = []
    for match in _PARTS.finditer(even(typed[:LONGEST])):
        phrase = match[1] or match[2] or match[3]
        parts.append(Sought(phrase or match[4], phrase=bool(phrase)))
    return parts[:MOST_WORDS]


def answer(reader: Reader, query: Query, correct: Correct) -> Results:
    """Return the answer to a query.

    Args:
        reader: the index; nobody else uses it meanwhile.
        query: any text at all.
        correct: given the words typed, and whether to know words by their very form only,
            returns other ways to write them, the likeliest first.
    """
    found, suggestion, corrected = _find(reader, query, correct)
    chosen = _one_per_node(reader, found, query)
    let_through = {n for n, facts in enumerate(reader.facts) if _passes(facts, query)}
    passing = [docnum for docnum in chosen if reader.fact[docnum] in let_through]
    size = min(max(query.per_page, 1), MOST_ON_A_PAGE)
    start = min((max(query.page, 1) - 1) * size, len(passing))
    ranked = nlargest(start + size, passing, key=lambda docnum: (chosen[docnum], -docnum))
    shown = parse(suggestion if suggestion and corrected else query.words)
    return Results(
        total=len(passing),
        hits=[_hit(reader, d, shown, chosen[d]) for d in ranked[start:]],
        facets=_facets(reader, chosen, query),
        suggestion=suggestion,
        corrected=corrected,
    )


def _find(
    reader: Reader, query: Query, correct: Correct
) -> tuple[dict[int, float], str | None, bool]:
    """Return scores by document, a suggestion, and whether the scores are for it."""
    visible = _sight(reader, query)
    typed = query.words[:LONGEST]
    sought = parse(typed)
    found = rank(reader, sought, visible, loosely=False)
    if len(found) >= FEW or not sought:
        return found, None, False
    if found:
        widened = _widened(reader, sought, visible, found)
        for other in correct(typed, True)[:1]:
            if len(rank(reader, parse(other), visible, loosely=False)) > len(found):
                return widened, other, False
        return widened, None, False
    others = correct(typed, False)
    for other in others:
        found = rank(reader, parse(other), visible, loosely=False)
        if found:
            return _widened(reader, parse(other), visible, found), other, True
    found = rank(reader, sought, visible, loosely=True)
    for other in others:
        wider = rank(reader, parse(other), visible, loosely=True)
        if len(wider) > len(found):
            return found or wider, other, not found
    return found, None, False


def _sight(reader: Reader, query: Query) -> Sight:
    """Return what whoever asks may find."""
    hidden = [
        reader.documents_of(channel)
        for channel in reader.releases
        if query.channels is not None and channel not in query.channels
    ]
    if query.nodes is not None:
        hidden.append(reader.documents_but(query.nodes))
    facts = [query.with_coach or not facts.coach for facts in reader.facts]
    return Sight(facts, frozenset().union(*hidden))


def _widened(
    reader: Reader, sought: list[Sought], visible: Sight, found: dict[int, float]
) -> dict[int, float]:
    """Return what was found, and where that is little, what holds half of the words too."""
    return found if len(found) >= FEW else rank(reader, sought, visible, loosely=True)


def _one_per_node(reader: Reader, found: dict[int, float], query: Query) -> dict[int, float]:
    """Keep one version of each node and language, with the best score of its versions."""
    wanted = [facts.easy == query.easy_first for facts in reader.facts]
    bonus = [
        EASIER * (facts.easy and query.easy_first) + PREFERRED * (facts.language == query.prefer)
        for facts in reader.facts
    ]
    chosen = {d: score + bonus[reader.fact[d]] for d, score in found.items()}
    best: dict[int, tuple[bool, float, int]] = {}
    for docnum in chosen.keys() & reader.shared:
        version = wanted[reader.fact[docnum]], chosen.pop(docnum), docnum
        other = best.get(reader.node[docnum], version)
        shown = max(version, other)
        best[reader.node[docnum]] = shown[0], max(version[1], other[1]), shown[2]
    return chosen | {docnum: score for _, score, docnum in best.values()}


def _passes(facts: Facts, query: Query, but: str = "") -> bool:
    """Tell whether facts pass the filters of a query, leaving one filter out."""
    return all(
        name == but or not getattr(query, name) or getattr(facts, name) == getattr(query, name)
        for name in FILTERS
    )


def _facets(reader: Reader, chosen: dict[int, float], query: Query) -> dict[str, dict[str, int]]:
    counts = Counter(reader.fact[docnum] for docnum in chosen)
    facets: dict[str, dict[str, int]] = {}
    for name in FILTERS:
        values: Counter[str] = Counter()
        for number, count in counts.items():
            facts = reader.facts[number]
            if getattr(facts, name) and _passes(facts, query, but=name):
                values[getattr(facts, name)] += count
        facets[name] = dict(sorted(values.items(), key=lambda item: (-item[1], item[0])))
    return facets


def _hit(reader: Reader, docnum: int, sought: list[Sought], score: float) -> Hit:
    fields = reader.record(docnum)
    record = fields["record"]
    facts = reader.facts[reader.fact[docnum]]
    code = reading(facts.language)
    return Hit(
        key=record["key"],
        node_id=record["node_id"],
        channel_id=fields["channel"],
        release=reader.releases[fields["channel"]],
        kind=facts.kind,
        language=facts.language,
        easy=facts.easy,
        title=record["title"],
        description=record["description"],
        subject=facts.subject,
        level=facts.level,
        coach=facts.coach,
        snippet=snippet(record["text"] or record["description"], code, stems_of(sought, code)),
        score=score,
        part=record.get("part", ""),
    )
