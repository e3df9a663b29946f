"""A file of questions to exercises: one for each category, in pieces that can be done.

What one of our exercises cannot hold, such as what is only marked by a teacher in an exam, is
noted with its reason; see ``content/formats/questions`` for what becomes of each question.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from content import vocabulary
from content.entries import FileEntry
from content.formats.archives import UNREADABLE, Archive
from content.formats.desk import Desk, FileFormat
from content.formats.questions import aiken, gift, reading, table
from content.formats.questions.brought import Brought, FileNotRead, Read
from content.formats.said import title_of
from content.formats.works import NotRead, Page, Work
from content.questions.exercise import Exercise
from content.questions.mastery import EVERYTHING, Mastery
from content.questions.types import MOST_QUESTIONS
from i18n.refusals import Phrase, words_of
from i18n.translate import N_

MOST_ASKED = 20
"""Questions of one go at an exercise; of a longer one each go draws so many."""
_TELLING = 1 << 20
"""Bytes by which a text is told to be questions."""
_ROOTS = (b"<quiz", b"assessmentItem", b"assessment-item", b"<questestinterop")
_ENDINGS = (".xml", ".gift", ".txt", ".csv", ".tsv", ".zip", ".qti", ".perseus")


def _recognises(path: Path) -> bool:
    if not path.name.lower().endswith(_ENDINGS):
        return False
    with path.open("rb") as file:
        head = file.read(_TELLING)
    ending = path.suffix.lower()
    if ending == ".perseus":
        return True
    if ending == ".xml":
        return any(root in head for root in _ROOTS)
    if ending in (".zip", ".qti"):
        return head.startswith(b"PK") and _is_package(path)
    if ending in (".csv", ".tsv"):
        return table.is_table(table.decoded(head))
    text = head.decode("utf-8", "replace")
    return path.name.lower().endswith((".gift", ".gift.txt")) or (
        aiken.is_aiken(text) or ("::" in text and gift.is_gift(text))
    )


def _is_package(path: Path) -> bool:
    """Say whether an archive is a package of QTI; one of other things is not ours to read."""
    try:
        with closing(Archive(path)) as archive:
            name = next((n for n in archive.names if n.endswith("imsmanifest.xml")), "")
            return bool(name) and any(
                kind in archive.read(name, _TELLING).lower() for kind in (b"imsqti_", b"x-bb-qti")
            )
    except UNREADABLE:
        return False


def _read(path: Path, desk: Desk) -> Work:
    try:
        found = reading.read(path.read_bytes(), path.name)
    except FileNotRead as refusal:
        raise NotRead(Phrase(refusal.message, **refusal.values)) from None
    return Work(title_of(path), exercises(found, desk, title_of(path)))


def exercises(found: Read, desk: Desk, title: str) -> list[Page]:
    """Return the exercises of what came out of a file of questions, at its desk.

    Args:
        found: the questions; what is not among them is noted.
        desk: told what was changed or left out.
        title: of an exercise whose questions are in no category.

    Raises:
        NotRead: no question is left.
    """
    for problem in found.left_out:
        desk.leave_out(_words(problem.where), problem.what)
    for problem in found.changed:
        desk.change(_words(problem.where), problem.what)
    groups: dict[tuple[str, ...], list[Brought]] = {}
    for question in found.questions:
        groups.setdefault(question.category, []).append(question)
    pages = [
        page
        for category, questions in groups.items()
        for page in _pages(questions, desk, category, title)
    ]
    if not pages:
        raise NotRead(Phrase(N_("it holds no question that can be asked")))
    return pages


def _pages(
    questions: Sequence[Brought], desk: Desk, category: tuple[str, ...], title: str
) -> list[Page]:
    """Return the exercises of one category: one, or several where it is too long for one."""
    named = " › ".join(category) or title
    done: list[Page] = []
    ahead = [
        questions[start : start + MOST_QUESTIONS]
        for start in range(0, len(questions), MOST_QUESTIONS)
    ]
    while ahead:
        some = ahead.pop(0)
        number = len(done) + 1
        page = Page(
            desk.id_of("/".join((*category, str(number)))),
            f"{named} ({number})" if done else named,
            "exercise",
        )
        try:
            rule = replace(EVERYTHING, draw=MOST_ASKED) if len(some) > MOST_ASKED else EVERYTHING
            page.files = files_of(some, desk, rule)
        except NotRead as reason:
            if len(some) == 1:
                desk.leave_out(some[0].name, reason.args[0])
            else:
                ahead[:0] = [some[: len(some) // 2], some[len(some) // 2 :]]
            continue
        if len(some) > MOST_ASKED:
            desk.change(
                page.title,
                N_("each go at it draws {asked} of its {count} questions"),
                asked=MOST_ASKED,
                count=len(some),
            )
        done.append(page)
    return done


def files_of(some: Sequence[Brought], desk: Desk, rule: Mastery) -> list[FileEntry]:
    """Return the files of one exercise, kept at its desk.

    Args:
        some: its questions.
        desk: where it is read.
        rule: when it is mastered.

    Raises:
        NotRead: it is too large, or nobody could do it.
    """
    exercise = Exercise("", tuple(each.question for each in some), rule)
    files = [desk.keep("main", "application/json", exercise.to_bytes())]
    for name, data in {k: v for each in some for k, v in each.media.items()}.items():
        media_type = vocabulary.MEDIA_TYPES[f".{name.rpartition('.')[2]}"]
        role = "picture" if media_type.startswith("image/") else "sound"
        files.append(desk.keep(role, media_type, data))
    return files


def _words(phrase: str) -> str:
    return words_of({"message": N_("{what}"), "values": {"what": phrase}})


FORMAT = FileFormat(
    "Moodle XML (xml), GIFT (gift, txt), Aiken (txt), CSV (csv), QTI (zip), Perseus",
    _recognises,
    _read,
)
