"""PDF documents: text and pictures only. What could act or carry another file is refused.

A document is looked through object by object, as a reader would resolve them, because a search
of its bytes sees neither compressed objects nor names written with escapes. Its bytes are searched
as well: readers differ in what they make of a document that is damaged or was changed afterwards,
and one that another program would read otherwise is refused. Links to the outside lead nowhere in
a classroom and are left.

Source of the names: ISO 32000-2, 12.6.4 (actions), 7.11.4 (embedded files), 7.6 (encryption).
"""

import io
import logging
import re
from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from i18n.refusals import Phrase
from i18n.translate import N_

logging.getLogger("pypdf").setLevel(logging.CRITICAL)
"""What it says of a hostile document, thousands of lines, is nothing for the server's log."""

ACTING = frozenset(
    "/JavaScript /Launch /SubmitForm /ImportData /GoToE /Movie /Sound /Rendition "
    "/RichMediaExecute".split()
)
"""Actions that a document may not have; going to a page or an address is none of them."""
TO_ANOTHER = "/GoToR"
"""Going to another document: what LaTeX and Sphinx write for a link to a manual that lies beside.
One whose name leads elsewhere, to a share or another machine, or that is opened at once, acts."""
_BESIDE = re.compile(r"(?!//)[^:\\\\\x00-\x1f]{1,500}")
CARRYING = frozenset("/EmbeddedFiles /EmbeddedFile /JavaScript /XFA /RichMediaContent".split())
"""Entries and types by which a document carries programs, forms or other files."""
_SAID_OPENLY = re.compile(
    rb"/(?:JavaScript|Launch|SubmitForm|ImportData|Rendition|RichMedia\w*|EmbeddedFiles?|XFA)\b"
)
"""What acts or carries, as it stands in the bytes: so many signs do not come by chance."""
_LEADS_INTO_THE_PROGRAM = re.compile(r"\s*(?:javascript|data|file|vbscript|blob):", re.IGNORECASE)
MOST_OBJECTS = 100_000
"""Objects that are looked up in a document; a book of a thousand pages has some fifty thousand."""
MOST_VALUES = 1_000_000
"""Values in them."""
MOST_READS = 10_000_000
"""Times that something is read: what takes longer than a quarter of a minute was made to."""
_AT_ONCE = 1 << 20
_MOST_LED = 10
"""Objects that lead to each other before a value."""


class _TooMuch(Exception):
    """A document is not read to its end in the time that one may take."""


def fault_in_pdf(file: BinaryIO) -> str:
    """Say in a phrase what a PDF may not hold, or that it cannot be read; "" if it is harmless.

    Args:
        file: at its start; read from place to place, never whole.
    """
    if said := _said_openly(file):
        return said
    file.seek(0)
    counted = _Counted(file)
    try:
        reader = PdfReader(counted, strict=True)  # type: ignore[arg-type]  # all that it reads with
        if reader.is_encrypted:
            return Phrase(N_("a document that is locked"))
        return _look_through(reader.trailer)
    except Exception as error:  # a hostile file can make a parser raise anything
        if counted.left <= 0:
            return Phrase(N_("more objects than a document needs"))
        return Phrase(N_("a document that cannot be read ({what})"), what=type(error).__name__)


def _said_openly(file: BinaryIO) -> str:
    """Return the first name in the bytes of a document that a harmless one does not have."""
    before = b""
    while piece := file.read(_AT_ONCE):
        if found := _SAID_OPENLY.search(before + piece):
            return found[0].decode()
        before = piece[-20:]
    return ""


class _Counted(io.RawIOBase):
    """A file that can be read so many times: work that a parser does is bounded by it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.left = MOST_READS

    def read(self, size: int = -1) -> bytes:
        self.left -= 1
        if self.left <= 0:
            raise _TooMuch
        return self._file.read(size)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True


def _look_through(trailer: DictionaryObject) -> str:
    """Go through everything that can be reached, each object once."""
    waiting: list[Any] = [trailer]
    seen: set[tuple[int, int]] = set()
    looked_at = 0
    while waiting:
        found = waiting.pop()
        looked_at += 1
        if looked_at > MOST_VALUES or len(seen) > MOST_OBJECTS:
            return Phrase(N_("more objects than a document needs"))
        if isinstance(found, IndirectObject):
            number = (found.idnum, found.generation)
            if number not in seen:
                seen.add(number)
                waiting.append(found.get_object())
        elif isinstance(found, DictionaryObject):
            acting = _acting(found)
            if acting:
                return acting
            waiting.extend(found.raw_get(key) for key in found)
        elif isinstance(found, ArrayObject):
            waiting.extend(list.__iter__(found))
    return ""


def _acting(found: DictionaryObject) -> str:
    carried = CARRYING.intersection(found)
    kind = _value(found, "/Type")
    if carried or kind in CARRYING:
        return ", ".join(sorted(carried)) or str(kind)
    address = _value(found, "/URI")
    if isinstance(address, str) and _LEADS_INTO_THE_PROGRAM.match(address):
        return Phrase(N_("an address that acts"))
    action, opened = _value(found, "/S"), _value(found, "/OpenAction")
    at_once = isinstance(opened, DictionaryObject) and _value(opened, "/S") == TO_ANOTHER
    if at_once or (action == TO_ANOTHER and not _lies_beside(_value(found, "/F"))):
        return TO_ANOTHER
    return str(action) if isinstance(action, str) and action in ACTING else ""


def _value(found: DictionaryObject, key: str) -> Any:
    """Return a value wherever the document keeps it: a name may well be an object of its own."""
    value = found.raw_get(key) if key in found else None
    for _ in range(_MOST_LED):
        if not isinstance(value, IndirectObject):
            break
        value = value.get_object()
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _lies_beside(file: Any) -> bool:
    """Say whether a file that a document names lies in its own folder or below."""
    if isinstance(file, DictionaryObject):
        keys = [key for key in ("/F", "/UF", "/DOS", "/Mac", "/Unix") if key in file]
        return "/FS" not in file and any(keys) and all(_named_beside(_value(file, k)) for k in keys)
    return _named_beside(file)


def _named_beside(name: Any) -> bool:
    return isinstance(name, str) and bool(_BESIDE.fullmatch(name))
