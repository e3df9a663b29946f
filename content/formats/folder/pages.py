"""One page of a folder: its text in each version, its pictures, its questions, its recording."""

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from content import texts as page_texts
from content import vocabulary
from content.entries import FileEntry, VersionEntry
from content.formats.folder import facts as facts_
from content.formats.folder.facts import Facts
from content.formats.folder.lint import check_text
from content.formats.folder.problems import Problems
from content.markdown import BadFormula, TooManyBrackets, to_html
from content.marks import MADE_BY
from content.media import fault_in_file
from content.questions.exercise import Exercise
from content.questions.parse import parse
from content.questions.parse_gaps import BadQuestion
from content.refusals import CatalogueRefused
from i18n.translate import N_


class Workshop(Protocol):
    """What a page needs of the folder it is in."""

    root: Path
    problems: Problems
    ids: dict[Path, str]

    def keep(self, data: bytes | Path) -> tuple[str, int]:
        """Note bytes that the bundle will hold."""


@dataclass
class PageText:
    """One Markdown file. ``language`` is "" where it is the page's own."""

    path: Path
    language: str
    easy: bool
    facts: Facts
    body: str
    first_line: int
    """The line of the file that the body begins on."""
    said_on: dict[str, int] = field(default_factory=dict)
    """The line of each key of its front matter."""

    @classmethod
    def read(cls, path: Path, language: str, easy: bool, problems: Problems) -> "PageText":
        """Read a file; what is wrong with it goes to ``problems``."""
        try:
            text = path.read_text("utf-8-sig")
        except UnicodeDecodeError:
            problems.add(path, 0, N_("save this file as UTF-8"))
            text = ""
        lines, body, first_line = facts_.split_front_matter(text)
        facts = facts_.read_front_matter(path, lines, problems) if text else {}
        keys = (line.partition(":")[0].strip() for line in lines)
        said_on = {key: number for number, key in enumerate(keys, start=2)}
        return cls(path, language, easy, facts, body, first_line, said_on)


Page = tuple[tuple[VersionEntry, ...], tuple[FileEntry, ...]]


def read_page(workshop: Workshop, texts: list[PageText], kind: str, language: str) -> Page:
    """Return the versions and files of a page; what is wrong goes to the workshop's problems."""
    versions: list[VersionEntry] = []
    files: dict[tuple[str, str, bool, str], FileEntry] = {}
    shapes: list[tuple[PageText, Exercise]] = []
    for text in texts:
        code = text.language or language
        described = text.facts.get("description", "")
        title = text.facts.get("title") or "?"
        checked = text.facts.get("checked", "")
        made_by = MADE_BY.get(text.facts.get("translated", ""), "")
        versions.append(VersionEntry(code, text.easy, title, described, checked, made_by))
        check_text(text.path, text.body, text.first_line, workshop.problems)
        reading = _Reading(workshop, text, code)
        _check_said_once(workshop, text, texts[0], kind)
        if kind == "exercise":
            exercise = reading.exercise(texts[0])
            if exercise:
                shapes.append((text, exercise))
        elif kind == "lesson":
            reading.keep_html(_role(text))
            reading.keep_recordings(is_own=text is texts[0])
        else:
            role = "transcript" if text is texts[0] else _role(text)
            reading.keep_html(role, needed=kind == "audio")
        if text is texts[0] and kind in ("audio", "video", "document"):
            reading.keep_media(kind)
        for file in reading.files:
            files[file.role, file.language, file.easy, file.sha256] = file
    for text, exercise in shapes[1:]:
        _check_same_questions(workshop, text, shapes[0][1], exercise)
    return tuple(versions), tuple(files.values())


def _role(text: PageText) -> str:
    if text.easy:
        return "easy"
    return "translation" if text.language else "main"


