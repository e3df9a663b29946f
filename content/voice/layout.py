"""What the file of a voice holds: its settings as they must be, and where its model is."""

import json
import math
from typing import Any, BinaryIO

from content.store import Place
from i18n import languages
from i18n.refusals import Invalid, Phrase
from i18n.speech.phonemes import BEGIN, BLANK, END
from i18n.speech.piper import PiperVoice
from i18n.translate import N_

MAGIC = b"ARDOISE VOICE 1\n"
LENGTH = 8
"""Bytes that say how long the settings are, most significant first."""
LARGEST_SETTINGS = 256 << 10
LARGEST_MODEL = 256 << 20
"""Bytes; Piper's own models take 20 to 115 million."""
RATES = (16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
"""Samples a second that an MP3 can have and a voice has."""
MOST_IDS = 2_000
HIGHEST_ID = 10_000
_KEYS = {"espeak", "ids", "language", "rate", "scales"}


class DamagedVoice(Invalid):
    """The file of a voice cannot be read where it is looked at."""

    message = N_(
        "This voice is damaged: {what}. Pages are read aloud by the usual voice; tell the content "
        "manager."
    )

    def __init__(self, what: str) -> None:
        """Say ``what`` is wrong: a marked phrase."""
        super().__init__(what=what if isinstance(what, Phrase) else Phrase(what))


def header(settings: dict[str, Any]) -> bytes:
    """Return what stands before the model in the file of a voice.

    Raises:
        DamagedVoice: the settings are not as they must be.
    """
    checked(settings)
    data = json.dumps(settings, sort_keys=True, separators=(",", ":")).encode()
    return MAGIC + len(data).to_bytes(LENGTH, "big") + data


def settings_in(file: BinaryIO) -> dict[str, Any]:
    """Read the settings of a voice, checked; the file is then where its model begins.

    Raises:
        DamagedVoice: they are not as they must be.
    """
    start = file.read(len(MAGIC) + LENGTH)
    length = int.from_bytes(start[len(MAGIC) :], "big")
    if not start.startswith(MAGIC) or len(start) < len(MAGIC) + LENGTH:
        raise DamagedVoice(N_("it does not begin as a voice does"))
    if length > LARGEST_SETTINGS:
        raise DamagedVoice(N_("its settings are larger than they may be"))
    data = file.read(length)
    try:
        settings = json.loads(data)
    except (ValueError, RecursionError):
        raise DamagedVoice(N_("its settings cannot be read")) from None
    return checked(settings)


def checked(settings: Any) -> dict[str, Any]:
    """Return settings, if they are as they must be.

    Raises:
        DamagedVoice: they are not; says which.
    """
    if not isinstance(settings, dict) or set(settings) != _KEYS:
        raise DamagedVoice(N_("its settings cannot be read"))
    if not languages.known(str(settings["language"])):
        raise DamagedVoice(N_("its language is not known here"))
    if settings["rate"] not in RATES or isinstance(settings["rate"], bool):
        rates = ", ".join(map(str, RATES))
        raise DamagedVoice(Phrase(N_("its samples a second are not one of {rates}"), rates=rates))
    name = settings["espeak"]
    plain = isinstance(name, str) and name.isascii() and name.replace("-", "").isalnum()
    if not plain or len(name) > 32:
        raise DamagedVoice(N_("it does not name the voice of eSpeak NG that spells out for it"))
    if not _are_scales(settings["scales"]):
        raise DamagedVoice(N_("what its author set for speaking is not three numbers"))
    if not _are_ids(settings["ids"]):
        raise DamagedVoice(N_("its table of phonemes is not one"))
    return settings


def _are_scales(scales: Any) -> bool:
    return (
        isinstance(scales, list)
        and len(scales) == 3
        and all(
            isinstance(each, int | float)
            and not isinstance(each, bool)
            and math.isfinite(each)
            and 0 <= each <= 10
            for each in scales
        )
        and scales[1] > 0
    )


def _are_ids(ids: Any) -> bool:
    if not isinstance(ids, dict) or not {BEGIN, END, BLANK, " "} <= set(ids):
        return False
    return len(ids) <= MOST_IDS and all(
        isinstance(held, list)
        and 0 < len(held) <= 4
        and all(isinstance(each, int) and 0 <= each < HIGHEST_ID for each in held)
        for held in ids.values()
    )


def voice_at(place: Place, sha256: str) -> PiperVoice:
    """Return the voice in a file of the library, its model where it is.

    Raises:
        DamagedVoice: it cannot be read.
        OSError: nor can the file.
    """
    path, offset, size = place
    with path.open("rb") as file:
        file.seek(offset)
        settings = settings_in(file)
        begin = file.tell()
    low, slow, width = settings["scales"]
    return PiperVoice(
        sha256=sha256,
        path=path,
        offset=begin,
        size=offset + size - begin,
        language=settings["language"],
        espeak=settings["espeak"],
        rate=settings["rate"],
        scales=(float(low), float(slow), float(width)),
        ids={sign: tuple(held) for sign, held in settings["ids"].items()},
    )
