"""An archive of Perseus, to the questions in it."""

import io
import json
from collections.abc import Sequence
from contextlib import closing
from typing import Any

from content.formats.archives import UNREADABLE, Archive
from content.formats.questions.brought import BadArchive, LeftOut, Read, named
from content.formats.questions.perseus.item import brought
from i18n.refusals import Phrase
from i18n.translate import N_

LARGEST_ITEM = 4 << 20
LARGEST_FILE = 64 << 20
_LIST = "exercise.json"
_NO_JSON: tuple[type[Exception], ...] = (*UNREADABLE, RecursionError)


def is_perseus(data: bytes) -> bool:
    """Say whether an archive is a package of Perseus: it has a list, or nothing but items."""
    try:
        with closing(Archive(io.BytesIO(data))) as archive:
            return _LIST in archive.names
    except UNREADABLE:
        return False


def read(data: bytes, order: Sequence[str] = ()) -> Read:
    """Read all items of a package; what is wrong with one is noted with its name.

    Args:
        data: the archive.
        order: the names of items, those that are to come and no others; () for what it says itself.

    Raises:
        BadArchive: it is damaged, or there is no item in it.
    """
    try:
        with closing(Archive(io.BytesIO(data))) as archive:
            names = list(order) or _listed(archive)
            found = Read()
            for name in names:
                _add(archive, name, found)
    except UNREADABLE as error:
        raise BadArchive(what=f"{type(error).__name__}: {error}"[:120]) from None
    if not names:
        raise BadArchive(what=Phrase(N_("it holds no question of Perseus")))
    return found


def _listed(archive: Archive) -> list[str]:
    """Return the names of the items: as the list has them, else all that there are."""
    body = _json(archive, _LIST) if _LIST in archive.names else None
    listed = body.get("all_assessment_items") if isinstance(body, dict) else None
    if isinstance(listed, list) and listed:
        return list(dict.fromkeys(each for each in listed if isinstance(each, str)))
    ends = ".json"
    names = (n for n in archive.names if n.endswith(ends) and n != _LIST and "/" not in n)
    return [name.removesuffix(ends) for name in names]


def _add(archive: Archive, name: str, found: Read) -> None:
    entry = f"{name}.json"
    if entry not in archive.names:
        what = Phrase(N_("it is named in the package and is not in it."))
        found.leave_out(named(name), LeftOut(what))
        return
    body = _json(archive, entry)
    if not isinstance(body, dict):
        found.leave_out(named(name), LeftOut(Phrase(N_("it cannot be read, or is too large."))))
        return

    def find(address: str) -> bytes | None:
        picture = archive.named("", address)
        try:
            return archive.read(picture, LARGEST_FILE) if picture else None
        except UNREADABLE:
            return None

    try:
        found.add(brought(name, body, find, found))
    except LeftOut as reason:
        found.leave_out(named(name), reason)


def _json(archive: Archive, entry: str) -> Any:
    try:
        return json.loads(archive.read(entry, LARGEST_ITEM))
    except _NO_JSON:  # ValueError is among them: too large, or no JSON
        return None
