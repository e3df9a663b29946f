"""An archive of pages (ZIM, as Kiwix has them) to a channel of one node, which is the archive.

Nothing of it is unpacked or changed: it travels as the one file that it is, and the site reads it
in place. What it says of itself (title, language, date, licence) becomes what the channel says.
"""

import re
from pathlib import Path

from content.formats.desk import Desk, FileFormat
from content.formats.said import line, text
from content.formats.works import NotRead, Page, Work
from content.framed.archives import ArchivePackage
from content.zim.archive import Archive
from content.zim.layout import MAGIC
from i18n import languages
from i18n.refusals import Phrase, Refusal
from i18n.translate import N_

_PIECE = re.compile(r"\.zim[a-z]{2}", re.IGNORECASE)
_CODES = {
    **{"fra": "fr", "fre": "fr", "eng": "en", "ara": "ar", "deu": "de", "ger": "de", "spa": "es"},
    **{"fas": "fa", "per": "fa", "ita": "it", "kat": "ka", "geo": "ka", "nld": "nl", "dut": "nl"},
    **{"pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "sqi": "sq", "alb": "sq"},
    **{"tur": "tr", "ukr": "uk", "urd": "ur", "zho": "zh", "chi": "zh"},
}
"""ISO 639-3 and 639-2/B, as archives name languages, to ours."""
_LICENSES = (
    (r"cc.?0|zero", "CC0"),
    (r"by.?nc.?sa", "CC BY-NC-SA 4.0"),
    (r"by.?nc.?nd", "CC BY-NC-ND 4.0"),
    (r"by.?nc", "CC BY-NC 4.0"),
    (r"by.?sa", "CC BY-SA 4.0"),
    (r"by.?nd", "CC BY-ND 4.0"),
    (r"cc.?by|attribution", "CC BY 4.0"),
    (r"public.?domain", "Public Domain"),
)
"""What licences are called in archives; only version 4.0, or none said, is one of ours."""


def _recognises(path: Path) -> bool:
    if not path.name.lower().endswith(".zim") and not _PIECE.fullmatch(path.suffix):
        with path.open("rb") as file:
            return file.read(4) == MAGIC.to_bytes(4, "little")
    return True


def _read(path: Path, desk: Desk) -> Work:
    try:
        with Archive.of(path) as archive:
            archive.check()
            return _work(archive, path, desk)
    except Refusal as refusal:
        raise NotRead(Phrase(refusal.message.rstrip("."), **refusal.values)) from None


def _work(archive: Archive, path: Path, desk: Desk) -> Work:
    title = line(archive.metadata("Title")) or path.stem
    ArchivePackage(archive).first()  # an archive without a first page shows nothing
    said = archive.metadata("License")
    if "_sw:yes" in archive.metadata("Tags"):
        desk.change("", N_("its pages need a service worker, which no classroom's browser gives"))
    page = Page(
        desk.id_of("zim"),
        title,
        "zim",
        [desk.keep("main", "application/zim", path)],
        description=text(archive.metadata("Description")),
    )
    return Work(
        title,
        [page],
        description=page.description,
        language=language_of(archive.metadata("Language")),
        author=line(archive.metadata("Creator")),
        license=license_of(said),
        license_owner=line(archive.metadata("Publisher") or archive.metadata("Creator")),
        rights=line(said),
    )


def language_of(said: str) -> str:
    """Return our code of the first language that an archive names, "" if we do not know it."""
    first = re.split(r"[,;\s-]", said.strip().lower())[0]
    code = _CODES.get(first, first)
    return code if languages.known(code) else ""


def license_of(said: str) -> str:
    """Return which of our licences an archive means, "" if that is not certain."""
    version = re.search(r"\d\.\d", said)
    found = next((ours for shape, ours in _LICENSES if re.search(shape, said.lower())), "")
    if version and version[0] != "4.0" and found not in ("CC0", "Public Domain"):
        return ""
    return found


FORMAT = FileFormat("ZIM (zim)", _recognises, _read)
