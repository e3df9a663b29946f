"""Text as an engine should get it, with the way back to the text that people see."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from i18n.speech.passages import Passage
from i18n.speech.spellings import ABBREVIATIONS, spellings

_COMBINED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_SPACES = re.compile(r"\s+")
_ENDS = re.compile(
    r"((?<![.!?؟۔])[.!?؟۔]++|…)[\"'”’)\]]*+(?:\s*+»)?+\s+"  # a stop, what it closes, a space
    r"|[。！？]+[」』”）]*"  # scripts without spaces
    r"|\n\s*\n"
)
_EMPTY_LINE = re.compile(r"\n\s*\n")
_JOINERS = {"\u200c", "\u200d"}
"""Inside Persian and Hindi words these decide how letters are read; elsewhere they are noise."""

LONGEST_WORD = 60
"""Characters of one word that reach an engine unbroken: eSpeak keeps words in 160 bytes."""

_OVERLONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


@dataclass(frozen=True)
class SpokenForm:
    """A text for an engine, and where each of its characters comes from."""

    text: str
    origins: tuple[int, ...]
    """For each character of ``text``, its place in the text that people see."""

    def replaced(
        self, pattern: re.Pattern[str], by: str | Callable[[re.Match[str]], str]
    ) -> "SpokenForm":
        """Return this form with every match written otherwise.

        Args:
            pattern: what to look for.
            by: what to put there, groups as in ``re.sub``; all of it comes from the first
                character of the match.
        """
        pieces: list[str] = []
        origins: list[int] = []
        done = 0
        for match in pattern.finditer(self.text):
            if match.end() == match.start():
                continue
            new = by(match) if callable(by) else match.expand(by)
            pieces += (self.text[done : match.start()], new)
            origins += self.origins[done : match.start()]
            origins += [self.origins[match.start()]] * len(new)
            done = match.end()
        if not done:
            return self
        pieces.append(self.text[done:])
        origins += self.origins[done:]
        return SpokenForm("".join(pieces), tuple(origins))


def spoken_form(text: str, language: str, instead: Sequence[Passage] = ()) -> SpokenForm:
    """Return a text spelled out for an engine: no signs it would stumble over, one space each.

    It is empty where nothing of the text can be said.

    Args:
        text: as people see it.
        language: its code.
        instead: the passages of it that are said otherwise, in order.
    """
    form = _begun(text, instead)
    form = form.replaced(_COMBINED, lambda match: unicodedata.normalize("NFC", match[0]))
    for pattern, by in spellings(language):
        form = form.replaced(pattern, by)
    form = form.replaced(_OVERLONG, r"\g<0> ")
    form = form.replaced(_SPACES, " ")
    if not any(_is_said(character) for character in form.text):
        return SpokenForm("", ())
    begin = len(form.text) - len(form.text.lstrip())
    end = len(form.text.rstrip())
    return SpokenForm(form.text[begin:end], form.origins[begin:end])


def _begun(text: str, instead: Sequence[Passage]) -> SpokenForm:
    """Return a text with what is said in place of its passages, nothing spelled out yet."""
    pieces, origins, done = list[str](), list[int](), 0
    for passage in instead:
        said = f" {passage.said} "
        pieces += (text[done : passage.start], said)
        origins += (*range(done, passage.start), *[passage.start] * len(said))
        done = passage.end
    pieces.append(text[done:])
    origins += range(done, len(text))
    return SpokenForm("".join(map(_speakable, "".join(pieces))), tuple(origins))


def sentences(text: str, language: str) -> list[tuple[int, str]]:
    """Cut a text into its sentences.

    Args:
        text: one or more paragraphs; an empty line always ends a sentence.
        language: its code; decides which abbreviations end with a stop that ends nothing.

    Returns:
        In order, each sentence with its place in ``text`` (code points), without the spaces
        around it. Every character that is no space belongs to exactly one of them.
    """
    found: list[tuple[int, str]] = []
    begin = 0
    for match in _ENDS.finditer(text):
        if not _EMPTY_LINE.search(match[0]) and not _ends(text, match, language):
            continue
        _add(found, text, begin, match.end())
        begin = match.end()
    _add(found, text, begin, len(text))
    return found


def portions(text: str, language: str, most: int) -> list[tuple[int, str]]:
    """Cut a text into portions of at most ``most`` characters, at its sentences where it can be.

    Returns:
        In order, each portion with its place in ``text``; together they are the text.
    """
    ends = [place for place, _ in sentences(text, language)] if len(text) > most else []
    found, begin = [], 0
    while len(text) - begin > most:
        last = begin + most
        sentence = max((place for place in ends if begin < place <= last), default=0)
        cut = sentence or text.rfind(" ", begin, last) + 1
        cut = cut if cut > begin else last
        found.append((begin, text[begin:cut]))
        begin = cut
    return [*found, (begin, text[begin:])]


def _ends(text: str, match: re.Match[str], language: str) -> bool:
    """Say whether a full stop is one: what follows and what stands before it may deny it."""
    following = text[match.end() : match.end() + 1]
    if following.islower() or following in {"»", ",", ";", ":"}:
        return False
    if match[1] != ".":
        return True
    before = max(0, match.start() - LONGEST_WORD)
    last = text[before : match.start() + 1].rsplit(None, 1)[-1].lstrip("«»\"'“”‘’([")
    if re.fullmatch(r"[^\W\d_]\.", last) and last[0].isupper():
        return False  # an initial: J. Dupont
    return last.casefold() not in ABBREVIATIONS.get(language, frozenset())


def _add(found: list[tuple[int, str]], text: str, begin: int, end: int) -> None:
    piece = text[begin:end]
    if piece.strip():
        found.append((begin + len(piece) - len(piece.lstrip()), piece.strip()))


def _speakable(character: str) -> str:
    """Return a character, or a space for what is no part of any text; always one character."""
    if character in _JOINERS:
        return character
    return (
        " "
        if unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
        else (character)
    )


def _is_said(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNS"
