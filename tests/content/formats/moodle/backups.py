"""Backups as Moodle writes them, reduced to what a test looks at."""

import hashlib
import io
import tarfile
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from tests.content.formats.brought import zipped


@dataclass
class Written:
    """A course that is written as a backup."""

    path: Path
    lang: str = "fr"
    entries: dict[str, str | bytes] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    number: int = 0
    categories: list[str] = field(default_factory=list)

    def section(self, number: str, title: str = "", summary: str = "", visible: str = "1") -> None:
        """Add a section."""
        self.listed.append(
            f"<section><sectionid>{number}</sectionid><title>{title or number}</title>"
            f"<directory>sections/section_{number}</directory></section>"
        )
        self.entries[f"sections/section_{number}/section.xml"] = (
            f'<section id="{number}"><number>{number}</number><name>{title or "$@NULL@$"}</name>'
            f"<summary>{escape(summary)}</summary><visible>{visible}</visible></section>"
        )

    def activity(
        self, section: str, kind: str, title: str, inside: str = "", visible: str = "1"
    ) -> str:
        """Add an activity; return its context."""
        self.number += 1
        at, context = f"activities/{kind}_{self.number}", str(100 + self.number)
        self.listed.append(
            f"<activity><moduleid>{self.number}</moduleid><sectionid>{section}</sectionid>"
            f"<modulename>{kind}</modulename><title>{title}</title><directory>{at}</directory>"
            "</activity>"
        )
        self.entries[f"{at}/{kind}.xml"] = (
            f'<activity id="1" moduleid="{self.number}" modulename="{kind}" contextid="{context}">'
            f'<{kind} id="1"><name>{title}</name>{inside}</{kind}></activity>'
        )
        self.entries[f"{at}/module.xml"] = f"<module><visible>{visible}</visible></module>"
        return context

    def file(self, place: str, name: str, data: bytes, folder: str = "/") -> None:
        """Add a file of a place: "context/component/area/item"."""
        context, component, area, item = place.split("/")
        digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
        self.entries[f"files/{digest[:2]}/{digest}"] = data
        self.files.append(
            f"<file><contenthash>{digest}</contenthash><contextid>{context}</contextid>"
            f"<component>{component}</component><filearea>{area}</filearea><itemid>{item}</itemid>"
            f"<filepath>{folder}</filepath><filename>{name}</filename><sortorder>0</sortorder></file>"
        )

    def write(self, *, tar: bool = False) -> Path:
        """Write it all."""
        contents = f"<contents>{''.join(self.listed)}</contents>"
        head = f"<moodle_backup><information>{contents}</information></moodle_backup>"
        course = (
            f"<fullname>Jardinage</fullname><summary>Planter.</summary><lang>{self.lang}</lang>"
        )
        entries: dict[str, str | bytes] = {
            "moodle_backup.xml": head,
            "course/course.xml": f'<course id="2">{course}</course>',
            "files.xml": f"<files>{''.join(self.files)}</files>",
            "questions.xml": f"<bank>{''.join(self.categories)}</bank>",
            **self.entries,
        }
        self.path.write_bytes(_tarred(entries) if tar else zipped(entries))
        return self.path


def question(number: int, kind: str, text: str, plugin: str, parent: int = 0) -> str:
    """A question of the bank."""
    return (
        f'<question id="{number}"><parent>{parent}</parent><name>Q{number}</name>'
        f"<questiontext>{escape(text)}</questiontext><questiontextformat>1</questiontextformat>"
        f"<defaultmark>1.0000000</defaultmark><qtype>{kind}</qtype>"
        f"<plugin_qtype_{kind}_question>{plugin}</plugin_qtype_{kind}_question></question>"
    )


def answers(*some: tuple[int, str, str]) -> str:
    """Answers of a question: id, text, fraction."""
    written = "".join(
        f'<answer id="{n}"><answertext>{text}</answertext><answerformat>1</answerformat>'
        f"<fraction>{share}</fraction><feedback></feedback></answer>"
        for n, text, share in some
    )
    return f"<answers>{written}</answers>"


def category(name: str, *questions: str, entries: bool = False) -> str:
    """A category of the bank, as Moodle 3 writes it, or as Moodle 4."""
    if entries:
        held = "".join(
            f'<question_bank_entry id="{50 + n}"><question_version><question_versions>'
            f"<questions>{each}</questions></question_versions></question_version>"
            "</question_bank_entry>"
            for n, each in enumerate(questions)
        )
        inside = f"<question_bank_entries>{held}</question_bank_entries>"
    else:
        inside = f"<questions>{''.join(questions)}</questions>"
    head = f"<name>{name}</name><contextid>9</contextid>"
    return f'<question_category id="1">{head}{inside}</question_category>'


def _tarred(entries: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, data in entries.items():
            held = data.encode() if isinstance(data, str) else data
            about = tarfile.TarInfo(name)
            about.size = len(held)
            archive.addfile(about, io.BytesIO(held))
        link = tarfile.TarInfo("files/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return made.getvalue()
