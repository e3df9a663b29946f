"""A film or recording to a page: probed, with what lies beside it."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import BinaryIO

from content import markdown, shape
from content.formats.desk import Desk, FileFormat
from content.formats.media import mp4, streams, webm
from content.formats.media.beside import Beside, gathered, is_beside
from content.formats.media.probed import Probe, probed, refuse_unplayable
from content.formats.said import title_of
from content.formats.works import NotRead, Page, Work
from content.html import clean
from i18n import languages
from i18n.refusals import Phrase
from i18n.translate import N_

_READERS: dict[str, tuple[str, Callable[[BinaryIO, int], Probe]]] = {
    ".mp4": ("mp4", mp4.read),
    ".m4v": ("mp4", mp4.read),
    ".m4a": ("mp4", mp4.read),
    ".webm": ("webm", webm.read),
    ".mp3": ("mpeg", streams.read_mp3),
    ".ogg": ("ogg", streams.read_ogg),
    ".oga": ("ogg", streams.read_ogg),
}
TO_CONVERT = frozenset(
    ".avi .mkv .mov .wmv .flv .mpg .mpeg .ts .m2ts .vob .3gp .ogv .asf .divx .rm .rmvb".split()
)
SOUND_TO_CONVERT = frozenset(".wav .flac .aac .wma .aif .aiff .ac3 .opus .amr .mid .ra".split())
"""Films and recordings that people have and no browser plays everywhere."""
MOST_MINUTES = 9_999


def _recognises(path: Path) -> bool:
    ending = path.suffix.lower()
    known = ending in _READERS or ending in TO_CONVERT or ending in SOUND_TO_CONVERT
    return known and not is_beside(path)


def _read(path: Path, desk: Desk) -> Work:
    ending = path.suffix.lower()
    if ending in TO_CONVERT:
        raise NotRead(
            Phrase(
                N_(
                    "browsers do not play {kind} files; convert it with HandBrake (free) to MP4, "
                    "H.264 and AAC"
                ),
                kind=ending,
            )
        )
    if ending in SOUND_TO_CONVERT:
        raise NotRead(
            Phrase(
                N_("not every browser plays {kind} files; save it with Audacity (free) as MP3"),
                kind=ending,
            )
        )
    container, read = _READERS[ending]
    probe = probed(path, read)
    refuse_unplayable(probe)
    is_film = bool(probe.video) or container == "webm"  # sound alone has no type of its own there
    kind = "video" if is_film else "audio"
    title = title_of(path)
    language = desk.asked.language if languages.known(desk.asked.language) else ""
    beside = gathered(path, desk, title, language)
    page = Page(desk.id_of(""), title, kind, minutes=_minutes(probe.seconds))
    page.files = [desk.keep("main", f"{kind}/{container}", path), *beside.files]
    if transcript := _transcript(beside, desk, title):
        page.files.append(desk.keep("transcript", "text/html", transcript.encode()))
    roles = {file.role for file in page.files}
    if is_film and "captions" not in roles and probe.audio:
        desk.change(title, N_("it has no captions: who cannot hear it does not know what is said"))
    if not is_film and "transcript" not in roles:
        desk.change(title, N_("nothing says in writing what is heard in it"))
    return Work(title, [page], language=language)


def _minutes(seconds: float) -> int:
    return min(MOST_MINUTES, -(-round(seconds) // 60))


def _transcript(beside: Beside, desk: Desk, title: str) -> str:
    """Return what is said as a fragment, "" if nobody wrote it down."""
    if beside.text.strip():
        try:
            made = markdown.to_html(beside.text)
        except (markdown.BadFormula, markdown.TooManyBrackets):
            made = _lines(beside.text.split("\n\n"))
        fragment = clean(made)
        if not shape.fault_in([fragment]):
            return fragment
        desk.change(title, N_("what is said could not be read as a text, and was left out"))
    return _lines(beside.said)


def _lines(paragraphs: list[str]) -> str:
    kept = (" ".join(text.split()) for text in paragraphs)
    return "\n".join(
        f'<p data-block="b{number}">{escape(text, quote=False)}</p>'
        for number, text in enumerate((text for text in kept if text), start=1)
    )


FORMAT = FileFormat("MP4, WebM, MP3, Ogg (mp4, webm, mp3, ogg, m4a)", _recognises, _read)
