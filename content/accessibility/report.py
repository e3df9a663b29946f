"""What was found in a course: by kind and page, and as a score."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from content.accessibility.files import NOTHING, TYPES, Looked
from content.accessibility.kinds import GRAVITIES, KINDS, WORTH
from content.accessibility.markup import Fault
from content.entries import FileEntry, NodeEntry
from i18n.translate import gettext as _

FORM = 1
"""Raise it when a kept report could no longer be read."""
MOST_NAMED = 100
"""Pages of a kind that are named; all are counted."""
FEW = 3
WITHIN_REACH = ("lesson", "exercise", "audio", "video", "document")
"""Kinds of pages that are judged; of others a program sees too little."""
LEAST_EASE = {"beginner": 70, "basic": 65, "cfg": 55, "brevet": 45}
"""The score of Kandel and Moles that a text of a level should have; 40 of any other."""
LEAST_OF_ALL, LEAST_OF_EASY = 40, 70


@dataclass(frozen=True)
class Place:
    """Where something was found."""

    node_id: str
    title: str
    language: str
    """Of the title."""
    where: str
    """Which of its like on that page, the first of them; "" where there is only one."""
    times: int


@dataclass(frozen=True)
class Found:
    """All findings of one kind."""

    kind: str
    pages: int
    places: tuple[Place, ...]
    """The first of them, in the order of the course."""


@dataclass(frozen=True)
class Report:
    """What stands in somebody's way in a course, as far as a program can tell."""

    score: int | None
    """0 to 100; None where no page can be judged."""
    judged: int
    """Pages that were."""
    unjudged: int
    """Pages that were not: others made them, or they cannot be read here."""
    pictures: int
    """Photographs and the like, whose words and colours nobody has looked at."""
    found: tuple[Found, ...]
    """By kind, the gravest first."""

    def to_text(self) -> str:
        """Return the report as JSON, to be kept."""
        return json.dumps({"form": FORM, **asdict(self)}, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Report | None":
        """Read a report that was kept; None if it is of another form."""
        try:
            body: dict[str, Any] = json.loads(text)
            if body.pop("form") != FORM:
                return None
            found = tuple(
                Found(each["kind"], each["pages"], tuple(Place(**p) for p in each["places"]))
                for each in body.pop("found")
                if each["kind"] in KINDS
            )
            return cls(**body, found=found)
        except (ValueError, KeyError, TypeError):
            return None

    def of_gravity(self, gravity: str) -> tuple[Found, ...]:
        """Return the findings of one gravity."""
        return tuple(each for each in self.found if KINDS[each.kind].gravity == gravity)

    def lines(self, most: int | None = FEW) -> Iterator[str]:
        """Go through the report in words, a line each, in the language in use.

        Args:
            most: pages named for each kind; None for all that are kept.
        """
        if self.score is None:
            yield _("Accessibility: no page can be judged by a program.")
        else:
            line = _("Accessibility: {score} of 100, of {pages} pages judged")
            yield line.format(score=self.score, pages=self.judged)
        if self.unjudged:
            line = _("Pages that a program cannot judge: {pages}")
            yield line.format(pages=self.unjudged)
        for gravity, name in GRAVITIES.items():
            for each in self.of_gravity(gravity):
                yield f"{_(name)} – {_(KINDS[each.kind].sentence)} ({each.pages})"
                for place in each.places[:most]:
                    at = f": {place.where}" if place.where else ""
                    yield f"    {place.title}{at}" + (
                        f" × {place.times}" if place.times > 1 else ""
                    )
                if len(each.places[:most]) < each.pages:
                    yield "    …"


def report(nodes: Iterable[NodeEntry], looked: Mapping[str, Looked]) -> Report:
    """Return what was found in a course.

    Args:
        nodes: of its catalogue, in their order.
        looked: what ``files.look`` said of each file of ``TYPES``, by SHA-256; one that is not
            there was not looked at, and its page is not judged.
    """
    worths: list[int] = []
    unjudged = 0
    pictures: set[str] = set()
    pages: dict[str, int] = {}
    places: dict[str, list[Place]] = {}
    for node in nodes:
        if node.kind == "topic":
            continue
        pictures.update(f.sha256 for f in node.files if _is_photograph(f))
        if not _can_be_judged(node, looked):
            unjudged += 1
            continue
        faults = _by_kind(_faults_of(node, looked))
        for kind, (where, times) in faults.items():
            pages[kind] = pages.get(kind, 0) + 1
            named = places.setdefault(kind, [])
            if len(named) < MOST_NAMED:
                title = next(v for v in node.versions if v.language == node.language)
                named.append(Place(node.id, title.title, node.language, where, times))
        worths.append(min((WORTH[KINDS[kind].gravity] for kind in faults), default=100))
    found = tuple(Found(kind, pages[kind], tuple(places[kind])) for kind in KINDS if kind in pages)
    score = sum(worths) // len(worths) if worths else None
    return Report(score, len(worths), unjudged, len(pictures), found)


def _is_photograph(file: FileEntry) -> bool:
    drawn = file.type.startswith("image/") and file.type != "image/svg+xml"
    return drawn and file.role != "thumbnail"


def _can_be_judged(node: NodeEntry, looked: Mapping[str, Looked]) -> bool:
    if node.kind not in WITHIN_REACH:
        return False
    told = [looked.get(file.sha256) for file in node.files if _is_looked_at(file)]
    return all(each is not None and each.judged for each in told)


def _is_looked_at(file: FileEntry) -> bool:
    return file.type in TYPES and file.role != "thumbnail"


def _faults_of(node: NodeEntry, looked: Mapping[str, Looked]) -> Iterator[Fault]:
    if node.kind in ("audio", "video"):
        yield from _unheard(node)
    for file in node.files:
        if _is_looked_at(file):
            seen = looked.get(file.sha256, NOTHING)
            yield from seen.faults
            if seen.ease is not None and (hard := _hard(node, file, seen.ease)):
                yield hard


def _unheard(node: NodeEntry) -> Iterator[Fault]:
    spoken = {file.language for file in node.files if file.role == "captions"}
    has_words = any(file.role == "transcript" for file in node.files)
    if node.kind == "audio" and not spoken and not has_words:
        yield Fault("sound-without-words")
    elif node.kind == "video" and not spoken:
        yield Fault("film-without-captions" if has_words else "film-without-words")
    elif node.kind == "video" and node.language not in spoken:
        yield Fault("captions-elsewhere", ", ".join(sorted(spoken)))
    if node.kind == "video" and not any(file.role == "descriptions" for file in node.files):
        yield Fault("film-undescribed")


def _hard(node: NodeEntry, file: FileEntry, ease: float) -> Fault | None:
    if file.easy:
        return (
            Fault("easy-is-hard", f"{ease:.0f} / {LEAST_OF_EASY}") if ease < LEAST_OF_EASY else None
        )
    least = LEAST_EASE.get(node.level, LEAST_OF_ALL)
    return Fault("hard-to-read", f"{ease:.0f} / {least}") if ease < least else None


def _by_kind(faults: Iterable[Fault]) -> dict[str, tuple[str, int]]:
    """Return of each kind its first place, and how often it was found."""
    found: dict[str, tuple[str, int]] = {}
    for fault in faults:
        where, times = found.get(fault.kind, (fault.where, 0))
        found[fault.kind] = where, times + 1
    return found
