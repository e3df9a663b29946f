"""A zip of files as a package to be framed."""

from dataclasses import replace

from content.framed import types
from content.framed.packages import Found
from content.zips import about
from content.zips.archive import Package as Zip
from content.zips.refusals import NoSuchPart, NotInPackage


class ZipPackage:
    """The files of an interactive package."""

    def __init__(self, zipped: Zip) -> None:
        """Show the files of a package."""
        self.zip, self.about = zipped, zipped.about

    def first(self) -> str:
        """Return the page that its first part begins with; see ``Package``."""
        return self.about.parts[0].first

    def part(self, name: str) -> about.Part:
        """Return a part by its id, the first for "". Raises NoSuchPart."""
        for part in self.about.parts:
            if name in ("", part.id):
                return part
        raise NoSuchPart()

    def at(self, name: str, path: str) -> about.Part:
        """Return a part as ``part`` does, beginning with another page of the package if it has one
        of that path; only pages that report nothing begin anywhere. Raises NoSuchPart."""
        part = self.part(name)
        if self.about.kind in about.REPORTING or path not in self.zip.files:
            return part
        return replace(part, first=path, query="") if types.by_name(path) in types.PAGES else part

    def find(self, path: str) -> Found:
        """Return what lies under a path; see ``Package``. Raises NotInPackage, DamagedPackage."""
        name = path
        if name == about.NAME:
            raise NotInPackage()
        if name not in self.zip.files and f"{name.rstrip('/')}/index.html" in self.zip.files:
            name = f"{name.rstrip('/')}/index.html"
        place = self.zip.where(name)
        return Found(name, types.by_name(name), lambda: self.zip.read(name), place)
