"""Captions and chapters: cues of WebVTT or SubRip, read leniently and written as plain WebVTT.

Only times and words are kept: a style sheet in a file of captions has no business in a page.

Source: WebVTT (W3C, 4 April 2019), section 4.1; SubRip has no standard, its times have commas.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape

LARGEST = 4 << 20
"""Bytes: the captions of a day would have fewer."""
MOST_CUES = 20_000
LONGEST_CUE = 1_000
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_MARKUP = re.compile(r"</?[a-zA-Z0-9.][^<>]{0,200}>|\{\\[^{}]{0,100}\}")
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")
_BROKEN = re.compile(r"[\t\n]+")
"""What a line holds once "&#10;" is read: written again, an empty line would end the cue."""


class NoCues(ValueError):
    """A file holds no cue that can be read."""


@dataclass(frozen=True)
class Cue:
    """Words and when they are said, in seconds."""

    start: float
    end: float
    text: str
    """Plain words; a line break between lines."""


def read(data: bytes) -> list[Cue]:
    """Return the cues of a file of WebVTT or SubRip, in the order of their times.

    Raises:
        NoCues: it is too large, holds too many, or none.
    """
    if len(data) > LARGEST:
        raise NoCues
    found: list[Cue] = []
    for block in re.split(r"\n[ \t]*\n", _decoded(data)):
        lines = block.strip("\n").split("\n")
        at = next((number for number, line in enumerate(lines[:2]) if _TIMES.fullmatch(line)), None)
        if at is None:
            continue
        times = _TIMES.fullmatch(lines[at])
        cue = _cue(times.groups(), lines[at + 1 :]) if times else None
        if cue:
            found.append(cue)
        if len(found) > MOST_CUES:
            raise NoCues
    if not found:
        raise NoCues
    return sorted(found, key=lambda cue: cue.start)


def written(cues: Sequence[Cue]) -> bytes:
    """Return cues as a file of WebVTT."""
    blocks = (
        f"{_clock(cue.start)} --> {_clock(cue.end)}\n{escape(cue.text, quote=False)}"
        for cue in cues
    )
    return ("WEBVTT\n\n" + "\n\n".join(blocks) + "\n").encode()


def paragraphs(cues: Sequence[Cue], pause: float = 3.0) -> list[str]:
    """Return what cues say as paragraphs; one ends with a sentence before a pause, or when long.

    Args:
        cues: in order.
        pause: seconds.
    """
    found, kept = [], ""
    for number, cue in enumerate(cues):
        kept = f"{kept} {' '.join(cue.text.split())}".strip()
        after = cues[number + 1].start - cue.end if number + 1 < len(cues) else pause
        ends = kept.endswith((".", "!", "?", "…", "»", "؟"))
        if after >= pause or (ends and len(kept) > 400) or len(kept) > 1_500:
            found.append(kept)
            kept = ""
    return [*found, kept] if kept else found


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")  # as programs on Windows write SubRip
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _cue(times: Sequence[str | None], lines: list[str]) -> Cue | None:
    start, end = _seconds(times[:4]), _seconds(times[4:])
    words = (_HIDDEN.sub("", unescape(_MARKUP.sub("", line))) for line in lines)
    whole = (_BROKEN.sub(" ", line).strip() for line in words)
    text = "\n".join(line for line in whole if line)[:LONGEST_CUE].strip()
    return Cue(start, end, text) if text and start < end else None


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000


def _clock(seconds: float) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    minutes, rest = divmod(whole, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}.{thousandths:03}"
