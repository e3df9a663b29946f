"""An archive of pages (ZIM) as a package."""

from content.framed import types
from content.framed.packages import Found
from content.zim.archive import Archive
from content.zim.layout import Entry
from content.zim.refusals import NoSuchEntry


class ArchivePackage:
    """The pages of an archive.

    In archives of before 2021 a path begins with the letter of its name space, as the links
    between their pages expect: "A/Chat", "I/chat.jpg".
    """

    def __init__(self, archive: Archive) -> None:
        """Show the pages of an archive, which stays open."""
        self.archive = archive

    def first(self) -> str:
        """Return the path of the first page; see ``Package``."""
        main = self.archive.main()
        if main is None:
            pages, _ = self.archive.titles(most=1)
            if not pages:
                raise NoSuchEntry()
            main = pages[0]
        return self.path_of(main)

    def find(self, path: str) -> Found:
        """Return what lies under a path; see ``Package``. Raises NoSuchEntry, DamagedArchive."""
        entry = self._entry(path)
        if entry is None:
            raise NoSuchEntry()
        archive, target = self.archive, self.archive.target(entry)
        return Found(
            self.path_of(target),
            types.of(target.type),
            lambda: archive.read(target),
            archive.where(target),
            target.shown,
        )

    def titled(self, words: str, most: int = 20) -> list[tuple[str, str]]:
        """Return title and path of the pages whose titles begin with some words, shortest first.

        The list of titles is in the order of its letters, where capitals stand before the others
        and accents after them: it is looked into as typed, and with a capital or without.
        """
        wanted, found = words.casefold(), {}
        for beginning in dict.fromkeys((words, words[:1].upper() + words[1:], words.casefold())):
            entries, _ = self.archive.titles(self.archive.begins_at(beginning), most)
            for entry in entries:
                if not entry.shown.casefold().startswith(wanted):
                    break
                found[self.path_of(entry)] = entry.shown
        listed = sorted(found.items(), key=lambda item: (len(item[1]), item[1]))
        return [(title, path) for path, title in listed[:most]]

    def path_of(self, entry: Entry) -> str:
        """Return the path under which an entry is shown."""
        return entry.path if self.archive.header.one_space else f"{entry.space}/{entry.path}"

    def _entry(self, path: str) -> Entry | None:
        if self.archive.header.one_space:
            return self.archive.find(path)
        space, slash, rest = path.partition("/")
        return self.archive.find(rest, space) if slash and len(space) == 1 else None
