"""PDF documents: text and pictures only. What could act or carry another file is refused.

A document is looked through object by object, as a reader would resolve them, because a search
of its bytes sees neither compressed objects nor names written with escapes. Links to the outside
lead nowhere in a classroom and are left.

Source of the names: ISO 32000-2, 12.6.4 (actions), 7.11.4 (embedded files), 7.6 (encryption).
"""

from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from i18n.refusals import Phrase
from i18n.translate import N_

ACTING = frozenset(
    "/JavaScript /Launch /SubmitForm /ImportData /GoToE /GoToR /Movie /Sound /Rendition "
    "/RichMediaExecute".split()
)
"""Actions that a document may not have; going to a page or an address is none of them."""
CARRYING = frozenset("/EmbeddedFiles /EmbeddedFile /JavaScript /XFA /RichMediaContent".split())
"""Entries and types by which a document carries programs, forms or other files."""
MOST_OBJECTS = 1_000_000
"""Objects of a document; a book of a thousand pages has some fifty thousand."""


def fault_in_pdf(file: BinaryIO) -> str:
    """Say in a phrase what a PDF may not hold, or that it cannot be read; "" if it is harmless.

    Args:
        file: at its start; read from place to place, never whole.
    """
    try:
        reader = PdfReader(file, strict=False)
        if reader.is_encrypted:
            return Phrase(N_("a document that is locked"))
        return _look_through(reader.trailer)
    except Exception as error:  # a hostile file can make a parser raise anything
        return Phrase(N_("a document that cannot be read ({what})"), what=type(error).__name__)


def _look_through(trailer: DictionaryObject) -> str:
    """Go through everything that can be reached, each object once."""
    waiting: list[Any] = [trailer]
    seen: set[tuple[int, int]] = set()
    looked_at = 0
    while waiting:
        found = waiting.pop()
        looked_at += 1
        if looked_at > MOST_OBJECTS:
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
    if carried or found.get("/Type") in CARRYING:
        return ", ".join(sorted(carried)) or str(found.get("/Type"))
    action = found.get("/S")
    return str(action) if isinstance(action, str) and action in ACTING else ""
