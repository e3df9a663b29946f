"""A backup of Moodle to a work: its sections topics, its activities pages."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from content.formats.courses import Course
from content.formats.desk import Desk, FileFormat
from content.formats.kolibri.labels import language as known_language
from content.formats.moodle.backup import Activity, Backup, Kept, Section, value
from content.formats.moodle.bank import Bank, Banked
from content.formats.questions.xml import Element
from content.formats.said import in_order, line, text, title_of
from content.formats.stores import Store
from content.formats.works import NotRead, Page, Work
from content.html import text_of
from content.outside import written
from i18n.refusals import Phrase
from i18n.translate import N_
from i18n.translate import gettext as _

LONG_SUMMARY = 600
"""Characters that a topic says of itself; a longer text of a section is a lesson in it."""
_TO_ACTIVITY = re.compile(r"\$@[A-Z]+VIEWBYID(?:CH)?\*(\d+)(?:\*\d+)?@\$")
_PICTURE = re.compile(r"<(?:img|table|iframe|video|audio)\b", re.IGNORECASE)


def _recognises(path: Path) -> bool:
    return path.suffix.lower() == ".mbz"


def _read(path: Path, desk: Desk) -> Work:
    store = Store(path, desk)
    try:
        if "moodle_backup.xml" not in store:
            raise NotRead(Phrase(N_("it does not say what it holds")))
        return _Reading(Backup(store), desk).work(path)
    finally:
        store.close()


@dataclass
class _Reading:
    """Reads one backup."""

    backup: Backup
    desk: Desk
    course: Course = field(init=False)
    bank: Bank = field(init=False)
    used: set[str] = field(default_factory=set)
    """Questions that some quiz asks."""
    labels: list[Activity] = field(default_factory=list)
    """Labels that follow each other, which are one lesson."""
    known: set[str] = field(default_factory=set)
    """Numbers of the activities that links may lead to."""

    def __post_init__(self) -> None:
        self.course = Course(self.desk, self.backup.find, self._link)
        self.bank = Bank(self.backup)

    def work(self, path: Path) -> Work:
        """Return the whole course.

        Raises:
            NotRead: nothing of it can be read.
        """
        about = Element("", 0)
        if "course/course.xml" in self.backup.store:
            about = self.backup.part("course/course.xml")
        sections = self.backup.sections()
        self.known = {each.id for section in sections for each in section.activities}
        pages: list[Page] = []
        for section in sections:
            pages += self._section(section)
        pages += self._rest_of_bank()
        return Work(
            line(value(about, "fullname")) or title_of(path),
            self.course.done(pages),
            text(text_of(value(about, "summary"))),
            known_language(value(about, "lang")),
        )

    def _section(self, section: Section) -> list[Page]:
        if section.hidden:
            self._hidden(section.title or section.id)
            return []
        name = f"section {section.id}"
        long = len(section.summary) > LONG_SUMMARY or _PICTURE.search(section.summary)
        pages: list[Page] = []
        if long:
            title = section.title or _("Introduction")
            place = next(
                (at for at in self.backup.files if at.endswith(f"/course/section/{section.id}")), ""
            )
            pages += self.course.text(f"{name} summary", title, section.summary, place)
        for activity in section.activities:
            pages += self._activity(activity)
        pages += self._flushed()
        description = "" if long else text(text_of(section.summary))
        if not section.title and not description:
            return pages
        return self.course.topic(name, section.title, pages, description)

    def _activity(self, activity: Activity) -> Iterator[Page]:
        if activity.hidden:
            self._hidden(activity.title)
        elif activity.kind == "label":
            self.labels.append(activity)
        else:
            yield from self._flushed()
            read = self._kinds.get(activity.kind)
            if read is None:
                self.course.has_no_counterpart(activity.title, activity.kind)
            else:
                yield from self.course.became(activity.id, read(activity))

    @property
    def _kinds(self) -> dict[str, Callable[[Activity], list[Page]]]:
        return {
            "page": self._page,
            "book": self._book,
            "resource": self._resource,
            "folder": self._folder,
            "url": self._url,
            "quiz": self._quiz,
            "lesson": self._lesson,
        }

    def _flushed(self) -> list[Page]:
        """Return the labels that were met as one lesson."""
        labels, self.labels = self.labels, []
        if not labels:
            return []
        first = labels[0]
        if len(labels) == 1:
            said, place = value(first.about, "intro"), f"{first.context}/mod_label/intro/0"
            return self.course.text(first.id, line(first.title), said, place)
        pages: list[Page] = []
        for each in labels:
            place = f"{each.context}/mod_label/intro/0"
            pages += self.course.text(each.id, line(each.title), value(each.about, "intro"), place)
        return pages

    def _hidden(self, title: str) -> None:
        self.desk.leave_out(line(title), N_("it is hidden from learners there"))

    def _page(self, activity: Activity) -> list[Page]:
        place = f"{activity.context}/mod_page/content/0"
        said = value(activity.about, "content")
        return self.course.text(activity.id, line(activity.title), said, place)

    def _book(self, activity: Activity) -> list[Page]:
        pages: list[Page] = []
        for chapter in (e for e in activity.about.walk() if e.name == "chapter"):
            title = line(value(chapter, "title"))
            if value(chapter, "hidden") == "1":
                self._hidden(title)
                continue
            number = chapter.get("id")
            place = f"{activity.context}/mod_book/chapter/{number}"
            name = f"{activity.id}/{number}"
            pages += self.course.text(name, title, value(chapter, "content"), place)
        about = text(text_of(value(activity.about, "intro")))
        return self.course.topic(activity.id, activity.title, pages, about)

    def _lesson(self, activity: Activity) -> list[Page]:
        pages: list[Page] = []
        asks = 0
        for page in (e for e in activity.about.walk() if e.name == "page" and e.get("id")):
            asks += value(page, "qtype") not in ("20", "21", "30", "31")
            number = page.get("id")
            place = f"{activity.context}/mod_lesson/page_contents/{number}"
            title = line(value(page, "title")) or line(activity.title)
            name = f"{activity.id}/{number}"
            pages += self.course.text(name, title, value(page, "contents"), place)
        if asks:
            message = N_("what its pages ask cannot be answered here ({count})")
            self.desk.change(line(activity.title), message, count=asks)
        return self.course.topic(activity.id, activity.title, pages)

    def _url(self, activity: Activity) -> list[Page]:
        address = line(value(activity.about, "externalurl"))
        said = f"{value(activity.about, 'intro')}{written(address)}"
        place = f"{activity.context}/mod_url/intro/0"
        self.desk.change(line(activity.title), N_("its address leads outside; it is only written"))
        return self.course.text(activity.id, line(activity.title), said, place)

    def _resource(self, activity: Activity) -> list[Page]:
        kept = self.backup.files.get(f"{activity.context}/mod_resource/content/0", [])
        first = sorted(kept, key=lambda each: (not each.first, each.name.count("/"), each.name))
        if not first:
            self.desk.leave_out(line(activity.title), N_("its file is missing in the archive"))
            return []
        return self._file(activity.id, line(activity.title), first[0])

    def _folder(self, activity: Activity) -> list[Page]:
        kept = self.backup.files.get(f"{activity.context}/mod_folder/content/0", [])
        pages: list[Page] = []
        for each in sorted(kept, key=lambda each: in_order(each.name)):
            name = f"{activity.id}/{each.name}"
            pages += self._file(name, title_of(Path(each.name)), each)
        return self.course.topic(activity.id, activity.title, pages)

    def _file(self, name: str, title: str, kept: Kept) -> list[Page]:
        try:
            with self.backup.store.path(kept.entry).open("rb") as file:
                path = self.desk.spool(kept.name, file, 1 << 40)
        except NotRead as reason:
            self.desk.leave_out(title, reason.args[0])
            return []
        return self.course.file(name, title, path)

    def _quiz(self, activity: Activity) -> list[Page]:
        asked, missing = self.bank.asked_by(activity.about)
        title = line(activity.title)
        self.used |= {each.id for each in asked}
        if missing:
            message = N_(
                "questions drawn at random, or not in this backup, were left out ({count})"
            )
            self.desk.change(title, message, count=missing)
        if not asked:
            self.desk.leave_out(title, N_("it holds no question that can be asked"))
            return []
        return self.course.exercise(activity.id, title, self.bank.read(asked))

    def _rest_of_bank(self) -> list[Page]:
        """Return what no quiz asks, an exercise for each category."""
        groups: dict[str, list[Banked]] = {}
        for each in self.bank.questions.values():
            is_part = value(each.about, "parent") not in ("", "0", each.id)
            if each.id in self.used or is_part or value(each.about, "qtype") in _NO_QUESTION:
                continue
            groups.setdefault(each.category, []).append(each)
        pages: list[Page] = []
        for category, questions in groups.items():
            title = line(category) or _("Questions")
            pages += self.course.exercise(f"bank {category}", title, self.bank.read(questions))
        return pages

    def _link(self, here: str, address: str) -> str:
        found = _TO_ACTIVITY.match(address.strip())
        number = found[1] if found else ""
        return f"../{self.desk.id_of(number)}/" if number in self.known else ""


_NO_QUESTION = ("random", "description", "missingtype")

FORMAT = FileFormat("Moodle (mbz)", _recognises, _read)
