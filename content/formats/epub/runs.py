"""What of a book becomes a lesson, and what a topic: decided from its spine and its contents."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from content.formats.epub.contents import Entry

MOST_TOGETHER = 40
"""Documents of one lesson: a chapter cut in more than that is cut where it was."""


@dataclass
class Run:
    """The documents of one lesson, in order."""

    title: str
    """As the contents have it; "" where they do not lead to it."""
    documents: list[str]
    number: int = 1
    """2, 3… of one that goes on with what did not fit into the one before."""


@dataclass
class Topic:
    """Runs and topics under one title."""

    title: str
    below: "list[Run | Topic]" = field(default_factory=list)


def arranged(
    spine: Sequence[str],
    entries: Sequence[Entry],
    fits: Callable[[str, list[str]], bool] = lambda document, others: True,
    together: int = MOST_TOGETHER,
) -> list[Run | Topic]:
    """Return the tree of a book: its runs in reading order, under the titles of the contents.

    Each document is in one run. An entry that leads to a document for the first time begins one;
    one that leads to a spot in a document before it is a place in a lesson, and none of its own.

    Args:
        spine: all documents in reading order.
        entries: the contents.
        fits: says whether a document can be in one run with those before it.
        together: documents that one run may have.
    """
    begun = dict(_begun(entries, set(spine)))
    after: dict[int, list[Run]] = {}
    """Runs that go on with what did not fit, by the run that they follow; 0 for none."""
    run: Run | None = None
    for document in spine:
        before, run = run, begun.get(document) or run
        if run is None or (run is before and not _takes(run, document, fits, together)):
            number = before.number + 1 if before else 1
            run = Run(before.title if before else "", [], number)
            after.setdefault(id(before) if before else 0, []).append(run)
        run.documents.append(document)
    place = {document: number for number, document in enumerate(spine)}
    tree = [*_followed(0, after), *_tree(entries, begun, after, set())]
    return sorted(tree, key=lambda part: _first(part, place))


def runs_in(parts: "Sequence[Run | Topic]") -> Iterator[Run]:
    """Go through all runs of a tree, in its order."""
    for part in parts:
        if isinstance(part, Run):
            yield part
        else:
            yield from runs_in(part.below)


def _takes(run: Run, document: str, fits: Callable[[str, list[str]], bool], together: int) -> bool:
    return len(run.documents) < together and fits(document, run.documents)


def _followed(run: int, after: dict[int, list[Run]]) -> Iterator[Run]:
    """Go through the runs that go on after one, each after the one before."""
    for each in after.get(run, ()):
        yield each
        yield from _followed(id(each), after)


def _begun(entries: Sequence[Entry], known: set[str]) -> Iterator[tuple[str, Run]]:
    seen: set[str] = set()
    ahead = list(reversed(entries))
    while ahead:
        entry = ahead.pop()
        if entry.document in known and entry.document not in seen:
            seen.add(entry.document)
            yield entry.document, Run(entry.title, [])
        ahead += reversed(entry.below)


def _tree(
    entries: Sequence[Entry], begun: dict[str, Run], after: dict[int, list[Run]], used: set[str]
) -> Iterator[Run | Topic]:
    """Go through the runs that entries began, in topics where an entry has others in it."""
    for entry in entries:
        own: list[Run | Topic] = []
        if entry.document in begun and entry.document not in used:
            used.add(entry.document)
            run = begun[entry.document]
            own = [run, *_followed(id(run), after)]
        below = list(_tree(entry.below, begun, after, used))
        if entry.title and (below or len(own) > 1):
            yield Topic(entry.title, [*own, *below])
        else:
            yield from [*own, *below]


def _first(part: Run | Topic, place: dict[str, int]) -> int:
    return place[next(runs_in([part])).documents[0]]
