"""What lies beside a film or recording and belongs to it by its name."""

from dataclasses import dataclass, field
from pathlib import Path

from content import cues
from content.cues import NoCues
from content.entries import FileEntry
from content.formats.desk import Desk
from content.formats.said import in_order
from content.formats.works import NotRead
from content.media import picture_type
from i18n import languages
from i18n.refusals import Phrase
from i18n.translate import N_

FILMS = (".mp4", ".m4v", ".webm")
RECORDINGS = (".mp3", ".ogg", ".oga", ".m4a")
CAPTIONS = (".vtt", ".srt")
TEXTS = (".txt", ".md")
PICTURES = (".jpg", ".jpeg", ".png", ".webp")
LARGEST_TEXT = 1 << 20
_SIGNS = "signs"
_CUES = ("chapters", "descriptions")
"""What cues can be but captions."""


@dataclass
class Beside:
    """What belongs to a film, kept at its desk."""

    files: list[FileEntry] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """What captions in the film's own language say, as paragraphs."""
    text: str = ""
    """What is said, in Markdown, as somebody wrote it down."""


def is_beside(path: Path) -> bool:
    """Say whether a film is another one in sign language: no page of its own."""
    stem, _, kind = path.stem.rpartition(".")
    if kind.lower() != _SIGNS or not stem:
        return False
    return any(path.with_name(stem + ending).exists() for ending in (*FILMS, *RECORDINGS))


def gathered(path: Path, desk: Desk, title: str, language: str) -> Beside:
    """Keep what belongs to a film; what cannot be used is noted, and stops nothing.

    Args:
        path: of the film.
        desk: where it is read.
        title: of its page, for notes.
        language: of the film.
    """
    found = Beside()
    begins = f"{path.stem}."
    near = (each for each in path.parent.iterdir() if each.name.startswith(begins) and each != path)
    taken: set[tuple[str, str]] = set()
    for each in sorted(near, key=lambda near: in_order(near.name)):
        words = each.name[len(begins) :].lower().split(".")
        ending, parts = f".{words[-1]}", words[:-1]
        if each.is_symlink() or not each.is_file() or not _known(ending, parts):
            continue
        desk.used.add(each.resolve())
        spoken = next((part for part in parts if languages.known(part)), language)
        try:
            role = _take(found, each, desk, (ending, parts, spoken, language))
        except (NotRead, OSError) as error:
            why = error.args[0] if isinstance(error, NotRead) else str(error.strerror)
            desk.change(title, N_("“{name}” was left out: {why}"), name=each.name, why=why)
            continue
        if (role, spoken) in taken:
            desk.change(
                title,
                N_("“{name}” was left out: {why}"),
                name=each.name,
                why=Phrase(N_("there are others in the same language")),
            )
            _forget_last(found, role)
        taken.add((role, spoken))
    return found


def _known(ending: str, parts: list[str]) -> bool:
    if ending in (*FILMS, *RECORDINGS):
        return parts == [_SIGNS]
    return ending in (*CAPTIONS, *TEXTS, *PICTURES)


def _take(found: Beside, path: Path, desk: Desk, named: tuple[str, list[str], str, str]) -> str:
    """Keep one file, and return what it is for."""
    ending, parts, spoken, language = named
    if ending in CAPTIONS:
        role = next((each for each in _CUES if each in parts), "captions")
        try:
            read = cues.read(path.read_bytes()[: cues.LARGEST + 1])
        except NoCues:
            raise NotRead(Phrase(N_("no captions can be read in it"))) from None
        if role == "captions" and spoken == language:
            found.said = cues.paragraphs(read)
        found.files.append(desk.keep(role, "text/vtt", cues.written(read), spoken))
        return role
    if ending in TEXTS:
        if spoken != language:
            raise NotRead(Phrase(N_("what is said is kept in the language of the film alone")))
        data = path.read_bytes()
        if len(data) > LARGEST_TEXT:
            raise NotRead(Phrase(N_("it is larger than it may be")))
        found.text = data.decode("utf-8-sig", "replace")
        return "transcript"
    if ending in PICTURES:
        data = path.read_bytes()
        media_type = picture_type(data)
        if not media_type:
            raise NotRead(Phrase(N_("it is no picture that a page may show")))
        found.files.append(desk.keep("thumbnail", media_type, path, language, data))
        return "thumbnail"
    media_type = "video/webm" if ending == ".webm" else "video/mp4"
    found.files.append(desk.keep("signs", media_type, path, spoken))
    return "signs"


def _forget_last(found: Beside, role: str) -> None:
    if found.files and found.files[-1].role == role:
        found.files.pop()
