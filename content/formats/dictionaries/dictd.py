"""Dictionaries of dictd: an index of words beside one file of all articles.

Source of the form: ``dictfmt(1)`` and ``dictd(8)`` (index: word, offset and length in base 64,
parted by tabs; ``.dict.dz`` is gzip, and read as such).
"""

import gzip
import zlib
from dataclasses import dataclass
from pathlib import Path

from content.formats.desk import Desk, FileFormat
from content.formats.dictionaries.articles import article
from content.formats.dictionaries.made import (
    Found,
    languages_of,
    license_in,
    pair_in,
    work_of,
)
from content.formats.works import NotRead, Work
from i18n.refusals import Phrase
from i18n.translate import N_

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {sign: value for value, sign in enumerate(_DIGITS)}
_ARTICLES = (".dict.dz", ".dict")
LARGEST_INDEX = 64 << 20
LARGEST_TEXT = 256 << 20
"""Bytes of an index and of all articles, unpacked."""
MOST_LINES = 2_000_000
LONGEST_ARTICLE = 1 << 20
_ABOUT = ("00database", "00-database")
"""How the names of what is no word begin."""


def _recognises(path: Path) -> bool:
    name = path.name.lower()
    if name.endswith(_ARTICLES):
        return _index_of(path).is_file() and not _index_of(path).is_symlink()
    if not name.endswith(".index"):
        return False
    return _articles_of(path) is not None or pair_in(path.stem) != ("", "")


def _stem(path: Path) -> str:
    ending = next((each for each in (*_ARTICLES, ".index") if path.name.lower().endswith(each)), "")
    return path.name[: len(path.name) - len(ending)]


def _index_of(path: Path) -> Path:
    return path.with_name(f"{_stem(path)}.index")


def _articles_of(index: Path) -> Path | None:
    near = (index.with_name(_stem(index) + ending) for ending in _ARTICLES)
    return next((each for each in near if each.is_file() and not each.is_symlink()), None)


def _read(path: Path, desk: Desk) -> Work:
    index = _index_of(path)
    articles = _articles_of(index)
    if articles is None:
        what = N_("its articles are missing: {name} must lie beside it")
        raise NotRead(Phrase(what, name=f"{_stem(path)}.dict.dz"))
    desk.used |= {index.resolve(), articles.resolve()}
    text, lines = _texts_of(articles), _lines_of(index)
    language, to = languages_of(_stem(path))
    found = Found(_stem(path), language, (to,) if to else ())
    whole = _Articles(text, index.name)
    for number, line in enumerate(lines, start=1):
        word, said = whole.at(line, number)
        if word.startswith(_ABOUT) or word.replace("-", "").startswith(_ABOUT[0]):
            _about(found, word, said)
        else:
            found.add(article(word, said, to))
    if whole.guessed:
        desk.change(found.title, N_("its letters are not UTF-8: they were read as Windows-1252"))
    return work_of(found, desk)


def _lines_of(index: Path) -> list[bytes]:
    with index.open("rb") as file:
        data = file.read(LARGEST_INDEX + 1)
    lines = [line for line in data.split(b"\n") if line]
    if len(data) > LARGEST_INDEX or len(lines) > MOST_LINES:
        raise NotRead(Phrase(N_("its index is larger than one may be")))
    return lines


def _texts_of(articles: Path) -> bytes:
    try:
        opened = gzip.open if articles.name.lower().endswith(".dz") else open
        with opened(articles, "rb") as file:
            data: bytes = file.read(LARGEST_TEXT + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        what = N_("{name} cannot be unpacked: it ends too early, or is damaged")
        raise NotRead(Phrase(what, name=articles.name)) from None
    if len(data) > LARGEST_TEXT:
        raise NotRead(Phrase(N_("it is larger than it may be")))
    return data


@dataclass
class _Articles:
    """All articles of a dictionary, and in which letters they are."""

    text: bytes
    index: str
    """The name of the index, for refusals."""
    guessed: bool = False

    def at(self, line: bytes, number: int) -> tuple[str, str]:
        """Return the word and the article of a line of the index. Raises NotRead."""
        parts = line.rstrip(b"\r").split(b"\t")
        begin, length = (_number(part) for part in (*parts[1:3], b"?", b"?")[:2])
        if begin < 0 or length < 0 or length > LONGEST_ARTICLE:
            what = N_("line {number} of {name} is not a word with its place")
            raise NotRead(Phrase(what, number=number, name=self.index))
        if begin + length > len(self.text):
            what = N_("line {number} of {name} leads beyond its articles: they end too early")
            raise NotRead(Phrase(what, number=number, name=self.index))
        return self._read(parts[0]), self._read(self.text[begin : begin + length])

    def _read(self, data: bytes) -> str:
        try:
            return data.decode()
        except UnicodeDecodeError:
            self.guessed = True
            return data.decode("cp1252", "replace")


def _number(digits: bytes) -> int:
    value = 0
    for sign in digits.decode("ascii", "replace")[:9] or "?":
        if sign not in _VALUES:
            return -1
        value = value * 64 + _VALUES[sign]
    return value


def _about(found: Found, word: str, said: str) -> None:
    """Take from an article about the dictionary what it says of itself."""
    plain = word.replace("-", "")
    if plain == "00databaseshort":
        lines = [line for line in said.splitlines() if line.strip()]
        title = lines[-1].strip() if lines else ""
        found.title = title.partition(" ver. ")[0] or found.title
    if plain == "00databaseinfo":
        found.rights = _paragraph(said, "Availability:") or _paragraph(said, "Copyright")
        found.license = license_in(found.rights)
        made = _after(said, "Publisher:").rstrip(".")
        found.author = made or _after(said, "Maintainer:")
        found.license_owner = found.author
        sources = _paragraph(said, "Source(s):")
        found.description = "\n".join(each for each in (sources, found.rights) if each)[:1_500]


def _after(said: str, name: str) -> str:
    line = next((line for line in said.splitlines() if line.startswith(name)), "")
    return line.removeprefix(name).strip()


def _paragraph(said: str, name: str) -> str:
    """Return what stands below a heading, up to the next line that is not indented."""
    _, _, behind = said.partition(name)
    kept: list[str] = []
    for line in behind.splitlines()[1:]:
        if line and not line.startswith(" "):
            break
        kept.append(line.strip())
    return " ".join(" ".join(kept).split())


FORMAT = FileFormat("dictd (index, dict.dz)", _recognises, _read)
