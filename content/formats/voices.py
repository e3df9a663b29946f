"""Piper's voices: a model (``.onnx``), its settings beside it (``.onnx.json``), and a card.

Source: Piper's documentation, "Voices" (the names of the files, the card) and its training code's
configuration (``audio.sample_rate``, ``espeak.voice``, ``phoneme_type``, ``phoneme_id_map``,
``inference``, ``num_speakers``).
"""

import json
import re
from pathlib import Path
from typing import IO, Any, cast

from content.formats.desk import Desk, FileFormat
from content.formats.licenses import known as license_known
from content.formats.said import line, text
from content.formats.works import NotRead, Page, Work
from content.voice.layout import (
    LARGEST_MODEL,
    LARGEST_SETTINGS,
    DamagedVoice,
    header,
)
from i18n import languages
from i18n.refusals import Phrase
from i18n.translate import N_

_ENDING = ".onnx"
_CARDS = ("MODEL_CARD", "MODEL_CARD.md", "MODEL_CARD.txt")
LARGEST_CARD = 64 << 10
_LICENSE = re.compile(r"^[\s*#-]*licen[cs]e\s*:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
_OWN = re.compile(r"^[\s*#-]*(?:dataset|url)\s*:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
_USUAL = {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8}
"""Piper's own, where the settings say nothing."""


def _recognises(path: Path) -> bool:
    name = path.name.lower()
    if not name.endswith(f"{_ENDING}.json"):
        return name.endswith(_ENDING)
    return not path.with_name(path.name[: -len(".json")]).exists()


def _read(path: Path, desk: Desk) -> Work:
    if not path.name.lower().endswith(_ENDING):
        what = N_("its model is missing: {name} must lie beside it")
        raise NotRead(Phrase(what, name=path.name[: -len(".json")]))
    beside = path.with_name(f"{path.name}.json")
    if not beside.is_file() or beside.is_symlink():
        what = N_("its settings are missing: {name} must lie beside it")
        raise NotRead(Phrase(what, name=beside.name))
    if path.stat().st_size > LARGEST_MODEL:
        raise NotRead(Phrase(N_("it is larger than it may be")))
    said = _settings_of(beside)
    card = _card_beside(path, desk)
    desk.used |= {path.resolve(), beside.resolve()}
    language = _language_of(said, path, desk)
    title = f"{languages.get(language).own_name} – {_name_of(said, path)}"
    start = _header(said, language)
    with path.open("rb") as model:
        whole = cast("IO[bytes]", _Joined(start, model))  # spooling only reads
        kept = desk.spool("main.voice", whole, LARGEST_MODEL + len(start))
    page = Page(
        desk.id_of("voice"),
        title,
        "voice",
        [desk.keep("main", "application/vnd.ardoise.voice", kept, language)],
        description=text(card[:1_500]),
        language=language,
    )
    found = _LICENSE.search(card)
    rights = found[1] if found else ""
    owner = _OWN.search(card)
    return Work(
        title,
        [page],
        language=language,
        author="Piper",
        license=license_known(rights),
        license_owner=line(owner[1]) if owner else "",
        rights=line(rights),
    )


class _Joined:
    """A few bytes and then a file, read as one."""

    def __init__(self, start: bytes, rest: IO[bytes]) -> None:
        self._start, self._rest = start, rest

    def read(self, most: int = -1) -> bytes:
        """Return the next bytes."""
        if self._start:
            start, self._start = self._start, b""
            return start
        return self._rest.read(most)


def _settings_of(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        data = file.read(LARGEST_SETTINGS + 1)
    try:
        said = json.loads(data) if len(data) <= LARGEST_SETTINGS else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise NotRead(Phrase(N_("{name} beside it is no JSON of a voice"), name=path.name))
    kind = said.get("phoneme_type", "espeak")
    if kind != "espeak":
        what = N_("its phonemes are not those of eSpeak NG ({kind}): such a voice is not read here")
        raise NotRead(Phrase(what, kind=str(kind)[:40]))
    return said


def _header(said: dict[str, Any], language: str) -> bytes:
    given = _part(said, "inference")
    try:
        return header(
            {
                "language": language,
                "espeak": _part(said, "espeak").get("voice"),
                "rate": _part(said, "audio").get("sample_rate"),
                "scales": [given.get(name, usual) for name, usual in _USUAL.items()],
                "ids": said.get("phoneme_id_map"),
            }
        )
    except DamagedVoice as refusal:
        what: Phrase = refusal.values["what"]
        raise NotRead(what) from None


def _part(said: dict[str, Any], name: str) -> dict[str, Any]:
    part = said.get(name)
    return part if isinstance(part, dict) else {}


def _language_of(said: dict[str, Any], path: Path, desk: Desk) -> str:
    named = _part(said, "language"), _part(said, "espeak")
    told = [named[0].get("family"), named[0].get("code"), path.name, named[1].get("voice")]
    for each in (str(one).lower() for one in told if one):
        code = re.split(r"[^a-z]", each)[0]
        if languages.known(code):
            return code
    if not languages.known(desk.asked.language):
        raise NotRead(Phrase(N_("its language is not known here")))
    return desk.asked.language


def _name_of(said: dict[str, Any], path: Path) -> str:
    """Return what a voice is called: "siwis medium" of "fr_FR-siwis-medium.onnx"."""
    parts = path.name[: -len(_ENDING)].split("-")
    name = said.get("dataset") or (parts[1] if len(parts) > 1 else parts[0])
    quality = _part(said, "audio").get("quality") or (parts[2] if len(parts) > 2 else "")
    return line(f"{name} {quality}") or path.name


def _card_beside(path: Path, desk: Desk) -> str:
    """Return what the card of a voice says: where it comes from, and its licence."""
    for name in _CARDS:
        card = path.with_name(name)
        if card.is_file() and not card.is_symlink():
            desk.used.add(card.resolve())
            with card.open("rb") as file:
                return file.read(LARGEST_CARD).decode("utf-8", "replace")
    return ""


FORMAT = FileFormat("Piper (onnx, onnx.json)", _recognises, _read)