def _check_said_once(workshop: Workshop, text: PageText, own: PageText, kind: str) -> None:
    """Note what only exercises have, and what holds for all versions but is said in one."""
    for key in facts_.OF_EXERCISES:
        if key in text.facts and kind != "exercise":
            message = N_("“{key}” is for exercises: write “kind: exercise”, or take it out")
            workshop.problems.add(text.path, 1, message, key=key)
        elif key in text.facts and text is not own:
            message = N_("“{key}” is said in the page itself; take it out of this version")
            workshop.problems.add(text.path, 1, message, key=key)
    for key in facts_.OF_VERSIONS:
        if key in text.facts and text is own:
            message = N_("“{key}” is said of a translation or an easy version; take it out here")
            workshop.problems.add(text.path, text.said_on.get(key, 1), message, key=key)


def _check_same_questions(
    workshop: Workshop, text: PageText, first: Exercise, other: Exercise
) -> None:
    if [q.type for q in first.questions] != [q.type for q in other.questions]:
        workshop.problems.add(
            text.path,
            0,
            N_("this version must have the same questions, of the same types, in the same order"),
        )


def file_inside(root: Path, here: Path, name: str) -> Path | None:
    """Return the file called ``name`` from a folder, None if it is not inside ``root``.

    Nothing is followed: neither a link nor a path that leads out and in again.
    """
    inside = posixpath.normpath(posixpath.join(here.relative_to(root).as_posix(), name))
    if not name or inside.startswith(("..", "/")) or re.search(r"[\\:\0]", name):
        return None
    path = root / inside
    try:
        return path if path.is_file() and path.resolve() == path else None
    except OSError:
        return None


_RULE = N_(
    "this rule does not fit the questions: “3 in a row” and “4 of 5” want two questions or more, "
    "“before and after” an even number of them, “draw” not more than there are; what a teacher "
    "marks goes with “all” only"
)
_LEADS_AWAY = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\|\x02", re.IGNORECASE)
"""An address outside; \\x02 begins a postal address of e-mail, which Markdown disguises."""


