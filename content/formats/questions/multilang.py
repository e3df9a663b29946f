"""Texts that say the same in several languages, as Moodle's filters have them: one is taken.

    {mlang fr}Bonjour{mlang}{mlang en}Hello{mlang}{mlang other}...{mlang}
    <span lang="fr" class="multilang">Bonjour</span> <span lang="en" class="multilang">Hello</span>

The language is the reader's own if the text has it, else the one that "other" stands for, else its
first. Source: Moodle's filter "multilang", and "multilang2" that many sites have added.
"""

import re

from i18n.translate import language

_BRACED = re.compile(
    r"\{\s*mlang\s+([\w,\s-]{1,60})\}((?:(?!\{\s*mlang).)*)\{\s*mlang\s*\}",
    re.DOTALL | re.IGNORECASE,
)
_SPAN = re.compile(
    r"<(span|lang)\b(?=[^<>]*\blang=[\"']([\w-]{2,12})[\"'])([^<>]*)>((?:(?!</?\1\b).)*)</\1>",
    re.DOTALL | re.IGNORECASE,
)
_OTHER = "other"


def has_several(text: str) -> bool:
    """Say whether a text says the same in several languages."""
    return one_of(text) != text


def one_of(text: str) -> str:
    """Return a text in one of its languages, as it was where it has but one."""
    lower = text.lower()
    if "mlang" in lower:
        text = _of_braces(text)
    if "multilang" in lower or "<lang" in lower:
        text = _of_spans(text)
    return text


def _of_braces(text: str) -> str:
    found = [_languages(each[1]) for each in _BRACED.finditer(text)]
    known = [name for names in found for name in names]
    taken = _taken(known)
    return _BRACED.sub(lambda each: each[2] if taken in _languages(each[1]) else "", text)


def _languages(names: str) -> list[str]:
    return [name.strip().lower().replace("_", "-") for name in names.split(",") if name.strip()]


def _taken(known: list[str]) -> str:
    """Return the language to take of those that a text has."""
    mine = language()
    for name in (mine, _OTHER):
        if name in known:
            return name
    alike = (name for name in known if name.partition("-")[0] == mine)
    return next(alike, known[0] if known else "")


def _of_spans(text: str) -> str:
    """Return a text in which one of each row of spans is left."""
    made: list[str] = []
    row: list[re.Match[str]] = []
    done = 0
    for span in _SPAN.finditer(text):
        if span[1].lower() == "span" and "multilang" not in span[3].lower():
            continue
        if row and text[row[-1].end() : span.start()].strip():
            made += [text[done : row[0].start()], _one_of_row(row)]
            done, row = row[-1].end(), []
        row.append(span)
    if row:
        made += [text[done : row[0].start()], _one_of_row(row)]
        done = row[-1].end()
    return "".join([*made, text[done:]])


def _one_of_row(row: list[re.Match[str]]) -> str:
    taken = _taken([span[2].lower() for span in row])
    return next(span[4] for span in row if span[2].lower() == taken)
