"""A file of an interactive package to a page of a channel."""

import io
import re
import zipfile
from contextlib import closing
from pathlib import Path

from content.formats.archives import UNREADABLE
from content.formats.desk import Desk, FileFormat
from content.formats.kolibri.labels import language as known_language
from content.formats.packages import cmi5, h5p, outside, plain, scorm
from content.formats.packages.found import Found
from content.formats.packages.opening import Opened, opened
from content.formats.packages.writing import write
from content.formats.said import title_of
from content.formats.works import Page, Work
from content.framed.inside import LARGEST as LARGEST_PAGE
from content.framed.inside import says_little
from content.wording import is_seen
from content.zips.about import About, Part
from content.zips.archive import LARGEST
from i18n.translate import N_

_BY_NAME = (
    (h5p.ABOUT, h5p.read),
    (cmi5.COURSE, cmi5.read),
    (cmi5.TIN_CAN, cmi5.read_tin_can),
    (scorm.MANIFEST, scorm.read),
)
"""What tells a kind, and what reads it; a package of SCORM may hold pages of all kinds."""
_OFFICE = re.compile(r"\[Content_Types\]\.xml|mimetype|META-INF/.*")
"""What archives of office programs, books and Java hold."""
_FRAMES = N_(
    "it begins with a page that shows others in frames: these cannot reach into each other here. "
    "Try it before you approve it"
)
_EMPTY = N_(
    "its page is empty until its programs fill it: it shows nothing before a content manager of "
    "the site has allowed these to run"
)
MOST_HOSTS = 8
"""Hosts outside that a note names."""


def _recognises(path: Path) -> bool:
    ending = path.suffix.lower()
    if ending == ".h5p":
        return True
    if ending != ".zip":
        return False
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return True  # its ending says that it is one: what is wrong can be said
    try:
        with closing(zipfile.ZipFile(path)) as archive:
            return _is_package(archive)
    except UNREADABLE:
        return True


def _is_package(archive: zipfile.ZipFile) -> bool:
    names = archive.namelist()
    manifest = next((n for n in names if n.rpartition("/")[2] == scorm.MANIFEST), "")
    if manifest:
        return not _holds_questions(archive, manifest)
    told = {name.rpartition("/")[2].lower() for name in names if name.count("/") <= 1}
    tells = {"index.html", "index.htm", h5p.ABOUT, cmi5.COURSE, cmi5.TIN_CAN}
    if told & tells:
        return True
    others = any(_OFFICE.fullmatch(name) for name in names)
    return not others and any(name.endswith((".html", ".htm")) for name in told)


def _holds_questions(archive: zipfile.ZipFile, manifest: str) -> bool:
    with archive.open(manifest) as file:
        told = file.read(1 << 20).lower()
    return b"adlcp" not in told and any(kind in told for kind in (b"imsqti_", b"x-bb-qti"))


def _read(path: Path, desk: Desk) -> Work:
    with opened(path) as files:
        found = understood(files)
        page = page_of(found, desk, title_of(path))
    return Work(
        page.title,
        [page],
        page.description,
        known_language(found.language),
        found.author,
        found.license,
        rights=found.rights,
    )


def understood(files: Opened) -> Found:
    """Return what an archive is.

    Raises:
        NotRead: it is damaged, or no package that can be shown.
    """
    inner = files.alone()
    for name, read in _BY_NAME:
        if name in files or name in inner:
            return read(files)
    return plain.read(files)


def page_of(found: Found, desk: Desk, usual: str) -> Page:
    """Keep a package at a desk, and return its page; what is not as it was is noted.

    Args:
        found: what it is; its archive is open.
        desk: where it goes.
        usual: its title, if it says none.

    Raises:
        NotRead: it is damaged.
    """
    title = found.title if is_seen(found.title) else usual
    looked = outside.look(found.files)
    about = About(found.kind, looked.acts or found.kind != "html5", tuple(found.parts))
    target = desk.spool("package.zip", io.BytesIO(), LARGEST)
    write(target, about, found.files)
    main = desk.keep("main", "application/zip", target)
    for phrase in found.notes:
        desk.change(title, phrase)
    if looked.hosts:
        names = ", ".join(name for name, _ in looked.hosts.most_common(MOST_HOSTS))
        message = N_("addresses in it lead outside, and reach nothing here: {hosts}")
        desk.change(title, message, hosts=names)
    if found.kind == "html5" and about.acts and any(_is_empty(found, part) for part in about.parts):
        desk.change(title, _EMPTY)
    if any(part.first in looked.framing for part in found.parts):
        desk.change(title, _FRAMES)
    for name, why in (*found.left_out, *found.files.left_out):
        desk.leave_out(f"{title} › {name}", why)
    identity = desk.id_of("package")
    return Page(identity, title, "html5", [main], description=found.description)


def _is_empty(found: Found, part: Part) -> bool:
    size = found.files.entries[part.first].file_size
    return size <= LARGEST_PAGE and says_little(found.files.read(part.first, LARGEST_PAGE))


FORMAT = FileFormat("HTML5, SCORM, cmi5, xAPI (zip), H5P (h5p)", _recognises, _read)
