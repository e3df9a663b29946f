"""The pieces that a question in Moodle XML is written with."""

import base64
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from xml.sax.saxutils import escape, quoteattr

from content.formats.questions.percent import percent

_FILE = re.compile(r'src="files/([0-9a-f]{64}\.[a-z0-9]+)"')
_NO_XML = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # what XML has no way to write
)


class Pieces:
    """Writes elements; knows the bytes of pictures and sounds."""

    def __init__(self, media: Mapping[str, bytes]) -> None:
        self._media = media

    def rich(self, name: str, html: str, inside: str = "", files: Sequence[str] = ()) -> str:
        """Return an element with HTML in it, and beside that the files it shows.

        Args:
            name: of the element, and its attributes if it has any.
            html: clean HTML.
            inside: what else stands in the element.
            files: names of further files, each with the name it is kept under.
        """
        shown = dict.fromkeys(_FILE.findall(html))
        placed = _FILE.sub(r'src="@@PLUGINFILE@@/\1"', html)
        beside = "".join(self.file(file, file) for file in [*shown, *files])
        end = name.partition(" ")[0]
        return f'<{name} format="html">{text(placed)}{beside}{inside}</{end}>\n'

    def file(self, kept: str, name: str) -> str:
        """Return a file with its bytes, "" where they are not at hand."""
        data = self._media.get(kept)
        if data is None:
            return ""
        written = base64.b64encode(data).decode()
        return f'<file name={quoteattr(name)} path="/" encoding="base64">{written}</file>\n'

    def answer(
        self, share: Fraction, said: str, remark: str, *, typed: bool, more: str = ""
    ) -> str:
        """Return an answer with what it earns and what is said to it."""
        feedback = self.rich("feedback", remark) + more
        if typed:
            begin = f'<answer fraction="{percent(share)}" format="plain_text">'
            return f"{begin}{text(said)}{feedback}</answer>\n"
        return self.rich(f'answer fraction="{percent(share)}"', said, feedback)


def text(said: str) -> str:
    """Return an element ``text``; in one piece where it holds signs of XML."""
    said = _NO_XML.sub("", said)
    if re.search(r"[<>&]", said):
        return "<text><![CDATA[" + said.replace("]]>", "]]]]><![CDATA[>") + "]]></text>"
    return f"<text>{said}</text>"


def plain(name: str, said: object) -> str:
    """Return an element with plain text."""
    return f"<{name}>{escape(_NO_XML.sub('', str(said)))}</{name}>\n"
