"""A publisher's week: four courses, and what changes in them from night to night."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bench import courses
from bench.courses import AT
from content.manifest import Manifest

NEW = 5
"""Recordings that come or change together."""
COURSES = ("maths", "french", "health", "trades")

Files = dict[str, dict[str, list[Path]]]
"""The files of each course by kind."""


@dataclass
class Night:
    """What lay on the server one night, without its parts; and a site that fetched it."""

    about: str
    folder: Path
    manifests: dict[str, Manifest] = field(default_factory=dict)

    @property
    def blobs(self) -> set[str]:
        """Return what a site has installed that fetched this night."""
        return {
            stored.sha256
            for manifest in self.manifests.values()
            for stored in (manifest.catalogue, *manifest.files)
        }


def _one_lesson(files: Files, folder: Path) -> set[str]:
    files["maths"]["lesson"][0] = courses.pages(folder, 1, seed=101)[0]
    return {"maths"}


def _new_recordings(files: Files, folder: Path) -> set[str]:
    size = files["french"]["audio"][0].stat().st_size
    files["french"]["audio"] += courses.recordings(folder, [size] * NEW, seed=102)
    return {"french"}


def _every_lesson(files: Files, folder: Path) -> set[str]:
    folder.mkdir()
    for number, path in enumerate(files["health"]["lesson"]):
        new = folder / f"{number}.html"
        new.write_text(path.read_text("utf-8") + "<p>2027</p>", "utf-8")
        files["health"]["lesson"][number] = new
    return {"health"}


def _made_again(files: Files, folder: Path) -> set[str]:
    size = files["trades"]["audio"][0].stat().st_size
    files["trades"]["audio"][:NEW] = courses.recordings(folder, [size] * NEW, seed=103)
    return {"trades"}


def _a_lesson_of_each(files: Files, folder: Path) -> set[str]:
    for number, course in enumerate(COURSES):
        below = folder / course
        files[course]["lesson"][1] = courses.pages(below, 1, seed=110 + number)[0]
    return set(COURSES)


WEEK: tuple[tuple[str, Callable[[Files, Path], set[str]]], ...] = (
    ("nothing new", lambda files, folder: set()),
    ("one lesson corrected", _one_lesson),
    (f"{NEW} new recordings", _new_recordings),
    ("a line added to every lesson of a course", _every_lesson),
    (f"{NEW} recordings made again", _made_again),
    ("nothing new", lambda files, folder: set()),
    ("a lesson corrected in each course", _a_lesson_of_each),
)


def published(folder: Path, megabytes: int, pages: int) -> tuple[bytes, list[Night]]:
    """Publish a week, night after night, and return the root and what lay there each night."""
    size, each = max(1, megabytes * 1_000_000 // (10 * len(COURSES))), max(2, pages // len(COURSES))
    files: Files = {
        name: {
            "audio": courses.recordings(folder / "files" / name, [size] * 10, seed=number),
            "lesson": courses.pages(folder / "files" / name, each, seed=number),
        }
        for number, name in enumerate(COURSES)
    }
    publisher = courses.Publisher(folder / "home").begin()
    nights: list[Night] = []
    changed, about = set(COURSES), "the first night"
    releases: Counter[str] = Counter()
    for number in range(len(WEEK) + 1):
        if number:
            about, change = WEEK[number - 1]
            changed = change(files, folder / "files" / f"night-{number}")
        releases.update(changed)
        publisher.release(
            *(courses.course(name, files[name], releases[name]) for name in sorted(changed)),
            out=folder / "medium",
            at=AT + timedelta(days=number),
        )
        kept = folder / "nights" / str(number)
        shutil.copytree(folder / "medium", kept, ignore=shutil.ignore_patterns("parts"))
        nights.append(Night(about, kept))
    return publisher.root, nights
