"""A file, or a folder of files, to a channel: what people have, without a word about it.

Folders become topics and files what is in them, in the order in which people count. What cannot
be read is noted with its reason, and never stops the rest; a file alone is refused with it.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from content.catalogue import DEEPEST
from content.formats import files
from content.formats.asked import Asked, Made
from content.formats.channels import Taken, channel_of, id_of
from content.formats.desk import Desk, as_page
from content.formats.folder.reader import node_id
from content.formats.said import in_order, title_of
from content.formats.works import NotRead, Page, Work
from i18n.refusals import Invalid, Phrase
from i18n.translate import N_

MOST_FILES = 20_000
"""Files of a folder, whatever they are: somebody who points at a whole disk is told so."""
_NEVER = ("~$", ".", "Thumbs.db", "desktop.ini", "__MACOSX")
"""How the names of what programs leave behind begin."""


class UnknownFile(Invalid):
    """A file is of no format that is read."""

    message = N_(
        "“{name}” is not a file that can be read here. These are: {known}. A folder can be built "
        "too: of Markdown, of such files, or a Kolibri drive."
    )


class FileNotTaken(Invalid):
    """Nothing can be made of a file."""

    message = N_("Nothing can be made of “{name}”: {why}. Mend the file, or choose another.")


class NothingTaken(Invalid):
    """Nothing can be made of any file of a folder."""

    message = N_(
        "Nothing in “{name}” can be made a page: {count} files were left out, first for this "
        "reason: {why}."
    )


class TooManyFiles(Invalid):
    """A folder holds more files than one channel should."""

    message = N_(
        "“{name}” holds more than {most} files. Choose the folder of one course, or make several "
        "of it."
    )


def recognises(path: Path) -> bool:
    """Say whether a folder holds a file that is read here, at any depth."""
    return path.is_dir() and any(files.format_of(each) for each in _all(path))


def read_file(path: Path, asked: Asked) -> Made:
    """Make a channel of one file.

    Raises:
        UnknownFile, FileNotTaken: it is refused.
        NoLicense, NoLanguage, BadId…: as ``channels.channel_of`` does.
    """
    found = files.format_of(path)
    if found is None:
        raise UnknownFile(name=path.name, known=files.known())
    desk = Desk(id_of(path, asked), asked=asked, others=files.read)
    try:
        work = files.read(path, desk)
    except NotRead as reason:
        raise FileNotTaken(name=path.name, why=reason.args[0]) from None
    return channel_of(Taken(work, desk.notes, desk.blobs, path, found.name), asked)


def read_folder(path: Path, asked: Asked) -> Made:
    """Make a channel of a folder of files.

    Raises:
        NothingTaken, TooManyFiles: it is refused.
        NoLicense, NoLanguage, BadId…: as ``channels.channel_of`` does.
    """
    if sum(1 for _, _each in zip(range(MOST_FILES + 1), _all(path), strict=False)) > MOST_FILES:
        raise TooManyFiles(name=path.name, most=MOST_FILES)
    whole = _Folder(path, Desk(id_of(path, asked), asked=asked, others=files.read))
    pages = whole.pages_in(path, ())
    notes = whole.desk.notes
    if not pages:
        left = notes.left_out
        why = left[0].why() if left else "-"
        raise NothingTaken(name=path.name, count=len(left), why=why)
    work = Work(title_of(Path(path.resolve().name)), pages)
    return channel_of(Taken(work, notes, whole.desk.blobs, path, "", whole.works), asked)


@dataclass
class _Folder:
    """A folder of files while it is gone through."""

    root: Path
    desk: Desk
    works: list[Work] = field(default_factory=list)
    """What was made of each file."""

    def pages_in(self, here: Path, way: tuple[str, ...]) -> list[Page]:
        """Return what becomes of all that is in a folder, in order."""
        pages: list[Page] = []
        unknown: list[Path] = []
        for path in _listed(here):
            where = (*way, title_of(path) if path.is_dir() else path.name)
            if path.is_symlink():
                self._leave_out(where, Phrase(N_("it is a link to another place")))
            elif path.is_dir():
                pages += self._topic(path, where)
            elif path.resolve() not in self.desk.used and files.format_of(path):
                pages += self._file(path, way)
            else:
                unknown.append(path)
        for path in unknown:
            if path.resolve() not in self.desk.used:
                self._leave_out((*way, path.name), Phrase(N_("this kind of file is not read here")))
        return pages

    def _topic(self, path: Path, where: tuple[str, ...]) -> list[Page]:
        below = self.pages_in(path, where)
        if len(where) > DEEPEST - 4:  # a file may have topics of its own
            return below
        own = node_id(self.desk.channel, path.relative_to(self.root).as_posix())
        return [Page(own, where[-1], "topic", below=below)] if below else []

    def _file(self, path: Path, way: tuple[str, ...]) -> list[Page]:
        place = path.relative_to(self.root).as_posix()
        desk = Desk(
            self.desk.channel,
            place,
            " › ".join((*way, path.name)),
            self.desk.asked,
            self.desk.notes,
            self.desk.blobs,
            files.read,
            self.desk.used,
        )
        try:
            work = files.read(path, desk)
        except NotRead as reason:
            self._leave_out((*way, path.name), reason.args[0])
            return []
        self.works.append(work)
        return [as_page(work, desk)]

    def _leave_out(self, where: tuple[str, ...], why: Phrase) -> None:
        self.desk.notes.leave_out(" › ".join(where), why.message, **why.values)


def _listed(here: Path) -> list[Path]:
    try:
        found = [path for path in here.iterdir() if not path.name.startswith(_NEVER)]
    except OSError:
        return []
    return sorted(found, key=lambda path: in_order(path.name))


def _all(root: Path) -> Iterator[Path]:
    """Go through the files below a folder; links are not followed."""
    for here, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(_NEVER)]
        yield from (Path(here, name) for name in names if not name.startswith(_NEVER))
