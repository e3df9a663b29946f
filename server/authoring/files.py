"""Pictures and sounds of a course that is written here: judged by their bytes, kept by name."""

import hashlib
from datetime import datetime
from io import BytesIO
from pathlib import Path

from content import durable, recorded
from content.formats.said import id_of
from content.media import fault_in, picture_type
from content.vocabulary import ENDINGS
from i18n.formats import Size
from server.actors import Actor
from server.audit.operations import record
from server.authoring import courses
from server.authoring.models import WrittenCourse, WrittenFile
from server.authoring.refusals import NoSuchLesson, NotAPicture, NotASound, NotDescribed
from server.database import writing

LARGEST = 10 << 20
"""Bytes of a picture or a sound: a class opens it in the same minute."""
SOUNDS = ("audio/mpeg", "audio/ogg", "audio/mp4")


def folder_of(home: Path, course: WrittenCourse) -> Path:
    """Return where the files of a course lie; ``home`` is of all written courses."""
    return home.resolve() / str(course.id)


def add_picture(
    home: Path, number: int, name: str, data: bytes, shows: str, by: Actor, *, at: datetime
) -> str:
    """Keep a picture of a course; return the Markdown that shows it.

    Args:
        home: of all written courses.
        number: of the course.
        name: as it was called where it came from.
        data: its bytes; the same again are kept once.
        shows: what it shows, for who does not see it.
        by: who brings it.
        at: when.

    Raises:
        NoSuchCourse, NotAPicture
        NotDescribed: nothing is said about it, or its file name.
        OSError: the disk is full; nothing is kept.
    """
    media_type, words = _picture_in(name, data, shows.replace("[", "(").replace("]", ")"))
    kept = _keep(home, courses.own(number, by), name, media_type, data, by, at)
    return f"![{words}]({kept.name})"


def set_cover(
    home: Path, number: int, name: str, data: bytes, shows: str, by: Actor, *, at: datetime
) -> None:
    """Keep a picture as the cover of a course; arguments and refusals as ``add_picture``."""
    media_type, words = _picture_in(name, data, shows)
    kept = _keep(home, courses.own(number, by), name, media_type, data, by, at)
    _cover(number, kept.name, words, by, at)


def take_cover_away(number: int, by: Actor, *, at: datetime) -> None:
    """Let a course have no cover; its file stays.

    Raises:
        NoSuchCourse
    """
    _cover(number, "", "", by, at)


def cover_of(home: Path, course: WrittenCourse) -> tuple[Path, WrittenFile]:
    """Return the cover of a course, and where it lies.

    Raises:
        NoSuchLesson: it has none.
    """
    found = WrittenFile.get_or_none(
        WrittenFile.course == course, WrittenFile.name == course.picture
    )
    if found is None:
        raise NoSuchLesson()
    return folder_of(home, course) / found.name, found


def add_sound(
    home: Path, number: int, name: str, data: bytes, by: Actor, *, at: datetime
) -> WrittenFile:
    """Keep a sound of a course; a recording of Chromium becomes one that every browser plays.

    Raises:
        NoSuchCourse, NotASound
        OSError: the disk is full; nothing is kept.
    """
    small = 0 < len(data) <= LARGEST
    if small and recorded.is_webm(data):
        try:
            data = recorded.ogg_of(data)
        except recorded.NotARecording:
            raise NotASound(name=name, most=Size(LARGEST)) from None
    found = [each for each in SOUNDS if small and not fault_in(each, BytesIO(data))]
    if not found:
        raise NotASound(name=name, most=Size(LARGEST))
    return _keep(home, courses.own(number, by), name, found[0], data, by, at)


def file_of(home: Path, course: WrittenCourse, sha256: str) -> tuple[Path, WrittenFile]:
    """Return a file of a course, and where it lies.

    Raises:
        NoSuchLesson: the course has none of this hash.
    """
    found = WrittenFile.get_or_none(
        WrittenFile.course == course, WrittenFile.written_sha256 == sha256
    )
    if found is None:
        raise NoSuchLesson()
    return folder_of(home, course) / found.name, found


def _picture_in(name: str, data: bytes, shows: str) -> tuple[str, str]:
    """Return the media type of a picture, and what is said about it.

    Raises:
        NotAPicture, NotDescribed
    """
    media_type = picture_type(data)
    small = 0 < len(data) <= LARGEST
    fault = fault_in(media_type, BytesIO(data)) if small and media_type else ""
    if fault or not small or not media_type:
        raise NotAPicture(name=name, most=Size(LARGEST), fault=fault)
    words = " ".join(shows.split())[:500]
    if not any(sign.isalpha() for sign in words) or words.casefold() == name.casefold():
        raise NotDescribed()
    return media_type, words


def _cover(number: int, name: str, words: str, by: Actor, at: datetime) -> None:
    with writing():
        course = courses.own(number, by)
        if (course.picture, course.picture_alt) != (name, words):
            course.picture, course.picture_alt = name, words
            course.save(only=[WrittenCourse.picture, WrittenCourse.picture_alt])
            record(by, "course.changed", course.channel_id, at=at, title=course.title, cover=name)


def _keep(
    home: Path,
    course: WrittenCourse,
    name: str,
    media_type: str,
    data: bytes,
    by: Actor,
    at: datetime,
) -> WrittenFile:
    """Write a file, then its row: a file without a row is of no harm, a row without one is."""
    sha256 = hashlib.sha256(data).hexdigest()
    stem = id_of(name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or name)[:40]
    # the hash in its name: what a version names never changes under it
    called = f"{stem or 'file'}-{sha256[:8]}{ENDINGS[media_type]}"
    with writing():
        course = courses.course(course.id, by)
        same = WrittenFile.get_or_none(
            WrittenFile.course == course, WrittenFile.written_sha256 == sha256
        )
    if same is not None:
        called = same.name
    path = folder_of(home, course) / called
    if not path.is_file():
        durable.write(path, data)
    with writing():
        facts = {
            "name": called,
            "media_type": media_type,
            "size": len(data),
            "person": by.person_id,
            "brought_at": at,
        }
        kept, _ = WrittenFile.get_or_create(course=course, written_sha256=sha256, defaults=facts)
    made: WrittenFile = kept
    return made
