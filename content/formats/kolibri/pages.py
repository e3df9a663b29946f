"""One node of a channel that is not a topic: the page it becomes, or why it becomes none."""

import base64
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from content import vocabulary
from content.bundle import Blob
from content.catalogue import FileEntry
from content.formats.kolibri import labels
from content.formats.kolibri.rows import FileRow, NodeRow
from content.formats.kolibri.slides import read_slides
from content.formats.kolibri.storage import Storage, Stored
from content.formats.web import Lesson, NoLesson, read_lesson
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
}
"""What a file of this purpose becomes, and of which type it must be; the best first."""
NOT_YET = {
    "epub": "EPUB",
    "exercise": "Perseus",
    "qti": "QTI",
    "h5p": "H5P",
    "imscp_zip": "IMS Content Package",
    "bloompub": "BloomPUB",
    "zim": "ZIM",
}
"""What no page of ours shows yet, by the name that people know."""
_PICTURE = re.compile(r"data:(image/[a-z+.-]+);base64,")
CAPTIONS = ("video_subtitle", "audio_subtitle")


@dataclass
class Page:
    """What a node becomes."""

    kind: str = ""
    files: list[FileEntry] = field(default_factory=list)
    blobs: dict[str, Blob] = field(default_factory=dict)
    described: bool = False
    """Whether it shows pictures, each with words for it."""
    changes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """What is not as it was: messages and their values."""

    def keep(self, role: str, language: str, stored: Stored) -> None:
        """Add a file of the drive."""
        entry = FileEntry(
            *(role, language, False, stored.sha256, stored.size, stored.media_type),
        )
        if entry not in self.files:
            self.files.append(entry)
        self.blobs[stored.sha256] = stored.path

    def change(self, message: str, **values: Any) -> None:
        """Note that something is not as it was."""
        self.changes.append((message, values))

    def labels(self) -> tuple[str, ...]:
        """Return what makes the page accessible, as far as its files show."""
        held = {
            "alternatives": self.described,
            "audio": self.kind in ("lesson", "audio"),
            "captions": any(file.role == "captions" for file in self.files),
        }
        return tuple(sorted(label for label, holds in held.items() if holds))


class NotShown(Exception):
    """A node becomes no page; its argument says why, in a phrase."""


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
            _take(page, file, language, storage, text)
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
    file: FileRow,
    language: str,
    storage: Storage,
    text: Callable[[bytes], tuple[str, int]],
) -> None:
    kind, wanted = SHOWN[file.preset]
    if kind != "lesson":
        stored = storage.shown(file, wanted)
        if isinstance(stored, str):
            raise NotShown(stored)
        page.kind = kind
        page.keep("main", language, stored)
        return
    found = storage.find(file.checksum, file.ending)
    if isinstance(found, str):
        raise NotShown(found)
    try:
        is_show = file.preset == "slideshow_manifest"
        lesson = read_slides(found, storage) if is_show else read_lesson(found.path)
    except NoLesson as refusal:
        raise NotShown(refusal.args[0]) from None
    page.kind = kind
    _keep_lesson(page, lesson, language, text)


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
