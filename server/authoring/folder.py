"""A written course as the folder of Markdown that a bundle is built of."""

import json
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from content.bundle import Draft
from content.formats.folder import FolderRefused, read
from content.formats.folder.problems import Problem
from i18n import refusals
from server.authoring import of_others
from server.authoring.files import folder_of
from server.authoring.models import (
    LessonVersion,
    WrittenChapter,
    WrittenCourse,
    WrittenFile,
    WrittenLesson,
)
from server.authoring.refusals import NothingWritten
from server.authoring.writing import Written, latest

_PAGE = re.compile(r"page-(\d{1,9})((?:\.[a-z]{2,4}){0,2}\.md)$")
_LINK = re.compile(r"(\]\(\s*)page-(\d{1,9})\.md(?=[)#\s])")


@dataclass(frozen=True)
class Fault:
    """Something to mend before a course can be built."""

    lesson: int | None
    """The number of the lesson; None for the course itself."""
    line: int
    """Of its text, from 1; 0 for the lesson as a whole."""
    words: str
    """What to do, in the language in use."""


def versions_now(course: WrittenCourse) -> list[tuple[WrittenLesson, LessonVersion]]:
    """Return the pages of a course as they are read, each with what it says now.

    The other wordings of a page come after it.

    Raises:
        NothingWritten: it has none.
    """
    if course.of_channel:
        return of_others.to_go_out(course) or _nothing()
    pages = WrittenLesson.of(course) or _nothing()
    wordings = WrittenLesson.wordings(pages)
    return [
        (each, latest(each))
        for page in pages
        for each in (page, *(w for w in wordings if w.original_id == page.id))
    ]


def _nothing() -> NoReturn:
    raise NothingWritten()


def facts_of(written: Written) -> dict[str, str]:
    """Return what is said about a page above its text."""
    is_lesson = written.kind == "lesson"
    said = {
        "title": written.title,
        "kind": written.kind,
        "spoken": written.spoken if is_lesson else "",
        "mastery": "" if is_lesson else written.mastery,
        "tries": "" if is_lesson or written.tries == 1 else str(written.tries),
        "draw": "" if is_lesson else str(written.draw or ""),
        "checked": written.checked,
        "translated": written.translated,
    }
    return {name: value for name, value in said.items() if value}


def front_matter(written: Written, identity: int | None, language: str = "") -> str:
    """Return the lines above the text of a page: it keeps its identity wherever it is moved.

    Args:
        written: what it says.
        identity: the number of the page; None of another wording of one.
        language: of the page, "" for that of its course.
    """
    facts = facts_of(written) | ({"language": language} if language else {})
    if identity is not None:
        facts["id"] = f"page/{identity}"
    return "\n".join(["---", *(f"{name}: {value}" for name, value in facts.items()), "---", ""])


def write(
    home: Path,
    course: WrittenCourse,
    lessons: list[tuple[WrittenLesson, LessonVersion]],
    release: int,
    root: Path,
) -> None:
    """Write a course as a folder.

    Args:
        home: of all written courses.
        course: the course.
        lessons: what is in it, in order; the other wordings of a page anywhere after it.
        release: its number.
        root: the folder, which is not there yet.
    """
    facts = {
        "id": course.channel_id,
        "release": release,
        "title": course.title,
        "description": course.description,
        "language": course.language,
        "author": course.author,
        "license": course.license,
        "license_owner": course.author,
        "subject": course.subject,
        "level": course.level,
        "picture": course.picture,
        "picture_alt": course.picture_alt,
    }
    _toml(root / "channel.toml", {name: value for name, value in facts.items() if value})
    if course.of_channel:
        _write_flat(course, lessons, root)
        return
    chapters = [c for c in WrittenChapter.of(course) if c.id in {x.chapter_id for x, _ in lessons}]
    places = {c.id: f"{at:03}-chapter-{c.id}" for at, c in enumerate(chapters, 1)}
    pages = [lesson for lesson, _ in lessons if lesson.original_id is None]
    names = {
        page.id: f"{places[page.chapter_id]}/{at:03}-{page.name}"
        for at, page in enumerate(pages, 1)
    }
    for each in chapters:
        said = {"title": each.title, "id": f"chapter/{each.id}"}
        _toml(root / places[each.id] / "topic.toml", said)
    kept = {each.name for each in WrittenFile.of(course)}
    if course.picture in kept:
        shutil.copyfile(folder_of(home, course) / course.picture, root / course.picture)
    for lesson, version in lessons:
        page = lesson.original_id or lesson.id
        path = root / (names[page].removesuffix(".md") + lesson.ending)
        text = _LINK.sub(lambda link: _leads_to(link, names), version.text)
        identity = None if lesson.original_id else lesson.id
        path.write_text(front_matter(Written.of(version), identity) + text, "utf-8")
        for name in kept:
            if (name in text or name == version.spoken) and not (path.parent / name).exists():
                shutil.copyfile(folder_of(home, course) / name, path.parent / name)


def _write_flat(
    course: WrittenCourse, lessons: list[tuple[WrittenLesson, LessonVersion]], root: Path
) -> None:
    """Write wordings of pages of another course, each as a page in its own language."""
    for at, (lesson, version) in enumerate(lessons, 1):
        said = replace(Written.of(version), spoken="", checked="", translated="")
        above = front_matter(said, lesson.id, lesson.language or course.language)
        (root / f"{at:03}-{lesson.name}").write_text(above + version.text, "utf-8")


def read_back(root: Path, wordings: list[WrittenLesson]) -> Draft | list[Fault]:
    """Return what a bundle of such a folder would hold, or what must be mended first.

    Args:
        root: the folder.
        wordings: those of the pages in it that are not the page itself.
    """
    try:
        return read(root)
    except FolderRefused as refusal:
        named = {(each.original_id, each.ending): each.id for each in wordings}
        return [_fault(root, problem, named) for problem in refusal.problems]


def fault_of(problem: Problem, lesson: int | None, above: int) -> Fault:
    """Return a problem as it is told to the author.

    Args:
        problem: of a page.
        lesson: the number of the lesson.
        above: lines of the file above its text.
    """
    words = refusals.words_of({"message": problem.message, "values": problem.values})
    return Fault(lesson, max(0, problem.line - above), words)


def _fault(root: Path, problem: Problem, named: dict[tuple[int, str], int]) -> Fault:
    page = _PAGE.search(problem.file)
    if page is None:
        return fault_of(problem, None, problem.line)
    lines = (root / problem.file).read_text("utf-8").split("\n")
    number = named.get((int(page[1]), page[2]), int(page[1]))
    return fault_of(problem, number, lines.index("---", 1) + 1)


def _leads_to(link: re.Match[str], names: dict[int, str]) -> str:
    """Return a link to another page of the course, wherever its chapter lies."""
    name = names.get(int(link[2]))
    return f"{link[1]}../{name}" if name else link[0]


def _toml(path: Path, facts: dict[str, str | int]) -> None:
    """Write facts as TOML: a text as JSON writes it is one as TOML reads it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items()]
    path.write_text("\n".join([*lines, ""]), "utf-8")
