"""A lesson as its readers would see it, while it is written; and how easily it is read."""

import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path

from content import html, reading_level, simpler
from content.formats.folder.pages import PageText, read_page
from content.formats.folder.problems import Problems
from content.questions.exercise import Exercise
from content.reading_level import Statistics
from content.simpler import Hint
from server.authoring.files import folder_of
from server.authoring.folder import Fault, facts_of, fault_of
from server.authoring.models import WrittenCourse, WrittenLesson
from server.authoring.writing import Written, as_kept, latest

MOST_HINTS = 12
"""Hints shown at once: who reads thirty mends none."""
ENOUGH = 30
"""Words below which a score says nothing."""


@dataclass(frozen=True)
class Reading:
    """How easily a French text is read."""

    counted: Statistics
    hints: tuple[Hint, ...]
    more: int
    """How many hints there are beyond these."""
    placed: tuple[tuple[Hint, int], ...] = ()
    """Each hint with the line of the text that it is about, 0 where no line can be named."""

    @property
    def score(self) -> int | None:
        """Return the score of Kandel and Moles, None of a text too short for one."""
        return round(self.counted.kandel_moles) if self.counted.words >= ENOUGH else None

    @property
    def step(self) -> int:
        """Return how hard that is: 0 very easy, 1 easy, 2 standard, 3 hard, 4 very hard."""
        return sum((self.score or 0) < least for least in (90, 75, 60, 45))


@dataclass
class Preview:
    """What is shown beside a lesson that is being written."""

    fragment: str = ""
    """Clean HTML, of a lesson."""
    exercise: Exercise | None = None
    faults: list[Fault] = field(default_factory=list)
    reading: Reading | None = None
    """Of a French text."""


class _Bench:
    """The folder of a course as ``read_page`` needs it; what would be kept is held in memory."""

    def __init__(self, root: Path, ids: dict[Path, str]) -> None:
        self.root, self.ids = root, ids
        self.problems = Problems(root)
        self.texts: dict[str, bytes] = {}

    def keep(self, data: bytes | Path) -> tuple[str, int]:
        """Note the texts of the page; a picture is only hashed."""
        with io.BytesIO(data) if isinstance(data, bytes) else data.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.seek(0, io.SEEK_END)
        if isinstance(data, bytes):
            self.texts[sha256] = data
        return sha256, size


def preview(home: Path, course: WrittenCourse, lesson: WrittenLesson, written: Written) -> Preview:
    """Return what readers of a lesson would see, and what is to be mended in it.

    Args:
        home: of all written courses.
        course: the course.
        lesson: of it.
        written: what stands on the page, saved or not.
    """
    root = folder_of(home, course)
    root.mkdir(parents=True, exist_ok=True)
    pages = {root / each.name: each.id for each in WrittenLesson.of(course)}
    for path in pages:
        path.touch()  # a link leads to a page that is there
    ids = {path: f"{number:032x}" for path, number in pages.items()}
    bench = _Bench(root, ids)
    texts = [_text(root, lesson, as_kept(lesson, written))]
    if lesson.original_id:
        texts.insert(0, _text(root, lesson.original, Written.of(latest(lesson.original))))
    _versions, files = read_page(bench, texts, texts[0].facts["kind"], course.language)
    own = [each for each in bench.problems.found if each.file == lesson.name]
    shown = Preview(faults=[fault_of(each, lesson.id, 0) for each in own])
    language = lesson.language or course.language
    of_it = [f for f in files if (f.language, f.easy) == (language, lesson.easy)]
    main = next((f for f in of_it if f.role in ("main", "translation", "easy")), None)
    if main is not None and main.type == "application/json":
        shown.exercise = Exercise.from_bytes(bench.texts[main.sha256])
    elif main is not None:
        shown.fragment = bench.texts[main.sha256].decode()
        for path, number in pages.items():  # a link leads to where that page is written
            shown.fragment = shown.fragment.replace(f"../{ids[path]}/", f"../{number}/")
    if language == "fr":
        shown.reading = reading(said_by(shown), written.text)
    return shown


def _text(root: Path, page: WrittenLesson, written: Written) -> PageText:
    facts = {**facts_of(written), "title": written.title or "?"}
    return PageText(root / page.name, page.language, page.easy, facts, written.text, 1)


def said_by(shown: Preview) -> str:
    """Return what a page says in plain words: a lesson, or the questions of an exercise."""
    if shown.exercise is None:
        return html.text_of(shown.fragment)
    asked = [question.prompt for question in shown.exercise.questions]
    return "\n".join(html.text_of(each) for each in (shown.exercise.intro, *asked))


def reading(text: str, source: str = "") -> Reading:
    """Return how easily a French text is read.

    Args:
        text: in plain words.
        source: as it was written, for the lines of hints.
    """
    found = simpler.hints(text)
    told, more = tuple(found[:MOST_HINTS]), len(found[MOST_HINTS:])
    placed = tuple((hint, simpler.line_of(hint, source)) for hint in told)
    return Reading(reading_level.statistics(text), told, more, placed)
