"""A paragraph of Markdown drafted by who knows sentences only: its signs survive, or nothing.

A paragraph is cut into *passages*: the text of a heading, of an item, of a cell, of a paragraph
whose lines are joined. In a passage, what is no language (a formula, an address, the ends of a link
or of bold words) becomes a *token*, a word that no language has: « X1X ». A draft counts only if it
has each token once, pairs in each other as they must be, the same signs of Markdown and the same
digits; else it is "", and a person translates the paragraph.
"""

import re
from collections import Counter
from collections.abc import Callable

Translate = Callable[[str], str]
"""Returns a passage in the other language, "" where it cannot."""

_PREFIX = re.compile(
    r"[ \t]*(?:>[ \t]*)*(?:#{1,6}[ \t]+|[-*+][ \t]+|\d{1,9}[.)][ \t]+|:[ \t]+|\*\[[^\]]+\]:[ \t]*)?"
)
_BOX = re.compile(r'([ \t]*!!![ \t]+\w+[ \t]*)(?:(")(.*)("[ \t]*))?$')
_FIGURE = re.compile(r'(!\[)([^\]]*)(\]\([^)\s"]*(?:[ \t]+")?)([^"]*)("?[ \t]*\))[ \t]*$')
_RULE = re.compile(r"(?=.*-)[ \t|:-]+$")
_CELLS = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r" {4}|\t")
_WHOLE = re.compile(
    r"(?<!\\)\$\$.+?\$\$|(?<!\\)\$(?! )[^$\n]+?(?<![ \\])\$"  # formulas
    r"|`[^`]+`"
    r"|\[[^\]]+\]\{[a-z]{2,3}\}"  # a passage in another language
    r"|<[^>]+>|&#?\w+;|\\[^\w\s]"
    r"|https?://\S+|\b\S+@\S+\.\w+"
)
_LINK = re.compile(r"(?<!!)(\[)([^\[\]]+)(\]\([^)]*\))")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)(\1)")
_ITALIC = re.compile(r"(?<![\w*])(\*|_)(?=\S)(.+?)(?<=\S)(\1)(?![\w*])")
_TOKEN = re.compile(r"X(\d{1,3})X")
_SIGNS = "*_[]|`$<>\\"
"""What means something in Markdown."""
_LETTER = re.compile(r"[^\W\d_]")


class _Lost(Exception):
    """A passage has no draft, or one without all of its signs."""


def draft(paragraph: str, translate: Translate) -> str:
    """Return a draft of a paragraph of Markdown; "" where none of it can be made whole.

    Args:
        paragraph: one of ``content.paragraphs``; no question of an exercise.
        translate: knows plain sentences.
    """
    if "[[" in paragraph or _is_code(paragraph):
        return ""
    try:
        made = "\n".join(_line(each, translate) for each in _joined(paragraph))
    except _Lost:
        return ""
    return made if _digits(made) == _digits(paragraph) else ""


def _is_code(paragraph: str) -> bool:
    """Say whether lines of it are shown as they are typed: indented, and below no item or box."""
    lines = paragraph.split("\n")
    first = lines[0]
    is_item = bool(_PREFIX.match(first)[0].strip()) or bool(_BOX.match(first))  # type: ignore[index]
    return not is_item and any(_CODE.match(each) for each in lines)


def _joined(paragraph: str) -> list[str]:
    """Return its lines, those that only go on joined to the one before."""
    found: list[str] = []
    goes_on = False
    for each in paragraph.split("\n"):
        stands_alone = not each.strip() or "|" in each or bool(_BOX.match(each))
        begins = stands_alone or bool(_PREFIX.match(each)[0].strip())  # type: ignore[index]
        if found and goes_on and not begins:
            found[-1] = f"{found[-1].rstrip()} {each.lstrip()}"
        else:
            found.append(each)
        is_heading = each.lstrip().startswith("#")
        goes_on = not stands_alone and not is_heading and not each.endswith(("  ", "\\"))
    return found


def _line(line: str, translate: Translate) -> str:
    """Return the draft of a line, what makes it a heading, an item or a row as it was."""
    if box := _BOX.match(line):
        if not box[3]:
            return line
        return f"{box[1]}{box[2]}{_passage(box[3], translate)}{box[4]}"
    if "|" in line and _RULE.match(line):
        return line
    if line.lstrip().startswith("|"):
        return _row(line, translate)
    prefix = _PREFIX.match(line)[0]  # type: ignore[index]
    rest = line[len(prefix) :]
    if figure := _FIGURE.match(rest):
        begin, shows, address, caption, end = figure.groups()
        said = [_passage(each, translate) for each in (shows, caption)]
        return f"{prefix}{begin}{said[0]}{address}{said[1]}{end}"
    if "![" in rest:  # in a sentence: what it shows would stay in the other language
        raise _Lost
    ends = rest[len(rest.rstrip()) :]
    return f"{prefix}{_passage(rest.strip(), translate)}{ends}"


def _row(line: str, translate: Translate) -> str:
    cells = []
    for cell in _CELLS.split(line):
        text = cell.strip()
        said = _passage(text, translate)
        cells.append(cell.replace(text, said, 1) if text else cell)
    return "|".join(cells)


def _passage(text: str, translate: Translate) -> str:
    """Return the draft of a passage.

    Raises:
        _Lost: there is none, or signs of it are gone.
    """
    if _TOKEN.search(text):
        raise _Lost
    plain, kept = _with_tokens(text)
    if not _LETTER.search(_TOKEN.sub("", plain)):
        return text
    said = " ".join(translate(plain).split())
    if not said or _signs(said) != _signs(plain) or _PREFIX.match(said)[0].strip():  # type: ignore[index]
        raise _Lost
    return _put_back(said, kept)


def _with_tokens(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Return a passage with tokens, and what each stands for: "whole", "begin" or "end", and it."""
    kept: list[tuple[str, str]] = []

    def token(what: str, sign: str) -> str:
        kept.append((what, sign))
        return f"X{len(kept)}X"

    def pair(found: re.Match[str]) -> str:
        begin = token("begin", found[1])
        return f"{begin} {found[2]} {token('end', found[3])}"

    text = _WHOLE.sub(lambda found: token("whole", found[0]), text)
    for shape in (_LINK, _BOLD, _ITALIC):
        text = shape.sub(pair, text)
    return text, kept


def _put_back(said: str, kept: list[tuple[str, str]]) -> str:
    """Return a draft with its signs in the place of their tokens.

    Raises:
        _Lost: a token is missing or there twice, or pairs are not in each other.
    """
    numbers = [int(found[1]) for found in _TOKEN.finditer(said)]
    if sorted(numbers) != list(range(1, len(kept) + 1)):
        raise _Lost
    opened: list[int] = []
    for number in numbers:
        what = kept[number - 1][0]
        if what == "begin":
            opened.append(number)
            said = re.sub(rf"X{number}X\s*", f"X{number}X", said)
        elif what == "end":
            said = re.sub(rf"\s*X{number}X", f"X{number}X", said)
            is_empty = f"X{number - 1}XX{number}X" in said
            if not opened or opened.pop() != number - 1 or is_empty:
                raise _Lost
    return _TOKEN.sub(lambda found: kept[int(found[1]) - 1][1], said)


def _signs(text: str) -> Counter[str]:
    return Counter(sign for sign in text if sign in _SIGNS)


def _digits(text: str) -> Counter[str]:
    return Counter(sign for sign in text if sign.isdecimal())
