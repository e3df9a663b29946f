"""What the file of a translator holds: its settings as they must be, and where its files are."""

import json
from typing import Any, BinaryIO

from content.store import Place
from i18n import languages
from i18n.refusals import Invalid, Phrase
from i18n.translate import N_
from i18n.translation.process import SHARED, SOURCE, TARGET
from i18n.translation.translator import Pack

MAGIC = b"ARDOISE TRANSLATOR 1\n"
LENGTH = 8
"""Bytes that say how long the settings are, most significant first."""
LARGEST_SETTINGS = 16 << 10
MODEL = "model.bin"
LARGEST = {MODEL: 640 << 20}
"""Bytes, by file: a model of OPUS-MT has 75 to 300 million."""
LARGEST_OTHER = 16 << 20
VOCABULARIES = ("shared_vocabulary", "source_vocabulary", "target_vocabulary")
PIECES = (SOURCE, TARGET, SHARED)
NAMES = (
    *(MODEL, "config.json"),
    *(f"{name}.{ending}" for name in VOCABULARIES for ending in ("json", "txt")),
    *PIECES,
)
"""The files that a translator can have, in the order in which they lie."""
MOST_TOKENS, LONGEST_TOKEN = 8, 40
_KEYS = {"begin", "end", "files", "first", "from", "to"}
_TOLD = ("begin", "end", "first")


class DamagedTranslator(Invalid):
    """The file of a translator cannot be read where it is looked at."""

    message = N_("This translator is damaged: {what}. Tell the content manager.")

    def __init__(self, what: str) -> None:
        """Say ``what`` is wrong: a marked phrase."""
        super().__init__(what=what if isinstance(what, Phrase) else Phrase(what))


def header(settings: dict[str, Any]) -> bytes:
    """Return what stands before the files of a translator.

    Raises:
        DamagedTranslator: the settings are not as they must be.
    """
    data = json.dumps(checked(settings), sort_keys=True, separators=(",", ":")).encode()
    return MAGIC + len(data).to_bytes(LENGTH, "big") + data


def settings_in(file: BinaryIO) -> dict[str, Any]:
    """Read the settings of a translator, checked; the file is then where its files begin.

    Raises:
        DamagedTranslator: they are not as they must be.
    """
    start = file.read(len(MAGIC) + LENGTH)
    length = int.from_bytes(start[len(MAGIC) :], "big")
    if not start.startswith(MAGIC) or len(start) < len(MAGIC) + LENGTH:
        raise DamagedTranslator(N_("its settings cannot be read"))
    if length > LARGEST_SETTINGS:
        raise DamagedTranslator(N_("its settings are larger than they may be"))
    try:
        settings = json.loads(file.read(length))
    except (ValueError, RecursionError):
        raise DamagedTranslator(N_("its settings cannot be read")) from None
    return checked(settings)


def checked(settings: Any) -> dict[str, Any]:
    """Return settings, if they are as they must be.

    Raises:
        DamagedTranslator: they are not; says which.
    """
    if not isinstance(settings, dict) or set(settings) != _KEYS:
        raise DamagedTranslator(N_("its settings cannot be read"))
    codes = str(settings["from"]), str(settings["to"])
    if not all(languages.known(code) for code in codes) or codes[0] == codes[1]:
        raise DamagedTranslator(N_("its language is not known here"))
    if not all(_are_tokens(settings[name]) for name in _TOLD):
        raise DamagedTranslator(N_("its settings cannot be read"))
    refuse_files(settings["files"])
    return settings


def refuse_files(files: Any) -> None:
    """Refuse files that are not those of a translator.

    Args:
        files: pairs of name and size, in the order of ``NAMES``.

    Raises:
        DamagedTranslator: one is missing, not known, twice there, or too large.
    """
    if not isinstance(files, list) or not all(_is_file(each) for each in files):
        raise DamagedTranslator(N_("its settings cannot be read"))
    names = [name for name, _ in files]
    stems = [name.partition(".")[0] for name in names]
    if names != [name for name in NAMES if name in names]:
        raise DamagedTranslator(N_("its settings cannot be read"))
    for wanted in ((MODEL,), ("config.json",), (SHARED, SOURCE), (SHARED, TARGET)):
        if not set(wanted) & set(names):
            raise DamagedTranslator(Phrase(N_("{name} is missing"), name=wanted[-1]))
    own = [name for name in VOCABULARIES if name in stems]
    if own not in (list(VOCABULARIES[:1]), list(VOCABULARIES[1:])):
        raise DamagedTranslator(Phrase(N_("{name} is missing"), name="shared_vocabulary.json"))
    if any(size > LARGEST.get(name, LARGEST_OTHER) for name, size in files):
        raise DamagedTranslator(N_("its model is larger than it may be"))


def _is_file(each: Any) -> bool:
    return (
        isinstance(each, list)
        and len(each) == 2
        and each[0] in NAMES
        and isinstance(each[1], int)
        and not isinstance(each[1], bool)
        and each[1] > 0
    )


def _are_tokens(told: Any) -> bool:
    return (
        isinstance(told, list)
        and len(told) <= MOST_TOKENS
        and all(isinstance(each, str) and 0 < len(each) <= LONGEST_TOKEN for each in told)
    )


def pack_at(place: Place) -> Pack:
    """Return the pack in a file of the library, its files where they are.

    Raises:
        DamagedTranslator: it cannot be read.
        OSError: nor can the file.
    """
    path, offset, size = place
    with path.open("rb") as file:
        file.seek(offset)
        settings = settings_in(file)
        begin = file.tell()
    files = {}
    for name, length in settings["files"]:
        files[name] = (begin, length)
        begin += length
    if begin != offset + size:
        raise DamagedTranslator(N_("its settings cannot be read"))
    told = (tuple(settings[name]) for name in _TOLD)
    return Pack(settings["from"], settings["to"], path, files, *told)
