"""Translating pages of installed courses, which others made.

Such a course is written here as any other, for all who write courses: a chapter of *copies*, each
of a page in Markdown (``content.as_markdown``), and their wordings. Copies are never changed by
hand and go out nowhere; they follow their pages, so that a paragraph which changed is told as
always. What is proposed are the wordings, each with the page and the text that it was made from
(``content.made_here``).
"""

import hashlib
from dataclasses import replace
from datetime import datetime

from content import as_markdown, browse, texts
from content.browse import FileItem, Item, Version
from content.bundle import Blob, Draft
from content.catalogue import Catalogue
from content.entries import FileEntry, NodeEntry, VersionEntry
from content.formats.folder.reader import node_id
from content.library import Library
from content.made_here import Of
from content.shape import LOCAL_FILE
from i18n import languages
from i18n.refusals import Invalid
from i18n.translate import N_
from i18n.translate import gettext as _
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.authoring import courses, wordings
from server.authoring.models import (
    LessonVersion,
    WrittenChapter,
    WrittenCourse,
    WrittenLesson,
)
from server.authoring.refusals import NothingWritten
from server.authoring.writing import LONGEST_TEXT, latest
from server.database import writing
from server.library.reading import text_at


class NotToTranslate(Invalid):
    """A page is of a kind that is not translated here."""

    message = N_(
        "This page cannot be translated here: it must be a lesson with a text, in the language of "
        "its course, whose licence allows changes. Ask its publisher for a translation."
    )


class HasItAlready(Invalid):
    """The publisher of a page has made such a version."""

    message = N_("The publisher of this page has made this version already. Choose another one.")


def text_of(node: Item) -> Version | None:
    """Return the text of a page if it may be translated here, else None."""
    course = next((each for each in browse.channels("") if each.id == node.channel), None)
    own = next(iter(browse.published(node)), None)
    is_lesson = node.kind == "lesson" and own is not None and own.file is not None
    if not is_lesson or course is None or node.language != course.language or "-ND" in node.license:
        return None
    return own


def begin(
    library: Library, node: Item, language: str, easy: bool, by: Actor, *, at: datetime
) -> WrittenLesson:
    """Begin another version of an installed page, or return the one that there is.

    Args:
        library: what is installed.
        node: the page, which whoever begins may open.
        language: a code.
        easy: whether it is to be easy to read.
        by: who begins.
        at: when.

    Raises:
        NotToTranslate, HasItAlready
        SameWording: that is the page itself.
        TooMuchWritten: 250 pages of the course are translated.
    """
    own = text_of(node)
    if own is None:
        raise NotToTranslate()
    language = language if language in languages.LANGUAGES else node.language
    if (language, easy) in {(each.language, each.easy) for each in browse.published(node)[1:]}:
        raise HasItAlready()
    with writing():
        chapter = _chapter_of(node.channel, by, at)
        copy = WrittenLesson.get_or_none(
            WrittenLesson.chapter == chapter, WrittenLesson.of_page == node.id
        ) or _copied(library, chapter, node, own, by, at)
        made = wordings.add(copy.id, language, easy, by, at=at)
        if not made.of_text:
            made.of_text = copy.of_text
            made.save(only=[WrittenLesson.of_text])
    return made


def _chapter_of(channel_id: str, by: Actor, at: datetime) -> WrittenChapter:
    """Return where the copies of the pages of a course are, made at the first."""
    item = browse.channel(channel_id, "")
    key = hashlib.sha256(f"translated here: {channel_id}".encode()).hexdigest()[:16]
    owner = Person.get_by_id(by.person_id)
    facts = {
        "title": _("Translations of “%(title)s”") % {"title": item.words.title},
        "language": item.language,
        "level": item.level,
        "subject": item.subject,
        "license": item.license,
        "author": owner.name,
        "owner": owner,
        "shared": True,
        "made_at": at,
        "of_channel": channel_id,
    }
    course, is_new = WrittenCourse.get_or_create(form_key=key, defaults=facts)
    if is_new:
        record(by, "course.made", course.channel_id, at=at, title=course.title, of=channel_id)
    chapter: WrittenChapter = WrittenChapter.get_or_create(
        form_key=key, defaults={"course": course, "title": item.words.title, "position": 0}
    )[0]
    return chapter


def _copied(
    library: Library, chapter: WrittenChapter, node: Item, own: Version, by: Actor, at: datetime
) -> WrittenLesson:
    courses.refuse_if_full(chapter.course)
    text = _markdown(library, own)
    position = WrittenLesson.select().where(WrittenLesson.chapter == chapter).count()
    copy: WrittenLesson = WrittenLesson.create(
        chapter=chapter,
        title=own.words.title,
        position=position,
        form_key=f"copy-{node.id}",
        of_page=node.id,
        of_text=_hash_of(own),
    )
    LessonVersion.create(
        lesson=copy,
        number=1,
        title=own.words.title,
        kind="lesson",
        text=text,
        person=by.person_id,
        saved_at=at,
    )
    return copy


def pages_of(course: WrittenCourse) -> int:
    """Return how many lessons the installed course has that is translated; 0 once it is gone."""
    channels = (each for each in browse.channels("") if each.id == course.of_channel)
    return next((browse.lessons_of(each.release) for each in channels), 0)


