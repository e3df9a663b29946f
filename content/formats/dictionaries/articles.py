"""An article of FreeDict as dictd has it: lines that tell a word, its sound, kind and senses.

    livre /livʁ/ <n, masc>            1. abogado                     1.  [Fruit de l'avocatier]
    libro 2.                          Expert juridique …              avocado
    Ensemble de pages reliées         2. aguacate, palta
     3.                               Fruit de l'avocatier
    Ouvrage …

Translations come first and meanings below them, in the three ways that FreeDict's own style
sheets write; what is in none of them is taken as a translation.
"""

import re

from content.dictionary.layout import Entry, Sense
from content.formats.dictionaries.made import entry, sense

_SOUND = re.compile(r"\s*/([^/]{1,80})/")
_KIND = re.compile(r"\s*<([^<>]{1,60})>\s*")
_NUMBERED = re.compile(r"(\d{1,2})\.(?:\s+(.*))?\Z")
_FURTHER = re.compile(r"\s+\d{1,2}\.\s*\Z")
_INSIDE = re.compile(r"\[([^\[\]]*)\]\s*(.*)\Z")
_APART = re.compile(r"\s*[,;،؛]\s+(?![^()]*\))")


def article(word: str, said: str, to: str) -> Entry | None:
    """Return the entry of an article, None if it says nothing.

    Args:
        word: as the index has it.
        said: the article.
        to: the language of its translations, "" for an explanation in the language of the word.
    """
    lines = _joined(said)
    if not lines:
        return None
    head, sound, kind = _head(lines[0])
    below = lines[1:]
    if not below:
        head, sound, kind, below = word, "", "", lines
    if not to:
        return entry(head or word, sound, kind, [sense(" ".join(below), {})])
    return entry(head or word, sound, kind, _senses(below, to))


def _joined(said: str) -> list[str]:
    """Return the lines of an article; one that goes on, two spaces in front, is one with it."""
    lines: list[str] = []
    for line in said.split("\n"):
        if not line.strip():
            continue
        goes_on = line.startswith("  ") and lines and not _NUMBERED.match(line.strip())
        if goes_on:
            lines[-1] += " " + line.strip()
        else:
            lines.append(line.rstrip())
    return lines


def _head(line: str) -> tuple[str, str, str]:
    sounds = _SOUND.findall(line)
    kind = _KIND.search(line)
    plain = _KIND.sub(" ", _SOUND.sub(" ", line))
    return plain.strip(), sounds[0] if sounds else "", kind[1] if kind else ""


def _senses(lines: list[str], to: str) -> list[Sense | None]:
    found: list[tuple[list[str], list[str]]] = []
    """Translations and meanings of each sense."""
    for line in lines:
        numbered = _NUMBERED.match(line) if not line.startswith(" ") else None
        if _NUMBERED.fullmatch(line.strip()) and not (numbered and numbered[2]):
            continue  # another meaning of the same translations comes below
        plain = _FURTHER.sub("", numbered[2] if numbered else line).strip()
        inside = _INSIDE.match(plain)
        if inside:
            found.append((_apart(inside[2]), [inside[1]]))
        elif numbered or not found:
            found.append((_apart(plain), []))
        elif not found[-1][0]:
            found[-1][0].extend(_apart(plain))
        else:
            found[-1][1].append(plain)
    return [sense(" ; ".join(means), {to: words}) for words, means in found]


def _apart(words: str) -> list[str]:
    return [word for word in _APART.split(words.strip()) if word]
