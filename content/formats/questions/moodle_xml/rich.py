"""The texts of a question in Moodle XML, with the files that stand beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from content.formats.questions import texts
from content.formats.questions.attached import Attached, from_base64, is_placed, placed
from content.formats.questions.xml import Element, markup
from content.questions.types import Sound
from content.vocabulary import MEDIA_TYPES

FORMS = {
    "html": texts.HTML,
    "moodle_auto_format": texts.AUTO,
    "plain_text": texts.PLAIN,
    "markdown": texts.MARKDOWN,
    "wiki_like": texts.AUTO,
    **{str(n): form for n, form in enumerate((texts.AUTO, texts.HTML, texts.PLAIN))},
    "4": texts.MARKDOWN,
}
_PLAYER = re.compile(r"<(audio|video)\b[^<>]*>.*?</\1\s*>|<audio\b[^<>]*/>", re.DOTALL | re.I)
_LINK = re.compile(r"""\b(?:src|href)\s*=\s*["'](@@PLUGINFILE@@[^"'<>]*)["']""", re.IGNORECASE)
_EMPTY = re.compile(r"<p>\s*</p>\s*\Z")


@dataclass
class Rich:
    """Reads the texts of one question."""

    question: Element
    attached: Attached = field(init=False)
    sounds: dict[str, Sound] = field(default_factory=dict)
    """What is listened to, by the name it is kept under."""
    usual: str = texts.HTML
    """The form of a text that does not say its own."""

    def __post_init__(self) -> None:
        self._files = dict(_files(self.question))
        self.attached = Attached(self._find)

    def _find(self, address: str) -> bytes | None:
        name = placed(address) if is_placed(address) else ""
        found = self._files.get(name)
        return from_base64(found.text()) if found is not None else None

    def keep_all(self) -> None:
        """Keep all files that came with the question."""
        for name in self._files:
            self.attached.keep(f"@@PLUGINFILE@@/{quote(name)}")

    def html(self, of: Element | None, *, inline: bool = False) -> str:
        """Return a text as clean HTML; "" where there is none. Raises ``LeftOut``."""
        source, form = self.source(of)
        return texts.fragment(self._heard(source), form, self.attached.picture, inline=inline)

    def remark(self, of: Element | None) -> str:
        """Return what is said to an answer as clean HTML. Raises ``LeftOut``."""
        source, form = self.source(of)
        return texts.remark(self._heard(source), form, self.attached.picture)

    def plain(self, of: Element | None) -> str:
        """Return a text as plain text on one line."""
        source, form = self.source(of)
        return texts.plain(source, form)

    def source(self, of: Element | None) -> tuple[str, str]:
        """Return a text as it was written, and its form."""
        if of is None:
            return "", self.usual
        return said(of), FORMS.get(of.get("format").strip().lower(), self.usual)

    def whole(self, source: str) -> str:
        """Return HTML of a part of the question's own text. Raises ``LeftOut``."""
        form = self.source(self.question.first("questiontext"))[1]
        return texts.fragment(self._heard(source), form, self.attached.picture)

    def inside(self, source: str) -> str:
        """Return HTML of a few words of the question's own text. Raises ``LeftOut``."""
        form = self.source(self.question.first("questiontext"))[1]
        return texts.fragment(source, form, self.attached.picture, inline=True)

    def _heard(self, source: str) -> str:
        """Note the sounds that a text plays, and take their players out."""
        if "@@PLUGINFILE@@" not in source:
            return source
        for address in _LINK.findall(source):
            ending = f".{placed(address).rpartition('.')[2].lower()}"
            if MEDIA_TYPES.get(ending, "").startswith(("audio/", "video/")):
                sound = self.attached.sound(address)
                if sound is not None:
                    self.sounds[sound.file] = sound
            elif not MEDIA_TYPES.get(ending, "").startswith("image/"):
                self.attached.missing.append(placed(address)[:80])
        return _EMPTY.sub("", _PLAYER.sub("", source)).rstrip()


def said(of: Element) -> str:
    """Return the text of an element: of its own ``text``, else of itself."""
    inner = of.first("text")
    if inner is None:
        return "".join(each for each in of.inside if isinstance(each, str))
    return markup(inner) if any(True for _ in inner) else inner.text()


def _files(question: Element) -> Iterator[tuple[str, Element]]:
    """Go through the files of a question by the name that its texts call them by."""
    for element in question.walk():
        if element.name == "file":
            path = element.get("path", "/").strip("/")
            name = element.get("name")
            yield (f"{path}/{name}" if path else name), element
    image, data = question.first("image"), question.first("image_base64")
    if image is not None and data is not None:
        yield image.text().strip(), data