class _Reading:
    """Reads one text of a page, keeping the files it needs."""

    def __init__(self, workshop: Workshop, text: PageText, language: str) -> None:
        self.workshop = workshop
        self.text = text
        self.language = language
        self.files: list[FileEntry] = []

    def problem(self, line: int, message: str, **values: str) -> None:
        self.workshop.problems.add(self.text.path, line, message, **values)

    def keep(self, role: str, media_type: str, data: bytes | Path) -> None:
        sha256, size = self.workshop.keep(data)
        self.files.append(FileEntry(role, self.language, self.text.easy, sha256, size, media_type))

    def html(self, markdown: str) -> str:
        try:
            return to_html(markdown, self.address)
        except BadFormula as error:
            line = self.line_of(str(error))
            self.problem(line, N_("the formula “{formula}” cannot be read"), formula=str(error))
            return ""
        except TooManyBrackets as error:
            what = N_(
                "too many square brackets “[” that are not closed; close them, or take them out"
            )
            self.problem(self.line_of(str(error)), what)
            return ""

    def keep_html(self, role: str, *, needed: bool = True) -> None:
        if self.text.body.strip() or role == "main":
            self.keep_text(role, "text/html", self.html(self.text.body).encode())
        if needed and not self.text.body.strip():
            self.problem(0, N_("the page has no text"))

    def exercise(self, own: PageText) -> Exercise | None:
        rule = facts_.rule_of(own.facts)
        try:
            exercise = parse(self.text.body, self.html, rule, self.lesson_of(own))
        except BadQuestion as error:
            self.problem(self.text.first_line + error.line, error.message)
            return None
        if not exercise.can_be_done:
            self.problem(1, _RULE)
            return None
        self.keep_text(_role(self.text), "application/json", exercise.to_bytes())
        return exercise

    def keep_text(self, role: str, media_type: str, data: bytes) -> None:
        """Keep the text of a page, which every site must be able to read."""
        try:
            page_texts.read(data, media_type)
        except CatalogueRefused as refusal:
            what = str(refusal.values["what"])
            self.problem(0, N_("no site would take this page in: it holds {what}"), what=what)
        self.keep(role, media_type, data)

    def lesson_of(self, own: PageText) -> str:
        """Return the id of the lesson that an exercise sends its readers back to, "" for none."""
        name = own.facts.get("lesson", "")
        path = file_inside(self.workshop.root, own.path.parent, name) if name else None
        node = self.workshop.ids.get(path, "") if path else ""
        if name and not node:
            self.problem(1, N_("there is no page “{name}”"), name=name)
        return node

    def keep_recordings(self, *, is_own: bool) -> None:
        """Keep a lesson read by a person and the film of it in sign language, where there are."""
        facts = self.text.facts
        if facts.get("spoken"):
            self.keep_file("spoken", facts["spoken"], "audio/")
        if facts.get("signs") and is_own:
            self.keep_file("signs", facts["signs"], "video/")
        elif facts.get("signs"):
            message = N_("“{key}” is said in the page itself; take it out of this version")
            self.problem(self.text.said_on.get("signs", 1), message, key="signs")

    def keep_file(self, role: str, name: str, wanted: str) -> bool:
        """Keep a file if it is of the media type wanted; say whether it is."""
        path = self.path_of(name)
        media_type = vocabulary.MEDIA_TYPES.get(path.suffix.lower(), "") if path else ""
        if path is None or not media_type.startswith(wanted):
            self.problem(1, N_("the file “{name}” is not here, or not of this kind"), name=name)
            return False
        if fault := fault_in_file(media_type, path):
            self.problem(1, N_("the file “{name}” holds {fault}"), name=name, fault=fault)
            return False
        self.keep(role, media_type, path)
        return True

    def keep_media(self, kind: str) -> None:
        wanted = {"audio": "audio/", "video": "video/", "document": "application/pdf"}[kind]
        if not self.keep_file("main", self.text.facts.get("file", ""), wanted):
            return
        captions, described = (self.text.facts.get(k, "") for k in ("captions", "descriptions"))
        if described:
            self.keep_cues("descriptions", described)
        if captions:
            self.keep_cues("captions", captions)
        elif kind == "video":
            self.problem(1, N_("a video needs captions: write “captions: name.vtt”"))

    def keep_cues(self, role: str, name: str) -> None:
        """Keep captions or descriptions of a film, if they are WebVTT."""
        path = self.path_of(name)
        if path is None or fault_in_file("text/vtt", path):
            self.problem(1, N_("the captions “{name}” are not here, or not WebVTT"), name=name)
            return
        self.keep(role, "text/vtt", path)

    def address(self, target: str) -> str:
        """Return where a picture or a link of the text leads in the page."""
        name, _, fragment = target.partition("#")
        if not name:
            return target
        if name.endswith(".md"):
            return self.page_address(name, fragment)
        if _LEADS_AWAY.match(name):
            return ""  # check_text has said so
        path = self.path_of(name)
        line = self.line_of(name)
        media_type = vocabulary.MEDIA_TYPES.get(path.suffix.lower(), "") if path else ""
        if path is None or not media_type.startswith("image/"):
            self.problem(line, N_("the picture “{name}” is not here"), name=name)
            return ""
        if fault := fault_in_file(media_type, path):
            self.problem(line, N_("the picture “{name}” holds {fault}"), name=name, fault=fault)
            return ""
        sha256, size = self.workshop.keep(path)
        ending = vocabulary.ENDINGS[media_type]
        entry = FileEntry("picture", self.language, self.text.easy, sha256, size, media_type)
        self.files.append(entry)
        return f"files/{sha256}{ending}"

    def page_address(self, name: str, fragment: str) -> str:
        path = self.path_of(name)
        node = self.workshop.ids.get(path) if path else None
        if node is None:
            self.problem(self.line_of(name), N_("there is no page “{name}”"), name=name)
            return ""
        return f"../{node}/" + (f"#{fragment}" if fragment else "")

    def path_of(self, name: str) -> Path | None:
        """Return a file named in this page, None if it is not inside the channel's folder."""
        return file_inside(self.workshop.root, self.text.path.parent, name)

    def line_of(self, piece: str) -> int:
        """Return the line of the file where a piece of its text stands."""
        before, found, _ = self.text.body.partition(piece)
        if not found:
            return 0
        return self.text.first_line + before.count("\n")
