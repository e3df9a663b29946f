"""One node of a channel that is not a topic: the page it becomes, or why it becomes none."""

import base64
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from content import vocabulary
from content.entries import FileEntry
from content.formats.desk import Desk
from content.formats.kolibri import labels
from content.formats.kolibri.exercises import PRESETS, take_exercise
from content.formats.kolibri.page import NotShown, Page
from content.formats.kolibri.rows import FileRow, NodeRow
from content.formats.kolibri.slides import read_slides
from content.formats.kolibri.storage import Storage
from content.formats.packages.opening import opened
from content.formats.packages.reader import page_of, understood
from content.formats.web import Lesson, NoLesson, read_lesson
from content.formats.works import NotRead
from content.media import fault_in
from i18n.refusals import Phrase
from i18n.translate import N_

SHOWN = {
    "high_res_video": ("video", "video/"),
    "low_res_video": ("video", "video/"),
    "audio": ("audio", "audio/"),
    "document": ("document", "application/pdf"),
    "html5_zip": ("lesson", ""),
    "kpub": ("lesson", ""),
    "slideshow_manifest": ("lesson", ""),
    **dict.fromkeys(PRESETS, ("exercise", "")),
    "zim": ("zim", "application/zim"),
    "h5p": ("html5", ""),
    "imscp_zip": ("html5", ""),
}
"""What a file of this purpose becomes, and of which type it must be; the best first."""
NOT_YET = {
    "bloompub": "BloomPUB",
}
"""What no page of ours shows yet, by the name that people know."""
_PICTURE = re.compile(r"data:(image/[a-z+.-]+);base64,")
CAPTIONS = ("video_subtitle", "audio_subtitle")


def read_page(
    row: NodeRow, language: str, storage: Storage, text: Callable[[bytes], tuple[str, int]]
) -> Page:
    """Return what a node becomes, from the best of its files that can be shown.

    Args:
        row: not a topic.
        language: its language, one that we know.
        storage: the files of the drive.
        text: keeps the text of a lesson, and returns its SHA-256 and size.

    Raises:
        NotShown: nothing that it has can be shown.
    """
    mains = [f for f in row.files if not f.supplementary and not f.thumbnail]
    shown = sorted(
        (file for file in mains if file.preset in SHOWN),
        key=lambda file: [*SHOWN].index(file.preset),
    )
    page, why = Page(), ""
    for file in shown:
        try:
            _take(page, row, file, language, storage, text)
        except NotShown as refusal:
            why = why or refusal.args[0]
            continue
        if why:
            page.change(N_("another of its files was taken, for of the best {why}"), why=why)
        break
    else:
        raise NotShown(why or _not_yet(row, mains))
    _take_captions(page, row, language, storage)
    take_picture(page, row, language, storage)
    return page


def take_picture(page: Page, row: NodeRow, language: str, storage: Storage) -> None:
    """Add the picture that stands for a node, if it has one."""
    whys = []
    for file in row.files:
        if not file.thumbnail:
            continue
        stored = storage.shown(file, "image/")
        if not isinstance(stored, str):
            page.keep("thumbnail", language, stored)
            return
        whys.append(stored)
    if whys:
        page.change(N_("the picture that stands for it was left out: {why}"), why=whys[0])


def read_cover(thumbnail: str) -> tuple[bytes, str] | None:
    """Return the bytes and type of a picture written as an address; None if it is none of ours."""
    shape = _PICTURE.match(thumbnail)
    try:
        data = base64.b64decode(thumbnail[shape.end() :]) if shape else b""
    except ValueError:
        return None
    media_type = shape[1] if shape else ""
    known = media_type in vocabulary.ENDINGS and bool(data)
    return (data, media_type) if known and not fault_in(media_type, io.BytesIO(data)) else None


def _take(
    page: Page,
    row: NodeRow,
    file: FileRow,
    language: str,
    storage: Storage,
    text: Callable[[bytes], tuple[str, int]],
) -> None:
    kind, wanted = SHOWN[file.preset]
    if kind not in ("lesson", "exercise", "html5"):
        stored = storage.shown(file, wanted)
        if isinstance(stored, str):
            raise NotShown(stored)
        page.kind = kind
        page.keep("main", language, stored)
        return
    found = storage.find(file.checksum, file.ending)
    if isinstance(found, str):
        raise NotShown(found)
    if kind == "exercise":
        take_exercise(page, file.preset, found.path, language, row.assessment)
        return
    if kind == "html5":
        _keep_package(page, found.path, language)
        return
    try:
        is_show = file.preset == "slideshow_manifest"
        lesson = read_slides(found, storage) if is_show else read_lesson(found.path)
    except NoLesson as refusal:
        if file.preset == "html5_zip" and refusal.is_program:
            _keep_package(page, found.path, language)
            return
        raise NotShown(refusal.args[0]) from None
    page.kind = kind
    _keep_lesson(page, lesson, language, text)


def _keep_package(page: Page, path: Path, language: str) -> None:
    """Keep an interactive package as it is read from a file of its own."""
    desk = Desk("kolibri")
    try:
        with opened(path) as files:
            made = page_of(understood(files), desk, path.stem)
    except NotRead as refusal:
        raise NotShown(refusal.args[0]) from None
    page.kind = made.kind
    page.files += [replace(file, language=language) for file in made.files]
    page.blobs |= desk.blobs
    page.changes += [(note.message, note.values) for note in desk.notes.changed]
    page.changes += [
        (
            N_("something in it was left out: {what} ({why})"),
            {"what": note.where, "why": note.why()},
        )
        for note in desk.notes.left_out
    ]


def _keep_lesson(
    page: Page, lesson: Lesson, language: str, text: Callable[[bytes], tuple[str, int]]
) -> None:
    sha256, size = text(lesson.html)
    page.files.append(FileEntry("main", language, False, sha256, size, "text/html"))
    for picture in lesson.pictures.values():
        page.files.append(
            FileEntry(
                *("picture", language, False, picture.sha256, picture.size, picture.media_type)
            )
        )
        page.blobs[picture.sha256] = picture.blob
    page.described = lesson.described
    page.changes += lesson.changes


def _not_yet(row: NodeRow, mains: list[FileRow]) -> Phrase:
    names = sorted({NOT_YET[file.preset] for file in mains if file.preset in NOT_YET})
    if names:
        return Phrase(N_("this kind cannot be shown yet: {kind}"), kind=", ".join(names))
    if mains:
        return Phrase(N_("this kind cannot be shown yet: {kind}"), kind=mains[0].preset[:40])
    return Phrase(N_("it has no file"))


def _take_captions(page: Page, row: NodeRow, language: str, storage: Storage) -> None:
    spoken = set()
    for file in row.files:
        if file.preset not in CAPTIONS or page.kind not in ("audio", "video"):
            continue
        code = labels.language(file.language) if file.language else language
        stored = storage.shown(file, "text/vtt")
        why = stored if isinstance(stored, str) else ""
        if not code:
            why = Phrase(N_("we do not know the language “{code}” yet"), code=file.language)
        elif code in spoken:
            why = Phrase(N_("there are others in the same language"))
        if why or isinstance(stored, str):
            page.change(N_("captions were left out: {why}"), why=why)
            continue
        spoken.add(code)
        page.keep("captions", code, stored)
