"""How many pages of modules people find, have opened and have done: counted for all at once."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from peewee import fn

from server.assigning.missing import Shelf
from server.audiences.models import hidden_from_each
from server.modules.models import ModulePage
from server.records.models import Visit


@dataclass(frozen=True)
class Reach:
    """What people have opened and done of some modules, counted where the rows are.

    Almost everybody finds the same pages: only visits of pages that some find and others do not are
    read one by one, and taken off again.
    """

    totals: dict[int, int]
    """Pages, by module."""
    counts: dict[tuple[int, int], tuple[int, int]]
    """Pages opened and done, by module and person, but those that nobody finds."""
    missing: dict[int, dict[int, set[str]]]
    """The ids of the pages that somebody does not find, by person and module."""
    deeds: dict[int, dict[str, bool]]
    """Pages that some do not find: those opened, by person, and whether they are done."""

    @classmethod
    def of(
        cls, pages: dict[int, list[ModulePage]], people: list[int], language: str, at: datetime
    ) -> "Reach":
        """Count the pages of modules, by their numbers, for some people.

        Args:
            pages: of each module.
            people: their ids.
            language: of the titles that are read on the way.
            at: now: who is suspended from a class today is outside of it.
        """
        shelves = {number: Shelf(there, language, at=at) for number, there in pages.items()}
        hidden = hidden_from_each(people, at=at)
        begun: dict[int, frozenset[str]] = {}
        if any(shelf.asks_what_is_begun for shelf in shelves.values()):
            begun = {each: frozenset(Visit.channels_of(each)) for each in people}
        kinds: dict[tuple[frozenset[str], frozenset[str]], dict[int, set[str]]] = {}
        missing = {}
        for each in people:
            channels, books = hidden[each], begun.get(each, frozenset())
            if (channels, books) not in kinds:
                kinds[channels, books] = {
                    number: shelf.missing_of(channels, books) for number, shelf in shelves.items()
                }
            missing[each] = kinds[channels, books]
        lost = [{node for nodes in kind.values() for node in nodes} for kind in kinds.values()]
        by_all = set.intersection(*lost) if lost else set()
        return cls(
            {number: len(there) for number, there in pages.items()},
            counted(list(pages), people, but=by_all),
            missing,
            _deeds(people, set().union(*lost) - by_all),
        )

    def told(self, module: int, person: int) -> tuple[int, int, int]:
        """Return how many pages of a module somebody finds, has opened, has done."""
        missing, deeds = self.missing[person][module], self.deeds.get(person)
        opened, done = self.counts.get((module, person), (0, 0))
        taken_off = [deeds[node] for node in missing if node in deeds] if deeds else []
        total = self.totals[module] - len(missing)
        return total, opened - len(taken_off), done - sum(taken_off)


def counted(
    modules: list[int], people: list[int], *, but: Set[str] = frozenset()
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return by module and person how many of its pages they have opened, and done.

    Args:
        modules: their numbers.
        people: their ids.
        but: ids of pages that do not count.
    """
    rows = (
        ModulePage.select(
            ModulePage.module, Visit.person, fn.COUNT(Visit.id), fn.COUNT(Visit.finished_at)
        )
        .join(Visit, on=Visit.node_id == ModulePage.node_id)
        .where(ModulePage.module << modules, Visit.person << people)
        .group_by(ModulePage.module, Visit.person)
    )
    if but:
        rows = rows.where(ModulePage.node_id.not_in(sorted(but)))
    return {(module, person): (opened, done) for module, person, opened, done in rows.tuples()}


def _deeds(people: list[int], nodes: set[str]) -> dict[int, dict[str, bool]]:
    """Return which of some pages each person has opened, and whether they are done."""
    found: dict[int, dict[str, bool]] = {}
    rows = Visit.select(Visit.person, Visit.node_id, Visit.finished_at.is_null(False)).where(
        Visit.person << people, Visit.node_id << sorted(nodes)
    )
    for person, node_id, is_done in rows.tuples() if nodes else ():
        found.setdefault(person, {})[node_id] = bool(is_done)
    return found
