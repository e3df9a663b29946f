"""The texts of GIFT: signs that are escaped, and the form that each text is written in."""

import re

from content.formats.questions.texts import AUTO, HTML, MARKDOWN, PLAIN, fragment
from content.formats.questions.texts import remark as remark_of

_SPECIAL = "\\:#={}~n"
_HELD = {sign: chr(0xFDD0 + place) for place, sign in enumerate(_SPECIAL)}
"""What an escaped sign is while the text is cut up: a character that no text may hold."""
_BACK = {held: "\n" if sign == "n" else sign for sign, held in _HELD.items()}
_IN_GAPS = {
    held: f"&#{ord(sign)};" if sign in "#={}~" else _BACK[held] for sign, held in _HELD.items()
}
"""What an escaped sign is in a text with gaps, where some mean something else again."""
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_NO_CHARACTER = re.compile("[\ufdd0-\ufdef]")
_FORM = re.compile(r"\[(\w+)\]")
_FORMS = {"html": HTML, "moodle": AUTO, "plain": PLAIN, "markdown": MARKDOWN}


def held(text: str) -> str:
    """Return a text in which no escaped sign means anything: see ``back``."""
    return _ESCAPE.sub(lambda found: _HELD[found[1]], _NO_CHARACTER.sub("", text))


def back(text: str) -> str:
    """Return a text with its escaped signs as themselves."""
    return "".join(_BACK.get(sign, sign) for sign in text)


def for_gaps(text: str) -> str:
    """Return a text with its escaped signs as references where gaps would read more into them."""
    return "".join(_IN_GAPS.get(sign, sign) for sign in text)


def taken_form(text: str, form: str) -> tuple[str, str]:
    """Return the form that a text begins with, or the one it has from above, and the rest."""
    found = _FORM.match(text)
    if found and found[1].lower() in _FORMS:
        return _FORMS[found[1].lower()], text[found.end() :]
    return form, text


def html(text: str, form: str = AUTO, *, inline: bool = False) -> tuple[str, str]:
    """Return a text as HTML, and the form it was written in."""
    form, bare = taken_form(text.strip(), form)
    return fragment(back(bare), form, inline=inline), form


def remark(text: str, form: str) -> str:
    """Return what is said to an answer as HTML."""
    form, bare = taken_form(text.strip(), form)
    return remark_of(back(bare), form)
