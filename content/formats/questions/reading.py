"""A file of questions, read by what it holds; its name only helps where that leaves a doubt."""

import re

from content.formats.questions import aiken, gift, perseus, table
from content.formats.questions.brought import LARGEST_FILE, Read, TooLarge, UnknownForm
from content.formats.questions.moodle_xml import reader as moodle_xml
from content.formats.questions.qti import package as qti
from content.formats.questions.texts import decoded
from i18n.formats import Size

_BLANK = b"\xef\xbb\xbf \t\r\n"
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_ITEMS = re.compile(rb"<(?:[\w.-]+:)?(?:assessmentItem|qti-assessment-item|questestinterop)\b")


def read(data: bytes, name: str = "") -> Read:
    """Return the questions of a file, and what could not be one.

    Args:
        data: all bytes of the file.
        name: what it is called.

    Raises:
        FileNotRead: nothing of it could be read; says why and what to do.
    """
    if len(data) > LARGEST_FILE:
        raise TooLarge(most=Size(LARGEST_FILE))
    if data.startswith(b"PK"):
        return perseus.read(data) if perseus.is_perseus(data) else qti.read(data)
    if data[:200].lstrip(_BLANK).startswith(b"<"):
        root = _ROOT.search(data)
        if root is not None and root[1] in (b"quiz", b"question"):
            return moodle_xml.read(data)
        if _ITEMS.search(data):
            return qti.read_item(data)
    rows = table.decoded(data)
    if table.is_table(rows):
        return table.read(rows)
    text = decoded(data)
    if aiken.is_aiken(text):
        return aiken.read(text)
    if gift.is_gift(text) or name.lower().endswith((".gift", ".gift.txt")):
        return gift.read(text)
    raise UnknownForm()
