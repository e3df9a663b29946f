"""What a film or recording is, and whether every browser of a classroom can play it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from content.formats.works import NotRead
from i18n.refusals import Phrase
from i18n.translate import N_

CODECS = {
    **{"avc1": "H.264", "avc3": "H.264", "vp08": "VP8", "vp09": "VP9", "mp4a.40": "AAC"},
    **{"mp4a.66": "AAC", "mp4a.67": "AAC", "mp4a.68": "AAC", "mp4a.69": "MP3", "mp4a.6b": "MP3"},
    **{".mp3": "MP3", "opus": "Opus", "flac": "FLAC", "v_vp8": "VP8", "v_vp9": "VP9"},
    **{"a_opus": "Opus", "a_vorbis": "Vorbis", "vorbis": "Vorbis", "mpeg layer 3": "MP3"},
}
"""Those that Chrome 109 and Firefox 115 play everywhere, by their names in containers."""
OTHERS = {
    **{"hvc1": "H.265", "hev1": "H.265", "v_mpegh/iso/hevc": "H.265", "av01": "AV1"},
    **{"v_av1": "AV1", "mp4v": "MPEG-4 Part 2", "ac-3": "AC-3", "a_ac3": "AC-3", "ec-3": "E-AC-3"},
    **{"theora": "Theora", "mp4a.dts": "DTS", "dtsc": "DTS", "alac": "ALAC", "mpeg layer 2": "MP2"},
    **{"v_mpeg4/iso/avc": "H.264", "a_aac": "AAC", "mp4a": "?", "avc1.high": "H.264 (10 bit)"},
}
"""Names, for the refusal, of codecs that some do not play."""


class Broken(Exception):
    """A container is not as its kind is written, or its tables are larger than they may be."""


@dataclass(frozen=True)
class Probe:
    """What the tables of a container say."""

    video: tuple[str, ...]
    """The names of the codecs of its pictures, "" left out, in small letters."""
    audio: tuple[str, ...]
    seconds: float
    """How long it plays; 0 where nothing says it."""


def refuse_unplayable(probe: Probe) -> None:
    """Refuse what old browsers cannot play.

    Raises:
        NotRead: naming the codec, and what to do.
    """
    for name in probe.video:
        if name not in CODECS:
            raise NotRead(
                Phrase(
                    N_(
                        "its pictures are written as {codec}, which many browsers do not play; "
                        "convert it with HandBrake (free) to MP4, H.264 and AAC"
                    ),
                    codec=OTHERS.get(name, name or "?"),
                )
            )
    for name in probe.audio:
        if name not in CODECS:
            raise NotRead(
                Phrase(
                    N_(
                        "its sound is written as {codec}, which many browsers do not play; "
                        "convert a film with HandBrake (free) to AAC, a recording with Audacity "
                        "(free) to MP3"
                    ),
                    codec=OTHERS.get(name, name or "?"),
                )
            )
    if not probe.video and not probe.audio:
        raise NotRead(Phrase(N_("it holds neither pictures nor sound")))


def probed(path: Path, read: Callable[[BinaryIO, int], Probe]) -> Probe:
    """Return what the reader of its container says of a file.

    Raises:
        NotRead: it is damaged, or not what its name says.
        OSError: it cannot be opened.
    """
    try:
        with path.open("rb") as file:
            return read(file, path.stat().st_size)
    except Broken as fault:
        message = N_("its file is damaged, cut off, or not what its name says ({what})")
        raise NotRead(Phrase(message, what=str(fault))) from None