def follow(library: Library, course: WrittenCourse, *, at: datetime) -> None:
    """Let the copies of pages say what their pages say now; of pages that are gone, they stay."""
    for copy in WrittenLesson.of(course) if course.of_channel else ():
        own = _installed(course, copy)
        if own is None or _hash_of(own[1]) == copy.of_text:
            continue
        with writing():
            newest = latest(copy)
            LessonVersion.create(
                lesson=copy,
                number=newest.number + 1,
                title=own[1].words.title,
                kind="lesson",
                text=_markdown(library, own[1]),
                person=course.owner,
                saved_at=at,
            )
            copy.title, copy.version = own[1].words.title, newest.number + 1
            copy.of_text = _hash_of(own[1])
            copy.save()


def kept_of(library: Library, copy: WrittenLesson) -> dict[str, str]:
    """Return what names in a copy stand for, in HTML; nothing once its page is gone."""
    own = _installed(copy.chapter.course, copy)
    return as_markdown.said(_fragment(library, own[1])).kept if own else {}


def to_go_out(course: WrittenCourse) -> list[tuple[WrittenLesson, LessonVersion]]:
    """Return the wordings that a proposal holds: of pages that are installed, with a saved text."""
    copies = {copy.id: copy for copy in WrittenLesson.of(course) if _installed(course, copy)}
    found = [(each, latest(each)) for each in WrittenLesson.wordings([*copies.values()])]
    return [(each, version) for each, version in found if version.number > 1]


def finished(
    library: Library,
    course: WrittenCourse,
    draft: Draft,
    lessons: list[tuple[WrittenLesson, LessonVersion]],
) -> Draft:
    """Return what goes out: each page of a draft as a version of the page that it is of.

    Raises:
        CatalogueRefused: a text is larger than any site would take.
        NothingWritten: none of the pages is installed any more.
    """
    by_node = {node_id(course.channel_id, f"page/{each.id}"): (each, v) for each, v in lessons}
    blobs = dict(draft.blobs)
    nodes = []
    for node in draft.catalogue.nodes:
        wording, version = by_node[node.id]
        page = _installed(course, wording.original)
        if page is not None:  # taken off meanwhile: it is left out
            nodes.append(_as_version(library, course, node, wording, version, page, blobs))
    if not nodes:
        raise NothingWritten()
    catalogue = Catalogue(draft.catalogue.channel, tuple(nodes))
    held = {file.sha256 for file in catalogue.files()}
    read = Catalogue.from_bytes(catalogue.to_bytes())
    return Draft(read, {sha256: data for sha256, data in blobs.items() if sha256 in held})


def shown(library: Library, wording: WrittenLesson, fragment: str) -> str:
    """Return the HTML of a wording with what was kept of its page."""
    language = wording.chapter.course.language
    direction = languages.named(language).direction
    put = as_markdown.put_back(fragment, kept_of(library, wording.original), language, direction)
    read = texts.read(put.encode(), "text/html")
    return read if isinstance(read, str) else ""


def _as_version(
    library: Library,
    course: WrittenCourse,
    node: NodeEntry,
    wording: WrittenLesson,
    version: LessonVersion,
    page: tuple[Item, Version],
    blobs: dict[str, Blob],
) -> NodeEntry:
    item, _own = page
    main = next(file for file in node.files if file.role == "main")
    data = shown(library, wording, _in_memory(blobs[main.sha256]).decode()).encode()
    sha256 = hashlib.sha256(data).hexdigest()
    blobs[sha256] = data
    pictures = []
    for file in _pictures_in(data.decode(), browse.files_of(item)):
        blobs[file.sha256] = library.store.read(file.sha256)
        told = (file.sha256, file.size, file.media_type)
        pictures.append(FileEntry("picture", node.language, False, *told))
    told_of = Of(course.of_channel, item.id, wording.of_text, wording.easy)
    marks = version.checked, version.translated
    return replace(
        node,
        parent=None,
        versions=(VersionEntry(node.language, False, version.title, "", *marks),),
        files=(replace(main, sha256=sha256, size=len(data)), *pictures),
        license=item.license,
        license_owner=item.license_owner,
        subject=item.subject,
        level=item.level,
        coach=item.coach,
        wording_of=str(told_of),
    )


def _in_memory(blob: Blob) -> bytes:
    """Return the bytes of a text, which the reader of folders has in memory."""
    return blob if isinstance(blob, bytes) else b""


def _pictures_in(fragment: str, files: list[FileItem]) -> list[FileItem]:
    named = {found[1] for found in LOCAL_FILE.finditer(fragment)}
    found = {each.sha256: each for each in files if each.media_type.startswith("image/")}
    return [each for sha256, each in found.items() if sha256 in named]


def _installed(course: WrittenCourse, copy: WrittenLesson) -> tuple[Item, Version] | None:
    """Return the page that a copy is of, and its text; None where it is gone."""
    item = browse.items([copy.of_page], course.language, coach=True).get(copy.of_page)
    if item is None or item.channel != course.of_channel:
        return None
    own = text_of(item)
    return (item, own) if own else None


def _hash_of(own: Version) -> str:
    return own.file.sha256 if own.file else ""


def _fragment(library: Library, own: Version) -> str:
    read = text_at(library, own.file.sha256, own.file.media_type) if own.file else ""
    return read if isinstance(read, str) else ""


def _markdown(library: Library, own: Version) -> str:
    text = as_markdown.said(_fragment(library, own)).text
    if len(text) > LONGEST_TEXT:
        raise NotToTranslate()
    return text
